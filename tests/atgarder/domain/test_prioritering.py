"""Weighing proposals, against examples worked out by hand and a slow count of the same thing done another way."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgarder.domain.prioritering import (
    Enighet,
    Kvadrant,
    Rost,
    kvadranter,
    lage,
    rangordna,
    rangordna_poang,
    spridning,
    vid,
    viktat,
)

STEG = st.integers(1, 6)
ROSTER = st.lists(st.tuples(STEG, STEG), min_size=1, max_size=12)
G, S, P, A = Kvadrant.GOR_FORST, Kvadrant.SATSA, Kvadrant.PASSAR, Kvadrant.AVSTA

# The matrix drawn by hand, the largest effekt uppermost and insats 1–6 from left to right.
KARTA = """
GGGSSS
GGGSSS
GGGSSS
PPPAAA
PPPAAA
PPPAAA
""".split()
BOKSTAV = {"G": G, "S": S, "P": P, "A": A}


def karta(insats: int, effekt: int) -> Kvadrant:
    return BOKSTAV[KARTA[6 - effekt][insats - 1]]


@pytest.mark.parametrize("effekt", range(1, 7))
@pytest.mark.parametrize("insats", range(1, 7))
def test_varje_ruta_ligger_i_kartans_kvadrant(insats, effekt):
    assert kvadranter(F(insats), F(effekt)) == (karta(insats, effekt),)
    assert Rost("x", insats, effekt).kvadrant == karta(insats, effekt)


@pytest.mark.parametrize(
    ("insats", "effekt", "vilka"),
    [
        (F(7, 2), F(5), (G, S)),
        (F(2), F(7, 2), (G, P)),
        (F(5), F(7, 2), (S, A)),
        (F(7, 2), F(1), (P, A)),
        (F(7, 2), F(7, 2), (G, S, P, A)),
        (F(349, 100), F(351, 100), (G,)),
    ],
)
def test_mitt_emellan_ar_pa_gransen(insats, effekt, vilka):
    assert kvadranter(insats, effekt) == vilka


def test_namnen():
    assert [(k.etikett, k.beskrivning) for k in Kvadrant] == [
        ("Gör först", "liten insats, stor effekt"),
        ("Satsa", "stor insats, stor effekt"),
        ("Gör när det passar", "liten insats, liten effekt"),
        ("Avstå", "stor insats, liten effekt"),
    ]


def test_tre_personer_ett_forslag():
    """Insats 1, 2, 5: mean 8/3, median 2. Effekt 2, 6, 6: mean 14/3, median 6. Two in Gör först? (1, 6) and (2, 6);
    (5, 2) is in Avstå."""
    svar = lage([Rost("a", 1, 6), Rost("b", 2, 6), Rost("c", 5, 2)])
    assert (svar.insats.medel, svar.insats.median, svar.insats.minst, svar.insats.storst) == (
        F(8, 3),
        2,
        1,
        5,
    )
    assert (svar.effekt.medel, svar.effekt.median, svar.effekt.steg) == (F(14, 3), 6, 4)
    assert svar.kvadranter == (G,)
    assert svar.roster_per == {G: 2, A: 1}
    assert (svar.n, svar.enighet, svar.pa_gransen) == (3, Enighet.DELADE, False)


def test_medlet_kan_ligga_pa_gransen_fast_ingen_gor_det():
    svar = lage([Rost("a", 3, 6), Rost("b", 4, 5)])
    assert (svar.kvadranter, svar.pa_gransen, svar.roster_per) == ((G, S), True, {G: 1, S: 1})
    assert svar.enighet == Enighet.OVERENS


def test_ingen_har_placerat():
    assert lage([]) is None
    assert spridning([]) is None


@pytest.mark.parametrize("fel", [[0], [7], [3, -1]])
def test_utanfor_skalan(fel):
    with pytest.raises(ValueError, match="1–6"):
        spridning(fel)


@pytest.mark.parametrize(
    ("varden", "enighet"),
    [
        ([4], Enighet.ENSAM),
        ([4, 4], Enighet.OVERENS),
        ([3, 4, 3], Enighet.OVERENS),
        ([3, 5], Enighet.NASTAN),
        ([2, 5], Enighet.DELADE),
        ([1, 6, 3], Enighet.DELADE),
    ],
)
def test_hur_langt_ifran_varandra(varden, enighet):
    assert spridning(varden).enighet == enighet


@given(ROSTER)
def test_mot_en_langsam_rakning(par):
    """The same by counting through the scale, step by step."""
    svar = lage([Rost(i, *p) for i, p in enumerate(par)])
    for axel, varden in ((svar.insats, [a for a, _ in par]), (svar.effekt, [b for _, b in par])):
        antal = {s: sum(1 for v in varden if v == s) for s in range(1, 7)}
        funna = [s for s in antal if antal[s]]
        assert (axel.minst, axel.storst, axel.n) == (funna[0], funna[-1], len(par))
        assert axel.medel * len(par) == sum(s * n for s, n in antal.items())
        # At least half lie at or below the median, and at least half at or above it.
        assert 2 * sum(n for s, n in antal.items() if s <= axel.median) >= len(par)
        assert 2 * sum(n for s, n in antal.items() if s >= axel.median) >= len(par)
    ratt = {k: sum(karta(a, b) == k for a, b in par) for k in Kvadrant}
    assert svar.roster_per == {k: n for k, n in ratt.items() if n}


@given(ROSTER, st.randoms(use_true_random=False))
def test_ordningen_spelar_ingen_roll_och_alla_lika_ar_dar_alla_ar(par, slump):
    blandat = list(par)
    slump.shuffle(blandat)
    assert lage([Rost(0, *p) for p in par]) == lage([Rost(0, *p) for p in blandat])
    ensam = lage([Rost(0, *par[0])] * 3)
    assert ensam.kvadranter == (karta(*par[0]),)
    assert ensam.insats.steg == ensam.effekt.steg == 0


def test_vilka_som_sagt_det():
    assert vid({"Ada": 2, "Bo": 6, "Cia": 2}, 2) == ["Ada", "Cia"]


# ---- The order ----


def test_ordningen_for_hand():
    """Effekt less insats: a 4, b 1, c 1 with a smaller effekt, d −3, e as b, f not placed."""
    medel = {
        "f": None,
        "d": (F(5), F(2)),
        "c": (F(1), F(2)),
        "e": (F(4), F(5)),
        "a": (F(2), F(6)),
        "b": (F(4), F(5)),
    }
    assert rangordna(medel) == [(1, "a"), (2, "e"), (2, "b"), (4, "c"), (5, "d"), (None, "f")]


def test_stor_insats_och_liten_effekt_kommer_efter_liten_insats_och_stor_effekt():
    assert rangordna({"stor": (F(6), F(1)), "liten": (F(1), F(6))}) == [(1, "liten"), (2, "stor")]


MEDEL = st.one_of(
    st.none(), st.tuples(st.fractions(1, 6, max_denominator=5), st.fractions(1, 6, max_denominator=5))
)


@given(st.lists(MEDEL, max_size=9))
def test_platsen_ar_hur_manga_som_ar_battre(medel):
    """The place is one more than the number of proposals that are better, counted pair by pair."""
    par = dict(enumerate(medel))

    def battre(a, b) -> bool:
        netto_a, netto_b = a[1] - a[0], b[1] - b[0]
        return netto_a > netto_b or (netto_a == netto_b and a[1] > b[1])

    svar = {nyckel: plats for plats, nyckel in rangordna(par)}
    assert svar.keys() == par.keys()
    for nyckel, m in par.items():
        if m is None:
            assert svar[nyckel] is None
        else:
            assert svar[nyckel] == 1 + sum(battre(n, m) for n in medel if n is not None)


def test_ordningen_efter_poang():
    assert rangordna_poang({"a": F(3), "b": None, "c": F(5), "d": F(3)}) == [
        (1, "c"),
        (2, "a"),
        (2, "d"),
        (None, "b"),
    ]


# ---- Own criteria ----


def test_vagda_poang_for_hand():
    """Weights 3 and 1. Ada 6 and 2: (18 + 2) / 4 = 5. Bo 2 and 4: (6 + 4) / 4 = 2.5. Means 4 and 3: 15 / 4."""
    svar = viktat([3, 1], {"Ada": [6, 2], "Bo": [2, 4]})
    assert svar.poang == F(15, 4)
    assert svar.personers == {"Ada": F(5), "Bo": F(5, 2)}
    assert [s.varden for s in svar.per_kriterium] == [(2, 6), (2, 4)]
    assert (svar.n, svar.storst_skillnad, svar.enighet) == (2, 0, Enighet.DELADE)


def test_den_som_inte_satt_poang_raknas_inte():
    """Bo has left the second criterion out: it has Ada's 2 alone, and Bo has no score of his own."""
    svar = viktat([3, 1], {"Ada": [6, 2], "Bo": [2, None]})
    assert svar.poang == F(3 * 4 + 2, 4)
    assert svar.personers == {"Ada": F(5)}
    assert svar.n == 2


def test_ett_kriterium_utan_poang_ger_ingen_summa():
    svar = viktat([3, 1], {"Ada": [6, None]})
    assert (svar.poang, svar.personers, svar.per_kriterium[1]) == (None, {}, None)
    tomt = viktat([3, 1], {})
    assert (tomt.poang, tomt.per_kriterium, tomt.n, tomt.enighet) == (None, (None, None), 0, None)
    assert tomt.storst_skillnad is None


@pytest.mark.parametrize("vikter", [[], [0, 1], [-1]])
def test_vikter_ar_over_noll(vikter):
    with pytest.raises(ValueError, match="weight"):
        viktat(vikter, {})


def test_en_poang_for_varje_kriterium():
    with pytest.raises(ValueError, match="score for each"):
        viktat([1, 1], {"Ada": [1]})


POANG = st.integers(1, 4).flatmap(
    lambda k: st.tuples(
        st.lists(st.integers(1, 5), min_size=k, max_size=k),
        st.lists(st.lists(STEG, min_size=k, max_size=k), min_size=1, max_size=6),
    )
)


@given(POANG)
def test_alla_har_satt_allt(fall):
    """Then the proposal's score is the mean of the persons', and a criterion of weight v counts as v equal ones."""
    vikter, rader = fall
    svar = viktat(vikter, dict(enumerate(rader)))
    upprepade = [[p for v, p in zip(vikter, rad, strict=True) for _ in range(v)] for rad in rader]
    for i, rad in enumerate(upprepade):
        assert svar.personers[i] == F(sum(rad), len(rad))
    assert svar.poang == sum(svar.personers.values()) / len(rader)
    assert 1 <= svar.poang <= 6
    assert viktat([3 * v for v in vikter], dict(enumerate(rader))).poang == svar.poang
