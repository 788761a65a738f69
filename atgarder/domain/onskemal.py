"""Sums of what decisions ask of coming budgets."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from styrsnurra.gemensamt.sortering import svensk_nyckel


@dataclass(frozen=True, slots=True)
class Post:
    """Money (tkr in the year's prices) and posts (årsarbetare) of one year; below zero is what is saved. `slag`:
    engangs or lopande."""

    ar: int
    enhet: str
    slag: str
    tkr: int
    tjanster: Decimal


@dataclass(frozen=True, slots=True)
class Summa:
    """Of one enhet in one year, or of all of them."""

    namn: str
    engangs: int
    lopande: int
    tjanster: Decimal

    @property
    def tkr(self) -> int:
        return self.engangs + self.lopande


@dataclass(frozen=True, slots=True)
class Arssumma:
    """`enheter` in Swedish order. Years are never added together: an ongoing cost has a post in each."""

    ar: int
    enheter: tuple[Summa, ...]
    alla: Summa


def summera(poster: Iterable[Post]) -> list[Arssumma]:
    """By year, and in it by enhet."""
    rader = list(poster)
    ut = []
    for ar in sorted({p.ar for p in rader}):
        arets = [p for p in rader if p.ar == ar]
        namn = sorted({p.enhet for p in arets}, key=svensk_nyckel)
        enheter = tuple(_summa(n, [p for p in arets if p.enhet == n]) for n in namn)
        ut.append(Arssumma(ar, enheter, _summa("Alla", arets)))
    return ut


def _summa(namn: str, poster: list[Post]) -> Summa:
    return Summa(
        namn,
        sum(p.tkr for p in poster if p.slag == "engangs"),
        sum(p.tkr for p in poster if p.slag == "lopande"),
        sum((p.tjanster for p in poster), Decimal(0)),
    )
