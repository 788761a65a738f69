"""Rule 7: an index of several parts, and the picture of quality against cost.

Source: the calculation rules, 7 (RKA's normalisation). An index says how a municipality lies among those that have
every part, and moves when the others' values move: it is a place on a scale, not an outcome.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from kkik.domain.jamforelse import MINST_ANDRA
from kkik.domain.likhet import avstand, lika, percentil
from kkik.domain.signaler import Riktning

# Below it the 2.5th percentile is the worst municipality itself, and the scale two single municipalities' values.
MINST_KOMMUNER = 20
NEDRE, OVRE = 2.5, 97.5


@dataclass(frozen=True, slots=True)
class Del:
    """One part. `varden`: float64 [K] in the part's unit, NaN = missing. `intervall`: for the riktning intervall."""

    nyckel: str
    varden: np.ndarray
    riktning: Riktning
    intervall: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """An index of one year.

    nycklar: the parts, P of them, in order. med: bool [K], the n municipalities that have all parts. delar: float64
    [P, K], each part on 0–100 where 100 is best. index: float64 [K]. Both are NaN outside `med`.
    """

    nycklar: tuple[str, ...]
    med: np.ndarray
    delar: np.ndarray
    index: np.ndarray

    @property
    def n(self) -> int:
        return int(np.count_nonzero(self.med))


class Kvadrant(StrEnum):
    """Quality against cost, split at the group's medians. On the median counts as the better side."""

    HOG_LAG = "hog_lag"
    HOG_HOG = "hog_hog"
    LAG_LAG = "lag_lag"
    LAG_HOG = "lag_hog"

    @property
    def etikett(self) -> str:
        return _KVADRANT[self][0]

    @property
    def kort(self) -> str:
        """For the corners of the picture."""
        return _KVADRANT[self][1]


_KVADRANT = {
    Kvadrant.HOG_LAG: ("Högre kvalitet, lägre kostnad", "Bättre och billigare"),
    Kvadrant.HOG_HOG: ("Högre kvalitet, högre kostnad", "Bättre men dyrare"),
    Kvadrant.LAG_LAG: ("Lägre kvalitet, lägre kostnad", "Sämre men billigare"),
    Kvadrant.LAG_HOG: ("Lägre kvalitet, högre kostnad", "Sämre och dyrare"),
}


@dataclass(frozen=True, slots=True)
class Effektivitet:
    """Quality against cost. median_kvalitet, median_kostnad: over the n others of the group that have both.

    kvadranter: one per municipality in the order given, None where either is missing.
    """

    n: int
    median_kvalitet: float
    median_kostnad: float
    kvadranter: tuple[Kvadrant | None, ...]


def normera(varden: np.ndarray, lag: bool = False) -> np.ndarray | None:
    """`varden` (float64 [K], NaN = missing) on 0–100, best 100; None when the percentiles are equal.

    At or below percentile 2.5 → 0, at or above 97.5 → 100, a straight line between; the other way round for `lag`.
    """
    nedre, ovre = percentil(varden, NEDRE), percentil(varden, OVRE)
    if np.isnan(nedre) or lika(nedre, ovre):
        return None
    skala = np.clip((varden - nedre) / (ovre - nedre), 0.0, 1.0) * 100
    return 100 - skala if lag else skala


def index(delar: Sequence[Del]) -> Index | None:
    """The index of `delar`, all of the same year and the same municipalities in the same order.

    Each part is normalised among those that have all parts, the unweighted mean is taken, and the mean normalised
    once more. None when there are no parts, when fewer than 20 municipalities have them all, or when a part, or the
    mean, does not tell them apart. Raises ValueError for a part that is not valued (riktning neutral).
    """
    if not delar:
        return None
    varden = np.stack([_goda(d) for d in delar])
    med = ~np.isnan(varden).any(axis=0)
    if np.count_nonzero(med) < MINST_KOMMUNER:
        return None
    normerade = []
    for rad, d in zip(varden, delar, strict=True):
        en = normera(np.where(med, rad, np.nan), lag=d.riktning != Riktning.HOG)
        if en is None:
            return None
        normerade.append(en)
    sammanvagt = normera(np.mean(normerade, axis=0))
    if sammanvagt is None:
        return None
    return Index(tuple(d.nyckel for d in delar), med, np.stack(normerade), sammanvagt)


def _goda(d: Del) -> np.ndarray:
    """The values to normalise: distances outside the interval where that is what is good."""
    if d.riktning == Riktning.NEUTRAL:
        raise ValueError(f"{d.nyckel} värderas inte och kan inte ingå i ett index.")
    if d.riktning != Riktning.INTERVALL:
        return d.varden
    if d.intervall is None:
        raise ValueError(f"{d.nyckel} saknar intervall.")
    return avstand(d.varden, *d.intervall)


def effektivitet(kvalitet: np.ndarray, kostnad: np.ndarray, andra: np.ndarray) -> Effektivitet | None:
    """Quality (float64 [K], high is good) against cost (float64 [K], low is good), NaN = missing.

    andra: bool [K], the comparison group without the own municipality: the medians are theirs, as in rule 3, and every
    municipality that has both is placed by them. None when fewer than four of them have both.
    """
    finns = ~(np.isnan(kvalitet) | np.isnan(kostnad))
    med = finns & andra
    if np.count_nonzero(med) < MINST_ANDRA:
        return None
    mk, mc = percentil(kvalitet[med], 50), percentil(kostnad[med], 50)
    kvadranter = tuple(
        _kvadrant(k > mk or lika(k, mk), c < mc or lika(c, mc)) if f else None
        for k, c, f in zip(kvalitet, kostnad, finns, strict=True)
    )
    return Effektivitet(int(np.count_nonzero(med)), mk, mc, kvadranter)


def _kvadrant(god: bool, billig: bool) -> Kvadrant:
    if god:
        return Kvadrant.HOG_LAG if billig else Kvadrant.HOG_HOG
    return Kvadrant.LAG_LAG if billig else Kvadrant.LAG_HOG
