"""Rule 4, the habits of a nyckeltal, and XmR for own monthly measures."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkik.domain.matris import Matris
from kkik.domain.signaler import Godhet, Trend, Vana
from kkik.domain.vana import Vanor, vana_av, vanor
from kkik.domain.xmr import XmrResultat, xmr
from tests.orakel import regel4
from tests.orakel.grund import lika_tal
from tests.orakel.strategier import egenskap, lander, rutnat, som_matris


@pytest.mark.parametrize(
    ("fall", "tredje", "andel", "vana"),
    [
        (99, 10, None, None),
        (100, 39, 0.39, Vana.BRUKAR_VANDA),
        (100, 40, 0.4, None),
        (100, 50, 0.5, None),
        (100, 51, 0.51, Vana.BRUKAR_HALLA_I_SIG),
    ],
)
def test_vanans_granser(fall, tredje, andel, vana):
    ned, upp = Vanor(fall, tredje, 0, 0), Vanor(0, 0, fall, tredje)
    assert (ned.andel("hog"), ned.vana("hog"), ned.andel("lag")) == (andel, vana, None)
    for riktning in ("lag", "intervall"):
        assert (upp.andel(riktning), upp.vana(riktning)) == (andel, vana)
    assert upp.andel("neutral") is None
    assert vana_av(None) is None


def test_vanor_for_hand():
    """4 3 2 1: one case, followed. 4 3 2 2: one case, not followed. 4 3 2 –: third change unknown, no case."""
    varden = np.array([[4, 4, 4, 1], [3, 3, 3, 2], [2, 2, 2, 3], [1, 2, np.nan, 4]], dtype=np.float64)
    m = Matris(np.arange(2000, 2004, dtype=np.int16), np.arange(4, dtype=np.int16), varden)
    assert vanor(m) == Vanor(fall_ned=2, tredje_ned=1, fall_upp=1, tredje_upp=1)
    assert vanor(m, ar=2002) == Vanor(0, 0, 0, 0)
    assert vanor(Matris(m.ar, m.kommuner, varden, frozenset({2003}))) == Vanor(0, 0, 0, 0)
    assert vanor(Matris(m.ar, m.kommuner, varden, frozenset({2000}))).fall_ned == 2


@egenskap
@given(lander(minst_ar=1), st.integers(-2, 0))
def test_vanor_som_orakel(fall, till):
    land, ar, brott = fall
    hittat = vanor(som_matris(land, ar, brott), ar[-1] + till)
    assert (hittat.fall_ned, hittat.tredje_ned) == regel4.vanor(land, -1, ar[-1] + till, brott)
    assert (hittat.fall_upp, hittat.tredje_upp) == regel4.vanor(land, 1, ar[-1] + till, brott)


LUGNT = [10, 11, 9] * 4  # centre 10, mean moving range 15/11: limits 10 ± 3.627


@pytest.mark.parametrize(
    ("fler", "orsaker"),
    [
        ([], []),
        ([13.6], []),
        ([13.7], [("utanfor_grans", 1)]),
        ([6.3], [("utanfor_grans", -1)]),
        ([13.7, 10], []),  # the newest point is no part of it
        ([12.5, 10, 12.5], [("tva_av_tre", 1)]),
        ([12.4, 10, 12.4], []),  # two thirds of the way is 12.418
        ([12.5, 12.5, 10], []),  # back to normal
        ([12.5, 10, 10, 12.5], []),
        ([12.5, 10, 7.5], []),  # not the same limit
        ([7.5, 7.5], [("tva_av_tre", -1)]),
        ([12.5, None, 12.5], []),  # a gap breaks every run
        ([10.1] * 7, [("sju_pa_samma_sida", 1)]),
        ([10.1] * 6, []),
        ([10.1] * 6 + [10], []),
        ([9.9] * 3 + [10] + [9.9] * 4, []),
        ([9.9] * 3 + [None] + [9.9] * 4, []),
        ([9.8, 9.9, 10, 10.1, 10.2, 10.3, 10.4], [("sju_i_foljd", 1)]),
        ([9.8, 9.9, 10, 10.1, 10.2, 10.3, 10.3], []),
        ([10.4, 10.3, 10.2, 10.1, 10, 9.9, 9.8], [("sju_i_foljd", -1)]),
        ([10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 10.7], [("sju_i_foljd", 1), ("sju_pa_samma_sida", 1)]),
    ],
)
def test_sarskilda_orsaker(fler, orsaker):
    # The twelve end with 9; 9 → 9.8 lengthens a rise, so a calm 10 and 9.7 stand between.
    r = xmr([*LUGNT, 10, 9.95, 10, *fler] if fler else LUGNT)
    assert [(str(s), at) for s, at in r.sarskilda] == orsaker
    vantat = Trend.PLAN if not orsaker else Trend.STIGANDE if orsaker[0][1] > 0 else Trend.SJUNKANDE
    assert (r.trend, r.orsak, r.godhet) == (vantat, None, None)


def test_granserna_for_hand():
    r = xmr(LUGNT, "lag")
    assert r.mitt == 10
    assert r.rorelse == pytest.approx(15 / 11)
    assert (r.undre, r.ovre) == pytest.approx((10 - 2.66 * 15 / 11, 10 + 2.66 * 15 / 11))
    assert r.godhet is Godhet.OFORANDRAD
    assert xmr([*LUGNT, 20], "lag").godhet is Godhet.FORSAMRAS
    assert xmr([*LUGNT, 20], "hog").godhet is Godhet.FORBATTRAS


def test_luckor_bryter_rorelser():
    """1 | 3 4: only the step from 3 to 4 is a moving range."""
    r = xmr([1, None, 3, 4, None, 4, None, 4, None, 4, None, 4, None, 4, None, 4, None, 4, None, 4, None, 4])
    assert r.rorelse == 1.0
    assert r.mitt == (1 + 3 + 4 * 10) / 12


def test_bara_de_tolv_forsta_ger_granser():
    assert xmr([*LUGNT, 50, 60, 70]).mitt == 10


def test_intervall_doms_pa_avstand():
    r = xmr([*LUGNT, 20], "intervall", (5, 15))
    assert (r.trend, r.godhet) == (Trend.STIGANDE, Godhet.FORSAMRAS)
    assert xmr([*LUGNT, 14], "intervall", (5, 15)).godhet is Godhet.OFORANDRAD


@pytest.mark.parametrize("varden", [[], [1.0] * 11, [1.0] * 11 + [None], [1.0, None] * 12])
def test_for_kort(varden):
    r = xmr(varden, "hog")
    assert (r.trend, r.godhet, str(r.orsak), r.mitt) == (None, None, "for_kort_serie", None)


@egenskap
@given(st.lists(st.one_of(rutnat, rutnat, rutnat, rutnat, st.none()), min_size=10, max_size=30))
def test_xmr_som_orakel(varden):
    r = xmr(varden, "hog")
    vantat = regel4.xmr(varden)
    assert XmrResultat.fran_indata(json.loads(json.dumps(r.indata()))) == r
    if vantat is None:
        assert r.trend is None
        return
    mitt, rorelse, orsaker = vantat
    assert lika_tal(r.mitt, mitt)
    assert lika_tal(r.rorelse, rorelse)
    assert {(str(s), at) for s, at in r.sarskilda} == orsaker


@egenskap
@given(st.lists(rutnat, min_size=12, max_size=30))
def test_xmr_spegling(varden):
    upp, ned = xmr(varden, "hog"), xmr([-v for v in varden], "lag")
    assert upp.godhet == ned.godhet
    assert [(s, -at) for s, at in upp.sarskilda] == list(ned.sarskilda)
