"""One nyckeltal and one gender for the whole country, as a matrix of years and municipalities.

Everything in rules 3, 4 and 6 is a vector operation on this. Regions, groups and the country itself are
left out by whoever builds it: they are never compared with.
"""

from dataclasses import dataclass

import numpy as np

from kkik.domain.likhet import avstand


@dataclass(frozen=True, slots=True, eq=False)
class Matris:
    """Values of one nyckeltal and one gender.

    ar: int16 [Y], contiguous calendar years, ascending. kommuner: int16 [K], ascending ids, type K only.
    varden: float64 [Y, K] in the nyckeltal's unit, NaN = missing (a zero is a real value).
    brott: years from which a new definition holds; nothing is compared across the step into such a year.
    Raises ValueError when shapes or order are wrong.
    """

    ar: np.ndarray
    kommuner: np.ndarray
    varden: np.ndarray
    brott: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.varden.shape != (self.ar.size, self.kommuner.size):
            raise ValueError(f"varden {self.varden.shape} does not fit {self.ar.size} × {self.kommuner.size}")
        if self.ar.size and np.any(np.diff(self.ar) != 1):
            raise ValueError("years must be contiguous and ascending")
        if self.kommuner.size and np.any(np.diff(self.kommuner) <= 0):
            raise ValueError("municipalities must be ascending and unique")

    def rad(self, ar: int) -> int | None:
        """Index of a year, None if the matrix does not reach it."""
        rad = int(ar) - int(self.ar[0]) if self.ar.size else -1
        return rad if 0 <= rad < self.ar.size else None

    def kolumn(self, kommun: int) -> int | None:
        """Index of a municipality, None if it is not in the matrix."""
        k = int(np.searchsorted(self.kommuner, kommun))
        return k if k < self.kommuner.size and int(self.kommuner[k]) == kommun else None

    def varden_for(self, ar: int) -> np.ndarray:
        """float64 [K]: the values of one year, all NaN for a year outside the matrix. A copy."""
        rad = self.rad(ar)
        return np.full(self.kommuner.size, np.nan) if rad is None else self.varden[rad].copy()

    def varde(self, ar: int, kommun: int) -> float | None:
        """One value, None when it is missing."""
        rad, k = self.rad(ar), self.kolumn(kommun)
        if rad is None or k is None or np.isnan(self.varden[rad, k]):
            return None
        return float(self.varden[rad, k])


def antal_per_ar(matris: Matris) -> np.ndarray:
    """int [Y]: how many municipalities have a value."""
    return np.count_nonzero(~np.isnan(matris.varden), axis=1)


def senaste_ar(matris: Matris) -> int | None:
    """Newest year: the latest with at least half of the best year's number of municipalities.

    None when there are no values at all.
    """
    antal = antal_per_ar(matris)
    basta = int(antal.max(initial=0))
    if basta == 0:
        return None
    return int(matris.ar[np.flatnonzero(2 * antal >= basta)[-1]])


def ofullstandiga_ar(matris: Matris) -> list[int]:
    """Years after the newest year that have some values, too few to be judged. Ascending."""
    senaste = senaste_ar(matris)
    if senaste is None:
        return []
    antal = antal_per_ar(matris)
    return [int(y) for y, n in zip(matris.ar, antal, strict=True) if y > senaste and n > 0]


def upprepade_ar(matris: Matris) -> np.ndarray:
    """bool [Y]: years that repeat the year before and so are no measurements (rule 4).

    Year y is repeated when, among municipalities with a value in y and y − 1 that is nonzero in at least
    one of them, there are at least 20 and at least 99 % have exactly the same value in both. The first
    year never is: there is nothing to compare with.
    """
    upprepad = np.zeros(matris.ar.size, dtype=bool)
    fore, efter = matris.varden[:-1], matris.varden[1:]
    bada = ~np.isnan(fore) & ~np.isnan(efter) & ((fore != 0) | (efter != 0))
    antal = np.count_nonzero(bada, axis=1)
    samma = np.count_nonzero(bada & (fore == efter), axis=1)
    upprepad[1:] = (antal >= 20) & (100 * samma >= 99 * antal)
    return upprepad


def avstandsmatris(matris: Matris, a: float, b: float) -> Matris:
    """The same matrix with each value replaced by its distance outside [a, b] (0 inside, NaN missing)."""
    return Matris(matris.ar, matris.kommuner, avstand(matris.varden, a, b), matris.brott)
