"""Rule 1: against the target level."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.orakel import mal as orakel
from tests.orakel.strategier import egenskap, rutnat
from uppfoljning.domain.malniva import (
    Malniva,
    MotMalniva,
    Tolerans,
    ToleransKravs,
    galler_tolerans,
    mot_malniva,
)

FEM = Tolerans(5, procent=True)


def niva(t):
    return Malniva("niva", t)


def kort(r):
    return str(r.signal), None if r.orsak is None else str(r.orsak)


@pytest.mark.parametrize(
    ("v", "t", "riktning", "w", "m", "vantat"),
    [
        (85, 85, "hog", None, None, ("gron", None)),
        (80.75, 85, "hog", None, None, ("gul", None)),
        (80.74, 85, "hog", None, None, ("rod", None)),
        (84.99, 85, "hog", None, None, ("gul", None)),
        (85 - 1e-9, 85, "hog", None, None, ("gron", None)),
        (69, 85, "hog", None, None, ("rod", None)),
        (320, 320, "lag", 0, None, ("gron", None)),
        (320.1, 320, "lag", 0, None, ("rod", None)),
        (319, 320, "lag", 0, None, ("gron", None)),
        (336, 320, "lag", None, None, ("gul", None)),
        (336.01, 320, "lag", None, None, ("rod", None)),
        (78, 80, "hog", 0, 3, ("gul", "inom_felmarginal")),
        (77, 80, "hog", 0, 3, ("gul", "inom_felmarginal")),
        (76.99, 80, "hog", 0, 3, ("rod", None)),
        (79, 80, "hog", 2, 3, ("gul", "inom_felmarginal")),  # near already, and no surer for it
        (80, 80, "hog", 0, 3, ("gron", None)),  # a reached target stays reached
        (82, 80, "lag", 0, 3, ("gul", "inom_felmarginal")),
        (78, 80, "hog", 0, 0, ("rod", None)),
        (-5, 0, "hog", 5, None, ("gul", None)),
        (0, 0, "lag", 0, None, ("gron", None)),
        (-105, -100, "hog", 5, None, ("gul", None)),
    ],
)
def test_niva(v, t, riktning, w, m, vantat):
    tolerans = None if w is None else Tolerans(w)
    assert kort(mot_malniva(v, niva(t), riktning, tolerans, m)) == vantat


@pytest.mark.parametrize(
    ("v", "w", "m", "vantat"),
    [
        (40, None, None, ("gron", None)),
        (60, None, None, ("gron", None)),
        (38, None, None, ("gul", None)),  # 5 percent of 40
        (37.99, None, None, ("rod", None)),
        (63, None, None, ("gul", None)),  # 5 percent of 60
        (63.01, None, None, ("rod", None)),
        (62, 1, 2, ("gul", "inom_felmarginal")),
        (62.01, 1, 2, ("rod", None)),
        (60.5, 1, None, ("gul", None)),
    ],
)
def test_intervall(v, w, m, vantat):
    r = mot_malniva(v, Malniva("intervall", a=40, b=60), "intervall", None if w is None else Tolerans(w), m)
    assert kort(r) == vantat


@pytest.mark.parametrize(
    ("slag", "riktning", "farger"),
    [
        # v − u = −5, −4, −2.5, −2, 0, 2, 2.5, 4, 5 with w = 2
        ("oka", "hog", "rod rod rod gul gul gul gron gron gron"),
        ("minska", "lag", "gron gron gron gul gul gul rod rod rod"),
        ("oforandrad", "hog", "rod gul gul gron gron gron gron gron gron"),
        ("oforandrad", "lag", "gron gron gron gron gron gron gul gul rod"),
    ],
)
def test_forandring(slag, riktning, farger):
    mal = Malniva("forandring", forandring=slag, utgangsvarde=70)
    ut = [
        mot_malniva(70 + d, mal, riktning, Tolerans(2), 9).signal for d in (-5, -4, -2.5, -2, 0, 2, 2.5, 4, 5)
    ]
    assert [str(s) for s in ut] == farger.split()


@pytest.mark.parametrize(
    ("v", "mal", "riktning", "avvikelse", "procent", "referens"),
    [
        (69, niva(85), "hog", -16, -16 / 85 * 100, 85),
        (90, niva(85), "hog", 5, 5 / 85 * 100, 85),
        (330, niva(320), "lag", -10, -3.125, 320),
        (300, niva(320), "lag", 20, 6.25, 320),
        (2, niva(0), "lag", -2, None, 0),
        (-8, niva(-10), "hog", 2, 20, -10),
        (63, Malniva("intervall", a=40, b=60), "intervall", -3, -5, 60),
        (30, Malniva("intervall", a=40, b=60), "intervall", -10, -25, 40),
        (45, Malniva("intervall", a=40, b=60), "intervall", 0, 0, 40),
        (74, Malniva("forandring", forandring="oka", utgangsvarde=80), "hog", -6, -7.5, 80),
        (74, Malniva("forandring", forandring="minska", utgangsvarde=80), "lag", 6, 7.5, 80),
        (74, Malniva("forandring", forandring="oforandrad", utgangsvarde=80), "hog", -6, -7.5, 80),
        (74, Malniva("forandring", forandring="oforandrad", utgangsvarde=80), "lag", 6, 7.5, 80),
        (0.1 + 0.2, niva(0.3), "hog", 0, 0, 0.3),
    ],
)
def test_avvikelse(v, mal, riktning, avvikelse, procent, referens):
    r = mot_malniva(v, mal, riktning, Tolerans(1))
    assert (r.avvikelse, r.referens) == (avvikelse, referens)
    assert r.avvikelse_procent == (None if procent is None else pytest.approx(procent))


@pytest.mark.parametrize(
    ("v", "mal", "riktning", "orsak"),
    [
        (None, niva(85), "hog", "utfall_saknas"),
        (math.nan, niva(85), "hog", "utfall_saknas"),
        (69, None, "hog", "ingen_malniva"),
        (None, None, "hog", "ingen_malniva"),
        (69, niva(85), "neutral", "varderas_ej"),
        (None, None, "neutral", "varderas_ej"),
        (69, Malniva("forandring", forandring="oka"), "hog", "ingen_utgangspunkt"),
    ],
)
def test_gra(v, mal, riktning, orsak):
    r = mot_malniva(v, mal, riktning)
    assert kort(r) == ("gra", orsak)
    assert (r.avvikelse, r.avvikelse_procent, r.referens, r.tolerans_bredd) == (None,) * 4
    assert MotMalniva.fran_indata(json.loads(json.dumps(r.indata()))) == r


@pytest.mark.parametrize(
    ("mal", "ar_differens"),
    [
        (niva(0), False),
        (niva(-4), False),
        (niva(85), True),
        (Malniva("intervall", a=0, b=5), False),
        (Malniva("intervall", a=-5, b=5), False),
        (Malniva("forandring", forandring="oka", utgangsvarde=0), False),
        (Malniva("forandring", forandring="oka"), False),
    ],
)
def test_tolerans_kravs(mal, ar_differens):
    with pytest.raises(ToleransKravs, match="ange toleransen i måttets enhet"):
        galler_tolerans(mal, None, ar_differens)
    assert galler_tolerans(mal, Tolerans(2), ar_differens) == Tolerans(2)


def test_standardtolerans_ar_fem_procent():
    assert galler_tolerans(niva(85), None) == FEM
    assert (FEM.bredd(85), FEM.bredd(-85), Tolerans(2).bredd(85)) == (4.25, 4.25, 2)
    r = mot_malniva(82, niva(85), "hog")
    assert (r.tolerans, r.tolerans_bredd) == (None, 4.25)


def test_fel():
    for fel, monster in (
        (lambda: Tolerans(-1), "negativ"),
        (lambda: Tolerans(math.nan), "negativ"),
        (lambda: Malniva("niva"), "värde"),
        (lambda: Malniva("intervall", a=1), "två ändar"),
        (lambda: Malniva("intervall", a=2, b=1), "nedre"),
        (lambda: Malniva("forandring"), "Forandring"),
        (lambda: mot_malniva(1, niva(1), "intervall"), "hör ihop"),
        (lambda: mot_malniva(1, Malniva("intervall", a=1, b=2), "hog"), "hör ihop"),
        (lambda: mot_malniva(1, niva(1), "hog", marginal=-1), "negativ"),
    ):
        with pytest.raises(ValueError, match=monster):
            fel()


toleranser = st.one_of(
    rutnat.map(lambda w: Tolerans(abs(w))), st.sampled_from([0, 5, 50]).map(lambda p: Tolerans(p, True))
)
marginaler = st.sampled_from([None, 0, 0.25, 1.5])


@egenskap
@given(rutnat, rutnat, st.sampled_from(["hog", "lag"]), toleranser, marginaler)
def test_niva_som_orakel(v, t, riktning, tolerans, m):
    r = mot_malniva(v, niva(t), riktning, tolerans, m)
    assert kort(r) == orakel.niva(v, t, tolerans.bredd(t), riktning, m)
    spegel = mot_malniva(-v, niva(-t), {"hog": "lag", "lag": "hog"}[riktning], tolerans, m)
    assert (kort(spegel), spegel.avvikelse) == (kort(r), r.avvikelse)


@egenskap
@given(rutnat, rutnat, rutnat, toleranser, marginaler)
def test_intervall_som_orakel(v, a, b, tolerans, m):
    a, b = sorted((a, b))
    r = mot_malniva(v, Malniva("intervall", a=a, b=b), "intervall", tolerans, m)
    assert kort(r) == orakel.intervall(v, a, b, tolerans.bredd, m)
    assert r.avvikelse == min(0, v - a, b - v)


@egenskap
@given(
    rutnat,
    rutnat,
    st.sampled_from(["oka", "minska", "oforandrad"]),
    st.sampled_from(["hog", "lag"]),
    toleranser,
)
def test_forandring_som_orakel(v, u, slag, riktning, tolerans):
    mal = Malniva("forandring", forandring=slag, utgangsvarde=u)
    r = mot_malniva(v, mal, riktning, tolerans)
    assert kort(r) == (orakel.forandring(v, u, tolerans.bredd(u), slag, riktning), None)
    assert abs(r.avvikelse) == abs(v - u)


@egenskap
@given(
    st.one_of(rutnat, st.none()),
    st.one_of(
        st.none(),
        rutnat.map(niva),
        rutnat.map(lambda u: Malniva("forandring", forandring="oforandrad", utgangsvarde=u)),
    ),
    st.sampled_from(["hog", "lag", "neutral"]),
    toleranser,
    marginaler,
)
def test_indata_ger_samma_ljus(v, mal, riktning, tolerans, m):
    r = mot_malniva(v, mal, riktning, tolerans, m)
    assert MotMalniva.fran_indata(json.loads(json.dumps(r.indata()))) == r
