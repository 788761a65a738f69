"""Rule 5: the reference class, p, likely outcomes, words and reasons."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkik.domain.matris import Matris
from kkik.domain.prognos import ambition, malprognos, startlage
from kkik.domain.prognosstod import ar_andel, basta_kvartil, basta_lyft, kurva, kurvnivaer
from kkik.domain.prognostyper import Ambition, Malprognos, Prognosmal, Prognosorsak
from kkik.domain.referensklass import alla_fall, referensklass
from tests.orakel import prognos as facit
from tests.orakel import regel4
from tests.orakel.grund import lika_tal
from tests.orakel.strategier import egenskap, lander, som_matris

EGEN = 500
AR = 2010


def niva(t):
    return Prognosmal("niva", varde=t)


def land_med(antal, andring=lambda k: 1.0, egen=50.0, start=lambda k: 50.0):
    """A country where the own municipality has one value, in 2010, and 1…antal went from start(k) in 2009 to
    start(k) + andring(k) in 2010: one case each at h = 1."""
    land = {k: {AR - 1: start(k), AR: start(k) + andring(k)} for k in range(1, antal + 1)}
    land[EGEN] = {AR: egen}
    return land


def matris(land, brott=frozenset()):
    ar = sorted({y for serie in land.values() for y in serie})
    return som_matris(land, list(range(ar[0], ar[-1] + 1)), frozenset(brott))


def p_for(land, t, riktning="hog", malar=AR + 1, **mer):
    return malprognos(matris(land), EGEN, niva(t), malar, riktning, **mer)


@pytest.mark.parametrize(("antal", "orsak"), [(49, "for_fa_fall"), (50, None), (0, "for_fa_fall")])
def test_minst_femtio_fall(antal, orsak):
    r = p_for(land_med(antal), 51.0)
    assert (r.antal, r.orsak) == (antal, orsak)
    if orsak:
        assert (r.p, r.nadde, r.p10, r.p50, r.p90, r.ord) == (None,) * 6
    else:
        assert (r.nadde, r.p) == (50, 50.5 / 51)


@pytest.mark.parametrize(
    ("t", "riktning", "nadde"),
    [
        (60.0, "hog", 21),  # changes are 1, 2, … 30 twice and so on: those of ten or more
        (60.000001, "hog", 20),
        (50.0, "hog", 30),  # already met: computed all the same
        (49.0, "hog", 30),
        (81.0, "hog", 0),
        (60.0, "lag", 10),
        (50.0, "lag", 0),
        (80.0, "lag", 30),
    ],
)
def test_hur_manga_nadde(t, riktning, nadde):
    """Changes 1…30, each twice: `nadde` of the thirty distinct ones reach, twice over."""
    r = p_for(land_med(60, andring=lambda k: float((k + 1) // 2)), t, riktning)
    assert (r.antal, r.nadde, r.p) == (60, 2 * nadde, (2 * nadde + 0.5) / 61)
    assert r.kravd_andring == t - 50.0
    assert r.antal_kommuner == 60


@pytest.mark.parametrize(
    ("mal", "riktning", "nadde", "krav"),
    [
        (Prognosmal("intervall", a=60, b=65), "intervall", 12, 10.0),
        (Prognosmal("intervall", a=50, b=52), "intervall", 4, 0.0),
        (Prognosmal("intervall", a=30, b=45), "intervall", 0, -5.0),
        (Prognosmal("intervall", a=-100, b=200), "intervall", 60, 0.0),
        (Prognosmal("forandring", forandring="oka", utgangsvarde=48, bredd=12), "hog", 40, 10.0),
        (Prognosmal("forandring", forandring="oka", utgangsvarde=50, bredd=0), "lag", 60, 0.0),
        (Prognosmal("forandring", forandring="oka", utgangsvarde=51, bredd=0), "lag", 58, 1.0),
        (Prognosmal("forandring", forandring="minska", utgangsvarde=80, bredd=10), "hog", 38, 20.0),
        (Prognosmal("forandring", forandring="oforandrad", utgangsvarde=65, bredd=5), "hog", 42, 10.0),
        (Prognosmal("forandring", forandring="oforandrad", utgangsvarde=55, bredd=5), "lag", 20, 10.0),
    ],
)
def test_intervall_och_forandring(mal, riktning, nadde, krav):
    """The same sixty changes. Exactly u + w is no increase (rule 1: yellow); exactly w lost is still unchanged."""
    r = malprognos(matris(land_med(60, andring=lambda k: float((k + 1) // 2))), EGEN, mal, AR + 1, riktning)
    assert (r.nadde, r.kravd_andring) == (nadde, krav)


def test_de_hundrafemtio_narmaste():
    """Starts 51, 52, … against the median 150 (own 0 among them): −99 … 100. The own 50 lies 100.5 or so below the
    median of 2010, so the nearest 150 are municipalities 1…150, and they alone reach."""
    land = land_med(200, andring=lambda k: 5.0 if k <= 150 else -5.0, start=lambda k: 50.0 + k)
    land[EGEN][AR - 1] = 0.0
    r = p_for(land, 55.0)
    assert (r.antal, r.antal_kommuner, r.nadde, r.p) == (150, 150, 150, 150.5 / 151)


def test_lika_langt_bort_avgors_av_kommun_och_sedan_ar():
    """All cases are equally far: municipalities 1…100 with two start years each. 1…75 are taken, both years."""
    land = {k: dict.fromkeys((2007, 2008, 2009, 2010), 50.0) for k in range(1, 101)}
    for k in land:  # nothing is repeated: every year moves every municipality, all alike
        land[k] = {2006: 40.0, 2007: 60.0, 2008: 45.0}
    land[EGEN] = {2008: 45.0}
    fall = alla_fall(matris(land), 2008, 1)
    assert (fall.antal, fall.antal_kommuner) == (200, 100)
    valda = referensklass(fall, EGEN, 0.0, 45.0)
    par = list(zip(valda.kommun.tolist(), valda.start.tolist(), strict=True))
    assert par == [(k, j) for k in range(1, 76) for j in (2006, 2007)]


def test_udda_antal_lika_tar_lagsta_aret():
    """One nearer case; then the 149 first of equals: 74 whole municipalities and the first year of the 75th."""
    land = {k: {2006: 40.0, 2007: 60.0, 2008: 45.0} for k in range(1, 101)}
    land[200] = {2007: 60.5, 2008: 45.0}
    land[EGEN] = {2008: 45.5}
    klass = referensklass(alla_fall(matris(land), 2008, 1), EGEN, 0.5, 45.5)
    par = list(zip(klass.kommun.tolist(), klass.start.tolist(), strict=True))
    assert par == [*((k, j) for k in range(1, 75) for j in (2006, 2007)), (75, 2006), (200, 2007)]


def test_avrundningsdamm_skiljer_inte_lika():
    """The same distance up to floating point: 0.1 + 0.2 and 0.3. The lower id comes first, not the lower bit."""
    land = {k: {2009: 0.1 + 0.2 if k <= 100 else 0.3, 2010: 5.0 + k} for k in range(1, 201)}
    land[EGEN] = {2010: 105.5}  # the median of 2010 is 105.5: relative start 0
    klass = referensklass(alla_fall(matris(land), 2010, 1), EGEN, 0.0, 105.5)
    assert klass.kommun.tolist() == list(range(1, 151))


def test_den_egna_kommunen_ar_inte_med():
    """Forty-nine others and the own history: too few, however long that history is."""
    land = land_med(49)
    land[EGEN] = {y: 50.0 + (y % 3) for y in range(AR - 9, AR + 1)}
    assert (p_for(land, 51.0).antal, p_for(land, 51.0).orsak) == (49, "for_fa_fall")


def test_starten_jamfors_med_sitt_ars_median():
    """Everybody doubled after 2008, and so did the median: the cases that resemble us are found by the difference.

    2008: values k, median 100.5 with 200 municipalities. 2010: own 1000.5 + 20 against the median 1000.5.
    """
    land = {k: {2008: float(k), 2009: k + 900.0 if k > 100 else k + 901.0} for k in range(1, 201)}
    for k in range(1, 201):
        land[k][2010] = 900.0 + k
    land[EGEN] = {2010: 1020.5}
    klass = referensklass(alla_fall(matris(land), 2010, 2), EGEN, 20.0, 1020.5)
    assert klass.start.tolist() == [2008] * 150
    assert klass.kommun.tolist() == list(range(46, 196))  # 120.5 ± 75


def test_nio_startar():
    """y − h − 8 ≤ j ≤ y − h: nine start years, and nothing newer than y."""
    land = {k: {y: float((k * y) % 7) for y in range(1995, 2016)} for k in range(1, 8)}
    fall = alla_fall(matris(land), 2010, 3)
    assert sorted(set(fall.start.tolist())) == list(range(1999, 2008))
    assert fall.antal == 7 * 9


def test_senare_ar_spelar_ingen_roll():
    """The information set: what happened after the start year changes nothing."""
    land = {k: {y: float((k * k * y) % 11) for y in range(2000, 2013)} for k in range(1, 80)}
    egen = 40
    tidigt = malprognos(
        matris({k: {y: v for y, v in s.items() if y <= AR} for k, s in land.items()}),
        egen, niva(9.0), AR + 2, "hog", ar=AR,
    )  # fmt: skip
    assert malprognos(matris(land), egen, niva(9.0), AR + 2, "hog", ar=AR) == tidigt
    assert tidigt.p is not None


def test_upprepade_ar_ar_varken_start_eller_slut():
    """2009 repeats 2008 everywhere, so no case starts or ends there; 2010 − 2008 remains at h = 2."""
    land = {k: {2008: float(k), 2009: float(k), 2010: k + 1.0 + k % 3} for k in range(1, 61)}
    m = matris(land)
    assert [alla_fall(m, 2010, h).antal for h in (1, 2)] == [0, 60]
    r = malprognos(m, 30, niva(31.0), 2010, "hog", ar=2009)
    assert (r.orsak, r.p, r.start_ar, r.varde) == ("ej_matt", None, 2009, 30.0)


def test_nyaste_matta_aret_valjs():
    """2010 repeats 2009: the newest measured year is 2009, or an earlier one where the municipality has no 2009."""
    land = {k: {2008: k * 1.0, 2009: k + 2.0 + k % 3, 2010: k + 2.0 + k % 3} for k in range(1, 61)}
    del land[7][2009], land[7][2010]
    m = matris(land)
    upprepade = np.array([False, False, True])
    assert [startlage(m, k, None, upprepade).ar for k in (30, 7, 999)] == [2009, 2008, None]
    assert startlage(m, 999, None, upprepade).hinder is Prognosorsak.UTFALL_SAKNAS
    assert malprognos(m, 7, niva(5.0), 2010, "hog").start_ar == 2008


def test_ofullstandigt_ar_ar_ingen_start_om_det_inte_begars():
    land = land_med(60)
    land[EGEN] = {AR: 50.0, AR + 1: 51.0}  # one municipality of sixty
    assert p_for(land, 52.0, malar=AR + 2).start_ar == AR
    assert p_for(land, 52.0, malar=AR + 2, ar=AR + 1).start_ar == AR + 1


@pytest.mark.parametrize(
    ("brott", "orsak", "antal"),
    [
        ((AR,), "for_fa_fall", 0),  # between start 2009 and end 2010
        ((AR - 1,), None, 60),  # a break into the start year itself
        ((AR + 1,), "definitionsbrott", 0),  # what is aimed at is not what was measured
        ((AR + 2,), None, 60),
    ],
)
def test_definitionsbrott(brott, orsak, antal):
    r = malprognos(matris(land_med(60), brott), EGEN, niva(51.0), AR + 1, "hog")
    assert (r.orsak, r.antal, r.p is None) == (orsak, antal, orsak is not None)


@pytest.mark.parametrize(
    ("malar", "orsak"),
    [(AR - 3, "malar_passerat"), (AR, "malar_passerat"), (AR + 5, "malar_for_langt_fram")],
)
def test_horisonten(malar, orsak):
    r = p_for(land_med(60), 51.0, malar=malar)
    assert (r.orsak, r.p, r.horisont) == (orsak, None, malar - AR)


@pytest.mark.parametrize("h", [1, 2, 3, 4])
def test_ett_till_fyra_ar(h):
    land = {k: {AR - h: 50.0, AR: 50.0 + k} for k in range(1, 61)} | {EGEN: {AR: 50.0}}
    r = p_for(land, 80.0, malar=AR + h)
    assert (r.horisont, r.antal, r.nadde) == (h, 60, 31)


def test_skalens_ordning():
    m = matris(land_med(60))
    utan_u = Prognosmal("forandring", forandring="oka")

    def orsak(mal, riktning, malar=AR + 1, kommun=EGEN):
        return str(malprognos(m, kommun, mal, malar, riktning).orsak)

    assert orsak(niva(1), "neutral", AR + 9, 999) == "varderas_ej"
    assert orsak(None, "hog", AR + 9, 999) == "ingen_malniva"
    assert orsak(utan_u, "hog", AR + 9, 999) == "ingen_utgangspunkt"
    assert orsak(niva(1), "hog", AR + 9, 999) == "utfall_saknas"
    assert orsak(niva(1), "hog", AR + 9) == "malar_for_langt_fram"


def test_utan_malniva_finns_det_troliga_anda():
    r = malprognos(matris(land_med(60, andring=float)), EGEN, None, AR + 1, "neutral")
    # Changes 1…60: percentile 10 is 1 + 0.1·59.
    assert (r.p10, r.p50, r.p90) == pytest.approx((50 + 6.9, 50 + 30.5, 50 + 54.1))
    assert (r.p, r.krav, r.kravd_andring) == (None, None, None)


@pytest.mark.parametrize(("andel", "vantat"), [(True, (56.9, 80.5, 100.0)), (False, (56.9, 80.5, 104.1))])
def test_andelar_halls_inom_hundra(andel, vantat):
    r = p_for(land_med(60, andring=float), 80.0, andel=andel)
    assert (r.p10, r.p50, r.p90) == pytest.approx(vantat)
    ned = p_for(land_med(60, andring=lambda k: -float(k)), 20.0, "lag", andel=andel)
    assert ned.p10 == pytest.approx(0.0 if andel else -4.1)


def test_trend_pa_tva_och_tre_ar():
    land = {k: {AR - 3: 50.0, AR - 2: 40.0 + k % 2, AR: 50.0 + k} for k in range(1, 61)} | {EGEN: {AR: 50.0}}
    r = p_for(land, 51.0)
    tva, tre = r.trend
    assert (r.antal, tva.horisont, tva.ar, tva.antal, tre.horisont, tre.ar, tre.antal) == (
        60, 2, AR + 2, 60, 3, AR + 3, 60,
    )  # fmt: skip
    assert tre.p50 == pytest.approx(50 + 30.5)
    assert tva.p50 == pytest.approx(50 + 10 + 30.0, abs=0.51)


@pytest.mark.parametrize(
    ("p", "ordet"),
    [
        (1.0, "nås troligen utan ny kraft"),
        (0.8, "nås troligen utan ny kraft"),
        (0.8 - 1e-6, "utmanande men prövat"),
        (0.2, "utmanande men prövat"),
        (0.2 - 1e-6, "mycket ambitiöst"),
        (1.5 / 75, "mycket ambitiöst"),  # 1 of 74: exactly 0.02
        (0.02 - 1e-6, "nästan utan motstycke"),
        (0.5 / 151, "nästan utan motstycke"),
    ],
)
def test_orden(p, ordet):
    assert (ambition(p).etikett, facit.ordet(p)) == (ordet, ordet)


@pytest.mark.parametrize("typ", [Ambition, Prognosorsak])
def test_alla_koder_har_ord(typ):
    etiketter = [k.etikett for k in typ]
    assert len(set(etiketter)) == len(typ)


@pytest.mark.parametrize(
    ("falt", "fel"),
    [
        ({"slag": "niva"}, "Målnivån saknar värde"),
        ({"slag": "niva", "varde": math.inf}, "oändligt"),
        ({"slag": "intervall", "a": 1}, "två ändar"),
        ({"slag": "intervall", "a": 2, "b": 1}, "högst den övre"),
        ({"slag": "forandring", "forandring": "vrida"}, "öka, minska eller vara oförändrad"),
        ({"slag": "forandring", "forandring": "oka", "utgangsvarde": 1, "bredd": -1}, "negativ"),
        ({"slag": "nagot"}, "en nivå, ett intervall eller en förändring"),
    ],
)
def test_omojliga_mal(falt, fel):
    with pytest.raises(ValueError, match=fel):
        Prognosmal(**falt)


@pytest.mark.parametrize(
    ("mal", "riktning"), [(niva(1), "intervall"), (Prognosmal("intervall", a=1, b=2), "hog")]
)
def test_mal_och_riktning_hor_ihop(mal, riktning):
    with pytest.raises(ValueError, match="hör ihop"):
        malprognos(matris(land_med(60)), EGEN, mal, AR + 1, riktning)


def test_inget_andras_av_att_fraga():
    land = {k: {y: float((k * y) % 13) for y in range(2000, 2011)} for k in range(1, 61)}
    m = matris(land)
    fore = m.varden.copy()
    malprognos(m, 5, niva(3.0), 2012, "hog")
    assert np.array_equal(m.varden, fore, equal_nan=True)


def test_tom_matris():
    tom = Matris(np.empty(0, np.int16), np.empty(0, np.int16), np.empty((0, 0)))
    assert malprognos(tom, 1, niva(1), 2020, "hog").orsak == "utfall_saknas"
    assert alla_fall(tom, 2020, 1).antal == 0
    utan_ar = Matris(np.empty(0, np.int16), np.array([1], np.int16), np.empty((0, 1)))
    assert malprognos(utan_ar, 1, niva(1), 2020, "hog", ar=2019).orsak == "utfall_saknas"


# The curve and the facts


def test_kurvan_ar_prognosen_i_varje_punkt():
    m = matris(land_med(77, andring=lambda k: (k % 23) / 10, egen=50.1))
    for riktning in ("hog", "lag"):
        nivaer = np.round(np.arange(49.0, 54.0, 0.1), 1)
        r = malprognos(m, EGEN, niva(51.0), AR + 1, riktning)
        vantat = [malprognos(m, EGEN, niva(float(t)), AR + 1, riktning).p for t in nivaer]
        assert kurva(r, nivaer).tolist() == vantat


def test_kurvans_bredd():
    r = p_for(land_med(60, andring=float), 200.0)
    nivaer = kurvnivaer(r, 49.0)
    assert (nivaer[0], nivaer[-1], nivaer.size) == (49.0, 200.0, 61)
    assert kurvnivaer(p_for(land_med(60, andring=float), 60.0))[-1] == pytest.approx(50 + 1 + 0.98 * 59)
    som_andel = p_for(land_med(60, andring=float), 200.0, andel=True)
    assert kurvnivaer(som_andel)[-1] == 100.0
    ned = p_for(land_med(60, andring=lambda k: -float(k)), 45.0, "lag")
    assert (kurvnivaer(ned)[0], kurvnivaer(ned)[-1]) == pytest.approx((50 - 1 - 0.98 * 59, 50.0))


def test_ingen_kurva():
    fa = p_for(land_med(49), 51.0)
    mellan = malprognos(matris(land_med(60)), EGEN, Prognosmal("intervall", a=1, b=2), AR + 1, "intervall")
    for r in (fa, mellan):
        assert kurvnivaer(r).size == 0
        assert np.isnan(kurva(r, np.array([50.0]))).all()


def test_stilla_klass_har_ingen_kurva_att_rita():
    assert kurvnivaer(p_for(land_med(60, andring=lambda k: 0.0), 50.0)).size == 0


@pytest.mark.parametrize(
    ("enhet", "varden", "vantat"),
    [
        ("%", [0.0, 100.0], True),
        ("%", [-0.1, 50.0], False),
        ("%", [50.0, 100.5], False),
        ("kr", [5.0, 6.0], False),
    ],
)
def test_ar_andel(enhet, varden, vantat):
    assert ar_andel(matris({1: {2000: varden[0]}, 2: {2000: varden[1]}}), enhet) is vantat


def test_basta_lyft():
    serie = {2001: 10.0, 2002: 14.0, 2003: 12.0, 2004: 16.0, 2006: 30.0}
    m = matris({1: serie})

    def lyft(h, riktning, **mer):
        svar = basta_lyft(m, 1, h, riktning, **mer)
        return None if svar is None else (svar.forandring, svar.fran, svar.till)

    assert lyft(1, "hog") == (4.0, 2003, 2004)  # the same as 2001–2002: the latest
    assert lyft(2, "hog") == (14.0, 2004, 2006)
    assert lyft(2, "hog", ar=2005) == (2.0, 2002, 2004)
    assert lyft(1, "lag") == (-2.0, 2002, 2003)
    assert lyft(2, "lag") == (2.0, 2002, 2004)  # never fallen: the least rise
    assert lyft(3, "intervall", intervall=(15, 20)) == (6.0, 2001, 2004)
    assert (lyft(1, "neutral"), lyft(6, "hog"), basta_lyft(m, 9, 1, "hog")) == (None, None, None)
    assert basta_lyft(matris({1: serie}, {2004}), 1, 1, "hog").till == 2002


def test_basta_kvartil():
    andra = np.array([10.0, 20.0, 30.0, 40.0, 50.0, np.nan])
    assert [basta_kvartil(andra, r) for r in ("hog", "lag", "intervall", "neutral")] == [
        40.0,
        20.0,
        None,
        None,
    ]
    assert basta_kvartil(np.array([np.nan]), "hog") is None


# Fast and slow


malen = st.one_of(
    st.tuples(st.sampled_from(["hog", "lag"]), st.integers(-20, 20).map(lambda i: i / 4)),
    st.tuples(st.just("intervall"), st.integers(-20, 20).map(lambda i: i / 4)),
    st.tuples(st.sampled_from(["oka", "minska", "oforandrad"]), st.integers(-20, 20).map(lambda i: i / 4)),
)


def bada(sort, t, w):
    """The same target for the fast code and for the oracle: (Prognosmal, riktning, reached?)."""
    if sort == "intervall":
        return Prognosmal("intervall", a=t, b=t + w), "intervall", facit.nar_intervall(t, t + w)
    if sort in ("hog", "lag"):
        return niva(t), sort, facit.nar_hog(t) if sort == "hog" else facit.nar_lag(t)
    mal = Prognosmal("forandring", forandring=sort, utgangsvarde=t, bredd=w)
    return mal, "hog", facit.nar_forandring(sort, t, w, "hog")


def jamfor(r, f):
    assert (r.antal, r.nadde, r.p, r.orsak) == (f["antal"], f["nadde"], f["p"], f["orsak"])
    assert (None if r.ord is None else r.ord.etikett) == f["ord"]
    for fort, sakta in ((r.p10, f["p10"]), (r.p50, f["p50"]), (r.p90, f["p90"])):
        assert lika_tal(fort, sakta)
    assert r.antal_kommuner == len({k for k, *_ in f["fall"]})


@egenskap
@given(lander(minst_ar=6, hogst_ar=16, minst_kommuner=5, hogst_kommuner=70), malen, st.integers(0, 12),
       st.integers(1, 4), st.booleans(), st.booleans())  # fmt: skip
def test_snabb_och_langsam_ger_samma(land_, mal_, w, h, andel, med_ar):
    land, ar, brott = land_
    kommun = max(land) // 2
    ar_ = ar[-2] if med_ar else None
    mal, riktning, nar = bada(*mal_, w / 4)
    start = facit.start(land, kommun, ar_)[0]
    malar = (start if start is not None else ar[-1]) + h
    r = malprognos(som_matris(land, ar, brott), kommun, mal, malar, riktning, ar=ar_, andel=andel)
    jamfor(r, facit.prognos(land, kommun, malar, nar, ar=ar_, andel=andel, brott=brott))
    assert Malprognos.fran_indata(json.loads(json.dumps(r.indata()))) == r


@egenskap
@given(lander(minst_ar=6, hogst_ar=16, minst_kommuner=30, hogst_kommuner=70), st.integers(1, 4))
def test_klassen_ar_densamma(land_, h):
    land, ar, brott = land_
    kommun, m = min(land), som_matris(land, ar, brott)
    y, v, hinder = facit.start(land, kommun)
    if hinder is not None:
        return
    klass = referensklass(alla_fall(m, y, h), kommun, facit.relativ(land, kommun, y), v)
    par = list(zip(klass.kommun.tolist(), klass.start.tolist(), strict=True))
    assert par == sorted((k, j) for k, j, *_ in facit.klass(land, kommun, y, h, brott))


@egenskap
@given(lander(minst_kommuner=1, hogst_kommuner=6), st.integers(1, 4), st.sampled_from(["hog", "lag"]))
def test_basta_lyft_som_facit(land_, h, riktning):
    land, ar, brott = land_
    kommun = min(land)
    svar = basta_lyft(som_matris(land, ar, brott), kommun, h, riktning)
    vantat = facit.basta_lyft(land[kommun], h, riktning, regel4.upprepade(land), brott)
    assert (None if svar is None else (svar.forandring, svar.fran, svar.till)) == vantat
