"""Rule 3, the light against other municipalities, for one municipality at a time.

The same rule for every municipality at once is in `jamforelsetabell`; both colour through `farglagg`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np

from kkik.domain.likhet import avstand, percentil, slack
from kkik.domain.signaler import Orsak, Riktning, Signal

MINST_ANDRA = 4


@dataclass(frozen=True, slots=True)
class Farg:
    """Colour from counts: `andel_samre` is rule 3's s, `rang` 1 + number strictly better (None when unknown)."""

    signal: Signal
    orsak: Orsak | None
    andel_samre: float | None
    rang: int | None


@dataclass(frozen=True, slots=True)
class MotAndra:
    """The light against others, with everything that explains it.

    `egen`, `andra` (non-missing, ascending), `intervall` and `marginal` are the inputs, in the nyckeltal's unit.
    `under`/`lika`/`over` count the others by value (by distance for intervall); None when own is missing.
    `median` … `max` are over the others' values. `till_grans` is the smallest |δ| (infimum) such that own + δ
    has another colour, `till_grans_at` "upp" or "ned"; both None when the light is grey.
    """

    signal: Signal
    orsak: Orsak | None
    riktning: Riktning
    n: int
    under: int | None
    lika: int | None
    over: int | None
    andel_samre: float | None
    rang: int | None
    median: float | None
    p25: float | None
    p75: float | None
    min: float | None
    max: float | None
    till_grans: float | None
    till_grans_at: str | None
    egen: float | None
    andra: tuple[float, ...]
    intervall: tuple[float, float] | None
    marginal: float | None

    def indata(self) -> dict[str, Any]:
        """What the light was computed from, as plain JSON."""
        return {
            "egen": self.egen,
            "andra": list(self.andra),
            "riktning": str(self.riktning),
            "intervall": None if self.intervall is None else list(self.intervall),
            "marginal": self.marginal,
        }

    @classmethod
    def fran_indata(cls, indata: Mapping[str, Any]) -> Self:
        """The same light again, from what `indata` gave."""
        return mot_andra(**indata)

    def som_dict(self) -> dict[str, Any]:
        """Every field as plain JSON."""
        return {**asdict(self), **self.indata(), "signal": str(self.signal), "orsak": _text(self.orsak)}


def farglagg(under: int | None, lika: int | None, n: int, riktning: Riktning | str) -> Farg:
    """Colour, share and rank from the counts of the others. Needs no matrix.

    under, lika: how many of the n others have a lower and an equal value; None = own value missing.
    riktning intervall: the counts must be of distances outside the interval, where low is good.
    Order of the grey reasons: a neutral measure is never judged; then a missing value; then n < 4.
    Share and rank are given whenever there is an own value, one other at least, and a direction.
    """
    riktning = Riktning(riktning)
    if riktning is Riktning.NEUTRAL:
        return Farg(Signal.GRA, Orsak.VARDERAS_EJ, None, None)
    if under is None or lika is None:
        return Farg(Signal.GRA, Orsak.UTFALL_SAKNAS, None, None)
    over = n - under - lika
    samre, battre = (under, over) if riktning is Riktning.HOG else (over, under)
    andel = (samre + lika / 2) / n if n else None
    if n < MINST_ANDRA:
        return Farg(Signal.GRA, Orsak.FOR_FA_JAMFORBARA, andel, battre + 1)
    return Farg(_signal(2 * samre + lika, n), None, andel, battre + 1)


def mot_andra(
    egen: float | None,
    andra: Sequence[float] | np.ndarray,
    riktning: Riktning | str,
    intervall: Sequence[float] | None = None,
    marginal: float | None = None,
) -> MotAndra:
    """The light of one municipality against `andra` (rule 3).

    egen: own value, None or NaN = missing. andra: the others' values, own left out, missing ones (NaN, None)
    ignored. intervall: (a, b), required for that riktning. marginal: m in the value's unit, None = none.
    Raises ValueError for intervall without (a, b), a > b, or a negative margin.
    """
    riktning = Riktning(riktning)
    egen, marginal = _tal(egen), _tal(marginal)
    if marginal is not None and marginal < 0:
        raise ValueError("Felmarginalen kan inte vara negativ.")
    granser = _granser(riktning, intervall)
    ovriga = np.sort(np.asarray([x for x in map(_tal, andra) if x is not None], dtype=np.float64))
    n = int(ovriga.size)
    jamforda = ovriga if granser is None else avstand(ovriga, *granser)
    under = lika = None
    if egen is not None:
        eget = egen if granser is None else avstand(egen, *granser)
        under = int(np.count_nonzero(jamforda < eget - slack(eget)))
        lika = n - under - int(np.count_nonzero(jamforda > eget + slack(eget)))
    farg = farglagg(under, lika, n, riktning)
    signal, orsak, grans, at = farg.signal, farg.orsak, None, None
    if egen is not None and signal is not Signal.GRA:
        grans, at = _till_grans(egen, jamforda, signal, riktning, granser)
        if signal is not Signal.GUL and marginal and _kan_lamna(egen, marginal, jamforda, signal, riktning, granser):
            signal, orsak = Signal.GUL, Orsak.INOM_FELMARGINAL
    matt = [float(percentil(ovriga, p)) if n else None for p in (50, 25, 75, 0, 100)]
    return MotAndra(
        signal, orsak, riktning, n, under, lika, None if under is None else n - under - lika,
        farg.andel_samre, farg.rang, *matt, grans, at, egen, tuple(ovriga.tolist()), granser, marginal,
    )  # fmt: skip


def _signal(dubbla_samre: int, n: int) -> Signal:
    """Colour for s = dubbla_samre / 2n, in whole numbers so that the limits are exact."""
    if 2 * dubbla_samre >= 3 * n:
        return Signal.GRON
    return Signal.ROD if 2 * dubbla_samre <= n else Signal.GUL


def _daligt(tal: float, riktning: Riktning, granser: tuple[float, float] | None) -> float:
    """The value on an axis where low is good: −v, v, or the distance outside the interval."""
    if granser is not None:
        return avstand(tal, *granser)
    return -tal if riktning is Riktning.HOG else tal


def _signal_vid(d: float, axel: np.ndarray) -> Signal:
    """Colour of badness d against the others' badness, ties within the slack."""
    samre = int(np.count_nonzero(axel > d + slack(d)))
    lika = axel.size - samre - int(np.count_nonzero(axel < d - slack(d)))
    return _signal(2 * samre + lika, axel.size)


def _kan_lamna(
    egen: float,
    marginal: float,
    jamforda: np.ndarray,
    signal: Signal,
    riktning: Riktning,
    granser: tuple[float, float] | None,
) -> bool:
    """Whether some value in [egen − m, egen + m] has another colour.

    The colour only worsens with badness, so the least and the greatest badness in the range decide. For an
    interval the least may lie inside the range and not at its ends.
    """
    axel = -jamforda if riktning is Riktning.HOG else jamforda
    provade = [egen - marginal, egen + marginal]
    if granser is not None:
        provade.append(min(max(egen, granser[0]), granser[1], key=lambda x: abs(x - egen)))
        provade[2] = min(max(granser[0], provade[0]), provade[1])
    return any(_signal_vid(_daligt(x, riktning, granser), axel) is not signal for x in provade)


def _till_grans(
    egen: float,
    jamforda: np.ndarray,
    signal: Signal,
    riktning: Riktning,
    granser: tuple[float, float] | None,
) -> tuple[float | None, str | None]:
    """Smallest |δ| to another colour, and whether it lies up or down. On a draw: the better colour, then up.

    Works on the badness axis, where the colour is a falling step function with steps at the others. The slack
    is dust, not distance: others equal to the own value lie exactly at it.
    """
    d0 = _daligt(egen, riktning, granser)
    axel = np.sort(-jamforda if riktning is Riktning.HOG else jamforda)
    axel = np.where(np.abs(axel - d0) <= slack(d0), d0, axel)
    steg = np.unique(axel)
    till_och_med = np.searchsorted(axel, steg, side="right")
    fore = np.searchsorted(axel, steg, side="left")
    n = axel.size
    pa = 2 * (n - till_och_med) + (till_och_med - fore)  # 2 · (worse + ½ equal) exactly at each step
    byter_samre = [d for d, p, efter in zip(steg, pa, n - till_och_med, strict=True)
                   if d >= d0 and (_signal(int(p), n) is not signal or _signal(2 * int(efter), n) is not signal)]  # fmt: skip
    byter_battre = [d for d, p, innan in zip(steg, pa, n - fore, strict=True)
                    if d <= d0 and (_signal(int(p), n) is not signal
                                    or (_kan_underskrida(d, granser) and _signal(2 * int(innan), n) is not signal))]  # fmt: skip
    samre = byter_samre[0] - d0 if byter_samre else None
    battre = d0 - byter_battre[-1] if byter_battre else None
    if battre is not None and (samre is None or battre <= _kortast_samre(egen, samre, granser)[0]):
        return float(battre), _battre_at(egen, riktning, granser)
    if samre is None:
        return None, None
    if granser is None:
        return float(samre), "ned" if riktning is Riktning.HOG else "upp"
    return _kortast_samre(egen, samre, granser)
