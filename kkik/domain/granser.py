"""Rule 3's limits: the colour of a share, whether a margin of error can change it, how far to another.

Everything here works on one *axis* where low is good: −v for hog, v for lag, the distance outside the
interval for intervall.
There the colour is a step function that only worsens upwards, its steps at the others.
"""

from collections.abc import Iterator

import numpy as np

from kkik.domain.likhet import avstand, slack
from kkik.domain.signaler import Riktning, Signal

Granser = tuple[float, float] | None
UPP, NED = "upp", "ned"


def signal_av(dubbla_samre: int, n: int) -> Signal:
    """Colour for s = dubbla_samre / 2n (2·worse + equal over 2n), in whole numbers: exact limits."""
    if 2 * dubbla_samre >= 3 * n:
        return Signal.GRON
    return Signal.ROD if 2 * dubbla_samre <= n else Signal.GUL


def _lage(v: float, riktning: Riktning, granser: Granser) -> float:
    """Where the value lies on the axis."""
    if granser is not None:
        return avstand(v, *granser)
    return -v if riktning is Riktning.HOG else v


def _signal_vid(d: float, axel: np.ndarray) -> Signal:
    """Colour of a point on the axis among the others, ties within the slack."""
    samre = int(np.count_nonzero(axel > d + slack(d)))
    lika = axel.size - samre - int(np.count_nonzero(axel < d - slack(d)))
    return signal_av(2 * samre + lika, axel.size)


def kan_lamna(
    egen: float, marginal: float, axel: np.ndarray, signal: Signal, riktning: Riktning, granser: Granser
) -> bool:
    """Whether some value in [egen − marginal, egen + marginal] has another colour than `signal`.

    axel: the others on the axis, unsorted. The best and the worst value in the range decide. For an
    interval the best may lie inside the range: the point of it that is nearest the interval.
    """
    lagst, hogst = egen - marginal, egen + marginal
    provade = [lagst, hogst]
    if granser is not None:
        narmast = min(max(egen, granser[0]), granser[1])
        provade.append(min(max(narmast, lagst), hogst))
    return any(_signal_vid(_lage(v, riktning, granser), axel) is not signal for v in provade)


def _steg(axel: np.ndarray) -> Iterator[tuple[float, Signal, Signal, Signal]]:
    """For each step, ascending: its place, and the colour just below, at, and just above it."""
    axel = np.sort(axel)
    n = axel.size
    for d in np.unique(axel):
        lagre = int(np.searchsorted(axel, d, side="left"))
        hogre = n - int(np.searchsorted(axel, d, side="right"))
        lika = n - lagre - hogre
        yield (
            float(d),
            signal_av(2 * (hogre + lika), n),
            signal_av(2 * hogre + lika, n),
            signal_av(2 * hogre, n),
        )


def till_grans(
    egen: float, axel: np.ndarray, signal: Signal, riktning: Riktning, granser: Granser
) -> tuple[float | None, str | None]:
    """Smallest |δ| (infimum) such that egen + δ has another colour, and whether that is "upp" or "ned".

    On a draw the way to the better colour is given, then "upp". The slack is dust and no distance: others
    equal to the own value lie exactly at it. (None, None) when no δ changes the colour.
    """
    d0 = _lage(egen, riktning, granser)
    golv = -np.inf if granser is None else 0.0  # no distance is shorter than none
    bast = samst = None
    for d, under, vid, over in _steg(np.where(np.abs(axel - d0) <= slack(d0), d0, axel)):
        if d <= d0 and (vid is not signal or (under is not signal and d > golv)):
            bast = d
        if samst is None and d >= d0 and (vid is not signal or over is not signal):
            samst = d
    vagar: list[tuple[float, str]] = []
    if bast is not None:
        vagar.append((d0 - bast, _battre_at(egen, riktning, granser)))
    if samst is not None:
        vagar += _samre_at(egen, d0, samst, riktning, granser)
    return min(vagar, key=lambda vag: vag[0]) if vagar else (None, None)


def _battre_at(egen: float, riktning: Riktning, granser: Granser) -> str:
    if granser is None:
        return UPP if riktning is Riktning.HOG else NED
    return UPP if egen < granser[0] else NED


def _samre_at(
    egen: float, d0: float, d: float, riktning: Riktning, granser: Granser
) -> list[tuple[float, str]]:
    """The ways from the own value out to place d ≥ d0: two of them from inside an interval."""
    if granser is None:
        return [(d - d0, NED if riktning is Riktning.HOG else UPP)]
    if d0 > 0:
        return [(d - d0, NED if egen < granser[0] else UPP)]
    a, b = granser
    return [(max(0.0, b + d - egen), UPP), (max(0.0, egen - a + d), NED)]
