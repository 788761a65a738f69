"""Backtest of rule 5 on the recorded Kolada: of what was said to be p percent likely, how much came true?

For every quality nyckeltal with a history, a seeded sample of municipalities and start years. The matrix is cut after
the start year before anything is asked, so that the future is not there to be seen. Targets are drawn as people set
them (`_mal`). Climatology, the yardstick, is the share of *all* municipalities that changed as much in as many years
over the same start years, whatever position they started from: what one knows without rule 5's likeness.

Totals only, horizons 1, 2 and 3. Deterministic: the same data give the same table.
"""

import csv
import gzip
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bench.verktyg import STANDIN, spara
from kkik.domain.likhet import percentil
from kkik.domain.matris import Matris, senaste_ar, upprepade_ar
from kkik.domain.prognos import ambition, andel_nadda, klass_for, startlage
from kkik.domain.prognostyper import Ambition, Krav, Prognosmal, krav_av
from kkik.domain.referensklass import MINST_FALL, Fall, alla_fall
from styrsnurra.gemensamt.tal import formatera

DATA = STANDIN.parent / "data"
VARDEN = DATA / "values" / "gapminder_2024-08-30"
KOMMUNER = DATA / "municipalities_v3_2026-03-23.csv"
KATALOG = DATA / "kpi" / "kpi_v2_2024-08-17_gapminder_2039.csv.gz"
AR = np.arange(1994, 2023, dtype=np.int16)
HORISONTER = (1, 2, 3)
STARTAR, KOMMUNER_PER_AR = 10, 20  # drawn for each nyckeltal and horizon
FRO = 20221231
SLAG = ("steg", "andra", "procent", "kvar")


@dataclass(frozen=True, slots=True)
class Utslag:
    """One forecast and what came of it. inom: the outcome lay within p10–p90."""

    nyckeltal: str
    slag: str
    p: float
    klimat: float
    nadd: bool
    inom: bool


def mat() -> None:
    """Print the tables and keep them in var/bench.json."""
    start = time.perf_counter()
    utslag: dict[int, list[Utslag]] = {h: [] for h in HORISONTER}
    for kpi, matris in inspelade_matriser():
        for h in HORISONTER:
            utslag[h] += prova(kpi, matris, h)
    tid = time.perf_counter() - start
    alla = {h: sammanfatta(utslag[h]) for h in HORISONTER}
    spara(
        "kalibrering",
        {f"{h} år: {namn}": tal for h in HORISONTER for namn, tal in alla[h].items()} | {"s": tid},
    )
    print("\n| | " + " | ".join(f"{h} år" for h in HORISONTER) + " |\n|---|---|---|---|")
    for namn in alla[1]:
        tal = [alla[h][namn] for h in HORISONTER]
        print(f"| {namn} | " + " | ".join(formatera(t, 0 if isinstance(t, int) else 3) for t in tal) + " |")
    for h in HORISONTER:
        skriv_tabell(h, utslag[h])


def inspelade_matriser() -> Iterator[tuple[str, Matris]]:
    """(id, matrix of totals) of every recorded nyckeltal about quality that concerns municipalities, by id."""
    with KOMMUNER.open(encoding="utf-8") as fil:
        kommuner = np.array(sorted(int(r["id"]) for r in csv.DictReader(fil) if r["type"] == "K"), np.int16)
    plats = {f"{k:04d}": i for i, k in enumerate(kommuner.tolist())}
    with gzip.open(KATALOG, "rt", encoding="utf-8", newline="") as fil:
        valda = {
            r["concept"]
            for r in csv.DictReader(fil)
            if r["perspective"] == "Kvalitet och resultat" and r["municipality_type"] in ("K", "A")
        }
    for prefix in sorted({kpi[:2] for kpi in valda}):
        vag = VARDEN / f"values_{prefix}.csv.gz"
        varden: dict[str, np.ndarray] = {}
        if not vag.exists():
            continue
        with gzip.open(vag, "rt", encoding="utf-8") as fil:
            for rad in fil:
                if rad[:6] in valda and rad[7] == "T":
                    kpi, _, kommun, *celler = rad.rstrip("\n").split(",")
                    if kommun in plats:
                        cell = [float(c) if c not in ("", "null") else np.nan for c in celler]
                        varden.setdefault(kpi, np.full((AR.size, kommuner.size), np.nan))[
                            :, plats[kommun]
                        ] = cell
        for kpi in sorted(varden):
            yield kpi, Matris(AR, kommuner, varden[kpi])


def prova(kpi: str, matris: Matris, h: int) -> Iterator[Utslag]:
    """Forecasts of one nyckeltal and horizon, each from a year whose outcome h years on is known."""
    slump = random.Random(f"{FRO}-{kpi}-{h}")
    upprepade = upprepade_ar(matris)
    matta = np.where(upprepade[:, None], np.nan, matris.varden)
    rader = [i for i in range(AR.size - h) if np.isfinite(matta[i] + matta[i + h]).sum() >= MINST_FALL]
    slump.shuffle(rader)
    for i in rader[:STARTAR]:
        da = Matris(AR[: i + 1], matris.kommuner, matris.varden[: i + 1])  # all that was known that year
        if senaste_ar(da) != AR[i]:
            continue
        fall = alla_fall(da, int(AR[i]), h, upprepade[: i + 1])
        kolumner = np.flatnonzero(np.isfinite(matta[i] + matta[i + h])).tolist()
        for k in slump.sample(kolumner, KOMMUNER_PER_AR):
            utslag = _utslag(kpi, da, fall, int(matris.kommuner[k]), float(matta[i + h, k]), slump)
            if utslag is not None:
                yield utslag


def _utslag(
    kpi: str, da: Matris, fall: Fall, kommun: int, utfall: float, slump: random.Random
) -> Utslag | None:
    """None where rule 5 gives no forecast."""
    ar = int(da.ar[-1])
    start = startlage(da, kommun, ar, np.zeros(da.ar.size, dtype=bool))
    klass = klass_for(da, kommun, start, fall.horisont, fall=fall)
    if klass is None or klass.antal < MINST_FALL:
        return None
    slag, krav = _mal(da, fall, start.varde, slump)
    andras = fall.forandring[fall.kommun != kommun]
    p, klimat = (
        float(andel_nadda(np.count_nonzero(krav.uppfyller(start.varde + x)), x.size))
        for x in (klass.forandring, andras)
    )
    lagst, hogst = (start.varde + percentil(klass.forandring, q) for q in (10, 90))
    return Utslag(kpi, slag, p, klimat, bool(krav.uppfyller(utfall)), bool(lagst <= utfall <= hogst))


def _mal(da: Matris, fall: Fall, v: float, slump: random.Random) -> tuple[str, Krav]:
    """A target as people set them, with what was known; high is good in half of the cases.

    steg: as large a step as the country's better half, up to its best 2 percent, has taken in h years. andra: the
    country's median or best quarter, where that is better than v (otherwise a step). procent: v improved by up to a
    tenth of itself. kvar: no worse than v.
    """
    upp = slump.random() < 0.5
    slag, drag = slump.choice(SLAG), slump.random()
    if slag == "andra":
        niva = percentil(da.varden[-1], 50 if drag < 0.5 else 75 if upp else 25)
        if niva == v or (niva > v) != upp:
            slag = "steg"
    if slag == "steg":
        andel = 50 + 48 * drag
        niva = v + percentil(fall.forandring, andel if upp else 100 - andel)
    elif slag == "procent":
        niva = v + (1 if upp else -1) * 0.1 * drag * abs(v)
    elif slag == "kvar":
        niva = v
    return slag, krav_av(Prognosmal("niva", varde=niva), "hog" if upp else "lag")


def sammanfatta(utslag: list[Utslag]) -> dict[str, float | int]:
    """Brier scores, and how sure the difference is: forecasts of one nyckeltal share their years, so the standard
    error counts each nyckeltal once."""
    nadd = np.array([u.nadd for u in utslag], dtype=float)
    brier, klimat = ((np.array([getattr(u, f) for u in utslag]) - nadd) ** 2 for f in ("p", "klimat"))
    namn, grupp = np.unique([u.nyckeltal for u in utslag], return_inverse=True)
    skillnad = np.bincount(grupp, brier - klimat)
    antal = np.bincount(grupp)
    medel = skillnad.sum() / antal.sum()
    fel = float(np.sqrt(((skillnad - medel * antal) ** 2).sum()) / antal.sum())
    ut: dict[str, float | int] = {
        "fall": len(utslag),
        "nyckeltal": len(namn),
        "andel som nåddes": float(nadd.mean()),
        "Brier": float(brier.mean()),
        "Brier, klimatologi": float(klimat.mean()),
        "skillnad": float(medel),
        "skillnadens medelfel": fel,
        "andel utfall inom p10–p90": float(np.mean([u.inom for u in utslag])),
    }
    for slag in SLAG:
        med = np.array([u.slag == slag for u in utslag])
        ut |= {
            f"Brier, {slag}": float(brier[med].mean()),
            f"Brier, klimatologi, {slag}": float(klimat[med].mean()),
        }
    ord_ = np.array([ambition(u.p) for u in utslag])
    for ordet in Ambition:
        med = ord_ == ordet
        ut |= {
            f"antal ”{ordet.etikett}”": int(med.sum()),
            f"nåddes när ”{ordet.etikett}”": float(nadd[med].mean()),
        }
    return ut


def skriv_tabell(h: int, utslag: list[Utslag]) -> None:
    """Reliability: forecasts by tenths of p, in Markdown."""
    p, nadd = np.array([u.p for u in utslag]), np.array([u.nadd for u in utslag])
    print(f"\n{h} år\n| sagt | antal | i medel sagt | nåddes | skillnad |\n|---|---|---|---|---|")
    tiondel = np.minimum((p * 10).astype(int), 9)
    for t in range(10):
        med = tiondel == t
        if med.any():
            sagt, blev = 100 * p[med].mean(), 100 * nadd[med].mean()
            tal = (formatera(sagt, 1, "%"), formatera(blev, 1, "%"), formatera(blev - sagt, 1, tecken=True))
            print(f"| {10 * t}–{10 * t + 10} % | {formatera(int(med.sum()))} | {' | '.join(tal)} |")
