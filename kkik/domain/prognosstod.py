"""Rule 5 beside the form where a target level is set: p for every level, and the facts that put it in place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kkik.domain.brus import matta_varden
from kkik.domain.likhet import avstand, percentil, slack, tal
from kkik.domain.matris import Matris, upprepade_ar
from kkik.domain.prognos import andel_nadda
from kkik.domain.prognostyper import Malprognos
from kkik.domain.referensklass import MINST_FALL
from kkik.domain.signaler import Riktning

PUNKTER = 61


@dataclass(frozen=True, slots=True)
class Lyft:
    """The own municipality's best change in so many years: `forandring` of the value, with its sign. `bakat`: even
    the best was a change for the worse."""

    forandring: float
    fran: int
    till: int
    bakat: bool = False


def kurva(prognos: Malprognos, nivaer: np.ndarray) -> np.ndarray:
    """float64 [M]: p for each level in `nivaer` [M] as the target, by the forecast's own class. One sort.

    NaN where the forecast has no class, or no single level to aim at (intervall, neutral).
    """
    nivaer = np.asarray(nivaer, dtype=np.float64)
    if prognos.antal < MINST_FALL or prognos.riktning not in (Riktning.HOG, Riktning.LAG):
        return np.full(nivaer.shape, np.nan)
    slut = np.sort(prognos.varde + np.asarray(prognos.forandringar))
    if prognos.riktning is Riktning.HOG:
        nadde = slut.size - np.searchsorted(slut, nivaer - slack(nivaer), "left")
    else:
        nadde = np.searchsorted(slut, nivaer + slack(nivaer), "right")
    return andel_nadda(nadde, slut.size)


def kurvnivaer(prognos: Malprognos, *ocksa: float | None, punkter: int = PUNKTER) -> np.ndarray:
    """float64 [punkter]: levels worth drawing, ascending: from the own value to where the class's best 2 percent end,
    and as far as the target and `ocksa` (None left out) lie; shares stay within 0–100. Empty without a class."""
    if prognos.antal < MINST_FALL or prognos.riktning not in (Riktning.HOG, Riktning.LAG):
        return np.empty(0)
    basta = percentil(np.asarray(prognos.forandringar), 98 if prognos.riktning is Riktning.HOG else 2)
    mal = prognos.mal.varde if prognos.mal is not None else None
    punkterna = [prognos.varde, prognos.varde + basta, *(x for x in (mal, *ocksa) if x is not None)]
    lagst, hogst = min(punkterna), max(punkterna)
    if prognos.andel:
        lagst, hogst = max(lagst, 0.0), min(hogst, 100.0)
    return np.linspace(lagst, hogst, punkter) if hogst > lagst else np.empty(0)


def ar_andel(matris: Matris, enhet: str) -> bool:
    """Whether the measure is a share: percent, and no municipality has ever been outside 0–100 (a deviation or a
    growth rate is in percent too, and may be)."""
    matt = matris.varden[~np.isnan(matris.varden)]
    return enhet.strip() == "%" and not bool(np.any((matt < 0) | (matt > 100)))


def basta_lyft(
    matris: Matris,
    kommun: int,
    horisont: int,
    riktning: Riktning | str,
    intervall: Sequence[float] | None = None,
    ar: int | None = None,
    upprepade: np.ndarray | None = None,
) -> Lyft | None:
    """The best change of the own municipality over `horisont` years in its whole history up to `ar` (None: all).

    Best = furthest the good way (for intervall: nearest to it gained most), even if that was a step back; of equals
    the latest. Measured, not repeated, no break between. None without a case, and for neutral.
    """
    riktning, k = Riktning(riktning), matris.kolumn(kommun)
    if riktning is Riktning.NEUTRAL or k is None:
        return None
    upprepade = upprepade_ar(matris) if upprepade is None else upprepade
    serie = {
        int(y): float(v)
        for y, v in zip(matris.ar, matta_varden(matris, upprepade)[:, k], strict=True)
        if v == v and (ar is None or y <= ar)
    }
    par = [
        Lyft(v - serie[y - horisont], y - horisont, y)
        for y, v in serie.items()
        if y - horisont in serie and not any(y - horisont < b <= y for b in matris.brott)
    ]

    def nytta(lyft: Lyft) -> float:
        if riktning is Riktning.INTERVALL:
            return avstand(serie[lyft.fran], *intervall) - avstand(serie[lyft.till], *intervall)
        return lyft.forandring if riktning is Riktning.HOG else -lyft.forandring

    if not par:
        return None
    basta = max(nytta(lyft) for lyft in par)
    vald = next(x for x in reversed(par) if nytta(x) >= basta - slack(serie[x.till]))
    return replace(vald, bakat=bool(nytta(vald) < -slack(serie[vald.till])))


def basta_kvartil(andra: np.ndarray, riktning: Riktning | str) -> float | None:
    """The level that the best quarter of the others reach: P75 for hog, P25 for lag, otherwise none."""
    p = {Riktning.HOG: 75, Riktning.LAG: 25}.get(Riktning(riktning))
    return None if p is None else tal(percentil(andra, p))
