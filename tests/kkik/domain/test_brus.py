"""Rule 4: the noise, and the population classes it is measured in."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkik.domain.brus import OKAND_KLASS, befolkningsklass, folkmangd_vid, klasser_for, sigma_per_kommun
from kkik.domain.matris import Matris
from kkik.domain.trend import trend_alla
from tests.orakel import regel4
from tests.orakel.strategier import egenskap, land_i_takt

NAN = math.nan


def test_brott_och_upprepade_ar_tar_bort_differenser():
    """Ten years give eight differences each; a break inside takes two away, a repeated year three."""
    m = land_i_takt(antal=40, ar=10)
    upp = np.zeros(10, dtype=bool)
    hel = sigma_per_kommun(m, 2020, upprepade=upp)[0]
    hopp = m.varden.copy()
    hopp[5:] += 1000.0
    med_brott = Matris(m.ar, m.kommuner, hopp, frozenset({2016}))
    andra = np.diff(m.varden, n=2, axis=0)
    kvar = np.delete(andra, [3, 4], axis=0).ravel()
    mad = np.median(np.abs(kvar - np.median(kvar)))
    hittat = sigma_per_kommun(med_brott, 2020, upprepade=upp)[0]
    assert hittat == pytest.approx(1.4826 * mad / math.sqrt(6))
    assert hittat != hel
    upp[4] = True
    kvar = np.delete(andra, [2, 3, 4], axis=0).ravel()
    mad = np.median(np.abs(kvar - np.median(kvar)))
    assert sigma_per_kommun(m, 2020, upprepade=upp)[0] == pytest.approx(1.4826 * mad / math.sqrt(6))


def test_minst_trettio_differenser_inom_tio_ar():
    """Eight differences a municipality within ten years: four municipalities are enough, three are not."""
    for antal, finns in ((3, False), (4, True)):
        m = land_i_takt(antal=antal, ar=12)
        assert (~np.isnan(sigma_per_kommun(m, 2022))).all() == finns
    ett_for_lite = land_i_takt(antal=30, ar=3)
    assert sigma_per_kommun(ett_for_lite, 2013)[0] > 0
    m = land_i_takt(antal=29, ar=3)
    assert math.isnan(sigma_per_kommun(m, 2013)[0])


def test_mad_noll_ger_medelavvikelse():
    """27 of 40 second differences are nought: MAD is 0 and the mean absolute deviation takes over."""
    varden = np.ones((3, 40))
    varden[2, :13] = 5.0
    m = Matris(np.arange(2020, 2023, dtype=np.int16), np.arange(40, dtype=np.int16), varden)
    matta = np.zeros(3, dtype=bool)
    vantat = 1.2533 * (13 * 4 / 40) / math.sqrt(6)
    assert sigma_per_kommun(m, 2022, upprepade=matta)[0] == pytest.approx(vantat)


def test_damm_ar_inget_brus():
    """Everybody grows by exactly 0.1 a year: the second differences are floating-point dust, σ is nought."""
    varden = np.array([[0.1 * y + 0.7 * k for k in range(40)] for y in range(1, 6)])
    m = Matris(np.arange(2018, 2023, dtype=np.int16), np.arange(40, dtype=np.int16), varden)
    assert np.any(np.diff(varden, n=2, axis=0) != 0)
    assert sigma_per_kommun(m, 2022).tolist() == [0.0] * 40
    assert trend_alla(m, 2022).antal_per_trend() == (0, 0, 40)


def test_befolkningsklass():
    folk = np.arange(11, dtype=np.float64) * 1000  # percentiles 2000, 4000, 6000, 8000
    assert befolkningsklass(folk).tolist() == [0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert befolkningsklass(np.array([NAN, 1.0, 2.0])).tolist() == [OKAND_KLASS, 0, 4]
    assert befolkningsklass(np.full(3, NAN)).tolist() == [OKAND_KLASS] * 3
    assert befolkningsklass(np.full(3, 7.0)).tolist() == [0, 0, 0]


def test_folkmangd_ar_den_senast_kanda():
    befolkning = Matris(
        np.array([2020, 2021, 2022], dtype=np.int16),
        np.array([5, 9, 12], dtype=np.int16),
        np.array([[10.0, 20.0, NAN], [11.0, NAN, NAN], [NAN, 30.0, 40.0]]),
    )
    np.testing.assert_array_equal(folkmangd_vid(befolkning, 2021), [11.0, 20.0, NAN])
    np.testing.assert_array_equal(folkmangd_vid(befolkning, 2022), [11.0, 30.0, 40.0])
    ids = np.array([5, 7, 12, 99], dtype=np.int16)
    assert klasser_for(ids, befolkning, 2022).tolist() == [0, OKAND_KLASS, 4, OKAND_KLASS]
    assert klasser_for(ids, None, 2022).tolist() == [OKAND_KLASS] * 4
    assert klasser_for(ids, befolkning, 2019).tolist() == [OKAND_KLASS] * 4


def test_brus_bara_fran_egna_klassen():
    slump = np.random.default_rng(4)
    varden = np.concatenate([slump.normal(0, 1, (10, 20)), slump.normal(0, 9, (10, 20))], axis=1)
    m = Matris(np.arange(2013, 2023, dtype=np.int16), np.arange(40, dtype=np.int16), varden)
    klasser = np.array([0] * 20 + [1] * 19 + [OKAND_KLASS], dtype=np.int8)
    sigma = sigma_per_kommun(m, 2022, klasser)
    ensam = sigma_per_kommun(Matris(m.ar, m.kommuner[:20], varden[:, :20]), 2022)
    assert sigma[:20].tolist() == ensam.tolist()
    assert sigma[39] == sigma_per_kommun(m, 2022)[0]
    assert sigma[0] < sigma[39] < sigma[20]


@egenskap
@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=60))
def test_klass_som_orakel(lista):
    folk = dict(enumerate(lista))
    varden = np.array([NAN if v is None else v for v in lista], dtype=np.float64)
    hittat = [None if k == OKAND_KLASS else int(k) for k in befolkningsklass(varden)]
    assert hittat == [regel4.befolkningsklass(folk, k) for k in folk]
