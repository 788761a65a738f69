"""Whom to call: cases worked out by hand, and the slow version as oracle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkik.domain.bast import FLEST, Likhet, bast
from kkik.domain.matris import Matris
from kkik.domain.prognostyper import Prognosmal, Prognosorsak
from tests.orakel import bast as orakel
from tests.orakel import prognos as prognosorakel
from tests.orakel.grund import lika_tal
from tests.orakel.strategier import egenskap, lander, som_matris

AR = range(2014, 2026)


def land(**mer) -> dict:
    """Forty municipalities that stand still at 50 + their number, with a whisper of noise; number 0 is ours."""
    ut = {k: {y: 50.0 + k + (0.25 if (y + k) % 2 else 0.0) for y in AR} for k in range(40)}
    return ut | mer


def test_battre_bland_de_lika():
    b = bast(som_matris(land(), AR), 10, "hog", grupp=frozenset({5, 10, 12, 15, 39}))
    assert (b.ar, b.varde, b.n, b.likhet, b.lika) == (2025, 60.25, 39, Likhet.GRUPP, (5, 12, 15, 39))
    assert [(k.kommun, k.varde, k.skillnad) for k in b.battre] == [
        (39, 89.0, 28.75),
        (15, 65.0, 4.75),
        (12, 62.25, 2.0),
    ]
    b = bast(som_matris(land(), AR), 10, "lag", grupp=frozenset({5, 12}))
    assert [(k.kommun, k.skillnad) for k in b.battre] == [(5, 5.25)]


def test_ett_intervall_jamfors_pa_avstandet():
    b = bast(
        som_matris(land(), AR), 10, "intervall", grupp=frozenset({5, 12, 14, 30}), intervall=(62.0, 65.0)
    )
    # 60.25 is 1.75 below; 12 and 14 (62.25, 64.25) are inside; 5 (55.0) and 30 (80.25) further away.
    assert [(k.kommun, k.skillnad) for k in b.battre] == [(12, 1.75), (14, 1.75)]


def test_utan_lista_narmast_i_niva_for_fem_ar_sedan():
    b = bast(som_matris(land(), AR), 10, "hog")
    assert (b.likhet, b.lika) == (Likhet.NIVA, (7, 8, 9, 11, 12, 13, 14)) or b.lika == (
        6,
        7,
        8,
        9,
        11,
        12,
        13,
    )


def test_storleken_skiljer_dem_som_liknar_i_niva():
    klasser = np.array([k % 2 for k in range(40)])
    b = bast(som_matris(land(), AR), 10, "hog", klasser=klasser)
    assert b.lika == (2, 4, 6, 8, 12, 14, 16)


def test_forbattras_snabbast():
    ryck = {30: {y: 20.0 + 3 * (y - 2020) for y in AR}, 31: {y: 20.0 + 2 * (y - 2020) for y in AR}}
    b = bast(som_matris(land() | ryck, AR), 10, "hog", grupp=frozenset({31}))
    assert [(k.kommun, k.lutning, k.lik, k.godhet) for k in b.snabbast] == [
        (30, 3.0, False, "forbattras"),
        (31, 2.0, True, "forbattras"),
    ]
    assert bast(som_matris(land() | ryck, AR), 10, "lag").snabbast == ()
    fallande = {30: {y: 90.0 - 3 * (y - 2020) for y in AR}}
    b = bast(som_matris(land() | fallande, AR), 10, "lag")
    assert [(k.kommun, k.lutning) for k in b.snabbast] == [(30, 3.0)]


def test_uppryckarna_ar_de_som_gjort_resan_och_ligger_fore():
    # 20 was where we are (60) until 2019 and rose to 90 by 2023; 21 did too, and has fallen back below us.
    upp = {
        20: {y: 60.0 if y <= 2019 else min(90.0, 60.0 + 7.5 * (y - 2019)) for y in AR},
        21: {
            y: (60.0 if y <= 2019 else min(90.0, 60.0 + 7.5 * (y - 2019))) if y < 2025 else 40.0 for y in AR
        },
    }
    m = som_matris(land() | upp, AR)
    b = bast(m, 10, "hog", mal=Prognosmal("niva", varde=85.0))
    assert (b.till_malet, b.krav, b.horisont) == (True, 85.0, 4)
    # The latest start from which four years took it 24.75 or more.
    assert [(u.kommun, u.start, u.da, u.efter, u.nu) for u in b.uppryckare] == [(20, 2019, 60.0, 90.0, 90.0)]


def test_nar_malet_redan_nas_galler_den_basta_fjardedelen():
    # In three years everybody gains or loses a quarter, in four nobody moves at all.
    b = bast(som_matris(land(), AR), 10, "hog", mal=Prognosmal("niva", varde=60.0), horisont=3)
    assert (b.till_malet, b.krav) == (False, 60.5)
    b = bast(som_matris(land(), AR), 10, "hog", mal=Prognosmal("niva", varde=60.0), horisont=4)
    assert (b.till_malet, b.krav, b.uppryckare) == (False, None, ())


@pytest.mark.parametrize(
    ("andring", "riktning", "hinder"),
    [
        ({}, "neutral", Prognosorsak.VARDERAS_EJ),
        ({10: {}}, "hog", Prognosorsak.UTFALL_SAKNAS),
    ],
)
def test_nar_inget_kan_sagas(andring, riktning, hinder):
    b = bast(som_matris(land() | andring, AR), 10, riktning, grupp=frozenset({1, 2}))
    assert b.hinder is hinder
    assert (b.battre, b.snabbast, b.uppryckare, b.lika) == ((), (), (), ())


def test_en_tom_matris():
    tom = Matris(np.empty(0, np.int16), np.arange(3, dtype=np.int16), np.empty((0, 3)))
    assert bast(tom, 1, "hog").hinder is Prognosorsak.UTFALL_SAKNAS


def test_ett_brott_delar_tiden():
    m = som_matris(land(), AR, frozenset({2023}))
    b = bast(m, 10, "hog", horisont=4)
    # Starts 2013…2021 four years on; those that end in 2023 or later step over it: 2014…2018 are left.
    assert b.fall == 150
    assert all(u.start <= 2018 for u in b.uppryckare)


def test_hogst_tio_namn_i_varje_lista():
    stiger = {k: {y: 50.0 + k + 2.0 * (y - 2025) for y in AR} for k in range(40)} | {
        0: dict.fromkeys(AR, 40.0)
    }
    b = bast(som_matris(stiger, AR), 0, "hog", grupp=frozenset(range(1, 40)))
    assert (len(b.battre), b.antal_battre, len(b.snabbast), b.antal_snabbast) == (FLEST, 39, FLEST, 39)
    assert b.andel_forbattras == 39 / 40


@egenskap
@given(data=st.data(), delar=lander(minst_ar=6, minst_kommuner=8, hogst_kommuner=40))
def test_som_oraklet(data, delar):
    varlden, ar, brott = delar
    kommun = data.draw(st.sampled_from(sorted(varlden)))
    riktning = data.draw(st.sampled_from(["hog", "lag", "intervall", "neutral"]))
    intervall = (-1.0, 1.0) if riktning == "intervall" else None
    grupp = data.draw(st.none() | st.frozensets(st.sampled_from(sorted(varlden)), max_size=7))
    h = data.draw(st.integers(1, 4))
    klasser = np.array([data.draw(st.integers(0, 1)) for _ in varlden])
    mal = nar = None
    if riktning in ("hog", "lag") and data.draw(st.booleans()):
        t = data.draw(st.integers(-8, 8)) / 4
        mal, nar = (
            Prognosmal("niva", varde=t),
            (prognosorakel.nar_hog if riktning == "hog" else prognosorakel.nar_lag)(t),
        )
    fick = bast(
        som_matris(varlden, ar, brott),
        kommun,
        riktning,
        grupp=grupp,
        klasser=klasser,
        intervall=intervall,
        mal=mal,
        horisont=h,
    )
    skulle = orakel.bast(
        varlden,
        kommun,
        riktning,
        grupp,
        dict(zip(sorted(varlden), klasser.tolist(), strict=True)),
        intervall,
        nar,
        h,
        brott,
    )
    if skulle is None:
        assert fick.hinder is not None
        return
    assert (fick.ar, fick.n, list(fick.lika)) == (skulle["ar"], skulle["n"], skulle["lika"])
    assert [k.kommun for k in fick.battre] == skulle["battre"][:FLEST]
    assert {k.kommun for k in fick.snabbast} <= set(skulle["snabbast"])
    assert fick.antal_snabbast == len(skulle["snabbast"])
    assert [k.lutning for k in fick.snabbast] == sorted((k.lutning for k in fick.snabbast), reverse=True)
    assert lika_tal(fick.andel_forbattras, skulle["andel_forbattras"])
    assert (fick.fall, fick.till_malet) == (skulle["fall"], skulle["till_malet"])
    assert [(u.kommun, u.start) for u in fick.uppryckare] == skulle["uppryckare"][:FLEST]
    assert all(k.inom_brus == skulle["inom_brus"][k.kommun] for k in (*fick.battre, *fick.snabbast))
