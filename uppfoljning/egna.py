"""An own measure as the rules see it: its years, and its months or tertials where there are enough of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kkik.domain.signaler import Riktning
from kkik.domain.trend import FONSTER, trend_av_punkter
from kkik.domain.trendtyper import TrendResultat
from kkik.domain.xmr import XmrResultat, xmr
from uppfoljning.domain.periodserie import racker_for_xmr, slottar
from uppfoljning.orsaker import Egetsaknas


@dataclass(frozen=True, slots=True)
class Egenserie:
    """The outcomes of one measure and kön: by year, and (year, period, value) in any order."""

    frekvens: str = "ar"
    ar: Mapping[int, float] = field(default_factory=dict)
    perioder: tuple[tuple[int, int | None, float], ...] = ()

    @property
    def kanda_ar(self) -> set[int]:
        """Years with an outcome, or with some period's."""
        return {*self.ar, *(a for a, _, _ in self.perioder)}

    def saknas(self, ar: int) -> Egetsaknas:
        """Why the year has no outcome."""
        nagot = any(a == ar for a, _, _ in self.perioder)
        return Egetsaknas.PERIODER_SAKNAS if nagot else Egetsaknas.EJ_INRAPPORTERAT

    def senast(self, fore: int) -> tuple[int | None, float | None]:
        """The newest year before `fore` with an outcome, and the outcome."""
        aldre = max((a for a in self.ar if a < fore), default=None)
        return aldre, None if aldre is None else self.ar[aldre]

    def trend(
        self, ar: int, riktning: Riktning | str, granser: tuple[float, float] | None
    ) -> TrendResultat | XmrResultat:
        """Rule 4: XmR from twelve months or tertials on, otherwise the years without any known noise."""
        rad = slottar(self.perioder, self.frekvens, ar)
        if racker_for_xmr(rad, ar):
            resultat = xmr([v for _, v in rad], riktning, granser)
            if resultat.orsak is None:
                return resultat
        punkter = [(a, v) for a, v in sorted(self.ar.items()) if ar - FONSTER < a <= ar]
        return trend_av_punkter(ar=ar, punkter=punkter, sigma=None, riktning=riktning, intervall=granser)
