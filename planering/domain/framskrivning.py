"""Target levels carried from one plan to the next, when a plan is copied forward."""

from collections.abc import Mapping
from enum import StrEnum

from planering.domain.malnivaer import Niva


class Framskrivning(StrEnum):
    """What becomes of the years that the earlier plan has no level for. `TOMT` leaves every year without one."""

    SAMMA = "samma"
    LINJE = "linje"
    TOMT = "tomt"


def framskrivna(
    nivaer: Mapping[int, Niva],
    ar: range,
    hur: Framskrivning | str,
    decimaler: int = 1,
    hogst: float | None = None,
    lagst: float | None = None,
) -> dict[int, Niva]:
    """The levels of the years `ar`, from an earlier plan's `nivaer` (year → level).

    A year that had a level keeps it: it has been decided once. A later year takes the last level (`SAMMA`), or goes
    on along the line through the two last ones, rounded to `decimaler` and kept within `lagst`–`hogst` (`LINJE`).
    With only one level, or with changes or different kinds, the line is the last level itself. Years before the
    first level, and gaps, have none.
    """
    hur = Framskrivning(hur)
    if hur is Framskrivning.TOMT or not nivaer:
        return {}
    sist = max(nivaer)
    ut: dict[int, Niva] = {}
    for y in ar:
        if y in nivaer:
            ut[y] = nivaer[y]
        elif y > sist:
            ut[y] = _efter(nivaer, y, decimaler, hogst, lagst) if hur is Framskrivning.LINJE else nivaer[sist]
    return ut


def _efter(
    nivaer: Mapping[int, Niva], ar: int, decimaler: int, hogst: float | None, lagst: float | None
) -> Niva:
    sist = max(nivaer)
    forra = max((y for y in nivaer if y < sist), default=None)
    n = nivaer[sist]
    if forra is None or nivaer[forra].slag != n.slag or n.slag == "forandring":
        return n

    def linje(a: float, b: float) -> float:
        varde = round(b + (b - a) / (sist - forra) * (ar - sist), decimaler)
        varde = varde if hogst is None else min(varde, max(hogst, b))
        return varde if lagst is None else max(varde, min(lagst, b))

    f = nivaer[forra]
    if n.slag == "niva":
        return Niva.av(linje(f.varde, n.varde))
    a, b = linje(f.a, n.a), linje(f.b, n.b)
    return Niva.av((a, b)) if a <= b else n  # ends that would cross stay where they were
