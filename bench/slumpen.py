"""How often does rule 8 find an effect where nothing was decided? A backtest on the recorded Kolada.

For every quality nyckeltal with a history: seeded decision years, effect years one to three years on, and
municipalities that are told nothing of. By the rule's own logic about one in ten should be "shown" (at most, since the
limit is in whole municipalities) and as many "worse". Municipalities that decide something seldom lie in the middle, so
those that began among the worst quarter, and among the worst twentieth, are counted apart: what the like group does not
take care of in the return towards the middle is seen there.

Totals only. Deterministic: the same data give the same table.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from atgarder.domain.effekt import AR_FORE, atgardseffekt
from atgarder.domain.effekttyper import Utslag
from bench.kalibrering import inspelade_matriser
from bench.verktyg import spara
from kkik.domain.matris import Matris, senaste_ar, upprepade_ar
from styrsnurra.gemensamt.tal import formatera

FRO = 20221231
BESLUT, KOMMUNER = 4, 30  # drawn for each nyckeltal, and for each decision
SAMST = {"alla": 1.0, "sämsta fjärdedelen": 0.25, "sämsta tjugondelen": 0.05}


@dataclass(frozen=True, slots=True)
class Fall:
    """One verdict. `samre_start`: the share of the others that began worse, 0–1."""

    nyckeltal: str
    ar_mellan: int
    samre_start: float
    utslag: Utslag


def mat() -> None:
    """Print the table and keep it in var/bench.json."""
    start = time.perf_counter()
    fall = [f for kpi, matris in inspelade_matriser() for f in prova(kpi, matris)]
    rader = sammanfatta(fall)
    spara(
        "slumpen",
        {f"{namn}: {n}": v for namn, tal in rader.items() for n, v in tal.items()}
        | {"nyckeltal": len({f.nyckeltal for f in fall}), "s": time.perf_counter() - start},
    )
    kolumner = list(next(iter(rader.values())))
    print("\n| | " + " | ".join(kolumner) + " |\n|---|" + "---|" * len(kolumner))
    for namn, tal in rader.items():
        celler = [formatera(v, 0) if isinstance(v, int) else formatera(100 * v, 1, "%") for v in tal.values()]
        print(f"| {namn} | " + " | ".join(celler) + " |")


def prova(kpi: str, matris: Matris) -> Iterator[Fall]:
    """Verdicts on decisions that nobody made."""
    sista, upprepade = senaste_ar(matris), upprepade_ar(matris)
    if sista is None:
        return
    slump = random.Random(f"{FRO}-{kpi}")
    for _ in range(BESLUT):
        mellan = slump.randint(1, 3)
        d = slump.randint(sista - 12, sista - mellan)
        riktning = slump.choice(("hog", "lag"))
        fore = matris.varden[(matris.ar >= d - AR_FORE) & (matris.ar <= d) & ~upprepade]
        matta = np.flatnonzero(np.isfinite(fore).any(axis=0)).tolist()
        for k in slump.sample(matta, min(KOMMUNER, len(matta))):
            svar = atgardseffekt(
                matris, int(matris.kommuner[k]), d, d + mellan, riktning, upprepade=upprepade
            )
            if svar.utslag is not Utslag.INGET:
                yield Fall(kpi, mellan, svar.samre_start, svar.utslag)


def sammanfatta(fall: list[Fall]) -> dict[str, dict[str, float | int]]:
    """Rows of the table: who began where, and how far from decision to effect year."""
    urval = {namn: [f for f in fall if f.samre_start <= grans] for namn, grans in SAMST.items()}
    urval |= {f"effektår {h} år efter": [f for f in fall if f.ar_mellan == h] for h in (1, 2, 3)}
    return {namn: _andelar(rader) for namn, rader in urval.items()}


def _andelar(fall: list[Fall]) -> dict[str, float | int]:
    """With the standard error of the share shown: verdicts of one nyckeltal share their years and count as one."""
    antal = Counter(f.utslag for f in fall)
    namn, grupp = np.unique([f.nyckeltal for f in fall], return_inverse=True)
    visade = np.array([f.utslag is Utslag.VISAD for f in fall], dtype=float)
    per, summa = np.bincount(grupp), np.bincount(grupp, visade)
    fel = float(np.sqrt(((summa - visade.mean() * per) ** 2).sum()) / per.sum())
    return {
        "utslag": len(fall),
        "nyckeltal": len(namn),
        "effekt visad": antal[Utslag.VISAD] / len(fall),
        "medelfel": fel,
        "sämre än jämförbara": antal[Utslag.SAMRE] / len(fall),
    }
