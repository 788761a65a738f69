"""What the answers amount to: how they are distributed, how far the assessors agree, what could be agreed on.

Agreement is told with the simplest measure there is, and one that people can check by counting: how many gave the
most common answer, out of how many answered. Where two rows are equal in that, the one whose answers lie further
apart is the worse (only for answers that have an order, such as stor, viss, liten).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median as medianen
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
# Fewer than this many persons behind a figure, and it says something about each of them.
MINST = 5


@dataclass(frozen=True, slots=True)
class Fordelning:
    """How many gave which answer. `antal` goes with `koder`; `ordnad`: the codes go from one end to another."""

    koder: tuple[str, ...]
    antal: tuple[int, ...]
    ordnad: bool = False

    @property
    def n(self) -> int:
        return sum(self.antal)

    @property
    def storst(self) -> int:
        """How many gave the most common answer."""
        return max(self.antal, default=0)

    @property
    def enighet(self) -> float | None:
        """The share who gave the most common answer, 0–1; None when nobody answered."""
        return self.storst / self.n if self.n else None

    @property
    def eniga(self) -> bool:
        """At least two have answered, all the same."""
        return self.n >= 2 and self.storst == self.n

    @property
    def oense(self) -> bool:
        return self.n >= 2 and self.storst < self.n

    @property
    def spann(self) -> int:
        """Steps between the two outermost answers given; 0 without an order, or when all are the same."""
        valda = [i for i, antal in enumerate(self.antal) if antal]
        return valda[-1] - valda[0] if self.ordnad and valda else 0

    @property
    def ytterligheter(self) -> bool:
        """Both ends of the order have been chosen."""
        return self.ordnad and len(self.koder) > 2 and self.spann == len(self.koder) - 1

    @property
    def forslag(self) -> str | None:
        """What more than half chose; None when nobody has answered or no answer has a majority."""
        if not self.n or 2 * self.storst <= self.n:
            return None
        return self.koder[self.antal.index(self.storst)]

    def andel(self, kod: str) -> float | None:
        """The share who chose `kod`, 0–1; None when nobody answered."""
        return self.antal[self.koder.index(kod)] / self.n if self.n else None

    @property
    def median(self) -> float | None:
        """For scales, whose codes are whole numbers: the middle answer, between the two middle ones when even."""
        svar = [int(kod) for kod, antal in zip(self.koder, self.antal, strict=True) for _ in range(antal)]
        return medianen(svar) if svar else None


def fordelning(svar: Iterable[str], koder: Iterable[str], *, ordnad: bool = False) -> Fordelning:
    """Count answers. Raises ValueError on one that is not among `koder`."""
    ordning = tuple(koder)
    antal = Counter(svar)
    if okand := antal.keys() - set(ordning):
        raise ValueError(f"answers {sorted(okand)} are not among {ordning}")
    return Fordelning(ordning, tuple(antal[kod] for kod in ordning), ordnad)


def summa(delar: Iterable[Fordelning]) -> Fordelning | None:
    """All answers of several rows with the same codes together; None of none."""
    rader = list(delar)
    if not rader:
        return None
    antal = tuple(sum(kolumn) for kolumn in zip(*(f.antal for f in rader), strict=True))
    return Fordelning(rader[0].koder, antal, rader[0].ordnad)


def oenigast(rader: Iterable[tuple[K, Fordelning]]) -> list[tuple[K, Fordelning]]:
    """The rows that people disagree on, worst first; equal ones in the order given."""
    oense = [(nyckel, f) for nyckel, f in rader if f.oense]
    return sorted(oense, key=lambda par: (par[1].enighet, -par[1].spann, -par[1].n))


def dolda_grupper(antal: Mapping[K, int], minst: int = MINST) -> frozenset[K]:
    """Which groups must not be shown beside the others. `antal`: persons who answered in each group.

    Groups smaller than `minst` are hidden, empty ones excepted. If those hidden are together fewer than `minst`,
    they could be told by subtracting the others from the total: then the smallest of the others is hidden too,
    and so on. A caller that has people outside all groups gives them a key of their own.
    """
    dolda = {g for g, n in antal.items() if 0 < n < minst}
    synliga = sorted((g for g, n in antal.items() if n >= minst), key=lambda g: antal[g])
    while synliga and 0 < sum(antal[g] for g in dolda) < minst:
        dolda.add(synliga.pop(0))
    return frozenset(dolda)
