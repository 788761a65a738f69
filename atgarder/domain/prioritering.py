"""Weighing proposals: where they lie in the matrix, how far people agree, in which order they come.

Two axes, 1 (very small) to 6 (very large): insats, what it takes, and effekt, what it gives. A person puts a proposal
in one square. Several persons' placements are told as mean and median, and always with their spread: a mean of 3.5
is another thing when all said 3 or 4 than when half said 1 and half said 6.

A placement that is missing is somebody who has not judged: it is left out of the figures, never counted as a middle
value, and how many judged is always told.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
LAGST, HOGST = 1, 6
STEG = range(LAGST, HOGST + 1)
GRANS = Fraction(7, 2)  # the middle of the six steps; no single placement lies on it, a mean may


class Kvadrant(StrEnum):
    """In the order in which they are usually taken up."""

    GOR_FORST = "gor_forst"
    SATSA = "satsa"
    PASSAR = "passar"
    AVSTA = "avsta"

    @property
    def etikett(self) -> str:
        return _KVADRANTER[self][0]

    @property
    def beskrivning(self) -> str:
        return _KVADRANTER[self][1]


_KVADRANTER = {
    Kvadrant.GOR_FORST: ("Gör först", "liten insats, stor effekt"),
    Kvadrant.SATSA: ("Satsa", "stor insats, stor effekt"),
    Kvadrant.PASSAR: ("Gör när det passar", "liten insats, liten effekt"),
    Kvadrant.AVSTA: ("Avstå", "stor insats, liten effekt"),
}


class Enighet(StrEnum):
    """How far apart the outermost of several judgements are: at most one step is agreement, three is a difference."""

    ENSAM = "ensam"
    OVERENS = "overens"
    NASTAN = "nastan"
    DELADE = "delade"

    @property
    def etikett(self) -> str:
        return _ENIGHETER[self]


_ENIGHETER = {
    Enighet.ENSAM: "Bara en har bedömt",
    Enighet.OVERENS: "Överens",
    Enighet.NASTAN: "Nästan överens",
    Enighet.DELADE: "Delade meningar",
}


@dataclass(frozen=True, slots=True)
class Rost:
    """One person's placement. `vem` is the caller's key for the person."""

    vem: Hashable
    insats: int
    effekt: int

    @property
    def kvadrant(self) -> Kvadrant:
        return kvadranter(Fraction(self.insats), Fraction(self.effekt))[0]


@dataclass(frozen=True, slots=True)
class Spridning:
    """Several persons' judgements on one scale. `medel` is exact, so that ties and the border are what they are."""

    varden: tuple[int, ...]  # ascending

    @property
    def n(self) -> int:
        return len(self.varden)

    @property
    def medel(self) -> Fraction:
        return Fraction(sum(self.varden), self.n)

    @property
    def median(self) -> float:
        return float(median(self.varden))

    @property
    def minst(self) -> int:
        return self.varden[0]

    @property
    def storst(self) -> int:
        return self.varden[-1]

    @property
    def steg(self) -> int:
        """Steps between the outermost."""
        return self.storst - self.minst

    @property
    def enighet(self) -> Enighet:
        if self.n == 1:
            return Enighet.ENSAM
        if self.steg <= 1:
            return Enighet.OVERENS
        return Enighet.NASTAN if self.steg == 2 else Enighet.DELADE


@dataclass(frozen=True, slots=True)
class Lage:
    """Where a proposal lies. `kvadranter` of the mean: one, or those that the mean is on the border between.
    `roster_per` quadrant → how many placed it there."""

    insats: Spridning
    effekt: Spridning
    kvadranter: tuple[Kvadrant, ...]
    roster_per: Mapping[Kvadrant, int]

    @property
    def n(self) -> int:
        return self.insats.n

    @property
    def pa_gransen(self) -> bool:
        return len(self.kvadranter) > 1

    @property
    def enighet(self) -> Enighet:
        """The worse of the two axes'."""
        ordning = list(Enighet)
        return max(self.insats.enighet, self.effekt.enighet, key=ordning.index)


def spridning(varden: Iterable[int]) -> Spridning | None:
    """None when nobody has judged. Raises ValueError on one outside the scale."""
    sorterade = tuple(sorted(varden))
    if any(v not in STEG for v in sorterade):
        raise ValueError(f"{sorterade} is not within {LAGST}–{HOGST}")
    return Spridning(sorterade) if sorterade else None


def kvadranter(insats: Fraction, effekt: Fraction) -> tuple[Kvadrant, ...]:
    """The quadrant, or the two (in the very middle: four) that it is on the border between."""
    sma = [sida for sida, ar in ((True, insats <= GRANS), (False, insats >= GRANS)) if ar]
    stora = [sida for sida, ar in ((True, effekt >= GRANS), (False, effekt <= GRANS)) if ar]
    vilka = {
        (True, True): Kvadrant.GOR_FORST,
        (False, True): Kvadrant.SATSA,
        (True, False): Kvadrant.PASSAR,
        (False, False): Kvadrant.AVSTA,
    }
    return tuple(vilka[liten, stor] for stor in stora for liten in sma)


def lage(roster: Iterable[Rost]) -> Lage | None:
    """What several persons' placements of one proposal come to; None when nobody has placed it."""
    alla = list(roster)
    insats, effekt = spridning(r.insats for r in alla), spridning(r.effekt for r in alla)
    if insats is None or effekt is None:
        return None
    antal = Counter(r.kvadrant for r in alla)
    per = {k: antal[k] for k in Kvadrant if antal[k]}
    return Lage(insats, effekt, kvadranter(insats.medel, effekt.medel), per)


def vid(varden: Mapping[K, int], steg: int) -> list[K]:
    """Who said just this, in the order given: the names at the ends of a spread."""
    return [vem for vem, varde in varden.items() if varde == steg]


def rangordna(medel: Mapping[K, tuple[Fraction, Fraction] | None]) -> list[tuple[int | None, K]]:
    """(place, key) from best to worst. `medel`: key → (insats, effekt), None when nobody has placed it.

    What gives most beyond what it takes comes first: effekt less insats. Of two that are equal in that, the one with
    the larger effekt. What is equal in both shares its place, and the place after is skipped (1, 2, 2, 4). What nobody
    has placed has no place and comes last. Equal ones keep the order given.
    """
    return _platser({k: None if m is None else (m[1] - m[0], m[1]) for k, m in medel.items()})


def rangordna_poang(poang: Mapping[K, Fraction | None]) -> list[tuple[int | None, K]]:
    """Likewise by weighted score, the highest first."""
    return _platser({k: None if p is None else (p,) for k, p in poang.items()})


def _platser(nycklar: Mapping[K, tuple[Fraction, ...] | None]) -> list[tuple[int | None, K]]:
    satta = sorted(
        ((v, k) for k, v in nycklar.items() if v is not None), key=lambda par: [-d for d in par[0]]
    )
    ut: list[tuple[int | None, K]] = []
    for nr, (varde, nyckel) in enumerate(satta, start=1):
        lika = bool(ut) and varde == satta[nr - 2][0]
        ut.append((ut[-1][0] if lika else nr, nyckel))
    return ut + [(None, k) for k, v in nycklar.items() if v is None]


# ---- Own criteria with weights ----


@dataclass(frozen=True, slots=True)
class Viktat:
    """A proposal by criteria. `per_kriterium`: spread of the scores, None where nobody has scored. `poang`: the
    weighted mean of the criteria's means, None while some criterion has no score at all. `personers`: each person who
    has scored every criterion → that person's own weighted mean."""

    per_kriterium: tuple[Spridning | None, ...]
    poang: Fraction | None
    personers: Mapping[Hashable, Fraction]

    @property
    def n(self) -> int:
        """How many have scored anything of it, at the most on one criterion."""
        return max((s.n for s in self.per_kriterium if s is not None), default=0)

    @property
    def storst_skillnad(self) -> int | None:
        """The position of the criterion that people are furthest apart on; None when at most a step parts them."""
        steg = [s.steg if s is not None else 0 for s in self.per_kriterium]
        return steg.index(max(steg)) if steg and max(steg) > 1 else None

    @property
    def enighet(self) -> Enighet | None:
        """The worst of the criteria's; None when nobody has scored."""
        satta = [s.enighet for s in self.per_kriterium if s is not None]
        return max(satta, key=list(Enighet).index) if satta else None


def viktat(vikter: Sequence[int], poang: Mapping[Hashable, Sequence[int | None]]) -> Viktat:
    """`poang`: person → a score for each criterion, None where missing, in the order of `vikter`.

    Raises ValueError for weights that are not positive, or a row of another length.
    """
    if not vikter or any(v <= 0 for v in vikter):
        raise ValueError("every criterion needs a weight above zero")
    per = tuple(
        spridning(p for p in kolumn if p is not None) for kolumn in zip(*poang.values(), strict=True)
    ) or (None,) * len(vikter)
    if len(per) != len(vikter):
        raise ValueError("a score for each criterion, or None")
    medel = [s.medel if s is not None else None for s in per]
    hela = {vem: _vagt(vikter, rad) for vem, rad in poang.items()}
    return Viktat(per, _vagt(vikter, medel), {vem: p for vem, p in hela.items() if p is not None})


def _vagt(vikter: Sequence[int], varden: Sequence[int | Fraction | None]) -> Fraction | None:
    """None as soon as one is missing: proposals weighed on different criteria cannot be laid side by side."""
    if any(v is None for v in varden):
        return None
    return Fraction(sum(vikt * v for vikt, v in zip(vikter, varden, strict=True))) / sum(vikter)
