"""What the country says about a nyckeltal, worked out once for all the indicators and years that ask."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from kkik.domain.brus import klasser_for
from kkik.domain.matris import Matris, avstandsmatris, senaste_ar, upprepade_ar
from kkik.domain.prognos import Klasser, malprognos
from kkik.domain.prognosstod import ar_andel
from kkik.domain.prognostyper import Malprognos, Prognosmal
from kkik.domain.signaler import Riktning
from kkik.domain.stabilitet import fargbyten
from kkik.domain.trend import trend_alla
from kkik.domain.trendtyper import TrendTabell
from kkik.domain.vana import vanor

Granser = tuple[float, float] | None


class Landsbild:
    """One nyckeltal and kön over the whole country, seen from one municipality (None: not chosen)."""

    def __init__(self, matris: Matris, egen: int | None, befolkning: Matris | None, enhet: str) -> None:
        self.matris, self.egen, self._befolkning, self._enhet = matris, egen, befolkning, enhet
        self._klasser: Klasser = {}
        self._minne: dict[tuple[Any, ...], Any] = {}

    @cached_property
    def senaste(self) -> int | None:
        """The newest year that is not too thin."""
        return senaste_ar(self.matris)

    @cached_property
    def upprepade(self) -> np.ndarray:
        return upprepade_ar(self.matris)

    @cached_property
    def _andel(self) -> bool:
        return ar_andel(self.matris, self._enhet)

    def finns_har(self) -> bool:
        """Whether there is a newest year, and a column of our own."""
        return (
            self.senaste is not None and self.egen is not None and self.matris.kolumn(self.egen) is not None
        )

    def ar_tunt(self, ar: int) -> bool:
        """Whether the year is later than the newest and has some values all the same."""
        return (
            self.senaste is not None
            and ar > self.senaste
            and bool(np.any(~np.isnan(self.matris.varden_for(ar))))
        )

    def varde(self, ar: int) -> float | None:
        return None if self.egen is None else self.matris.varde(ar, self.egen)

    def andras(self, ar: int, medlemmar: frozenset[int]) -> list[float]:
        """The values of a group's others in a year, missing ones left out."""
        med = np.isin(self.matris.kommuner, list(medlemmar - {self.egen}))
        return [float(v) for v in self.matris.varden_for(ar)[med] if not np.isnan(v)]

    def trend(self, ar: int, granser: Granser = None) -> TrendTabell:
        """The whole country's trends; years after the newest one are too thin to be measurements."""
        return self._minns(("trend", ar, granser), lambda: self._trend(ar, granser))

    def _trend(self, ar: int, granser: Granser) -> TrendTabell:
        matris, upprepade = self._till_senaste(granser)
        return trend_alla(matris, ar, klasser_for(matris.kommuner, self._befolkning, ar), upprepade)

    def prognos(self, mal: Prognosmal | None, malar: int, riktning: Riktning | str, till: int) -> Malprognos:
        """Rule 5 from our newest measured year not after `till`."""
        return malprognos(
            self.matris, self.egen, mal, malar, riktning, till=till,
            andel=self._andel, upprepade=self.upprepade, klasser=self._klasser,
        )  # fmt: skip

    def fargbyte(self, ar: int, granser: Granser = None) -> float | None:
        """Share of municipalities whose colour changes from a year to the next (0–1), up to the year."""
        return self._minns(("farg", ar, granser), lambda: fargbyten(*self._historik(ar, granser)).andel)

    def vana(self, ar: int, riktning: Riktning | str, granser: Granser = None) -> float | None:
        """How often two bad changes in a row were followed by a third (0–1), up to the year."""
        return self._minns(("vana", ar, granser), lambda: vanor(*self._historik(ar, granser))).andel(riktning)

    def _historik(self, ar: int, granser: Granser) -> tuple[Matris, int, np.ndarray]:
        matris, upprepade = self._till_senaste(granser)
        return matris, ar, upprepade

    def _till_senaste(self, granser: Granser) -> tuple[Matris, np.ndarray]:
        """The years up to the newest, as values or as distances outside an interval; which of them are repeated."""

        def skar() -> tuple[Matris, np.ndarray]:
            hel, till = self.matris, self.matris.ar <= self.senaste
            varden = Matris(hel.ar[till], hel.kommuner, hel.varden[till], hel.brott)
            return (varden if granser is None else avstandsmatris(varden, *granser)), self.upprepade[till]

        return self._minns(("matris", granser), skar)

    def _minns(self, nyckel: tuple[Any, ...], rakna: Callable[[], Any]) -> Any:
        if nyckel not in self._minne:
            self._minne[nyckel] = rakna()
        return self._minne[nyckel]
