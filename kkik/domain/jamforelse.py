"""Rule 3, the light against other municipalities, for one municipality at a time.

The same rule for every municipality at once is in `jamforelsetabell`; both colour through `farglagg`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from kkik.domain.granser import kan_lamna, signal_av, till_grans
from kkik.domain.likhet import avstand, kontrollera_intervall, percentil, slack, tal
from kkik.domain.signaler import Orsak, Riktning, Signal

MINST_ANDRA = 4


@dataclass(frozen=True, slots=True)
class Farg:
    """Colour from counts. `andel_samre`: rule 3's s. `rang`: 1 + number strictly better. None = unknown."""

    signal: Signal
    orsak: Orsak | None
    andel_samre: float | None
    rang: int | None


@dataclass(frozen=True, slots=True)
class MotAndra:
    """The light against others, with everything that explains it.

    `egen`, `andra` (non-missing, ascending), `intervall`, `marginal`: the inputs, in the nyckeltal's unit.
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
    return Farg(signal_av(2 * samre + lika, n), None, andel, battre + 1)


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
    egen, marginal = tal(egen), tal(marginal)
    if marginal is not None and marginal < 0:
        raise ValueError("Felmarginalen kan inte vara negativ.")
    granser = granser_for(riktning, intervall)
    ovriga = np.sort(np.asarray([x for x in map(tal, andra) if x is not None], dtype=np.float64))
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
        axel = -jamforda if riktning is Riktning.HOG else jamforda
        grans, at = till_grans(egen, axel, signal, riktning, granser)
        if (
            signal is not Signal.GUL
            and marginal
            and kan_lamna(egen, marginal, axel, signal, riktning, granser)
        ):
            signal, orsak = Signal.GUL, Orsak.INOM_FELMARGINAL
    matt = [float(percentil(ovriga, p)) if n else None for p in (50, 25, 75, 0, 100)]
    return MotAndra(
        signal, orsak, riktning, n, under, lika, None if under is None else n - under - lika,
        farg.andel_samre, farg.rang, *matt, grans, at, egen, tuple(ovriga.tolist()), granser, marginal,
    )  # fmt: skip


def granser_for(riktning: Riktning, intervall: Sequence[float] | None) -> tuple[float, float] | None:
    """The interval for riktning intervall; None for the others, where an interval is ignored."""
    if riktning is not Riktning.INTERVALL:
        return None
    if intervall is None:
        raise ValueError("Riktningen intervall behöver intervallets två ändar.")
    a, b = map(float, intervall)
    kontrollera_intervall(a, b)
    return a, b
