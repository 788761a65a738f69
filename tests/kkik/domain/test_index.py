"""Rule 7: worked by hand, against the slow version, and what must hold whatever the numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkik.domain.index import Del, Kvadrant, effektivitet, index, normera
from kkik.domain.signaler import Riktning
from tests.orakel import regel7

HOG, LAG, INTERVALL = Riktning.HOG, Riktning.LAG, Riktning.INTERVALL
# Tenths: far enough apart that no two are equal by the slack only.
tal = st.integers(-10_000, 10_000).map(lambda n: n / 10)
kolumn = st.lists(st.one_of(st.none(), tal, tal, tal), min_size=20, max_size=45)


def rad(varden):
    return np.array([np.nan if v is None else v for v in varden], dtype=float)


def test_normera_for_hand():
    """41 municipalities 0…40: percentile 2.5 is 1, 97.5 is 39."""
    ut = normera(np.arange(41.0))
    assert (ut[0], ut[1], ut[20], ut[39], ut[40]) == (0, 0, 50, 100, 100)
    assert ut[2] == pytest.approx(100 / 38)
    assert normera(np.arange(41.0), lag=True).tolist() == (100 - ut).tolist()


def test_lika_percentiler_ger_inget_index():
    assert normera(np.full(30, 7.0)) is None
    assert index([Del("a", np.arange(30.0), HOG), Del("b", np.full(30, 7.0), HOG)]) is None


def test_tva_delar_som_tar_ut_varandra_ger_inget_index():
    assert index([Del("a", np.arange(41.0), HOG), Del("b", np.arange(41.0), LAG)]) is None


def test_bara_de_som_har_alla_delar():
    a, b = np.arange(41.0), np.arange(41.0)
    b[40] = np.nan
    svar = index([Del("a", a, HOG), Del("b", b, HOG)])
    assert (svar.n, svar.nycklar) == (40, ("a", "b"))
    assert np.isnan(svar.index[40])
    assert np.isnan(svar.delar[:, 40]).all()
    # 0…39: percentile 2.5 is 0.975, 97.5 is 38.025; both parts are the same, so the mean is each of them.
    assert svar.delar[0, 20] == pytest.approx((20 - 0.975) / 37.05 * 100)


def test_for_fa_kommuner():
    assert index([Del("a", np.arange(19.0), HOG)]) is None
    assert index([Del("a", np.arange(20.0), HOG)]).n == 20
    assert index([]) is None


def test_ett_matt_som_inte_varderas_kan_inte_inga():
    with pytest.raises(ValueError, match="värderas inte"):
        index([Del("N1", np.arange(30.0), Riktning.NEUTRAL)])


@given(st.data())
def test_som_oraklet(data):
    varden = [data.draw(kolumn)]
    for _ in range(data.draw(st.integers(0, 3))):
        varden.append(
            data.draw(
                st.lists(
                    st.one_of(st.none(), tal, tal, tal), min_size=len(varden[0]), max_size=len(varden[0])
                )
            )
        )
    riktningar = [data.draw(st.sampled_from(["hog", "lag", (-50.0, 120.5)])) for _ in varden]
    delar = [
        Del(str(i), rad(v), INTERVALL, r) if isinstance(r, tuple) else Del(str(i), rad(v), Riktning(r))
        for i, (v, r) in enumerate(zip(varden, riktningar, strict=True))
    ]
    fore = [d.varden.copy() for d in delar]
    svar, facit = index(delar), regel7.index(list(zip(varden, riktningar, strict=True)))
    assert (svar is None) == (facit is None)
    if svar is not None:
        assert [None if np.isnan(v) else pytest.approx(v, abs=1e-6) for v in svar.index] == facit
    for d, f in zip(delar, fore, strict=True):
        np.testing.assert_array_equal(d.varden, f)


@given(st.lists(tal, min_size=20, max_size=45), st.floats(0.5, 20), st.floats(-100, 100))
def test_enheten_spelar_ingen_roll(varden, skala, flytt):
    """Kronor or thousands of kronor: the index is the same; and turning the direction turns it round."""
    a, b = normera(rad(varden)), normera(rad(varden) * skala + flytt)
    assert (a is None) == (b is None)
    if a is not None:
        np.testing.assert_allclose(a, b, atol=1e-6)
        np.testing.assert_allclose(normera(-rad(varden)), 100 - a, atol=1e-6)


ALLA = np.ones(21, dtype=bool)


def test_kvadranterna():
    kvalitet = np.array([*range(1, 22)], dtype=float)  # median 11
    kostnad = np.array([*range(21, 0, -1)], dtype=float)  # median 11; the best is the cheapest
    svar = effektivitet(kvalitet, kostnad, ALLA)
    assert (svar.n, svar.median_kvalitet, svar.median_kostnad) == (21, 11, 11)
    assert svar.kvadranter == (Kvadrant.LAG_HOG,) * 10 + (Kvadrant.HOG_LAG,) * 11
    svar = effektivitet(kvalitet, kvalitet, ALLA)
    assert svar.kvadranter == (Kvadrant.LAG_LAG,) * 10 + (Kvadrant.HOG_LAG,) + (Kvadrant.HOG_HOG,) * 10


def test_medianerna_ar_de_andras_i_gruppen():
    """The own municipality is the first; 1, 2, 3, 4 are the others, and the rest stand outside the group."""
    kvalitet = np.array([100, 1, 2, 3, 4, 9, 9.0])
    kostnad = np.array([2.5, 1, 2, 3, 4, 9, np.nan])
    andra = np.array([False, True, True, True, True, False, False])
    svar = effektivitet(kvalitet, kostnad, andra)
    assert (svar.n, svar.median_kvalitet, svar.median_kostnad) == (4, 2.5, 2.5)
    assert svar.kvadranter == (
        Kvadrant.HOG_LAG,
        *(Kvadrant.LAG_LAG,) * 2,
        *(Kvadrant.HOG_HOG,) * 3,
        None,
    )
    andra[4] = False
    assert effektivitet(kvalitet, kostnad, andra) is None
