"""Rule 9: the face that a goal's indicators propose. A person may set another, with a written reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kkik.domain.signaler import Orsak, Signal

RESULTATKATEGORIER = frozenset({"subjektiv", "objektiv", "effektivitet"})
OVRIGA_KATEGORIER = frozenset({"resurs", "process", "aktivitet", "information"})
_ORD = (
    (Signal.GRON, "når"),
    (Signal.GUL, "nära"),
    (Signal.ROD, "når inte"),
    (Signal.GRA, "kan inte bedömas"),
)


@dataclass(frozen=True, slots=True)
class Maluppfyllelse:
    """The proposed face and what it is made of: counts of the *result* indicators' target lights.

    `ovriga`: indicators of other kinds, shown but never counted. `ljus`: the inputs, (kategori, signal).
    """

    signal: Signal
    orsak: Orsak | None
    gron: int
    gul: int
    rod: int
    gra: int
    ovriga: int
    ljus: tuple[tuple[str, Signal], ...]

    @property
    def bedomda(self) -> int:
        return self.gron + self.gul + self.rod

    @property
    def sammansattning(self) -> str:
        """In counts, as "2 når, 1 når inte, 1 kan inte bedömas"; never a mean."""
        antal = dict(zip((s for s, _ in _ORD), (self.gron, self.gul, self.rod, self.gra), strict=True))
        return ", ".join(f"{antal[s]} {ordet}" for s, ordet in _ORD if antal[s]) or "inga resultatindikatorer"

    def indata(self) -> dict[str, Any]:
        """What the face was computed from, as plain JSON."""
        return {"ljus": [[kategori, str(signal)] for kategori, signal in self.ljus]}

    @staticmethod
    def fran_indata(indata: Mapping[str, Any]) -> "Maluppfyllelse":
        """The same face again, from what `indata` gave."""
        return maluppfyllelse(indata["ljus"])


def maluppfyllelse(ljus: Iterable[Sequence[str]]) -> Maluppfyllelse:
    """Propose a goal's face from its indicators' target lights (rule 9).

    ljus: (kategori, signal) of every indicator of the goal. Shares are of the judged result indicators; fewer
    than half of them judged, or none at all, gives gra. Raises ValueError for an unknown kategori or signal.
    """
    alla = tuple((str(kategori), Signal(signal)) for kategori, signal in ljus)
    okanda = {kategori for kategori, _ in alla} - RESULTATKATEGORIER - OVRIGA_KATEGORIER
    if okanda:
        raise ValueError(f"Okänd kategori: {', '.join(sorted(okanda))}")
    antal = Counter(signal for kategori, signal in alla if kategori in RESULTATKATEGORIER)
    gron, gul, rod, gra = (antal[s] for s, _ in _ORD)
    bedomda, orsak = gron + gul + rod, None
    if bedomda == 0 or 2 * bedomda < bedomda + gra:
        signal, orsak = Signal.GRA, Orsak.FOR_LITE_UNDERLAG
    elif 4 * gron >= 3 * bedomda and rod == 0:
        signal = Signal.GRON
    elif 2 * rod >= bedomda:
        signal = Signal.ROD
    else:
        signal = Signal.GUL
    return Maluppfyllelse(signal, orsak, gron, gul, rod, gra, len(alla) - bedomda - gra, alla)
