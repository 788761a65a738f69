"""What holds for the rules whatever the numbers: mirrored, monotone, and never changing what they are given."""

import random
from copy import deepcopy
from itertools import pairwise

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from kkik.domain.jamforelse import mot_andra
from kkik.domain.matris import Matris
from kkik.domain.prognos import malprognos
from kkik.domain.prognostyper import Prognosmal
from kkik.domain.signaler import Godhet, Signal, Trend
from kkik.domain.xmr import xmr
from tests.orakel.strategier import egenskap, kanske, lander, rutnat, som_matris
from uppfoljning.domain.fokus import FokusUnderlag, fokuslista, overraskningar
from uppfoljning.domain.malniva import Malniva, Tolerans, mot_malniva
from uppfoljning.domain.maluppfyllelse import maluppfyllelse
from uppfoljning.domain.pa_vag import pa_vag

VARST_FORST = [Signal.ROD, Signal.GUL, Signal.GRON]
positiva = st.integers(0, 12).map(lambda i: i / 4)
marginaler = st.one_of(st.none(), positiva)


@egenskap
@given(rutnat, rutnat, positiva, marginaler)
def test_regel_1_speglad(v, t, w, m):
    hog = mot_malniva(v, Malniva("niva", t), "hog", Tolerans(w), m)
    lag = mot_malniva(-v, Malniva("niva", -t), "lag", Tolerans(w), m)
    assert (hog.signal, hog.orsak, hog.avvikelse) == (lag.signal, lag.orsak, lag.avvikelse)


@egenskap
@given(rutnat, rutnat, rutnat, positiva, marginaler)
def test_regel_1_ett_battre_utfall_far_aldrig_en_samre_farg(v, v2, t, w, m):
    samre, battre = sorted([v, v2])
    ljus = [mot_malniva(x, Malniva("niva", t), "hog", Tolerans(w), m).signal for x in (samre, battre)]
    assert VARST_FORST.index(ljus[0]) <= VARST_FORST.index(ljus[1])


@egenskap
@given(
    rutnat,
    rutnat,
    st.dictionaries(st.integers(2022, 2027), rutnat, min_size=1),
    st.integers(2021, 2027),
    positiva,
)
def test_regel_2_speglad_och_utan_att_rora_nivaerna(v, u, nivaer, ar, w):  # fmt: skip
    fore = dict(nivaer)
    hog = pa_vag(v, ar, 2020, u, nivaer, "hog", Tolerans(w))
    lag = pa_vag(-v, ar, 2020, -u, {y: -t for y, t in nivaer.items()}, "lag", Tolerans(w))
    assert nivaer == fore
    assert (hog is None) == (lag is None) == (ar > max(nivaer))
    if hog is not None:
        assert (hog.signal, hog.avvikelse, hog.forvantat) == (lag.signal, lag.avvikelse, -lag.forvantat)


@egenskap
@given(rutnat, rutnat, st.lists(rutnat, min_size=4, max_size=20), marginaler)
def test_regel_3_speglad_och_monoton_med_felmarginal(v, v2, andra, m):
    hog = mot_andra(v, andra, "hog", None, m)
    lag = mot_andra(-v, [-x for x in andra], "lag", None, m)
    assert (hog.signal, hog.orsak, hog.rang) == (lag.signal, lag.orsak, lag.rang)
    samre, battre = (mot_andra(x, andra, "hog", None, m).signal for x in sorted([v, v2]))
    assert VARST_FORST.index(samre) <= VARST_FORST.index(battre)


@egenskap
@given(st.lists(kanske, min_size=12, max_size=30))
def test_xmr_speglad(varden):
    upp, ned = xmr(varden, "hog"), xmr([None if v is None else -v for v in varden], "lag")
    assert (upp.orsak, upp.godhet) == (ned.orsak, ned.godhet)
    assert [s for s, _ in upp.sarskilda] == [s for s, _ in ned.sarskilda]
    vand = {Trend.STIGANDE: Trend.SJUNKANDE, Trend.SJUNKANDE: Trend.STIGANDE}
    assert ned.trend == vand.get(upp.trend, upp.trend)


@egenskap
@given(lander(minst_ar=6, minst_kommuner=20), rutnat, rutnat, st.integers(1, 2))
def test_regel_5_speglad_och_ett_hogre_mal_nas_aldrig_oftare(land_ar_brott, t, t2, h):
    land, ar, brott = land_ar_brott
    m = som_matris(land, ar, brott)
    fore = m.varden.copy()
    bas = malprognos(m, 0, None, ar[-1] + h, "hog")
    assume(bas.start_ar is not None)
    malar = bas.start_ar + h
    lagt, hogt = sorted([t, t2])
    a, b = (malprognos(m, 0, Prognosmal("niva", x), malar, "hog") for x in (lagt, hogt))
    assert a.p is None or a.p >= b.p
    vand = Matris(m.ar, m.kommuner, -m.varden, m.brott)
    c = malprognos(vand, 0, Prognosmal("niva", -lagt), malar, "lag")
    assert (a.p, a.antal, a.orsak) == (c.p, c.antal, c.orsak)
    if a.p50 is not None:
        assert np.allclose([a.p10, a.p50, a.p90], [-c.p90, -c.p50, -c.p10])
    assert np.array_equal(m.varden, fore, equal_nan=True)


@egenskap
@given(lander(minst_ar=6, minst_kommuner=20), st.integers(1, 4), st.data())
def test_regel_5_minns_bara_det_den_skulle_ha_raknat(land_ar_brott, h, data):
    """Shared reference classes, and a last year to start from, change nothing that is asked for without them."""
    land, ar, brott = land_ar_brott
    m, klasser = som_matris(land, ar, brott), {}
    for till in data.draw(st.permutations(ar)):
        delad = malprognos(m, 0, Prognosmal("niva", 1.0), till + h, "hog", till=till, klasser=klasser)
        if delad.start_ar is None:
            assert not [y for y in land[0] if y <= till and not _upprepat(m, y)] or delad.hinder is not None
            continue
        assert delad.start_ar <= till
        assert delad == malprognos(m, 0, Prognosmal("niva", 1.0), till + h, "hog", ar=delad.start_ar)


def _upprepat(m, y):
    from kkik.domain.matris import upprepade_ar

    return bool(upprepade_ar(m)[m.rad(y)])


underlag = st.builds(
    FokusUnderlag,
    nyckel=st.integers(),
    namn=st.sampled_from(["Ålder", "Ängar", "Öppet", "Alm", "Zoo"]),
    mal=st.sampled_from(list(Signal)),
    avvikelse=kanske,
    avvikelse_procent=kanske,
    andra=st.sampled_from(list(Signal)),
    trend=st.one_of(st.none(), st.sampled_from(list(Godhet))),
    alla_ror_sig=st.booleans(),
    kon_avviker=st.booleans(),
    prognos_p=st.one_of(st.none(), st.sampled_from([0.1, 0.2, 0.9])),
)
_BOKSTAVER = "abcdefghijklmnopqrstuvwxyzåäö"


def _fore(a, b):
    """Whether a stands before b in rule 10's list, written out."""
    if a.poang != b.poang:
        return a.poang > b.poang
    pa, pb = a.underlag.avvikelse_procent, b.underlag.avvikelse_procent
    if (pa is None) != (pb is None):
        return pb is None
    if pa is not None and abs(pa) != abs(pb):
        return abs(pa) > abs(pb)
    return _ord(a.underlag.namn) < _ord(b.underlag.namn)


def _ord(namn):
    return [_BOKSTAVER.index(c) for c in namn.lower()]


@egenskap
@given(st.lists(underlag, max_size=12), st.integers(0, 99))
def test_regel_10_listans_ordning_och_urval(lista, fro):
    fore = deepcopy(lista)
    f = fokuslista(lista)
    assert lista == fore
    assert not any(_fore(b, a) for a, b in pairwise(f))
    for u in lista:
        ner = u.trend == Godhet.FORSAMRAS and not u.alla_ror_sig
        avviker = Signal.ROD in (u.mal, u.andra) or ner
        assert (u in [x.underlag for x in f]) == avviker
    blandad = random.Random(fro).sample(lista, len(lista))
    assert [_nyckel(x) for x in fokuslista(blandad)] == [_nyckel(x) for x in f]
    for x in overraskningar(lista):
        assert x.underlag.mal is x.underlag.andra is Signal.GRON


def _nyckel(x):
    procent = x.underlag.avvikelse_procent
    return x.poang, None if procent is None else abs(procent), x.underlag.namn


@egenskap
@given(
    st.lists(
        st.tuples(st.sampled_from(["objektiv", "subjektiv", "resurs"]), st.sampled_from(list(Signal))),
        max_size=9,
    ),
    st.integers(0, 99),
)
def test_regel_9_ordningen_spelar_ingen_roll_och_resurser_raknas_inte(ljus, fro):
    blandad = random.Random(fro).sample(ljus, len(ljus))
    r = maluppfyllelse(ljus)
    assert (r.signal, r.sammansattning) == (
        maluppfyllelse(blandad).signal,
        maluppfyllelse(blandad).sammansattning,
    )
    utan = maluppfyllelse([x for x in ljus if x[0] != "resurs"])
    assert (utan.signal, utan.gron, utan.gul, utan.rod, utan.gra) == (r.signal, r.gron, r.gul, r.rod, r.gra)
