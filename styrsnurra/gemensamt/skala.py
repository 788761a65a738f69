"""From numbers to picture coordinates: scales, even ticks, lines with gaps. Pure geometry."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Punkt = tuple[float, float]


def tal_eller_inget(varde: Any) -> float | None:
    """A finite float, or None for what is missing (None, NaN, infinity)."""
    if varde is None:
        return None
    tal = float(varde)
    return tal if math.isfinite(tal) else None


@dataclass(frozen=True, slots=True)
class Skala:
    """Linear scale from [lag, hog] to [fran, till]; an empty span maps to the middle."""

    lag: float
    hog: float
    fran: float
    till: float

    def __call__(self, varde: float) -> float:
        if self.hog == self.lag:
            return round((self.fran + self.till) / 2, 1)
        andel = (varde - self.lag) / (self.hog - self.lag)
        return round(self.fran + andel * (self.till - self.fran), 1)


def jamna_steg(lag: float, hog: float, antal: int = 6) -> list[float]:
    """Even axis marks (1, 2 or 5 times a power of ten) that cover [lag, hog], about `antal` of them."""
    if not (math.isfinite(lag) and math.isfinite(hog)) or hog < lag:
        raise ValueError("a finite span is needed")
    if hog == lag:
        lag, hog = lag - (abs(lag) or 1) * 0.05, hog + (abs(hog) or 1) * 0.05
    ratt = (hog - lag) / max(1, antal - 1)
    tiopotens = 10.0 ** math.floor(math.log10(ratt))
    steg = next(m * tiopotens for m in (1, 2, 5, 10) if m * tiopotens >= ratt * (1 - 1e-9))
    forsta, sista = math.floor(lag / steg + 1e-9), math.ceil(hog / steg - 1e-9)
    decimaler = max(0, -math.floor(math.log10(steg) + 1e-9))
    return [round(i * steg, decimaler) for i in range(forsta, sista + 1)]


def strackor(ar: Sequence[int], varden: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The measured points in runs of consecutive calendar years: a line is never drawn across a gap."""
    delar: list[list[tuple[int, float]]] = []
    forra: int | None = None
    for a, v in zip(ar, varden, strict=True):
        if v is None:
            continue
        if forra is not None and a == forra + 1:
            delar[-1].append((a, v))
        else:
            delar.append([(a, v)])
        forra = a
    return delar


def punktlista(punkter: Iterable[Punkt]) -> str:
    """The points attribute of an SVG polyline."""
    return " ".join(f"{x:g},{y:g}" for x, y in punkter)


def isar(lagen: Sequence[float], avstand: float, golv: float) -> list[float]:
    """Positions at least `avstand` apart and none beyond `golv`, each as near its wish as order allows.

    lagen: wished positions, ascending (downwards in a picture).
    """
    ys = list(lagen)
    for i in range(1, len(ys)):
        ys[i] = max(ys[i], ys[i - 1] + avstand)
    for i in range(len(ys) - 1, -1, -1):
        ys[i] = min(ys[i], golv)
        golv = ys[i] - avstand
    return ys


def arsmarken(forsta: int, sista: int, hogst: int = 6) -> list[int]:
    """Years to write on an axis: the last one always, then back in even steps."""
    steg = max(1, math.ceil((sista - forsta) / max(1, hogst - 1)))
    return list(range(sista, forsta - 1, -steg))[::-1]
