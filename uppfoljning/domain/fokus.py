"""Rule 10: which indicators deviate, why, and in which order to look at them."""

from collections.abc import Iterable
from dataclasses import dataclass

from kkik.domain.signaler import Godhet, Signal
from styrsnurra.gemensamt.sortering import Nyckel, svensk_nyckel

PROGNOS_GRANS = 0.2


@dataclass(frozen=True, slots=True)
class FokusUnderlag:
    """What rule 10 needs to know of one indicator. What has not been computed is left at its default.

    nyckel: whatever the caller knows the indicator by. avvikelse: against the target, in the unit, plus is
    good. alla_ror_sig: at least 60 % of the municipalities move as we do. pa_vag_fore_malaret: the year lies
    before the next target year. prognos_p: rule 5's share (0–1).
    """

    nyckel: object
    namn: str
    mal: Signal = Signal.GRA
    avvikelse: float | None = None
    avvikelse_procent: float | None = None
    andra: Signal = Signal.GRA
    trend: Godhet | None = None
    alla_ror_sig: bool = False
    pa_vag: Signal = Signal.GRA
    pa_vag_fore_malaret: bool = False
    kon_avviker: bool = False
    prognos_p: float | None = None


@dataclass(frozen=True, slots=True)
class Skal:
    """One reason: a code, its words, and the points it gives."""

    kod: str
    text: str
    poang: int


SKAL = {
    s.kod: s
    for s in (
        Skal("mal_rod", "når inte målet", 4),
        Skal("andra_rod", "bland de sämsta 25 %", 2),
        Skal("trend_forsamras", "försämras", 2),
        Skal("mal_gul", "nära målet", 1),
        Skal("pa_vag_rod", "inte på väg mot målet", 1),
        Skal("kon_avviker", "skillnaden mellan kvinnor och män är större än i de flesta kommuner", 1),
        Skal("prognos_lag", "få kommuner i samma läge har nått så långt på den tiden", 1),
    )
}
_POANG = {s.text: s.poang for s in SKAL.values()}


def poang_for(text: str) -> int:
    """The points of a stored reason; 0 for words that are no longer in use."""
    return _POANG.get(text, 0)


@dataclass(frozen=True, slots=True)
class Fokus:
    """One indicator judged by rule 10. `overraskning`: target exceeded and peers green."""

    underlag: FokusUnderlag
    avviker: bool
    overraskning: bool
    poang: int
    skal: tuple[Skal, ...]

    @property
    def skal_i_ord(self) -> list[str]:
        return [s.text for s in self.skal]


def fokusera(underlag: FokusUnderlag) -> Fokus:
    """Points and reasons of one indicator, heaviest reason first.

    It deviates when the target light or the peer light is red, or the trend is getting worse without everybody
    moving the same way. Other reasons only add points.
    """
    u = underlag
    forsamras = u.trend == Godhet.FORSAMRAS and not u.alla_ror_sig
    provade = (
        (u.mal == Signal.ROD, "mal_rod"),
        (u.andra == Signal.ROD, "andra_rod"),
        (forsamras, "trend_forsamras"),
        (u.mal == Signal.GUL, "mal_gul"),
        (u.pa_vag == Signal.ROD and u.pa_vag_fore_malaret, "pa_vag_rod"),
        (u.kon_avviker, "kon_avviker"),
        (u.prognos_p is not None and u.prognos_p < PROGNOS_GRANS, "prognos_lag"),
    )
    skal = tuple(SKAL[kod] for galler, kod in provade if galler)
    overtraffat = u.mal == Signal.GRON and u.avvikelse is not None and u.avvikelse > 0
    return Fokus(
        underlag=u,
        avviker=u.mal == Signal.ROD or u.andra == Signal.ROD or forsamras,
        overraskning=overtraffat and u.andra == Signal.GRON,
        poang=sum(s.poang for s in skal),
        skal=skal,
    )


def fokuslista(underlag: Iterable[FokusUnderlag]) -> list[Fokus]:
    """The indicators that deviate, worst first: points, then larger |avvikelse_procent| (none last), then name."""
    return sorted((f for f in map(fokusera, underlag) if f.avviker), key=_ordning)


def overraskningar(underlag: Iterable[FokusUnderlag]) -> list[Fokus]:
    """The positive surprises, largest deviation first (none last), then name: there is something to learn."""
    return sorted((f for f in map(fokusera, underlag) if f.overraskning), key=lambda f: _ordning(f)[1:])


def _ordning(fokus: Fokus) -> tuple[int, bool, float, Nyckel]:
    procent = fokus.underlag.avvikelse_procent
    return -fokus.poang, procent is None, -abs(procent or 0.0), svensk_nyckel(fokus.underlag.namn)
