"""The wheel's geometry. Angles in degrees clockwise from the top, radii in the picture's own units, y downwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

PIL = 5.0  # degrees that a part's arrow stands out


@dataclass(frozen=True, slots=True)
class Matt:
    """Radii of one drawing, from the hub outwards. `text` is where a step's words are centred."""

    mitt: float
    nav: float
    steg: tuple[float, float]
    delar: tuple[float, float]
    runt: tuple[float, float]
    text: float


BRED = Matt(mitt=360, nav=112, steg=(122, 282), delar=(288, 326), runt=(332, 358), text=225)
SMAL = Matt(mitt=180, nav=52, steg=(56, 138), delar=(141, 163), runt=(166, 179), text=98)


def punkt(m: Matt, r: float, grader: float) -> tuple[float, float]:
    """(x, y)"""
    v = radians(grader)
    return m.mitt + r * sin(v), m.mitt - r * cos(v)


def _p(m: Matt, r: float, grader: float) -> str:
    x, y = punkt(m, r, grader)
    return f"{x:.1f} {y:.1f}"


def _bage(m: Matt, r: float, till: float, stor: bool, medurs: bool) -> str:
    return f"A{r:g} {r:g} 0 {int(stor)} {int(medurs)} {_p(m, r, till)}"


def sektor(m: Matt, r: tuple[float, float], fran: float, till: float) -> str:
    """A piece of a ring, as a path."""
    stor = till - fran > 180
    return (
        f"M{_p(m, r[1], fran)}{_bage(m, r[1], till, stor, True)}"
        f"L{_p(m, r[0], till)}{_bage(m, r[0], fran, stor, False)}Z"
    )


def ring(m: Matt, r: tuple[float, float]) -> str:
    """A whole ring; drawn in halves, for an arc that ends where it begins is nothing. Fill it evenodd."""
    return "".join(
        f"M{_p(m, en, 0)}{_bage(m, en, 180, False, True)}{_bage(m, en, 0, False, True)}Z" for en in r
    )


def pil(m: Matt, r: tuple[float, float], fran: float, till: float) -> str:
    """The same, pointing clockwise: its end stands out and its beginning makes room for the one before."""
    mellan, stor = (r[0] + r[1]) / 2, till - fran > 180
    return (
        f"M{_p(m, r[1], fran)}{_bage(m, r[1], till, stor, True)}L{_p(m, mellan, till + PIL)}"
        f"L{_p(m, r[0], till)}{_bage(m, r[0], fran, stor, False)}L{_p(m, mellan, fran + PIL)}Z"
    )


def skriftbana(m: Matt, r: float, fran: float, till: float) -> str:
    """The arc that words are written along, turned so that they never stand on their heads."""
    if 90 < (fran + till) / 2 % 360 < 270:
        return f"M{_p(m, r, till)}{_bage(m, r, fran, till - fran > 180, False)}"
    return f"M{_p(m, r, fran)}{_bage(m, r, till, till - fran > 180, True)}"


def vinklar(antal: Sequence[int]) -> list[list[tuple[float, float]]]:
    """For each part, with so many steps, (from, to) of each step: parts share the turn equally, steps their part."""
    del_ = 360 / len(antal)
    return [
        [(i * del_ + del_ * n / steg, i * del_ + del_ * (n + 1) / steg) for n in range(steg)]
        for i, steg in enumerate(antal)
    ]
