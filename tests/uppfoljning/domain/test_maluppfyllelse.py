"""Rule 9: goal fulfilment."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.orakel import mal as orakel
from tests.orakel.strategier import egenskap
from uppfoljning.domain.maluppfyllelse import (
    OVRIGA_KATEGORIER,
    RESULTATKATEGORIER,
    Maluppfyllelse,
    maluppfyllelse,
)


def av(text):
    """ "gron gron rod" as objective results."""
    return maluppfyllelse([("objektiv", s) for s in text.split()])


@pytest.mark.parametrize(
    ("ljus", "signal", "ord_"),
    [
        ("gron gron gron gul", "gron", "3 når, 1 nära"),
        ("gron gron gul", "gul", "2 når, 1 nära"),
        ("gron gron gron gron rod", "gul", "4 når, 1 når inte"),
        ("gron rod", "rod", "1 når, 1 når inte"),
        ("gron gron rod gra", "gul", "2 når, 1 når inte, 1 kan inte bedömas"),
        ("gron gra", "gron", "1 når, 1 kan inte bedömas"),  # exactly half judged
        ("gron gra gra", "gra", "1 når, 2 kan inte bedömas"),
        ("gra", "gra", "1 kan inte bedömas"),
        ("gul", "gul", "1 nära"),
        ("", "gra", "inga resultatindikatorer"),
    ],
)
def test_granser(ljus, signal, ord_):
    r = av(ljus)
    assert (str(r.signal), r.sammansattning) == (signal, ord_)
    assert r.orsak == ("for_lite_underlag" if signal == "gra" else None)


def test_bara_resultat_raknas():
    r = maluppfyllelse([("subjektiv", "gron"), *((k, "rod") for k in sorted(OVRIGA_KATEGORIER))])
    assert (str(r.signal), r.sammansattning, r.ovriga, r.bedomda) == ("gron", "1 når", 4, 1)


def test_okand_kategori():
    with pytest.raises(ValueError, match="produkt"):
        maluppfyllelse([("produkt", "gron")])


@egenskap
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(RESULTATKATEGORIER | OVRIGA_KATEGORIER)),
            st.sampled_from(["gron", "gron", "gul", "rod", "gra"]),
        ),
        max_size=12,
    )
)
def test_som_orakel(ljus):
    r = maluppfyllelse(ljus)
    assert str(r.signal) == orakel.maluppfyllelse(ljus)
    assert maluppfyllelse(reversed(ljus)).signal == r.signal
    assert Maluppfyllelse.fran_indata(json.loads(json.dumps(r.indata()))) == r
