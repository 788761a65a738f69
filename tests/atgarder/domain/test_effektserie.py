"""What the picture of rule 8 shows."""

import pytest

from atgarder.domain.effekt import atgardseffekt
from atgarder.domain.effektserie import effektserie, eget_matt
from atgarder.domain.effekttyper import Utslag, Utslagshinder
from tests.atgarder.domain.test_effekt import EGNA, land_med
from tests.orakel.grund import median, percentil
from tests.orakel.strategier import som_matris

LAND = land_med(EGNA, [51.0 + k for k in range(39)])


def serie(land=LAND, riktning="hog", intervall=None, kommun=0, e=2022):
    ar = range(min(y for s in land.values() for y in s), 2025)
    m = som_matris(land, ar)
    r = atgardseffekt(m, kommun, 2020, e, riktning, intervall)
    return r, effektserie(m, r)


def test_vi_och_de_jamforda_ar_for_ar():
    r, s = serie()
    assert (s["ar"], r.n) == (list(range(2018, 2025)), 39)
    assert s["egen"] == [48.0, 50.0, 52.0, None, 60.0, 62.0, 64.0]
    andra = [LAND[k][2024] for k in range(1, 40)]
    assert (s["median"][-1], s["p25"][-1], s["p75"][-1]) == (
        median(andra),
        percentil(andra, 25),
        percentil(andra, 75),
    )
    assert (s["median"][3], s["p25"][3]) == (None, None)
    assert (s["utfall"], s["senast"]) == ([2022, 60.0], [2024, 64.0])


def test_avstand_for_ett_intervall_men_utfallet_i_enheten():
    _, s = serie(riktning="intervall", intervall=(50.0, 60.0))
    assert s["egen"] == [2.0, 0.0, 0.0, None, 0.0, 2.0, 4.0]
    assert (s["utfall"], s["senast"]) == ([2022, 60.0], [2024, 64.0])


def test_utan_utslag_finns_bara_vi():
    r, s = serie(e=2026)
    assert (r.hinder, s["median"], s["utfall"]) == (Utslagshinder.FOR_TIDIGT, [None] * 7, None)


def test_en_kommun_utanfor_landet():
    _, s = serie(kommun=77)
    assert (set(s["egen"]), s["utfall"], s["senast"]) == ({None}, None, None)


def test_aldre_ar_an_atta_fore_beslutet_visas_inte():
    land = {k: {2005: 40.0 + k} | v for k, v in LAND.items()}
    _, s = serie(land)
    assert s["ar"][0] == 2012


@pytest.mark.parametrize(
    ("egna", "fore", "efter", "utfall"),
    [
        ({2019: 10.0, 2020: 20.0, 2023: 40.0}, 15.0, 40.0, [2023, 40.0]),
        ({}, None, None, None),
        ({2015: 1.0}, None, None, None),
    ],
)
def test_ett_eget_matt_har_ingen_att_jamforas_med(egna, fore, efter, utfall):
    r, s = eget_matt(egna, 0, 2020, 2022, "hog")
    assert (r.utslag, r.hinder, r.fore, r.efter, r.n) == (
        Utslag.INGET,
        Utslagshinder.EGET_MATT,
        fore,
        efter,
        0,
    )
    assert s["utfall"] == utfall
    assert len(s["egen"]) == len(s["ar"]) == len(s["median"])


def land_pa_vag(lutning):
    """2010–2024: we rise by `lutning` a year all along, the other 39 stand nearly still."""
    ar = range(2010, 2025)
    land = {k: {y: 50 + k / 8 + (y % 3) / 8 for y in ar} for k in range(1, 40)}
    return land | {0: {y: 52 + lutning * (y - 2018) for y in ar}}


@pytest.mark.parametrize(
    ("lutning", "utslag", "redan"),
    [(2.0, Utslag.VISAD, [2016, 2018]), (-2.0, Utslag.SAMRE, [2016, 2018]), (0.0, Utslag.EJ_VISAD, None)],
)
def test_det_som_redan_pagick(lutning, utslag, redan):
    """Decision 2020, effect 2022: the imagined one is as long before its effect, whose years end in 2020."""
    r, s = serie(land_pa_vag(lutning))
    assert (r.utslag, s["redan_fore"]) == (utslag, redan)


def test_det_som_borjade_med_beslutet_pagick_inte_redan():
    land = land_pa_vag(0.0)
    land[0] |= {y: 52 + 3.0 * (y - 2020) for y in range(2021, 2025)}
    r, s = serie(land)
    assert (r.utslag, s["redan_fore"]) == (Utslag.VISAD, None)


def test_ett_eget_matts_intervall_ar_ocksa_avstand():
    r, s = eget_matt({2020: 30.0, 2022: 55.0}, 0, 2020, 2022, "intervall", (40.0, 60.0))
    assert (r.fore, r.efter, s["egen"], s["utfall"]) == (10.0, 0.0, [10.0, None, 0.0], [2022, 55.0])
