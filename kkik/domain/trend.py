"""Rule 4: which way a number is going, told apart from the noise of its kind.

One implementation: `_bedom` works on a window of five years and any number of municipalities. The country's
table, one municipality's trend and the recomputation from stored inputs all go through it.
"""

import math
from collections.abc import Sequence

import numpy as np

from kkik.domain.brus import matta_varden, sigma_per_kommun
from kkik.domain.jamforelse import granser_for
from kkik.domain.likhet import avstand, median_utan_saknade, slack, tal
from kkik.domain.matris import Matris, avstandsmatris, upprepade_ar
from kkik.domain.signaler import Godhet, Orsak, Riktning, Trend
from kkik.domain.trendtyper import INGEN_TREND, ORDNING, ORSAKSKODER, TRENDKODER, TrendResultat, TrendTabell

FONSTER = 5
MINST_PUNKTER = 3
MINST_PUNKTER_UTAN_SIGMA = 4
Z_GRANS = 1.75
MINSTA_ANDEL = 0.05  # of |first value|, for the rule without σ
_FOR_KORT, _EJ_MATT = (ORSAKSKODER.index(o) for o in (Orsak.FOR_KORT_SERIE, Orsak.EJ_MATT))


def trend_alla(
    matris: Matris, ar: int, klasser: np.ndarray | None = None, upprepade: np.ndarray | None = None
) -> TrendTabell:
    """The trend of every municipality in the judged year `ar`.

    klasser: int [K] population classes (`brus.klasser_for`), None = one class.
    upprepade: bool [Y] repeated years, None = found in the matrix itself. For the distances of an interval use
    `trend_avstand`, which takes the repeated years from the values.
    """
    upprepade = upprepade_ar(matris) if upprepade is None else upprepade
    ar_fonster = np.arange(ar - FONSTER + 1, ar + 1, dtype=np.int16)
    varden = np.full((FONSTER, matris.kommuner.size), np.nan)
    matta = matta_varden(matris, upprepade)
    fran = max((b for b in matris.brott if b <= ar), default=ar - FONSTER)
    for i, y in enumerate(ar_fonster):
        rad = matris.rad(int(y))
        if rad is not None and y >= fran:
            varden[i] = matta[rad]
    rad = matris.rad(ar)
    upprepat = rad is not None and bool(upprepade[rad])
    sigma = sigma_per_kommun(matris, ar, klasser, upprepade)
    return _tabell(ar_fonster, matris.kommuner, varden, sigma, upprepat)


def trend_avstand(
    matris: Matris, ar: int, intervall: Sequence[float], klasser: np.ndarray | None = None
) -> TrendTabell:
    """The trend of the distances outside the interval, σ from distances; measured years are the values' own."""
    a, b = intervall
    return trend_alla(avstandsmatris(matris, a, b), ar, klasser, upprepade_ar(matris))


def trend(
    matris: Matris,
    kommun: int,
    ar: int,
    riktning: Riktning | str,
    klasser: np.ndarray | None = None,
    intervall: Sequence[float] | None = None,
) -> TrendResultat:
    """One municipality's trend, from the country's matrix. Raises KeyError for a municipality outside it."""
    tabell = trend_alla(matris, ar, klasser)
    granser = granser_for(Riktning(riktning), intervall)
    avstanden = None if granser is None else trend_avstand(matris, ar, granser, klasser)
    return trend_ur(tabell, kommun, riktning, granser, avstanden)


def trend_ur(
    tabell: TrendTabell,
    kommun: int,
    riktning: Riktning | str,
    intervall: Sequence[float] | None = None,
    avstanden: TrendTabell | None = None,
) -> TrendResultat:
    """One municipality's trend out of tables already computed. `avstanden` (`trend_avstand`) for intervall."""
    k = int(np.searchsorted(tabell.kommuner, kommun))
    if k >= tabell.kommuner.size or int(tabell.kommuner[k]) != kommun:
        raise KeyError(kommun)
    kolumn = tabell.varden[:, k]
    punkter = [(int(y), float(v)) for y, v in zip(tabell.ar_fonster, kolumn, strict=True) if not np.isnan(v)]
    return trend_av_punkter(
        ar=tabell.ar,
        punkter=punkter,
        sigma=tal(tabell.sigma[k]),
        riktning=riktning,
        intervall=intervall,
        sigma_avstand=None if avstanden is None else tal(avstanden.sigma[k]),
        upprepat=tabell.upprepat,
        antal_per_trend=tabell.antal_per_trend(),
    )


def trend_av_punkter(
    *,
    ar: int,
    punkter: Sequence[Sequence[float]],
    sigma: float | None,
    riktning: Riktning | str = Riktning.NEUTRAL,
    intervall: Sequence[float] | None = None,
    sigma_avstand: float | None = None,
    upprepat: bool = False,
    antal_per_trend: Sequence[int] = (0, 0, 0),
) -> TrendResultat:
    """The trend of one series from its measured points (year, value) in the window and the noise σ."""
    riktning = Riktning(riktning)
    granser = granser_for(riktning, intervall)
    ar_fonster = np.arange(ar - FONSTER + 1, ar + 1, dtype=np.int16)
    varden = np.full((FONSTER, 1), np.nan)
    for y, v in punkter:
        varden[int(y) - ar + FONSTER - 1, 0] = v
    ingen = np.zeros(1, dtype=np.int16)
    rad = _tabell(ar_fonster, ingen, varden, _som_array(sigma), upprepat)
    arrow = TRENDKODER.get(int(rad.kod[0]))
    mening = arrow
    if granser is not None:
        avst = _tabell(ar_fonster, ingen, avstand(varden, *granser), _som_array(sigma_avstand), upprepat)
        mening = TRENDKODER.get(int(avst.kod[0]))
    antal, alla = tuple(int(n) for n in antal_per_trend), sum(antal_per_trend)
    samma = antal[ORDNING.index(arrow)] if arrow is not None and alla else None
    return TrendResultat(
        trend=arrow,
        godhet=None if arrow is None else godhet_av(mening, riktning),
        orsak=ORSAKSKODER[rad.orsak[0]],
        riktning=riktning,
        ar=ar,
        punkter=tuple((int(y), float(v)) for y, v in punkter),
        lutning=tal(rad.lutning[0]),
        sigma=sigma,
        z=tal(rad.z[0]),
        utan_brusmatt=bool(rad.utan_brusmatt[0]),
        andel_samma_hall=None if samma is None else samma / alla,
        alla_ror_sig=samma is not None and arrow is not Trend.PLAN and 5 * samma >= 3 * alla,
        antal_per_trend=antal,
        intervall=granser,
        sigma_avstand=sigma_avstand if granser is not None else None,
        upprepat=upprepat,
    )


def godhet_av(trend: Trend | None, riktning: Riktning | str) -> Godhet | None:
    """What an arrow means. For intervall, `trend` must be that of the distances, where falling is good."""
    riktning = Riktning(riktning)
    if trend is None or riktning is Riktning.NEUTRAL:
        return None
    if trend is Trend.PLAN:
        return Godhet.OFORANDRAD
    stiger_ar_bra = riktning is Riktning.HOG
    return Godhet.FORBATTRAS if (trend is Trend.STIGANDE) == stiger_ar_bra else Godhet.FORSAMRAS


def _som_array(varde: float | None) -> np.ndarray:
    return np.array([math.nan if varde is None else varde])


def _tabell(
    ar_fonster: np.ndarray, kommuner: np.ndarray, varden: np.ndarray, sigma: np.ndarray, upprepat: bool
) -> TrendTabell:
    """Rule 4 on a window: values float64 [5, K] with NaN where no measurement counts, σ float64 [K]."""
    matt = ~np.isnan(varden)
    antal = np.count_nonzero(matt, axis=0)
    har_sigma = ~np.isnan(sigma)
    minst = np.where(har_sigma, MINST_PUNKTER, MINST_PUNKTER_UTAN_SIGMA)
    racker = matt[-1] & (antal >= minst) & (not upprepat)
    lutning = np.where(racker, _theil_sen(ar_fonster, varden), np.nan)
    kod_sigma, z = _mot_bruset(ar_fonster, matt, varden[-1], lutning, sigma)
    kod = kod_sigma if har_sigma.all() else np.where(har_sigma, kod_sigma, _utan_brusmatt(varden))
    forsta = np.where(antal > 0, ar_fonster[np.argmax(matt, axis=0)], 0)
    return TrendTabell(
        ar=int(ar_fonster[-1]),
        ar_fonster=ar_fonster,
        kommuner=kommuner,
        varden=varden,
        upprepat=upprepat,
        kod=np.where(racker, kod, INGEN_TREND).astype(np.int8),
        orsak=np.where(racker, 0, _EJ_MATT if upprepat else _FOR_KORT).astype(np.int8),
        lutning=lutning,
        sigma=sigma,
        z=np.where(racker & har_sigma, z, np.nan),
        utan_brusmatt=racker & ~har_sigma,
        antal=antal.astype(np.int8),
        forsta=forsta.astype(np.int16),
    )


def _theil_sen(ar_fonster: np.ndarray, varden: np.ndarray) -> np.ndarray:
    """float64 [K]: the median of all pairwise slopes; NaN with fewer than two points."""
    i, j = np.triu_indices(ar_fonster.size, k=1)
    steg = (ar_fonster[j] - ar_fonster[i]).astype(np.float64)
    return median_utan_saknade((varden[j] - varden[i]) / steg[:, None])


def _mot_bruset(
    ar_fonster: np.ndarray, matt: np.ndarray, sista: np.ndarray, lutning: np.ndarray, sigma: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Arrow code and z from slope and σ. A slope that is only dust beside the newest value is no slope."""
    ar_kol = ar_fonster.astype(np.float64)[:, None]
    antal = np.maximum(np.count_nonzero(matt, axis=0), 1)
    mitt = np.sum(np.where(matt, ar_kol, 0.0), axis=0) / antal
    spridning = np.sqrt(np.sum(np.where(matt, ar_kol - mitt, 0.0) ** 2, axis=0))
    finns = ~np.isnan(lutning) & ~np.isnan(sigma)
    lutar = finns & (np.abs(lutning) > slack(np.where(finns, sista, 0.0)))
    brus = finns & (sigma > 0)
    z = np.where(brus, lutning * spridning / np.where(brus, sigma, 1.0), np.nan)
    z = np.where(finns & ~brus & ~lutar, 0.0, z)
    over = np.where(brus, np.abs(np.nan_to_num(z)) > Z_GRANS + slack(Z_GRANS), lutar)
    return np.where(over, np.sign(np.nan_to_num(lutning)), 0.0), z


def _utan_brusmatt(varden: np.ndarray) -> np.ndarray:
    """Arrow code without σ: every change the same way, and more than 5 percent of |first value| in all."""
    fore = forsta = np.full(varden.shape[1], np.nan)
    upp = ned = np.ones(varden.shape[1], dtype=bool)
    for rad in varden:
        finns, jamfor = ~np.isnan(rad), ~np.isnan(rad) & ~np.isnan(fore)
        damm = slack(np.nan_to_num(fore))
        upp = upp & (~jamfor | (rad > fore + damm))
        ned = ned & (~jamfor | (rad < fore - damm))
        forsta = np.where(np.isnan(forsta), rad, forsta)
        fore = np.where(finns, rad, fore)
    langt = np.abs(fore - forsta) > MINSTA_ANDEL * np.abs(forsta) + slack(np.nan_to_num(forsta))
    return np.where(langt & upp, 1, np.where(langt & ned, -1, 0))
