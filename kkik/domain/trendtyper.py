"""What rule 4 hands out: the table for the whole country, and one municipality's trend with its inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from kkik.domain.signaler import Godhet, Orsak, Riktning, Trend

INGEN_TREND = -128
TRENDKODER = {-1: Trend.SJUNKANDE, 0: Trend.PLAN, 1: Trend.STIGANDE}
ORSAKSKODER = (None, Orsak.FOR_KORT_SERIE, Orsak.EJ_MATT)
ORDNING = (Trend.SJUNKANDE, Trend.PLAN, Trend.STIGANDE)


@dataclass(frozen=True, slots=True, eq=False)
class TrendTabell:
    """Rule 4 for every municipality in one judged year, with no opinion on which way is good.

    ar: judged year. ar_fonster: int16 [5]. kommuner: ids [K]. varden: float64 [5, K], NaN where the year is
    missing, repeated, or on the other side of a definition break. upprepat: the judged year is no measurement.
    kod: int8 [K], key of TRENDKODER or INGEN_TREND. orsak: int8 [K], index into ORSAKSKODER.
    lutning: float64 [K] per year, NaN without a trend. sigma: float64 [K], NaN = none.
    z: float64 [K], NaN without σ, and where σ is 0 while the slope is not (it is beyond every limit).
    utan_brusmatt: bool [K]. antal: int8 [K] points used. forsta: int16 [K] first year used, 0 = none.
    """

    ar: int
    ar_fonster: np.ndarray
    kommuner: np.ndarray
    varden: np.ndarray
    upprepat: bool
    kod: np.ndarray
    orsak: np.ndarray
    lutning: np.ndarray
    sigma: np.ndarray
    z: np.ndarray
    utan_brusmatt: np.ndarray
    antal: np.ndarray
    forsta: np.ndarray

    def antal_per_trend(self) -> tuple[int, int, int]:
        """How many municipalities sink, stand and rise (ORDNING)."""
        sjunker, plan, stiger = (int(np.count_nonzero(self.kod == kod)) for kod in (-1, 0, 1))
        return sjunker, plan, stiger

    def andel_per_trend(self) -> dict[Trend, float | None]:
        """Share of the municipalities with a trend that have each arrow; None when nobody has one."""
        antal = self.antal_per_trend()
        alla = sum(antal)
        return {t: n / alla if alla else None for t, n in zip(ORDNING, antal, strict=True)}


@dataclass(frozen=True, slots=True)
class TrendResultat:
    """One municipality's trend. `trend` None always comes with an `orsak`.

    `trend` is the number's movement, `godhet` what it means (None when neutral or without a trend; for intervall
    from the distances). `punkter`: (year, value) actually used, ascending. `sigma`, `z`: None = none (z also when
    σ is 0 and the slope is not). `andel_samma_hall`: share of the country's trends with the same arrow.
    `alla_ror_sig`: at least 60 % rise, or sink, as we do; then the trend gives no focus points.
    `antal_per_trend`: municipalities that (sink, stand, rise). `upprepat`: judged year not measured anew.
    """

    trend: Trend | None
    godhet: Godhet | None
    orsak: Orsak | None
    riktning: Riktning
    ar: int
    punkter: tuple[tuple[int, float], ...]
    lutning: float | None
    sigma: float | None
    z: float | None
    utan_brusmatt: bool
    andel_samma_hall: float | None
    alla_ror_sig: bool
    antal_per_trend: tuple[int, int, int]
    intervall: tuple[float, float] | None
    sigma_avstand: float | None
    upprepat: bool

    def indata(self) -> dict[str, Any]:
        """What the trend was computed from, as plain JSON."""
        return {
            "ar": self.ar,
            "punkter": [list(p) for p in self.punkter],
            "sigma": self.sigma,
            "riktning": str(self.riktning),
            "intervall": None if self.intervall is None else list(self.intervall),
            "sigma_avstand": self.sigma_avstand,
            "upprepat": self.upprepat,
            "antal_per_trend": list(self.antal_per_trend),
        }

    @staticmethod
    def fran_indata(indata: Mapping[str, Any]) -> "TrendResultat":
        """The same trend again, from what `indata` gave."""
        from kkik.domain.trend import trend_av_punkter  # here: the calculation needs these types first

        return trend_av_punkter(**indata)
