"""Equality, distance to an interval, and percentiles: the three small definitions that every rule shares.

Source: the calculation rules, "Principles". Two numbers are equal when they differ by at most
1e-9·max(1, |reference|): recorded values have at most eight decimals, so this only swallows the dust of
floating point. Every function takes a number or an array, and never changes it.
"""

from typing import Any

import numpy as np

SLACK = 1e-9
MINST_I_MITTEN = 4  # the same limit as for a place among others

Tal = Any  # a float, or a float64 array whose shape is kept


def slack(referens: Tal) -> Tal:
    """How far from `referens` a number may lie and still be equal to it."""
    if isinstance(referens, np.ndarray):
        return SLACK * np.maximum(1.0, np.abs(referens))
    return SLACK * max(1.0, abs(referens))


def lika(tal: float, referens: float) -> bool:
    return referens - slack(referens) <= tal <= referens + slack(referens)


def kontrollera_intervall(a: float, b: float) -> None:
    """Raise ValueError unless a ≤ b and both are finite."""
    if not (np.isfinite(a) and np.isfinite(b) and a <= b):
        raise ValueError(f"Intervallets nedre gräns måste vara högst den övre: {a}–{b}.")


def avstand(varden: Tal, a: float, b: float) -> Tal:
    """Distance outside the interval [a, b], in the value's unit: 0 inside and on the ends, NaN when missing.

    Raises ValueError if a > b.
    """
    kontrollera_intervall(a, b)
    v = np.asarray(varden, dtype=np.float64)
    ut = np.where(v < a - slack(a), a - v, np.where(v > b + slack(b), v - b, 0.0))
    ut = np.where(np.isnan(v), np.nan, ut)
    return ut if isinstance(varden, np.ndarray) else float(ut)


def interpolera(lagre: Tal, hogre: Tal, andel: Tal) -> Tal:
    """Between two order statistics; written so that it gives bit for bit what numpy.percentile gives."""
    steg = hogre - lagre
    return np.where(andel < 0.5, lagre + steg * andel, hogre - steg * (1 - andel))


def percentil(varden: np.ndarray, p: float) -> float:
    """Percentile p (0–100) of the non-missing values by linear interpolation; NaN when there are none."""
    v = np.sort(varden[~np.isnan(varden)])
    if v.size == 0:
        return float("nan")
    h = (v.size - 1) * (p / 100)
    i = int(h)
    return float(interpolera(v[i], v[min(i + 1, v.size - 1)], h - i))


def mitten(varden: np.ndarray) -> tuple[float | None, float | None, float | None]:
    """P25, median and P75 of the non-missing values; nothing where fewer than four are measured."""
    if np.count_nonzero(~np.isnan(varden)) < MINST_I_MITTEN:
        return None, None, None
    p25, median, p75 = (tal(percentil(varden, p)) for p in (25, 50, 75))
    return p25, median, p75


def median_utan_saknade(varden: np.ndarray) -> np.ndarray:
    """Median down axis 0 of what is not missing; NaN for a column without values. Shape [M, K] → [K]."""
    if varden.shape[0] == 0:
        return np.full(varden.shape[1:], np.nan)
    sorterade = np.sort(varden, axis=0)  # NaN goes last
    antal = np.count_nonzero(~np.isnan(varden), axis=0)
    mitt = np.maximum(antal - 1, 0)
    lagre = np.take_along_axis(sorterade, (mitt // 2)[None], axis=0)[0]
    hogre = np.take_along_axis(sorterade, (np.maximum(antal, 1) // 2)[None], axis=0)[0]
    # Halving before adding cannot overflow; with one middle value it is given back untouched.
    return np.where(mitt % 2 == 0, lagre, lagre / 2 + hogre / 2)


def tal(varde: Any) -> float | None:
    """A float; None for what is missing (None or NaN). Raises ValueError for infinity."""
    if varde is None or varde != varde:
        return None
    if np.isinf(varde):
        raise ValueError("Ett värde kan inte vara oändligt.")
    return float(varde)
