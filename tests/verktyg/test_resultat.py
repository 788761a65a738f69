"""The results against tables worked by hand, and what holds for any answers."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verktyg.domain.checklista import lage
from verktyg.domain.plats import Plats, plats_av
from verktyg.domain.resultat import Fordelning, dolda_grupper, fordelning, oenigast, summa

SVL = ("stor", "viss", "liten")


def f(*antal, ordnad=True):
    return Fordelning(SVL, antal, ordnad)


# (stor, viss, liten) → n, share of the most common, steps apart, unanimous, at odds, both ends, proposal
TABELL = [
    ((0, 0, 0), 0, None, 0, False, False, False, None),
    ((1, 0, 0), 1, 1.0, 0, False, False, False, "stor"),
    ((3, 0, 0), 3, 1.0, 0, True, False, False, "stor"),
    ((2, 1, 0), 3, 2 / 3, 1, False, True, False, "stor"),
    ((1, 0, 2), 3, 2 / 3, 2, False, True, True, "liten"),
    ((1, 1, 1), 3, 1 / 3, 2, False, True, True, None),
    ((2, 2, 0), 4, 0.5, 1, False, True, False, None),
    ((0, 3, 2), 5, 0.6, 1, False, True, False, "viss"),
    ((2, 2, 1), 5, 0.4, 2, False, True, True, None),
]


@pytest.mark.parametrize(("antal", "n", "enighet", "spann", "eniga", "oense", "ytter", "forslag"), TABELL)
def test_tabellen(antal, n, enighet, spann, eniga, oense, ytter, forslag):
    d = f(*antal)
    assert (d.n, d.enighet, d.spann, d.eniga, d.oense, d.ytterligheter, d.forslag) == (
        n,
        enighet,
        spann,
        eniga,
        oense,
        ytter,
        forslag,
    )


def test_utan_ordning_finns_inget_avstand():
    d = f(1, 0, 2, ordnad=False)
    assert (d.spann, d.ytterligheter, d.oense) == (0, False, True)


def test_andelar_och_median():
    assert [f(1, 3, 0).andel(k) for k in SVL] == [0.25, 0.75, 0.0]
    assert f(0, 0, 0).andel("stor") is None
    skala = tuple("12345")
    assert fordelning(["2", "5", "4"], skala, ordnad=True).median == 4
    assert fordelning(["2", "5", "4", "1"], skala, ordnad=True).median == 3.0
    assert fordelning([], skala).median is None


def test_okant_svar_raknas_inte_bort():
    with pytest.raises(ValueError, match="kanske"):
        fordelning(["stor", "kanske"], SVL)


def test_varst_forst():
    rader = [
        ("a", f(3, 0, 0)),
        ("b", f(2, 1, 0)),
        ("c", f(2, 0, 1)),
        ("d", f(1, 1, 1)),
        ("e", f(4, 2, 0)),
        ("g", f(1, 0, 0)),
    ]
    # d: one in three alike. Then two in three: c spans both ends; e has more answers than b.
    assert [k for k, _ in oenigast(rader)] == ["d", "c", "e", "b"]


def test_summan():
    assert summa([f(1, 2, 0), f(0, 1, 4)]) == f(1, 3, 4)
    assert summa([]) is None


@given(st.lists(st.sampled_from(SVL)))
def test_for_alla_svar(svar):
    d = fordelning(svar, SVL, ordnad=True)
    antal = Counter(svar)
    assert dict(zip(d.koder, d.antal, strict=True)) == {k: antal[k] for k in SVL}
    assert d.n == len(svar)
    assert not (d.eniga and d.oense)
    if svar:
        assert sum(d.andel(k) for k in SVL) == pytest.approx(1)
        assert 1 / 3 <= d.enighet <= 1
    # A proposal is what more people chose than all the others together.
    assert d.forslag == next((k for k in SVL if antal[k] > len(svar) - antal[k]), None)


GRUPPER = [
    ({"a": 5, "b": 7}, set()),
    ({"a": 4, "b": 7}, {"a", "b"}),  # a alone could be told from the total
    ({"a": 4, "b": 7, "c": 9}, {"a", "b"}),  # the smaller of the others goes along
    ({"a": 2, "b": 3, "c": 9}, {"a", "b"}),  # five hidden together: enough
    ({"a": 0, "b": 6}, set()),  # nobody to protect
    ({"a": 1, "b": 1}, {"a", "b"}),
    ({"a": 6, None: 1}, {"a", None}),
    ({}, set()),
]


@pytest.mark.parametrize(("antal", "dolda"), GRUPPER)
def test_sma_grupper_doljs(antal, dolda):
    assert dolda_grupper(antal) == dolda


@given(st.dictionaries(st.integers(0, 6), st.integers(0, 12)))
def test_ingen_dold_grupp_gar_att_rakna_ut(antal):
    dolda = dolda_grupper(antal)
    assert {g for g, n in antal.items() if 0 < n < 5} <= dolda
    summan = sum(antal[g] for g in dolda)
    # Hidden together: nobody, at least five, or everybody there is.
    assert summan == 0 or summan >= 5 or summan == sum(antal.values())


def test_checklistan():
    laget = lage("abcde", {"a": "ja", "b": "nej", "c": "", "e": "delvis"})
    assert (laget.ja, laget.delvis, laget.nej, laget.obesvarade) == (("a",), ("e",), ("b",), ("c", "d"))
    assert (laget.antal, laget.besvarade, laget.kvar, laget.klar) == (5, 3, 4, False)
    assert lage("ab", {"a": "ja", "b": "ja"}).klar


@pytest.mark.parametrize("plats", [Plats("mal"), Plats("mal", 12), Plats("satta-mal_2", 1)])
def test_platsens_kod_gar_tillbaka(plats):
    assert plats_av(plats.kod) == plats


@pytest.mark.parametrize("kod", ["", ".1", "a.", "a.b", "a.1.2", "A", "a.-1", "a b", "a." + "9" * 19])
def test_annat_ar_ingen_plats(kod):
    assert plats_av(kod) is None
