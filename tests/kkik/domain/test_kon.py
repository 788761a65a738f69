"""Rule 6: the gender gap."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkik.domain.kon import KonResultat, kon_alla, kon_for, kon_gap
from tests.orakel import regel6
from tests.orakel.strategier import egenskap

NAN = math.nan


@pytest.mark.parametrize(
    ("kvinnor", "man", "andras", "vantat"),
    [
        (84, 80, [1] * 15 + [9] * 5, (4, 0.75, "avviker", None)),  # exactly 75 %
        (80, 84, [1] * 15 + [9] * 5, (-4, 0.75, "avviker", None)),
        (84, 80, [1] * 14 + [4] + [9] * 5, (4, 0.725, "som_andra", None)),
        (84, 80, [-1] * 15 + [-9] * 5, (4, 0.75, "avviker", None)),  # signed gaps count by size
        (84, 80, [1] * 19, (4, None, None, "for_fa_jamforbara")),
        (84, 80, [1] * 19 + [NAN, None], (4, None, None, "for_fa_jamforbara")),
        (84, None, [1] * 20, (None, None, None, "utfall_saknas")),
        (NAN, 80, [1] * 20, (None, None, None, "utfall_saknas")),
        (80, 80, [0] * 20, (0, 0.5, "som_andra", None)),
    ],
)
def test_granser(kvinnor, man, andras, vantat):
    r = kon_gap(kvinnor, man, andras)
    assert (r.gap, r.andel, r.lage, r.orsak) == vantat
    assert r.avviker == (vantat[2] == "avviker")


@pytest.mark.parametrize(("antal", "andel"), [(20, None), (21, 1.0)])
def test_tjugo_andra_racker_i_tabellen(antal, andel):
    kvinnor, man = np.zeros(antal), np.zeros(antal)
    kvinnor[0] = 5.0
    hittat = float(kon_alla(kvinnor, man).andel[0])
    assert (None if math.isnan(hittat) else hittat) == andel


varden = st.lists(st.one_of(st.integers(-8, 8), st.integers(-8, 8), st.none()), min_size=30, max_size=30)


@egenskap
@given(varden, varden, st.integers(0, 30))
def test_som_orakel(kvinnor, man, borta):
    k = np.array([NAN if v is None else v / 4 for v in kvinnor])
    m = np.array([NAN if v is None else v / 4 for v in man])
    m[: borta // 3] = NAN
    fore = k.copy(), m.copy()
    tabell = kon_alla(k, m)
    som_dict = [{i: float(v) for i, v in enumerate(rad) if not np.isnan(v)} for rad in (k, m)]
    for i in range(30):
        gap, andel, lage, n = regel6.kon(*som_dict, i)
        r = kon_for(k, m, i)
        assert (r.gap, r.andel, r.lage, r.n) == (gap, andel, lage, n)
        rad = [None if np.isnan(x) else float(x) for x in (tabell.gap[i], tabell.andel[i])]
        assert (*rad, bool(tabell.avviker[i]), int(tabell.n[i])) == (gap, andel, lage == "avviker", n)
        assert KonResultat.fran_indata(json.loads(json.dumps(r.indata()))) == r
    np.testing.assert_array_equal((k, m), fore)


@egenskap
@given(varden, varden)
def test_byta_kon_byter_bara_tecken(kvinnor, man):
    k = np.array([NAN if v is None else v for v in kvinnor], dtype=np.float64)
    m = np.array([NAN if v is None else v for v in man], dtype=np.float64)
    ett, tva = kon_alla(k, m), kon_alla(m, k)
    np.testing.assert_array_equal(ett.gap, -tva.gap)
    np.testing.assert_array_equal(ett.andel, tva.andel)


def test_manga_nyckeltal_pa_en_gang():
    slump = np.random.default_rng(6)
    k, m = slump.normal(size=(2, 5, 40))
    k[slump.random(k.shape) < 0.2] = NAN
    tillsammans = kon_alla(k, m)
    for rad in range(5):
        ensam = kon_alla(k[rad], m[rad])
        for falt in ensam.__slots__:
            np.testing.assert_array_equal(getattr(tillsammans, falt)[rad], getattr(ensam, falt))
