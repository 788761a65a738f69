"""No figure about fewer than five persons is shown, and none can be worked out from what is."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.orakel.strategier import egenskap
from uppfoljning.domain.sekretess import MINST, dolda

HEL = None


def tabell(enheter: dict[int, tuple[int | None, int | None]], **mer) -> dict:
    """Unit → (K, M), with totals and the whole worked out; None is a kön nobody reported."""
    ut = {}
    for enhet, (k, m) in enheter.items():
        ut |= {(enhet, kon): n for kon, n in (("K", k), ("M", m)) if n is not None}
        ut[enhet, "T"] = (k or 0) + (m or 0)
    for kon in "TKM":
        ut[HEL, kon] = sum(n for (e, k), n in ut.items() if e is not None and k == kon)
    return ut


def test_inget_doljs_i_onodan():
    assert dolda(tabell({1: (10, 12), 2: (5, 5), 3: (30, 31)})) == frozenset()
    assert dolda({}) == frozenset()


def test_ett_litet_kon_tar_med_sig_det_andra_och_en_skola_till():
    # Three girls at school 2: the boys there would give them away, and then so would the other schools' girls and
    # boys with the total of all schools.
    gomda = dolda(tabell({1: (10, 12), 2: (3, 9), 3: (30, 31)}))
    assert gomda == {(2, "K"), (2, "M"), (1, "K"), (1, "M")}


def test_en_liten_skola_tar_med_sig_den_minsta_andra():
    antal = {(HEL, "T"): 64, (1, "T"): 20, (2, "T"): 4, (3, "T"): 40}
    assert dolda(antal) == {(2, "T"), (1, "T")}


def test_en_ensam_liten_skola_doljer_ocksa_helheten():
    assert dolda({(HEL, "T"): 4, (1, "T"): 4}) == {(HEL, "T"), (1, "T")}
    assert dolda({(1, "T"): 4}) == {(1, "T")}


def test_tva_sma_skyddar_varandra():
    assert dolda({(HEL, "T"): 47, (1, "T"): 3, (2, "T"): 4, (3, "T"): 40}) == {(1, "T"), (2, "T")}


def test_utan_helhet_finns_inget_att_dra_ifran():
    assert dolda({(1, "T"): 3, (2, "T"): 40}) == {(1, "T")}


def test_det_som_inte_ar_om_personer_doljs_inte():
    assert dolda({(HEL, "T"): None, (1, "T"): None, (2, "T"): None}) == frozenset()


def test_en_niva_till_av_enheter():
    # 10 is the area of schools 1 and 2; school 3 stands alone. Hiding school 1 needs school 2, not the area.
    antal = {(HEL, "T"): 71, (10, "T"): 24, (1, "T"): 4, (2, "T"): 20, (3, "T"): 47}
    assert dolda(antal, {1: 10, 2: 10, 10: None, 3: None}) == {(1, "T"), (2, "T")}
    assert dolda(antal, {1: 99, 2: 10, 99: 10, 10: None}) == {(1, "T"), (2, "T")}
    assert dolda({(1, "T"): 3}, {1: 2, 2: 1}) == {(1, "T")}


@pytest.mark.parametrize("n", [0, 1, MINST - 1])
def test_gransen(n):
    assert dolda({(1, "T"): n}) == {(1, "T")}
    assert dolda({(1, "T"): MINST}) == frozenset()


def likheter(celler: set, delar_av: dict) -> list[dict]:
    """Every sum that anybody knows, as cell → coefficient, written out without the module under test."""
    ut = []
    for enhet, kon in sorted(celler, key=str):
        if kon == "T":
            konen = [(enhet, k) for k in "KM" if (enhet, k) in celler]
            if konen:
                ut.append({(enhet, "T"): 1} | dict.fromkeys(konen, -1))
        under = [(e, kon) for e, over in delar_av.items() if over == enhet and (e, kon) in celler]
        if under:
            ut.append({(enhet, kon): 1} | dict.fromkeys(under, -1))
    return ut


def gar_att_rakna_ut(gomda: set, kanda: list[dict]) -> set:
    """Gauss on fractions: a cell that stands alone in a reduced row is known."""
    ordnade = sorted(gomda, key=str)
    rader = [[Fraction(rad.get(c, 0)) for c in ordnade] for rad in kanda]
    for kolumn in range(len(ordnade)):
        vald = next((r for r in rader if r[kolumn] != 0 and all(x == 0 for x in r[:kolumn])), None)
        if vald is None:
            continue
        vald[:] = [x / vald[kolumn] for x in vald]
        for rad in rader:
            if rad is not vald and rad[kolumn] != 0:
                rad[:] = (
                    [x - rad[kolumn] * y for x, y in zip(rad[:], vald, strict=True)] if rad[kolumn] else rad
                )
    return {
        ordnade[i]
        for rad in rader
        for i in range(len(ordnade))
        if [j for j, x in enumerate(rad) if x != 0] == [i]
    }


antal_ = st.one_of(st.integers(0, 9), st.integers(0, 60))


@st.composite
def tabeller(draw):
    """Up to five units with both kön or one or none, and the whole; some units part of another."""
    enheter = draw(st.integers(1, 5))
    per = {
        e: (draw(st.none() | antal_), draw(st.none() | antal_))
        if draw(st.booleans())
        else (draw(antal_), draw(antal_))
        for e in range(1, enheter + 1)
    }
    celler = tabell(per)
    if not draw(st.booleans()):
        celler = {c: n for c, n in celler.items() if c[0] is not None}
    return celler


@egenskap
@given(celler=tabeller())
def test_inget_dolt_gar_att_rakna_ut(celler):
    gomda = dolda(celler)
    enheter = {e for e, _ in celler}
    delar_av = {e: HEL for e in enheter if e is not None}
    kanda = likheter(set(celler), delar_av)
    assert {c for c, n in celler.items() if n < MINST} <= gomda
    if gomda != set(celler):  # all of it hidden: then nothing is shown to count with
        assert gar_att_rakna_ut(set(gomda), kanda) == set()


@egenskap
@given(celler=tabeller())
def test_ingen_kombination_av_subtraktioner_lamnar_en_ensam_dold(celler):
    """Brute force: every way to add and subtract up to six of the known sums."""
    gomda = dolda(celler)
    kanda = likheter(set(celler), {e: HEL for e, _ in celler if e is not None})[:6]
    if gomda == set(celler):
        return
    for tecken in product((-1, 0, 1), repeat=len(kanda)):
        summa: dict = {}
        for t, rad in zip(tecken, kanda, strict=True):
            for cell, x in rad.items():
                if cell in gomda:
                    summa[cell] = summa.get(cell, 0) + t * x
        assert sum(x != 0 for x in summa.values()) != 1


@egenskap
@given(celler=tabeller())
def test_nagot_ar_kvar_att_se(celler):
    """Only what must be is hidden: a table without any small cell is shown whole."""
    if all(n >= MINST for n in celler.values()):
        assert dolda(celler) == frozenset()
