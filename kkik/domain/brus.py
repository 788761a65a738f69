"""Rule 4's noise: how much a number of this kind moves from year to year in municipalities of this size.

σ comes from second differences, which a steady change leaves at zero, so a country that moves as one does not
pass for noise.
"""

import math

import numpy as np

from kkik.domain.likhet import percentil, slack
from kkik.domain.matris import Matris, upprepade_ar

OKAND_KLASS = -1
MINST_DIFFERENSER = 30
AR_BAKAT = 9


def folkmangd_vid(befolkning: Matris, ar: int) -> np.ndarray:
    """float64 [K] of the population matrix: each municipality's newest population in a year ≤ `ar`.

    NaN where there is none. The one place where an older value stands in for a newer: a size class needs
    no more.
    """
    ut = np.full(befolkning.kommuner.size, np.nan)
    for rad in range(befolkning.ar.size):
        if befolkning.ar[rad] <= ar:
            ut = np.where(np.isnan(befolkning.varden[rad]), ut, befolkning.varden[rad])
    return ut


def befolkningsklass(folkmangd: np.ndarray) -> np.ndarray:
    """int8 [K]: how many of the 20th, 40th, 60th and 80th percentiles lie strictly below the population.

    NaN population → OKAND_KLASS: such a municipality is judged with the noise of the whole country and is in
    nobody else's class. Without any population at all everyone is: one class.
    """
    kand = ~np.isnan(folkmangd)
    klass = np.zeros(folkmangd.size, dtype=np.int8)
    if kand.any():
        for p in (20, 40, 60, 80):
            grans = percentil(folkmangd, p)
            klass += np.where(kand, folkmangd, -np.inf) > grans + slack(grans)
    return np.where(kand, klass, OKAND_KLASS).astype(np.int8)


def klasser_for(kommuner: np.ndarray, befolkning: Matris | None, ar: int) -> np.ndarray:
    """int8 [K]: the population class of each of `kommuner` (ids), by N01951 T as it was known for `ar`.

    The percentiles are over all municipalities with a population. befolkning None → one class.
    """
    if befolkning is None or befolkning.kommuner.size == 0:
        return np.full(kommuner.size, OKAND_KLASS, dtype=np.int8)
    klass = befolkningsklass(folkmangd_vid(befolkning, ar))
    plats = np.minimum(np.searchsorted(befolkning.kommuner, kommuner), befolkning.kommuner.size - 1)
    return np.where(befolkning.kommuner[plats] == kommuner, klass[plats], OKAND_KLASS).astype(np.int8)


def matta_varden(matris: Matris, upprepade: np.ndarray) -> np.ndarray:
    """float64 [Y, K]: the values with repeated years (bool [Y]) taken away. A copy."""
    return np.where(upprepade[:, None], np.nan, matris.varden)


def sigma_per_kommun(
    matris: Matris, ar: int, klasser: np.ndarray | None = None, upprepade: np.ndarray | None = None
) -> np.ndarray:
    """float64 [K]: σ of each municipality's population class, NaN with fewer than 30 second differences.

    ar: the judged year; differences of three consecutive measured years within [ar − 9, ar] count, none of
    them across a definition break. klasser: int [K] from `klasser_for`, None = one class. upprepade: bool [Y],
    None = worked out here; for distances give those of the values themselves.
    """
    if klasser is None:
        klasser = np.full(matris.kommuner.size, OKAND_KLASS, dtype=np.int8)
    differenser, nivaer = _andra_differenser(matris, ar, upprepade)
    sigma = np.full(matris.kommuner.size, np.nan)
    for klass in np.unique(klasser):
        i_klass = klasser == klass
        pool = np.ones_like(i_klass) if klass == OKAND_KLASS else i_klass
        finns = ~np.isnan(differenser[:, pool])
        sigma[i_klass] = _sigma(differenser[:, pool][finns], nivaer[:, pool][finns])
    return sigma


def _andra_differenser(
    matris: Matris, ar: int, upprepade: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Second differences in [ar − 9, ar], and the newest value of each. Both [R, K]; NaN = no difference."""
    upprepade = upprepade_ar(matris) if upprepade is None else upprepade
    inom = (matris.ar >= ar - AR_BAKAT) & (matris.ar <= ar)
    x = matta_varden(matris, upprepade)[inom]
    if x.shape[0] < 3:
        tom = np.empty((0, matris.kommuner.size))
        return tom, tom
    differenser = x[2:] - 2 * x[1:-1] + x[:-2]
    sista = matris.ar[inom][2:].astype(np.int64)
    for brott in matris.brott:
        differenser[(sista - 2 < brott) & (brott <= sista)] = np.nan
    return differenser, x[2:]


def _sigma(differenser: np.ndarray, nivaer: np.ndarray) -> float:
    """σ of the pooled differences. Deviations that are only dust beside the level count as zero."""
    if differenser.size < MINST_DIFFERENSER:
        return math.nan
    avvikelser = np.abs(differenser - _mitten(differenser))
    damm = slack(_mitten(np.abs(nivaer)))
    mad = _mitten(avvikelser)
    matt = 1.4826 * mad if mad > damm else 1.2533 * float(np.mean(avvikelser))
    return matt / math.sqrt(6) if matt > damm else 0.0


def _mitten(x: np.ndarray) -> float:
    """The median of values that are all there; np.median's checks cost more than the sort, thousands of times over."""
    s, n = np.sort(x), x.size
    return float(s[n // 2]) if n % 2 else float((s[n // 2 - 1] + s[n // 2]) / 2)
