"""Rule 3 for every municipality at once, with no opinion on which way is good.

From the counts in the table the colour follows for hog and for lag without the matrix
(`jamforelse.farglagg` for one, `signaler_for` for all); for intervall the table is made of distances.
"""

from dataclasses import dataclass

import numpy as np

from kkik.domain.jamforelse import MINST_ANDRA
from kkik.domain.likhet import interpolera, slack
from kkik.domain.signaler import Riktning, Signal

SAKNAS = -1
SIGNALKODER = (Signal.GRA, Signal.ROD, Signal.GUL, Signal.GRON)


@dataclass(frozen=True, slots=True, eq=False)
class JamforelseTabell:
    """Each municipality against all the others with a value. Arrays of shape [K], or [N, K] for N nyckeltal.

    varden: the values, NaN = missing. under, lika, over: int16, others with a lower, equal, higher value;
    −1 where the own value is missing. n: int16, others with a value (given for a missing own value too).
    median, p25, p75, minst, storst: over the others, own value left out; NaN when there are none.
    """

    varden: np.ndarray
    under: np.ndarray
    lika: np.ndarray
    over: np.ndarray
    n: np.ndarray
    median: np.ndarray
    p25: np.ndarray
    p75: np.ndarray
    minst: np.ndarray
    storst: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Farger:
    """signal: int8 index into SIGNALKODER; andel_samre: float64, NaN unknown; rang: int16, −1 unknown."""

    signal: np.ndarray
    andel_samre: np.ndarray
    rang: np.ndarray


def jamfor_alla(varden: np.ndarray) -> JamforelseTabell:
    """Compare everybody with everybody else, from one sort.

    varden: float64 [K], one value per municipality of one nyckeltal, gender and year, or [N, K] for many
    nyckeltal at once. NaN = missing. Never changed.
    """
    tva = np.atleast_2d(np.asarray(varden, dtype=np.float64))
    matt = ~np.isnan(tva)
    sorterade = np.sort(tva, axis=1)  # missing go last
    antal = np.count_nonzero(matt, axis=1)
    slak = slack(np.where(matt, tva, 0.0))
    lagre = _antal_fore(sorterade, tva - slak, "left")
    till = np.minimum(_antal_fore(sorterade, tva + slak, "right"), antal[:, None])
    plats = np.where(matt, _antal_fore(sorterade, tva, "left"), antal[:, None])
    n = antal[:, None] - matt
    under = np.where(matt, lagre, SAKNAS)
    lika = np.where(matt, till - lagre - 1, SAKNAS)
    over = np.where(matt, antal[:, None] - till, SAKNAS)
    matt_ = [_percentil_utan(sorterade, plats, n, p) for p in (50, 25, 75, 0, 100)]
    delar = [tva, *(x.astype(np.int16) for x in (under, lika, over, n)), *matt_]
    return JamforelseTabell(*(x.reshape(np.shape(varden)) for x in delar))


def _antal_fore(sorterade: np.ndarray, gransvarden: np.ndarray, sida: str) -> np.ndarray:
    """How many sorted values lie before each limit, row by row. [N, K] and [N, K] → int [N, K]."""
    ut = np.empty(sorterade.shape, dtype=np.int64)
    for rad in range(sorterade.shape[0]):
        ut[rad] = np.searchsorted(sorterade[rad], gransvarden[rad], side=sida)
    return ut


def _percentil_utan(sorterade: np.ndarray, plats: np.ndarray, n: np.ndarray, p: float) -> np.ndarray:
    """Percentile p of each row without the value at `plats`; `n` values remain, NaN when none does."""
    h = np.maximum(n - 1, 0) * (p / 100)
    i = h.astype(np.int64)
    sist = sorterade.shape[1] - 1

    def utan(index: np.ndarray) -> np.ndarray:
        return np.take_along_axis(sorterade, np.minimum(index + (index >= plats), sist), axis=1)

    return np.where(n > 0, interpolera(utan(i), utan(np.minimum(i + 1, np.maximum(n - 1, 0))), h - i), np.nan)


def signaler_for(tabell: JamforelseTabell, riktning: Riktning | str) -> Farger:
    """Colours, shares and ranks for the whole table under one riktning, the vector twin of `farglagg`.

    riktning intervall: the table must be made of distances outside the interval. neutral: all grey.
    """
    riktning = Riktning(riktning)
    kand = tabell.under >= 0
    if riktning is Riktning.NEUTRAL:
        kand = np.zeros_like(kand)
    samre, battre = (tabell.under, tabell.over) if riktning is Riktning.HOG else (tabell.over, tabell.under)
    dubbla = 2 * samre.astype(np.int64) + tabell.lika
    n = tabell.n.astype(np.int64)
    signal = np.where(2 * dubbla >= 3 * n, 3, np.where(2 * dubbla <= n, 1, 2))
    signal = np.where(kand & (n >= MINST_ANDRA), signal, 0).astype(np.int8)
    andel = np.where(kand & (n > 0), dubbla / (2 * np.maximum(n, 1)), np.nan)
    return Farger(signal, andel, np.where(kand, battre + 1, -1).astype(np.int16))
