"""The matrix, the newest year, repeated years, equality and percentiles."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkik.domain.likhet import avstand, lika, median_utan_saknade, percentil, slack
from kkik.domain.matris import Matris, avstandsmatris, ofullstandiga_ar, senaste_ar, upprepade_ar
from tests.orakel import grund, regel4
from tests.orakel.strategier import egenskap, fina, lander, som_matris

NAN = math.nan


def matris(*rader, forsta=2018):
    varden = np.array(rader, dtype=np.float64)
    ar = np.arange(forsta, forsta + len(rader), dtype=np.int16)
    return Matris(ar, np.arange(varden.shape[1], dtype=np.int16), varden)


@pytest.mark.parametrize(
    ("antal_per_ar", "senast", "ofullstandiga"),
    [
        ([10, 10, 5], 2020, []),  # exactly half is enough
        ([10, 10, 4], 2019, [2020]),
        ([4, 10, 4], 2019, [2020]),
        ([10, 4, 0], 2018, [2019]),  # an empty year is no thin year
        ([3, 0, 1], 2018, [2020]),
        ([0, 0, 0], None, []),
        ([0, 1, 0], 2019, []),
    ],
)
def test_senaste_ar(antal_per_ar, senast, ofullstandiga):
    m = matris(*[[1.0] * n + [NAN] * (10 - n) for n in antal_per_ar])
    assert (senaste_ar(m), ofullstandiga_ar(m)) == (senast, ofullstandiga)


@pytest.mark.parametrize(
    ("samma", "andra", "noll", "vantat"),
    [
        (20, 0, 0, True),
        (19, 0, 0, False),  # fewer than 20
        (19, 0, 50, False),  # zero in both is no evidence
        (99, 1, 0, True),  # exactly 99 %
        (98, 1, 0, False),
        (98, 2, 0, False),
        (198, 2, 0, True),
        (197, 3, 0, False),
    ],
)
def test_upprepade_ar(samma, andra, noll, vantat):
    fore = [1.5] * samma + [2.0] * andra + [0.0] * noll + [3.0, NAN]
    efter = [1.5] * samma + [2.5] * andra + [0.0] * noll + [NAN, 3.0]
    assert upprepade_ar(matris(fore, efter)).tolist() == [False, vantat]


def test_noll_pa_ena_sidan_raknas():
    assert upprepade_ar(matris([0.0] * 3 + [1.0] * 20, [1.0] * 23)).tolist() == [False, False]


def test_upprepat_kraver_exakt_samma():
    fore = np.full(30, 0.3)
    assert upprepade_ar(matris(fore, np.full(30, 0.1 + 0.2))).tolist() == [False, False]


@egenskap
@given(lander(minst_ar=1, hogst_kommuner=60))
def test_ar_som_orakel(fall):
    land, ar, brott = fall
    m = som_matris(land, ar, brott)
    fore = m.varden.copy()
    assert senaste_ar(m) == regel4.senaste_ar(land)
    assert {int(y) for y in m.ar[upprepade_ar(m)]} == regel4.upprepade(land)
    np.testing.assert_array_equal(m.varden, fore)


def test_uppslag():
    m = matris([1.0, NAN], [2.0, 3.0])
    assert (m.varde(2018, 0), m.varde(2018, 1), m.varde(2019, 1)) == (1.0, None, 3.0)
    assert (m.varde(2020, 0), m.varde(2017, 0), m.varde(2019, 7)) == (None, None, None)
    assert m.varden_for(2019).tolist() == [2.0, 3.0]
    assert np.isnan(m.varden_for(1999)).tolist() == [True, True]
    assert (m.rad(2018), m.rad(2020), m.kolumn(1), m.kolumn(2)) == (0, None, 1, None)


def test_fel_form():
    ar, kommuner = np.array([2018, 2019], dtype=np.int16), np.array([1, 2], dtype=np.int16)
    with pytest.raises(ValueError, match="does not fit"):
        Matris(ar, kommuner, np.ones((2, 3)))
    with pytest.raises(ValueError, match="contiguous"):
        Matris(np.array([2018, 2020], dtype=np.int16), kommuner, np.ones((2, 2)))
    with pytest.raises(ValueError, match="ascending"):
        Matris(ar, kommuner[::-1], np.ones((2, 2)))


@pytest.mark.parametrize(
    ("tal", "referens", "vantat"),
    [
        (1.0, 1.0 + 1e-9, True),
        (1.0, 1.0 + 3e-9, False),
        (0.0, 1e-9, True),
        (0.0, 2e-9, False),
        (2e6, 2e6 + 1e-3, True),
        (2e6, 2e6 + 3e-3, False),
        (-2e6, -2e6 + 1e-3, True),
        (0.1 + 0.2, 0.3, True),
    ],
)
def test_lika(tal, referens, vantat):
    assert lika(tal, referens) is vantat
    assert grund.lika(tal, referens) is vantat


def test_slack_pa_tal_och_pa_rad():
    assert slack(np.array([0.5, -4.0])).tolist() == [slack(0.5), slack(-4.0)] == [1e-9, 4e-9]


@pytest.mark.parametrize(
    ("v", "vantat"),
    [(47, 1.0), (48, 0.0), (50, 0.0), (52, 0.0), (55, 3.0), (52 + 1e-9, 0.0), (48 - 1e-9, 0.0)],
)
def test_avstand(v, vantat):
    assert avstand(v, 48, 52) == vantat == grund.avstand(v, 48, 52)


def test_avstand_saknat_och_fel():
    rad = np.array([NAN, 40.0])
    np.testing.assert_array_equal(avstand(rad, 48, 52), [NAN, 8.0])
    np.testing.assert_array_equal(rad, [NAN, 40.0])
    assert avstandsmatris(matris([40.0, 50.0]), 48, 52).varden.tolist() == [[8.0, 0.0]]
    with pytest.raises(ValueError, match="nedre"):
        avstand(1.0, 2, 1)
    with pytest.raises(ValueError, match="nedre"):
        avstand(1.0, NAN, 1)


@egenskap
@given(st.lists(fina, min_size=1, max_size=20), st.sampled_from([0, 20, 25, 40, 50, 75, 80, 100]))
def test_percentil_som_numpy_och_orakel(lista, p):
    varden = np.array([*lista, NAN])
    assert percentil(varden, p) == float(np.percentile(lista, p))
    assert grund.lika(percentil(varden, p), grund.percentil(lista, p))


def test_percentil_utan_varden():
    assert math.isnan(percentil(np.array([NAN]), 50))


@egenskap
@given(st.lists(st.lists(st.one_of(fina, st.none()), min_size=3, max_size=3), max_size=9))
def test_median_utan_saknade(rader):
    varden = np.array(rader, dtype=np.float64).reshape(len(rader), 3)
    hittat = [None if np.isnan(x) else float(x) for x in median_utan_saknade(varden)]
    assert hittat == [grund.median([r[k] for r in rader if r[k] is not None]) for k in range(3)]
