"""What a round asks for, and who answers for it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from uppfoljning.domain.perioder import AR, MANAD, MANADER, TERTIAL, perioder, sista_manad


class Omgangsslag(StrEnum):
    """The kinds of round."""

    MANAD = "manad"
    TERTIAL = "tertial"
    DELAR = "delar"
    ARSBOKSLUT = "arsbokslut"


def omgangens_manader(slag: str, period: int | None) -> range:
    """The months that the round is about, 1–12."""
    if slag == Omgangsslag.ARSBOKSLUT:
        return range(1, 13)
    if period is None:
        raise ValueError(f"{slag} has a period")
    if slag == Omgangsslag.TERTIAL:
        return range(period * 4 - 3, period * 4 + 1)
    return range(1, period + 1) if slag == Omgangsslag.DELAR else range(period, period + 1)


def begarda_perioder(slag: str, period: int | None, frekvens: str) -> tuple[int | None, ...]:
    """Which periods of its year a round asks for, of a measure with this frequency; () when none.

    A measure is asked for the periods that end within the round's months and have begun there: a month's round never
    asks for a tertial, and only the annual accounts ask for a year.
    """
    manader = omgangens_manader(slag, period)
    langd = {MANAD: 1, TERTIAL: 4, AR: 12}[frekvens]
    return tuple(
        p
        for p in perioder(frekvens)
        if sista_manad(frekvens, p) in manader and sista_manad(frekvens, p) - langd + 1 in manader
    )


def omgangsnamn(slag: str, ar: int, period: int | None) -> str:
    """ "Tertialrapport 2 2026", "Månadsuppföljning mars 2026", "Delårsrapport januari–augusti 2026"."""
    if slag == Omgangsslag.ARSBOKSLUT:
        return f"Årsbokslut {ar}"
    if slag == Omgangsslag.TERTIAL:
        return f"Tertialrapport {period} {ar}"
    manad = MANADER[(period or 1) - 1]
    if slag == Omgangsslag.DELAR:
        return f"Delårsrapport januari–{manad} {ar}"
    return f"Månadsuppföljning {manad} {ar}"


def rapporterar(valda: Iterable[int], overordnad: Mapping[int, int | None]) -> dict[int, int]:
    """Enhet → the chosen enhet that reports for it: itself, or the nearest above that is chosen. Those that nobody
    reports for are left out. `overordnad`: every enhet → the one above it."""
    valda = set(valda)
    ut = {}
    for enhet in overordnad:
        sedda: set[int] = set()  # a ring of enheter, should one be made, must not hang a page
        over: int | None = enhet
        while over is not None and over not in sedda:
            if over in valda:
                ut[enhet] = over
                break
            sedda.add(over)
            over = overordnad.get(over)
    return ut
