"""Rule 3: against other municipalities."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkik.domain.jamforelse import MotAndra, farglagg, mot_andra
from kkik.domain.jamforelsetabell import SIGNALKODER, jamfor_alla, signaler_for
from kkik.domain.likhet import avstand
from tests.orakel import regel3
from tests.orakel.grund import lika_tal
from tests.orakel.strategier import egenskap, fina, kanske, rutnat

RIKTNINGAR = ["hog", "lag", "intervall", "neutral"]
INTERVALL = (-0.5, 0.75)


def kort(r):
    return str(r.signal), None if r.orsak is None else str(r.orsak)


def test_exemplet_fyra_andra():
    r = mot_andra(70, [60, 65, 70, 80], "hog")
    assert (r.signal, r.andel_samre, r.rang, r.n) == ("gul", 0.625, 2, 4)
    assert (r.under, r.lika, r.over) == (2, 1, 1)
    assert (r.median, r.p25, r.p75, r.min, r.max) == (67.5, 63.75, 72.5, 60, 80)


@pytest.mark.parametrize("riktning", ["hog", "lag"])
def test_exemplet_alla_lika(riktning):
    r = mot_andra(5, [5, 5, 5, 5], riktning)
    assert (r.signal, r.andel_samre, r.rang) == ("gul", 0.5, 1)


@pytest.mark.parametrize(
    ("egen", "andra", "riktning", "vantat"),
    [
        (4, [1, 2, 3, 5], "hog", ("gron", None)),  # s = 0.75 exactly
        (3.5, [1, 2, 3.5, 5], "hog", ("gul", None)),  # s = 0.625
        (2, [1, 3, 4, 5], "hog", ("rod", None)),  # s = 0.25 exactly
        (2, [1, 2, 4, 5], "hog", ("gul", None)),  # s = 0.375
        (4, [1, 2, 3, 5], "lag", ("rod", None)),
        (2, [1, 3, 4, 5], "lag", ("gron", None)),
        (2, [1, 3, 4], "lag", ("gra", "for_fa_jamforbara")),
        (2, [1, 3, 4, None, math.nan], "lag", ("gra", "for_fa_jamforbara")),
        (2, [], "lag", ("gra", "for_fa_jamforbara")),
        (None, [1, 2, 3, 4], "hog", ("gra", "utfall_saknas")),
        (math.nan, [1, 2, 3, 4], "hog", ("gra", "utfall_saknas")),
        (None, [], "hog", ("gra", "utfall_saknas")),
        (2, [1, 2, 3, 4], "neutral", ("gra", "varderas_ej")),
        (None, [1, 2, 3, 4], "neutral", ("gra", "varderas_ej")),
    ],
)
def test_granser(egen, andra, riktning, vantat):
    assert kort(mot_andra(egen, andra, riktning)) == vantat


def test_damm_ar_lika():
    """0.1 + 0.2 is level with 0.3, and a millionth of a large number is not a difference either."""
    assert mot_andra(0.3, [0.1 + 0.2] * 4, "hog").lika == 4
    assert mot_andra(1e6, [1e6 + 9e-4, 1e6 - 9e-4, 1e6 + 2e-3, 1e6 - 2e-3], "hog").lika == 2
    assert mot_andra(0.0, [1e-9, -1e-9, 2e-9, -2e-9], "hog").lika == 2


@pytest.mark.parametrize(
    ("egen", "marginal", "vantat"),
    [
        (4, None, ("gron", None)),
        (4, 0, ("gron", None)),
        (4, 0.99, ("gron", None)),
        (4, 1, ("gul", "inom_felmarginal")),  # 4 − 1 is level with 3: s = 0.625
        (1, 0.5, ("rod", None)),
        (0.5, 1.5, ("gul", "inom_felmarginal")),  # 2 is level with the second: s = 0.375
        (6, 10, ("gul", "inom_felmarginal")),
        (2.5, 10, ("gul", None)),  # already yellow: no reason to add
    ],
)
def test_felmarginal(egen, marginal, vantat):
    assert kort(mot_andra(egen, [1, 2, 3, 5], "hog", marginal=marginal)) == vantat


def test_felmarginal_intervall_rymmer_hela_intervallet():
    """Both ends of 100 ± 100 lie as far out as the value is bad, yet the truth may lie inside the interval."""
    andra = [41, 42, 58, 70, 71]
    assert kort(mot_andra(100, andra, "intervall", (40, 60), 0)) == ("rod", None)
    assert kort(mot_andra(100, andra, "intervall", (40, 60), 100)) == ("gul", "inom_felmarginal")


@pytest.mark.parametrize(
    ("egen", "andra", "riktning", "intervall", "vantat"),
    [
        (70, [60, 65, 70, 80], "hog", None, (0.0, "upp")),  # any step up beats the level one: s = 0.75
        (66, [60, 65, 70, 80], "hog", None, (1.0, "ned")),  # at 65 s = 0.375, below it 0.25
        (69, [60, 65, 70, 80], "hog", None, (1.0, "upp")),
        (69, [60, 65, 70, 80], "lag", None, (1.0, "upp")),
        (50, [60, 65, 70, 80], "hog", None, (15.0, "upp")),  # level with 65: 0.375
        (10, [9, 11, 12, 13], "lag", None, (1.0, "upp")),
        (50, [50] * 4, "intervall", (40, 60), (10.0, "upp")),  # inside, both ends as near
        (45, [50] * 4, "intervall", (40, 60), (5.0, "ned")),
        (63, [50, 50, 50, 62], "intervall", (40, 60), (3.0, "ned")),  # level with three at the end: 0.625
        (37, [50, 50, 50, 62], "intervall", (40, 60), (3.0, "upp")),
        (37, [50, 30, 30, 30], "intervall", (40, 60), (7.0, "ned")),  # level with 30: 0.375
        (1, [1, 2, 3], "hog", None, (None, None)),
        (None, [1, 2, 3, 4], "hog", None, (None, None)),
        (1, [1, 2, 3, 4], "neutral", None, (None, None)),
    ],
)
def test_till_grans(egen, andra, riktning, intervall, vantat):
    r = mot_andra(egen, andra, riktning, intervall)
    assert (r.till_grans, r.till_grans_at) == vantat


def test_till_grans_bortser_fran_felmarginal():
    utan, med = (mot_andra(4, [1, 2, 3, 5], "hog", marginal=m) for m in (None, 2))
    assert (utan.signal, med.signal) == ("gron", "gul")
    assert utan.till_grans == med.till_grans == 1.0


def test_fel():
    with pytest.raises(ValueError, match="två ändar"):
        mot_andra(1, [1, 2, 3, 4], "intervall")
    with pytest.raises(ValueError, match="nedre"):
        mot_andra(1, [1, 2, 3, 4], "intervall", (2, 1))
    with pytest.raises(ValueError, match="negativ"):
        mot_andra(1, [1, 2, 3, 4], "hog", marginal=-1)
    with pytest.raises(ValueError, match="oändligt"):
        mot_andra(math.inf, [1, 2, 3, 4], "hog")


@egenskap
@given(kanske, st.lists(kanske, max_size=14), st.sampled_from(RIKTNINGAR), st.sampled_from([None, 0.25, 1.0]))
def test_som_orakel(egen, andra, riktning, marginal):
    r = mot_andra(egen, andra, riktning, INTERVALL, marginal)
    o = regel3.mot_andra(egen, andra, riktning, INTERVALL, marginal)
    assert kort(r) == (o["signal"], o["orsak"])
    assert (r.n, r.rang, r.andel_samre) == (o["n"], o["rang"], o["andel_samre"])
    for namn in ("median", "p25", "p75", "min", "max"):
        assert lika_tal(getattr(r, namn), o[namn])


@egenskap
@given(rutnat, st.lists(rutnat, min_size=4, max_size=14), st.sampled_from(["hog", "lag", "intervall"]))
def test_till_grans_som_orakel(egen, andra, riktning):
    r = mot_andra(egen, andra, riktning, INTERVALL)
    assert r.till_grans == regel3.till_grans(egen, andra, riktning, INTERVALL)
    # And it is true: just there, or just beyond, the colour is another.
    tecken = 1 if r.till_grans_at == "upp" else -1
    dit = [egen + tecken * r.till_grans, egen + tecken * (r.till_grans + 1e-3)]
    assert any(mot_andra(v, andra, riktning, INTERVALL).signal is not r.signal for v in dit)


@egenskap
@given(kanske, st.lists(kanske, max_size=10), st.sampled_from(RIKTNINGAR), st.sampled_from([None, 0.5]))
def test_indata_ger_samma_ljus(egen, andra, riktning, marginal):
    r = mot_andra(egen, andra, riktning, INTERVALL, marginal)
    assert MotAndra.fran_indata(json.loads(json.dumps(r.indata()))) == r


@egenskap
@given(rutnat, st.lists(rutnat, max_size=12), st.randoms(use_true_random=False))
def test_spegling_och_ordning(egen, andra, slump):
    """Low is good on negated values is high is good; the order of the others says nothing."""
    hog = mot_andra(egen, andra, "hog")
    lag = mot_andra(-egen, [-x for x in andra], "lag")
    delar = ("signal", "orsak", "n", "andel_samre", "rang", "till_grans")
    assert [getattr(hog, d) for d in delar] == [getattr(lag, d) for d in delar]
    blandade = list(andra)
    slump.shuffle(blandade)
    assert mot_andra(egen, blandade, "hog") == hog


@egenskap
@given(rutnat, st.lists(rutnat, min_size=4, max_size=12), st.sampled_from([0.5, 4.0]), rutnat)
def test_skala_och_flytt(egen, andra, skala, flytt):
    fore = mot_andra(egen, andra, "hog")
    efter = mot_andra(egen * skala + flytt, [x * skala + flytt for x in andra], "hog")
    assert (fore.signal, fore.rang, fore.andel_samre) == (efter.signal, efter.rang, efter.andel_samre)
    assert efter.till_grans == fore.till_grans * skala


@egenskap
@given(st.lists(st.one_of(fina, st.none()), max_size=25), st.sampled_from(["hog", "lag", "neutral"]))
def test_alla_pa_en_gang_som_en_i_taget(lista, riktning):
    varden = np.array([math.nan if x is None else x for x in lista], dtype=np.float64)
    fore = varden.copy()
    tabell = jamfor_alla(varden)
    farger = signaler_for(tabell, riktning)
    for k, egen in enumerate(lista):
        en = mot_andra(egen, np.delete(varden, k), riktning)
        assert [int(tabell.n[k]), SIGNALKODER[farger.signal[k]]] == [en.n, en.signal]
        rakn = [None if x < 0 else int(x) for x in (tabell.under[k], tabell.lika[k], tabell.over[k])]
        assert rakn == [en.under, en.lika, en.over]
        if egen is not None:
            andra = [x for i, x in enumerate(lista) if i != k and x is not None]
            assert tuple(rakn) == regel3.under_lika_over(egen, andra)
        assert (None if farger.rang[k] < 0 else int(farger.rang[k])) == en.rang
        tal = [farger.andel_samre[k], tabell.median[k], tabell.p25[k], tabell.p75[k]]
        tal += [tabell.minst[k], tabell.storst[k]]
        vantat = [en.andel_samre, en.median, en.p25, en.p75, en.min, en.max]
        assert [None if np.isnan(x) else float(x) for x in tal] == vantat
        farg = farglagg(rakn[0], rakn[1], en.n, riktning)
        assert (farg.signal, farg.orsak, farg.andel_samre, farg.rang) == (
            en.signal, en.orsak, en.andel_samre, en.rang,
        )  # fmt: skip
    np.testing.assert_array_equal(varden, fore)


def test_manga_nyckeltal_pa_en_gang():
    slump = np.random.default_rng(3)
    varden = np.round(slump.normal(size=(7, 40)), 1)
    varden[slump.random(varden.shape) < 0.3] = np.nan
    varden[4] = np.nan
    tillsammans = jamfor_alla(varden)
    for rad in range(7):
        for falt in tillsammans.__slots__:
            np.testing.assert_array_equal(
                getattr(tillsammans, falt)[rad], getattr(jamfor_alla(varden[rad]), falt), strict=True
            )


def test_kvartilerna_ar_numpys():
    varden = np.random.default_rng(5).normal(size=31)
    tabell = jamfor_alla(varden)
    for k in range(31):
        vantat = np.percentile(np.delete(varden, k), [50, 25, 75, 0, 100]).tolist()
        hittat = [tabell.median[k], tabell.p25[k], tabell.p75[k], tabell.minst[k], tabell.storst[k]]
        assert hittat == vantat


def test_intervall_i_tabellen_ar_avstand():
    varden = np.array([30.0, 39.0, 45.0, 60.0, 62.0, 90.0, np.nan])
    farger = signaler_for(jamfor_alla(avstand(varden, 40, 60)), "intervall")
    en = [mot_andra(v, np.delete(varden, k), "intervall", (40, 60)) for k, v in enumerate(varden)]
    assert [SIGNALKODER[s] for s in farger.signal] == [r.signal for r in en]
