"""Rule 8 against its slow twin, by hand, and by what must not change it."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgarder.domain.effekt import Effekt, atgardseffekt
from atgarder.domain.effekttyper import Utslag, Utslagshinder
from kkik.domain.matris import Matris
from tests.orakel import regel8
from tests.orakel.grund import lika_tal
from tests.orakel.strategier import egenskap, lander, som_matris

RIKTNINGAR = ("hog", "lag", "intervall", "neutral")
INTERVALL = (-1.0, 1.5)


@st.composite
def fragor(draw, minst=1, hogst=75):
    """(country, years, breaks, own municipality, decision year, effect year, riktning, interval)."""
    land, ar, brott = draw(lander(minst_ar=4, hogst_ar=10, minst_kommuner=minst, hogst_kommuner=hogst))
    d = draw(st.integers(2000, 2007))
    e = draw(st.integers(d - 1, d + 4))
    riktning = draw(st.sampled_from(RIKTNINGAR))
    egen = draw(st.sampled_from(sorted(land)))
    return land, ar, brott, egen, d, e, riktning, INTERVALL if riktning == "intervall" else None


def rakna(fraga) -> Effekt:
    land, ar, brott, egen, d, e, riktning, intervall = fraga
    return atgardseffekt(som_matris(land, ar, brott), egen, d, e, riktning, intervall)


@egenskap
@given(fragor())
def test_som_orakel(fraga):
    land, _, brott, egen, d, e, riktning, intervall = fraga
    svar, facit = rakna(fraga), regel8.effekt(land, egen, d, e, riktning, intervall, brott)
    assert (svar.utslag, svar.hinder) == (facit["utslag"], facit["hinder"])
    assert lika_tal(svar.fore, facit["fore"])
    assert lika_tal(svar.efter, facit["efter"])
    assert {j.kommun for j in svar.grupp} == set(facit["grupp"])
    assert all(lika_tal(j.forandring, facit["grupp"][j.kommun]) for j in svar.grupp)
    assert lika_tal(svar.median, facit["median"])
    assert (svar.placeboandel, svar.spegelandel) == (facit["placebo"], facit["spegel"])
    assert svar.samre_start == facit["samre"]


@egenskap
@given(fragor(minst=22))
def test_indata_ger_samma_utslag_och_ror_sig_inte(fraga):
    land, ar, brott, egen, d, e, riktning, intervall = fraga
    matris = som_matris(land, ar, brott)
    fore = matris.varden.copy()
    svar = atgardseffekt(matris, egen, d, e, riktning, intervall)
    assert np.array_equal(matris.varden, fore, equal_nan=True)
    assert Effekt.fran_indata(json.loads(json.dumps(svar.indata()))) == svar


@egenskap
@given(fragor(minst=22))
def test_den_egna_ar_aldrig_med_och_narmast_kommer_forst(fraga):
    svar = rakna(fraga)
    egen = fraga[3]
    assert egen not in {j.kommun for j in svar.grupp}
    assert len({j.kommun for j in svar.grupp}) == svar.n <= 50
    langder = [(abs(j.fore - svar.fore), j.kommun) for j in svar.grupp]
    assert langder == sorted(langder)


@egenskap
@given(fragor(minst=22), st.integers(-40, 40))
def test_en_forskjutning_av_hela_landet_andrar_inget(fraga, steg):
    """Everybody's values moved as much, decided on the quarter grid where sums are exact. (Zero is special to which
    years are repeats, and an interval would stay behind.)"""
    land, ar, brott, egen, d, e, riktning, _ = fraga
    riktning = "hog" if riktning == "intervall" else riktning
    flyttat = {k: {y: v + 64 + steg for y, v in s.items()} for k, s in land.items()}
    langt = {k: {y: v + 64 for y, v in s.items()} for k, s in land.items()}
    ett = atgardseffekt(som_matris(langt, ar, brott), egen, d, e, riktning)
    annat = atgardseffekt(som_matris(flyttat, ar, brott), egen, d, e, riktning)
    assert (ett.utslag, ett.hinder, ett.minst_lika, ett.minst_lika_daligt) == (
        annat.utslag,
        annat.hinder,
        annat.minst_lika,
        annat.minst_lika_daligt,
    )
    assert {j.kommun for j in ett.grupp} == {j.kommun for j in annat.grupp}


@egenskap
@given(fragor(minst=22))
def test_hog_och_lag_ar_varandras_spegel(fraga):
    land, ar, brott, egen, d, e, *_ = fraga
    matris = som_matris(land, ar, brott)
    vand = Matris(matris.ar, matris.kommuner, -matris.varden, matris.brott)
    hog, lag, vand_lag = (
        atgardseffekt(m, egen, d, e, r) for m, r in ((matris, "hog"), (matris, "lag"), (vand, "lag"))
    )
    assert (hog.minst_lika, hog.minst_lika_daligt) == (lag.minst_lika_daligt, lag.minst_lika)
    assert (vand_lag.utslag, vand_lag.minst_lika) == (hog.utslag, hog.minst_lika)
    byt = {Utslag.VISAD: Utslag.SAMRE, Utslag.SAMRE: Utslag.VISAD}
    assert lag.utslag == byt.get(hog.utslag, hog.utslag)


# ---- By hand ----


def land_med(egna, andra_efter, fore=50.0):
    """The own municipality (0) and others that all start at `fore` (in the mean of three years, none of which repeats
    another) and end a quarter above what is listed. Decision 2020, effect 2022."""
    land = {0: dict(egna)}
    for k, efter in enumerate(andra_efter, start=1):
        land[k] = {y: fore + (y - 2019) / 4 for y in (2018, 2019, 2020)} | {
            y: efter + (y - 2021) / 8 for y in (2022, 2023, 2024)
        }
    return land


def doma(land, riktning="hog", intervall=None, brott=(), d=2020, e=2022):
    ar = sorted({y for s in land.values() for y in s})
    return atgardseffekt(
        som_matris(land, range(ar[0], ar[-1] + 1), frozenset(brott)), 0, d, e, riktning, intervall
    )


EGNA = {2018: 48.0, 2019: 50.0, 2020: 52.0, 2022: 60.0, 2023: 62.0, 2024: 64.0}


def test_med_papper_och_penna():
    """Before (48 + 50 + 52) / 3 = 50, after 62: Δ 12. Of 39 others, three end at 64 + 1/4, the rest at 51 + 1/4:
    median Δ 1.25, effect 10.75. Share (1 + 3) / 40 = 0.10: shown, just."""
    svar = doma(land_med(EGNA, [64.0] * 3 + [51.0] * 36))
    assert (svar.fore, svar.efter, svar.forandring, svar.median, svar.skillnad) == (50, 62, 12, 1.25, 10.75)
    assert (svar.n, svar.minst_lika, svar.placeboandel, svar.utslag) == (39, 3, 0.1, Utslag.VISAD)
    assert (svar.spegelandel, svar.ar_fore, svar.ar_efter) == (
        37 / 40,
        (2018, 2019, 2020),
        (2022, 2023, 2024),
    )
    assert svar.ofullstandig is False


def test_en_till_som_lyckas_lika_bra_och_det_ar_inte_visat():
    assert doma(land_med(EGNA, [64.0] * 4 + [51.0] * 35)).utslag is Utslag.EJ_VISAD


def test_lika_stor_forandring_raknas_som_minst_lika():
    """61.75 + 1/4 is 62, exactly our Δ: tied counts against us, both ways."""
    svar = doma(land_med(EGNA, [61.75] * 4 + [51.0] * 35))
    assert (svar.minst_lika, svar.minst_lika_daligt, svar.utslag) == (4, 39, Utslag.EJ_VISAD)


def test_samre_an_jamforbara_ar_ett_eget_utslag():
    svar = doma(land_med(EGNA, [51.0] * 3 + [70.0] * 36))
    assert (svar.utslag, svar.minst_lika_daligt) == (Utslag.SAMRE, 3)
    assert doma(land_med(EGNA, [64.0] * 3 + [51.0] * 36), "lag").utslag is Utslag.SAMRE


def test_intervall_ar_att_komma_narmare():
    """Interval 60–65: the own distance goes from 10 (mean of 12, 10, 8) to 0; the others' from 10 to 8.75 – that the
    own number lies inside and not at 65 is no worse."""
    svar = doma(land_med(EGNA, [51.0] * 39), "intervall", (60.0, 65.0))
    assert (svar.fore, svar.efter, svar.forandring, svar.median) == (10, 0, -10, -1.25)
    assert (svar.utslag, svar.tecken) == (Utslag.VISAD, -1)
    utanfor = doma(land_med(EGNA, [51.0] * 39), "intervall", (40.0, 50.0))
    assert (utanfor.utslag, utanfor.efter) == (Utslag.SAMRE, 12)


def test_neutral_visar_talen_men_domer_inte():
    svar = doma(land_med(EGNA, [51.0] * 39), "neutral")
    assert (svar.utslag, svar.hinder, svar.n, svar.median) == (
        Utslag.INGET,
        Utslagshinder.VARDERAS_EJ,
        39,
        1.25,
    )
    assert (svar.placeboandel, svar.spegelandel) == (None, None)


def test_de_femtio_narmaste_och_vid_lika_de_lagsta_kommunkoderna():
    """Sixty others as far away: 1–50 are chosen; number 60, a little nearer, goes before them all."""
    land = land_med(EGNA, [51.0] * 60, fore=47.0)
    land[60] |= dict.fromkeys((2018, 2019, 2020), 48.0)
    svar = doma(land)
    assert [j.kommun for j in svar.grupp] == [60, *range(1, 50)]


def test_for_fa_ar_inget_utslag():
    assert doma(land_med(EGNA, [51.0] * 20)).utslag is Utslag.VISAD
    svar = doma(land_med(EGNA, [51.0] * 19))
    assert (svar.utslag, svar.hinder, svar.n, svar.placeboandel) == (
        Utslag.INGET,
        Utslagshinder.FOR_FA,
        19,
        None,
    )


@pytest.mark.parametrize(
    ("egna", "hinder"),
    [
        ({y: v for y, v in EGNA.items() if y > 2020}, "ej_matt_fore"),
        ({y: v for y, v in EGNA.items() if y < 2022}, "ej_matt_efter"),
        ({}, "ej_matt_fore"),
        ({2020: 50.0, 2024: 60.0}, None),
    ],
)
def test_ett_matt_varde_racker_pa_var_sida(egna, hinder):
    assert doma(land_med(egna, [51.0] * 39)).hinder == hinder


def test_for_tidigt_ar_innan_effektaret_ar_matt_i_landet():
    kort = {k: {y: v for y, v in s.items() if y < 2022} for k, s in land_med(EGNA, [51.0] * 39).items()}
    svar = doma(kort)
    assert (svar.utslag, svar.hinder, svar.ofullstandig) == (Utslag.INGET, Utslagshinder.FOR_TIDIGT, True)


def test_ett_tunt_ar_efter_det_senaste_raknas_inte():
    """2025 has three of forty municipalities: not the newest year, so neither they nor we are judged by it."""
    land = land_med({2020: 50.0, 2025: 60.0}, [51.0] * 39)
    for k in (1, 2):
        land[k][2025] = 90.0
    assert doma(land, e=2025).hinder is Utslagshinder.FOR_TIDIGT
    assert doma(land, e=2023).hinder is Utslagshinder.EJ_MATT_EFTER


def test_ett_upprepat_ar_ar_ingen_matning():
    """2023 and 2024 carry 2022 on in the whole country: the mean after is of 2022 alone."""
    land = land_med(EGNA, [51.0] * 39)
    for serie in land.values():
        serie |= {2023: serie[2022], 2024: serie[2022]}
    svar = doma(land)
    assert (svar.ar_efter, svar.efter) == ((2022,), 60.0)


def test_effektar_fore_beslutet_gar_inte_att_doma():
    assert doma(land_med(EGNA, [51.0] * 39), d=2022, e=2022).hinder is Utslagshinder.EFFEKTAR


@pytest.mark.parametrize(
    ("brott", "hinder"),
    [
        (2018, None),
        (2019, "definitionsbrott"),
        (2021, "definitionsbrott"),
        (2024, "definitionsbrott"),
        (2025, None),
    ],
)
def test_ingen_jamforelse_over_ett_definitionsbrott(brott, hinder):
    assert doma(land_med(EGNA, [51.0] * 39), brott=[brott]).hinder == hinder


def test_den_som_bara_ar_matt_pa_en_sida_av_brottet_ar_med():
    """A break in 2019: we are measured from 2019 on, and so are twenty of the others; the rest straddle it."""
    egna = {y: v for y, v in EGNA.items() if y >= 2019}
    land = land_med(egna, [51.0] * 39)
    for k in range(1, 21):
        del land[k][2018]
    svar = doma(land, brott=[2019])
    assert (svar.utslag, {j.kommun for j in svar.grupp}) == (Utslag.VISAD, set(range(1, 21)))


def test_kommunen_saknas_i_landet():
    matris = som_matris(land_med(EGNA, [51.0] * 39), range(2018, 2025))
    assert atgardseffekt(matris, 9999, 2020, 2022, "hog").hinder is Utslagshinder.EJ_MATT_FORE
    tom = Matris(np.empty(0, np.int16), np.empty(0, np.int16), np.empty((0, 0)))
    assert atgardseffekt(tom, 9999, 2020, 2022, "hog").hinder is Utslagshinder.EJ_MATT_FORE


@pytest.mark.parametrize(("riktning", "intervall"), [("intervall", None), ("hog", (1.0, 2.0))])
def test_ett_intervall_hor_till_riktningen_intervall(riktning, intervall):
    with pytest.raises(ValueError, match="intervall"):
        doma(land_med(EGNA, [51.0] * 39), riktning, intervall)
