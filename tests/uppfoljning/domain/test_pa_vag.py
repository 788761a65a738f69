"""Rule 2: on the way to the target level; and how an own measure becomes a year."""

import json
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.orakel import mal as orakel
from tests.orakel.grund import lika_tal
from tests.orakel.strategier import egenskap, rutnat
from uppfoljning.domain.arsvarde import Arssatt, arsvarde
from uppfoljning.domain.malniva import Tolerans
from uppfoljning.domain.pa_vag import PaVag, pa_vag


def kort(r):
    return str(r.signal), None if r.orsak is None else str(r.orsak)


@pytest.mark.parametrize(
    ("ar", "forvantat", "mal_ar", "bredd", "fore"),
    [
        (2021, 79, 2025, 4.4, True),
        (2022, 81.25, 2025, 4.4, True),
        (2023, 83.5, 2025, 4.4, True),
        (2025, 88, 2025, 4.4, False),
        (2026, 89, 2027, 4.5, True),
        (2027, 90, 2027, 4.5, False),
    ],
)
def test_vagen(ar, forvantat, mal_ar, bredd, fore):
    r = pa_vag(80, ar, 2021, 79, {2027: 90, 2025: 88}, "hog")
    assert (r.forvantat, r.mal_ar, r.fore_malaret) == (forvantat, mal_ar, fore)
    assert r.tolerans_bredd == pytest.approx(bredd)


@pytest.mark.parametrize("ar", [2020, 2028])
def test_ingen_vag_fore_och_efter(ar):
    assert pa_vag(80, ar, 2021, 79, {2025: 88, 2027: 90}, "hog") is None


@pytest.mark.parametrize(
    ("v", "signal"), [(83.5, "gron"), (83.49, "gul"), (79.1, "gul"), (79.09, "rod"), (90, "gron")]
)
def test_bandet_ar_nasta_malnivas(v, signal):
    assert str(pa_vag(v, 2023, 2021, 79, {2025: 88}, "hog").signal) == signal


@pytest.mark.parametrize(
    ("utfall", "utgangsvarde", "nivaer", "riktning", "orsak"),
    [
        (80, None, {2025: 88}, "hog", "ingen_utgangspunkt"),
        (None, None, {2025: 88}, "hog", "ingen_utgangspunkt"),
        (None, 79, {2025: 88}, "hog", "utfall_saknas"),
        (80, 79, {}, "hog", "ingen_malniva"),
        (80, 79, {2025: 88}, "neutral", "varderas_ej"),
    ],
)
def test_pa_vag_gra(utfall, utgangsvarde, nivaer, riktning, orsak):
    assert kort(pa_vag(utfall, 2023, 2021, utgangsvarde, nivaer, riktning)) == ("gra", orsak)


def test_malnivaer_till_och_med_utgangsaret_hor_inte_till_vagen():
    assert pa_vag(80, 2022, 2021, 79, {2019: 10, 2021: 20, 2023: 81}, "hog").forvantat == 80


@egenskap
@given(
    st.one_of(rutnat, st.none()),
    st.integers(2018, 2030),
    st.one_of(st.integers(2019, 2023), st.none()),
    rutnat,
    st.dictionaries(st.integers(2018, 2029), rutnat, max_size=4),
    st.sampled_from(["hog", "lag"]),
    rutnat.map(lambda w: Tolerans(abs(w))),
    st.sampled_from([None, 0, 0.25, 1.5]),
)
def test_pa_vag_som_orakel(utfall, ar, utgangsar, u, nivaer, riktning, tolerans, m):
    r = pa_vag(utfall, ar, utgangsar, u, nivaer, riktning, tolerans, m)
    if r is not None:
        assert PaVag.fran_indata(json.loads(json.dumps(r.indata()))) == r
    assume(utgangsar is not None and nivaer)
    e, _nasta = orakel.forvantat(ar, utgangsar, u, nivaer)
    assert lika_tal(None if r is None else r.forvantat, e)
    if e is not None and utfall is not None:
        assert kort(r) == orakel.niva(utfall, e, tolerans.varde, riktning, m)


@pytest.mark.parametrize(
    ("varden", "satt", "vantat"),
    [
        ([1, 2, 4], "summa", 7),
        ([0.1] * 10, "summa", 1.0),
        ([1, 2, 6], "medel", 3),
        ([1, 2, None], "summa", None),
        ([1, math.nan, 3], "medel", None),
        ([1, 2, None], "senaste", 2),
        ([None, None], "senaste", None),
        ([], "summa", None),
        ([0, 0], "summa", 0),
    ],
)
def test_arsvarde(varden, satt, vantat):
    assert arsvarde(varden, satt) == vantat


def test_arssattens_etiketter():
    assert [s.etikett for s in Arssatt] == ["Summan av perioderna", "Medelvärdet", "Senaste värdet"]
