"""Rule 4: noise, trend, goodness and everybody moving."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkik.domain.brus import OKAND_KLASS
from kkik.domain.matris import Matris, upprepade_ar
from kkik.domain.signaler import Godhet, Trend
from kkik.domain.trend import godhet_av, trend, trend_alla, trend_av_punkter, trend_avstand, trend_ur
from kkik.domain.trendtyper import ORSAKSKODER, TRENDKODER, TrendResultat
from tests.orakel import grund, regel4
from tests.orakel.grund import lika_tal
from tests.orakel.strategier import egenskap, land_i_takt, lander, som_matris

NAN = math.nan


def av(*varden, sigma=1.0, riktning="hog", ar=2022, **mer):
    """The trend of values for the years up to 2022; None = missing."""
    punkter = [(ar - len(varden) + 1 + i, v) for i, v in enumerate(varden) if v is not None]
    return trend_av_punkter(ar=ar, punkter=punkter, sigma=sigma, riktning=riktning, **mer)


@pytest.mark.parametrize(
    ("varden", "sigma", "vantat"),
    [
        ((0, 1, 2, 3, 4), 1.0, "stigande"),  # z = 1·√10
        ((4, 3, 2, 1, 0), 1.0, "sjunkande"),
        ((0, 7, 14, 21, 28), 4 * math.sqrt(10), "plan"),  # z = 1.75 exactly: not beyond
        ((0, 7.001, 14.002, 21.003, 28.004), 4 * math.sqrt(10), "stigande"),
        ((28, 21, 14, 7, 0), 4 * math.sqrt(10), "plan"),
        ((5, 5, 5, 5, 5), 0.0, "plan"),
        ((5, 5, 5, 6, 7), 0.0, "stigande"),  # slope 0.5 and no noise at all
        ((5, 5, 5, 5, 9), 0.0, "plan"),  # six of ten slopes are nought
        ((0, None, None, 3, 4), 1.0, "stigande"),
        ((None, None, 0, 2, 4), 1.0, "stigande"),
    ],
)
def test_pilen(varden, sigma, vantat):
    r = av(*varden, sigma=sigma)
    assert (str(r.trend), r.orsak, r.utan_brusmatt) == (vantat, None, False)


def test_lutning_och_z_for_hand():
    """Slopes 1 (0→1), 4/3, 2 (…): median of 1, 5/3, 2, 2, 7/3, 3 is 2; Σ(y−ȳ)² over 2018, 19, 21, 22 is 10."""
    r = av(0, 1, None, 5, 8, sigma=2.0)
    assert r.lutning == pytest.approx(2.0)
    assert r.z == pytest.approx(2.0 / (2.0 / math.sqrt(10)))


@pytest.mark.parametrize("antal", range(1, 40))
def test_exakt_pa_gransen_ar_inte_over_den(antal):
    """A z of 1.75 is no arrow, whichever way floating point happens to round it; a little more is."""
    sigma = antal / 7
    steg = 1.75 * sigma / math.sqrt(10)
    assert av(*(steg * i for i in range(5)), sigma=sigma).trend is Trend.PLAN
    assert av(*(-steg * i for i in range(5)), sigma=sigma).trend is Trend.PLAN
    assert av(*(steg * 1.00001 * i for i in range(5)), sigma=sigma).trend is Trend.STIGANDE


def test_z_saknas_nar_bruset_ar_noll():
    assert (av(1, 2, 3, sigma=0.0).z, av(1, 1, 1, sigma=0.0).z) == (None, 0.0)


@pytest.mark.parametrize(
    ("varden", "sigma", "orsak"),
    [
        ((1, 2), 1.0, "for_kort_serie"),
        ((1, 2, 3, 4, None), 1.0, "for_kort_serie"),  # the judged year is missing
        ((1, 2, 3), None, "for_kort_serie"),
        ((None,), 1.0, "for_kort_serie"),
    ],
)
def test_gra(varden, sigma, orsak):
    r = av(*varden, sigma=sigma)
    assert (r.trend, r.godhet, str(r.orsak), r.lutning, r.z) == (None, None, orsak, None, None)


def test_upprepat_ar_ar_ej_matt():
    assert av(1, 2, 3, 4, upprepat=True).orsak == "ej_matt"


@pytest.mark.parametrize(
    ("varden", "vantat"),
    [
        ((100, 102, 103, 105), "plan"),  # exactly 5 % is not more than 5 %
        ((100, 102, 103, 105.01), "stigande"),
        ((100, 98, 97, 94.99), "sjunkande"),
        ((100, 98, 97, 95), "plan"),
        ((100, 105, 105, 110), "plan"),  # a standstill
        ((100, 110, 109, 120), "plan"),
        ((-100, -104, -106, -108), "sjunkande"),
        ((0, 0.1, 0.2, 0.3), "stigande"),
        ((100, None, 104, 106, 108), "stigande"),
    ],
)
def test_utan_brusmatt(varden, vantat):
    r = av(*varden, sigma=None)
    assert (str(r.trend), r.utan_brusmatt, r.sigma, r.z) == (vantat, True, None, None)


@pytest.mark.parametrize(
    ("pil", "riktning", "vantat"),
    [
        ("stigande", "hog", "forbattras"),
        ("stigande", "lag", "forsamras"),
        ("sjunkande", "hog", "forsamras"),
        ("sjunkande", "lag", "forbattras"),
        ("stigande", "intervall", "forsamras"),  # the arrow of the distances
        ("sjunkande", "intervall", "forbattras"),
        ("plan", "hog", "oforandrad"),
        ("plan", "intervall", "oforandrad"),
        ("stigande", "neutral", None),
        ("plan", "neutral", None),
        (None, "hog", None),
    ],
)
def test_godhet(pil, riktning, vantat):
    hittat = godhet_av(None if pil is None else Trend(pil), riktning)
    assert hittat == (None if vantat is None else Godhet(vantat))
    assert regel4.godhet(pil, riktning) == vantat


def test_intervall_pa_avstand():
    """Rising towards the interval is better, away from it worse, inside it nothing."""
    bredvid = {"intervall": (40, 60), "riktning": "intervall", "sigma_avstand": 0.5}
    assert av(30, 32, 34, 36, 38, **bredvid).godhet is Godhet.FORBATTRAS
    assert av(62, 64, 66, 68, 70, **bredvid).godhet is Godhet.FORSAMRAS
    inne = av(42, 45, 48, 51, 54, **bredvid)
    assert (inne.trend, inne.godhet) == (Trend.STIGANDE, Godhet.OFORANDRAD)


@pytest.mark.parametrize(
    ("antal", "andel", "alla"),
    [((2, 2, 6), 0.6, True), ((3, 2, 5), 0.5, False), ((0, 40, 60), 0.6, True), ((0, 41, 59), 0.59, False)],
)
def test_alla_ror_sig(antal, andel, alla):
    r = av(0, 1, 2, 3, 4, antal_per_trend=antal)
    assert (r.andel_samma_hall, r.alla_ror_sig) == (andel, alla)


def test_att_alla_star_stilla_ar_inte_att_alla_ror_sig():
    r = av(1, 1, 1, 1, 1, antal_per_trend=(1, 98, 1))
    assert (r.andel_samma_hall, r.alla_ror_sig) == (0.98, False)


def test_upprepade_ar_tas_ur_vardena_inte_ur_avstanden():
    """From one below to one above an interval is a new measurement, although the distance is the same."""
    ar, kommuner = np.arange(2018, 2023, dtype=np.int16), np.arange(30, dtype=np.int16)
    rader = np.array([35.0, 37.0, 38.0, 39.0, 61.0])[:, None] + np.zeros(30)
    assert not trend_avstand(Matris(ar, kommuner, rader), 2022, (40, 60)).upprepat
    rader = np.array([35.0, 37.0, 38.0, 50.0, 50.0])[:, None] + np.zeros(30)
    assert trend_avstand(Matris(ar, kommuner, rader), 2022, (40, 60)).upprepat


def test_nar_landet_gar_i_takt():
    """A country that rises as one has little noise, everybody's arrow, and no point in it."""
    r = trend(land_i_takt(), 7, 2022, "lag")
    assert (r.trend, r.godhet, r.andel_samma_hall, r.alla_ror_sig) == ("stigande", "forsamras", 1.0, True)
    assert r.sigma == pytest.approx(0.1, rel=0.2)


def test_aldrig_over_ett_definitionsbrott():
    m = land_i_takt()
    brutet = Matris(m.ar, m.kommuner, m.varden, frozenset({2020}))
    assert [y for y, _ in trend(brutet, 7, 2022, "lag").punkter] == [2020, 2021, 2022]
    for_nytt = Matris(m.ar, m.kommuner, m.varden, frozenset({2021}))
    assert trend(for_nytt, 7, 2022, "lag").orsak == "for_kort_serie"
    framtida = Matris(m.ar, m.kommuner, m.varden, frozenset({2022}))
    assert trend(framtida, 7, 2021, "lag") == trend(
        Matris(m.ar[:-1], m.kommuner, m.varden[:-1]), 7, 2021, "lag"
    )


def jamfor_med_orakel(land, ar, brott, domar, klasser, riktning, intervall=None):
    m = som_matris(land, ar, brott)
    fore = m.varden.copy()
    kod = np.array(
        [OKAND_KLASS if klasser.get(k) is None else klasser[k] for k in sorted(land)], dtype=np.int8
    )
    tabell = trend_alla(m, domar, kod)
    avst = None if intervall is None else trend_avstand(m, domar, intervall, kod)
    avstandsland = None if intervall is None else regel4.avstandsland(land, intervall)
    ej_matt = regel4.upprepade(land)
    pilar = {k: regel4.pil_for(land, k, domar, klasser, brott, ej_matt) for k in land}
    for i, k in enumerate(sorted(land)):
        arrow, orsak, b, z, utan, s = pilar[k]
        r = trend_ur(tabell, k, riktning, intervall, avst)
        rad = TRENDKODER.get(int(tabell.kod[i])), ORSAKSKODER[tabell.orsak[i]], bool(tabell.utan_brusmatt[i])
        assert rad == (r.trend, r.orsak, r.utan_brusmatt) == (arrow, orsak, utan)
        assert lika_tal(r.lutning, b)
        assert lika_tal(r.sigma, s)
        assert lika_tal(r.z, z)
        samma = [p[0] for p in pilar.values() if p[0] is not None]
        assert r.andel_samma_hall == (samma.count(arrow) / len(samma) if arrow else None)
        assert r.alla_ror_sig == (
            arrow in ("stigande", "sjunkande") and samma.count(arrow) / len(samma) >= 0.6
        )
        mening = arrow
        if intervall is not None:
            mening = regel4.pil_for(avstandsland, k, domar, klasser, brott, ej_matt)[0]
        assert r.godhet == (regel4.godhet(mening, riktning) if arrow else None)
        assert [y for y, _ in r.punkter] == [y for y, _ in regel4.fonster(land[k], domar, brott, ej_matt)]
        assert TrendResultat.fran_indata(json.loads(json.dumps(r.indata()))) == r
    np.testing.assert_array_equal(m.varden, fore)


@egenskap
@given(lander(), st.data())
def test_som_orakel(fall, data):
    land, ar, brott = fall
    domar = data.draw(st.sampled_from([*ar[-3:], ar[-1] + 1]))
    klasser = {k: data.draw(st.sampled_from([0, 1, None])) for k in list(land)[:6]}
    klasser = {k: klasser.get(k, k % 2) for k in land}
    riktning, intervall = data.draw(
        st.sampled_from([("hog", None), ("lag", None), ("neutral", None), ("intervall", (-0.5, 1.0))])
    )
    jamfor_med_orakel(land, ar, brott, domar, klasser, riktning, intervall)


@egenskap
@given(lander(minst_kommuner=2), st.sampled_from([0.5, 2.0, 8.0]), st.sampled_from([-8.0, 0.0, 64.0]))
def test_skala_och_flytt_ror_inte_pilen(fall, skala, flytt):
    """With σ the arrow knows no unit and no zero. (Zeros decide which years repeat: those are kept fixed.)"""
    land, ar, brott = fall
    m = som_matris(land, ar, brott)
    upp = upprepade_ar(m)
    annan = Matris(m.ar, m.kommuner, m.varden * skala + flytt, m.brott)
    ett, tva = trend_alla(m, ar[-1], upprepade=upp), trend_alla(annan, ar[-1], upprepade=upp)
    med_brus = ~ett.utan_brusmatt
    assert ett.kod[med_brus].tolist() == tva.kod[med_brus].tolist()
    np.testing.assert_allclose(ett.lutning * skala, tva.lutning, rtol=1e-9, atol=1e-9)


@egenskap
@given(lander(minst_kommuner=2), st.randoms(use_true_random=False))
def test_spegling_och_omkastade_kommuner(fall, slump):
    land, ar, brott = fall
    m = som_matris(land, ar, brott)
    ett = trend_alla(m, ar[-1])
    spegel = trend_alla(Matris(m.ar, m.kommuner, -m.varden, m.brott), ar[-1])
    har = ett.orsak == 0
    assert ett.kod[har].tolist() == (-spegel.kod[har].astype(int)).tolist()
    ordning = np.array(slump.sample(range(m.kommuner.size), m.kommuner.size))
    kastad = trend_alla(Matris(m.ar, m.kommuner, m.varden[:, ordning], m.brott), ar[-1])
    assert kastad.kod.tolist() == ett.kod[ordning].tolist()


def test_andel_per_trend():
    """Shares of those that have a trend; nothing to share when nobody has."""
    varden = np.array(
        [[1.0, 5.0, 3.0, 1.0], [2.0, 4.0, 3.0, np.nan], [3.0, 3.0, 3.0, np.nan], [4.0, 2.0, 3.0, 1.0]]
    )
    m = Matris(np.arange(2019, 2023, dtype=np.int16), np.arange(4, dtype=np.int16), varden)
    tredje = pytest.approx(1 / 3)
    assert trend_alla(m, 2022).andel_per_trend() == {"sjunkande": tredje, "plan": tredje, "stigande": tredje}
    assert set(trend_alla(m, 2018).andel_per_trend().values()) == {None}


def test_okand_kommun():
    with pytest.raises(KeyError):
        trend(land_i_takt(), 99, 2022, "hog")


def test_theil_sen_tal_en_vild_punkt():
    assert grund.lika(
        av(0, 1, 2, 3, 1000).lutning, regel4.theil_sen([(0, 0), (1, 1), (2, 2), (3, 3), (4, 1000)])
    )
