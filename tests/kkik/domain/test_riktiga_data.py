"""Fast and slow agree on what Kolada has really published: some hundreds of recorded nyckeltal."""

import csv
import gzip
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from kkik.domain.brus import OKAND_KLASS, klasser_for
from kkik.domain.jamforelse import mot_andra
from kkik.domain.jamforelsetabell import SIGNALKODER, jamfor_alla, signaler_for
from kkik.domain.kon import kon_alla
from kkik.domain.matris import Matris, senaste_ar, upprepade_ar
from kkik.domain.trend import godhet_av, trend_alla, trend_avstand, trend_ur
from kkik.domain.trendtyper import ORSAKSKODER, TRENDKODER
from kkik.domain.vana import vanor
from tests.orakel import regel3, regel4, regel6
from tests.orakel.grund import lika_tal

MAPP = Path(__file__).resolve().parents[4] / "shared/kolada/data/values/gapminder_2024-08-30"
KOMMUNER = MAPP.parents[1] / "municipalities_v3_2026-03-23.csv"
ANTAL = 400
AR = list(range(1994, 2023))

pytestmark = [
    pytest.mark.riktiga_data,
    pytest.mark.skipif(not MAPP.exists(), reason=f"the recorded Kolada data are not there ({MAPP})"),
]


@pytest.fixture(scope="module")
def land():
    """{nyckeltal: {gender: {municipality: {year: value}}}} for N01951 and a fixed sample, municipalities only."""
    with KOMMUNER.open(encoding="utf-8") as fil:
        kommuner = {rad["id"] for rad in csv.DictReader(fil) if rad["type"] == "K"}
    with (MAPP / "index.csv").open(encoding="utf-8") as fil:
        alla = sorted(rad["kpi"] for rad in csv.DictReader(fil))
    valda = {"N01951", *random.Random(290).sample(alla, ANTAL)}
    ut = defaultdict(lambda: defaultdict(lambda: {int(k): {} for k in kommuner}))
    for prefix in sorted({kpi[:2] for kpi in valda}):
        with gzip.open(MAPP / f"values_{prefix}.csv.gz", "rt", encoding="utf-8") as fil:
            for rad in fil:
                if rad[:6] in valda:
                    kpi, kon, kommun, *varden = rad.rstrip("\n").split(",")
                    if kommun in kommuner:
                        ut[kpi][kon][int(kommun)] = {
                            y: float(v) for y, v in zip(AR, varden, strict=True) if v not in ("", "null")
                        }
    return {kpi: dict(kon) for kpi, kon in ut.items()}


@pytest.fixture(scope="module")
def matriser(land):
    return {kpi: {kon: som_matris(serier) for kon, serier in konen.items()} for kpi, konen in land.items()}


def som_matris(serier):
    kommuner = np.array(sorted(serier), dtype=np.int16)
    varden = np.full((len(AR), kommuner.size), np.nan)
    for k, kommun in enumerate(kommuner):
        for y, v in serier[int(kommun)].items():
            varden[y - AR[0], k] = v
    return Matris(np.array(AR, dtype=np.int16), kommuner, varden)


def test_underlaget_ar_stort_nog(land):
    """The sample holds what the rules are about; otherwise the other tests prove little."""
    assert len(land) >= 0.95 * ANTAL  # a few are for regions only
    assert all(len(serier) == 290 for konen in land.values() for serier in konen.values())


def test_senaste_och_upprepade_ar(land, matriser):
    upprepade = 0
    for kpi, konen in land.items():
        for kon, serier in konen.items():
            m = matriser[kpi][kon]
            assert senaste_ar(m) == regel4.senaste_ar(serier), (kpi, kon)
            hittade = {int(y) for y in m.ar[upprepade_ar(m)]}
            assert hittade == regel4.upprepade(serier), (kpi, kon)
            upprepade += len(hittade)
    assert upprepade > 0


def klassade(land, matriser, ar):
    """Population classes twice: {municipality: class} by the oracle, int [K] by the fast code."""
    folk = {}
    for kommun, serie in land["N01951"]["T"].items():
        kanda = [y for y in serie if y <= ar]
        folk[kommun] = serie[max(kanda)] if kanda else None
    kommuner = matriser["N01951"]["T"].kommuner
    return {k: regel4.befolkningsklass(folk, k) for k in folk}, klasser_for(
        kommuner, matriser["N01951"]["T"], ar
    )


def test_trend_for_alla_kommuner(land, matriser):
    """Arrow, slope, σ, z and the share that moves the same way: every municipality, every nyckeltal, T."""
    pilar = defaultdict(int)
    cache = {}
    for kpi, konen in land.items():
        if "T" not in konen or senaste_ar(matriser[kpi]["T"]) is None:
            continue
        serier, m = konen["T"], matriser[kpi]["T"]
        ar = senaste_ar(m)
        if ar not in cache:
            cache[ar] = klassade(land, matriser, ar)
        klasser, koder = cache[ar]
        assert [OKAND_KLASS if klasser[k] is None else klasser[k] for k in sorted(klasser)] == koder.tolist()
        tabell = trend_alla(m, ar, koder)
        ej_matt = regel4.upprepade(serier)
        sigma = {
            klass: regel4.sigma(serier, [k for k in serier if klasser[k] == klass], ar, (), ej_matt)
            for klass in set(klasser.values())
        }
        facit = {
            k: regel4.pil(regel4.fonster(serier[k], ar, (), ej_matt), ar, sigma[klasser[k]], ar in ej_matt)
            for k in serier
        }
        for i, k in enumerate(int(k) for k in m.kommuner):
            pil, orsak, b, z, utan = facit[k]
            pilar[pil or orsak] += 1
            assert TRENDKODER.get(int(tabell.kod[i])) == pil, (kpi, k)
            assert bool(tabell.utan_brusmatt[i]) == utan
            for fort, sakta in (
                (tabell.lutning[i], b),
                (tabell.sigma[i], sigma[klasser[k]]),
                (tabell.z[i], z),
            ):
                assert lika_tal(None if np.isnan(fort) else float(fort), sakta), (kpi, k)
        alla = [f[0] for f in facit.values() if f[0]]
        for k in random.Random(kpi).sample(sorted(serier), 3):
            r = trend_ur(tabell, k, "hog")
            andel = alla.count(facit[k][0]) / len(alla) if facit[k][0] else None
            assert (r.trend, r.orsak, r.andel_samma_hall) == (facit[k][0], facit[k][1], andel)
            assert r.godhet == regel4.godhet(facit[k][0], "hog")
            assert r.alla_ror_sig == (facit[k][0] in ("stigande", "sjunkande") and andel >= 0.6)
    assert {"stigande", "sjunkande", "plan", "for_kort_serie"} <= set(pilar)


def test_trend_pa_avstand(land, matriser):
    """The same rule on the distances outside the middle half, measured years taken from the values."""
    for kpi in sorted(land)[::5]:
        if "T" not in land[kpi] or senaste_ar(matriser[kpi]["T"]) is None:
            continue
        m, serier = matriser[kpi]["T"], land[kpi]["T"]
        ar = senaste_ar(m)
        intervall = tuple(np.nanpercentile(m.varden_for(ar), [25, 75]).tolist())
        klasser, koder = klassade(land, matriser, ar)
        tabell = trend_avstand(m, ar, intervall, koder)
        ej_matt = regel4.upprepade(serier)
        avstanden = regel4.avstandsland(serier, intervall)
        for k in random.Random(kpi).sample(sorted(serier), 3):
            pil, orsak, *_, s = regel4.pil_for(avstanden, k, ar, klasser, (), ej_matt)
            i = m.kolumn(k)
            assert TRENDKODER.get(int(tabell.kod[i])) == pil, (kpi, k)
            assert lika_tal(None if np.isnan(tabell.sigma[i]) else float(tabell.sigma[i]), s), (kpi, k)
            assert godhet_av(TRENDKODER.get(int(tabell.kod[i])), "intervall") == regel4.godhet(
                pil, "intervall"
            )
            assert ORSAKSKODER[tabell.orsak[i]] == orsak


def test_vanor(land, matriser):
    for kpi, konen in land.items():
        if "T" not in konen:
            continue
        hittat = vanor(matriser[kpi]["T"])
        ej_matt = regel4.upprepade(konen["T"])
        for at, par in (
            (-1, (hittat.fall_ned, hittat.tredje_ned)),
            (1, (hittat.fall_upp, hittat.tredje_upp)),
        ):
            assert par == regel4.vanor(konen["T"], at, AR[-1], ej_matt=ej_matt), kpi


@pytest.mark.parametrize("riktning", ["hog", "lag"])
def test_mot_andra(land, matriser, riktning):
    """Five municipalities of every nyckeltal in its newest year, against all the others."""
    for kpi, konen in land.items():
        if "T" not in konen or senaste_ar(matriser[kpi]["T"]) is None:
            continue
        m, ar = matriser[kpi]["T"], senaste_ar(matriser[kpi]["T"])
        varden = m.varden_for(ar)
        tabell = jamfor_alla(varden)
        farger = signaler_for(tabell, riktning)
        for i in random.Random(kpi + riktning).sample(range(m.kommuner.size), 5):
            egen = m.varde(ar, int(m.kommuner[i]))
            andra = [v for k, v in ((k, s.get(ar)) for k, s in konen["T"].items() if k != m.kommuner[i])]
            facit = regel3.mot_andra(egen, andra, riktning)
            en = mot_andra(egen, np.delete(varden, i), riktning)
            assert (en.signal, en.rang, en.andel_samre) == (
                facit["signal"],
                facit["rang"],
                facit["andel_samre"],
            )
            assert SIGNALKODER[farger.signal[i]] == facit["signal"]
            assert int(tabell.n[i]) == en.n == facit["n"]
            rad = [tabell.median[i], tabell.p25[i], tabell.p75[i], tabell.minst[i], tabell.storst[i]]
            for fort, namn in zip(rad, ("median", "p25", "p75", "min", "max"), strict=True):
                assert lika_tal(None if np.isnan(fort) else float(fort), facit[namn]), (kpi, namn)
                assert getattr(en, namn) == (None if np.isnan(fort) else float(fort))


def test_kon(land, matriser):
    provade = 0
    for kpi, konen in land.items():
        if not {"K", "M"} <= set(konen):
            continue
        ar = senaste_ar(matriser[kpi]["K"])
        if ar is None:
            continue
        provade += 1
        tabell = kon_alla(matriser[kpi]["K"].varden_for(ar), matriser[kpi]["M"].varden_for(ar))
        kvinnor, man = ({k: s[ar] for k, s in konen[kon].items() if ar in s} for kon in "KM")
        for i in random.Random(kpi).sample(range(290), 5):
            gap, andel, lage, n = regel6.kon(kvinnor, man, int(matriser[kpi]["K"].kommuner[i]))
            rad = [None if np.isnan(x) else float(x) for x in (tabell.gap[i], tabell.andel[i])]
            assert (*rad, bool(tabell.avviker[i]), int(tabell.n[i])) == (gap, andel, lage == "avviker", n)
    assert provade >= 50
