"""The matrix as geometry: where squares, means and dots lie in the picture, and marks moved so that none hides another.

Coordinates in a box BREDD × HOJD, y downwards. The value 1–6 lies in the middle of its square.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atgarder.domain.prioritering import GRANS, HOGST, LAGST, STEG, Rost

Punkt = tuple[float, float]
ANTAL = HOGST - LAGST + 1
# The small places of a square, from its middle outwards: nine dots lie beside each other without touching.
_PLATSER = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1))


@dataclass(frozen=True, slots=True)
class Ram:
    """The picture's frame: a square of `ruta` units for each step, with room for the words around."""

    ruta: float
    vanster: float
    over: float

    @property
    def sida(self) -> float:
        return self.ruta * ANTAL

    @property
    def hoger(self) -> float:
        return self.vanster + self.sida

    @property
    def under(self) -> float:
        return self.over + self.sida

    @property
    def mitt(self) -> Punkt:
        """Where the quadrants meet."""
        return self.punkt(float(GRANS), float(GRANS))

    @property
    def linjer(self) -> list[tuple[float, float]]:
        """Between the steps, (x, y); the middle one, which parts the quadrants, is not among them."""
        return [
            (self.vanster + i * self.ruta, self.over + i * self.ruta)
            for i in range(1, ANTAL)
            if i != ANTAL / 2
        ]

    @property
    def steg(self) -> list[tuple[int, float, float]]:
        """(step, x on the insats axis, y on the effekt axis)."""
        return [(s, *self.punkt(s, s)) for s in STEG]

    def punkt(self, insats: float, effekt: float) -> Punkt:
        return (
            self.vanster + (insats - LAGST + 0.5) * self.ruta,
            self.over + (HOGST - effekt + 0.5) * self.ruta,
        )


def prickar(ram: Ram, roster: Iterable[Rost]) -> list[Punkt]:
    """A dot for each placement, in the order given; several in one square lie beside each other."""
    antal: Counter[tuple[int, int]] = Counter()
    ut = []
    for r in roster:
        nr = antal[r.insats, r.effekt]
        antal[r.insats, r.effekt] += 1
        dx, dy = _PLATSER[nr % len(_PLATSER)]
        x, y = ram.punkt(r.insats, r.effekt)
        ut.append((x + dx * ram.ruta / 4, y + dy * ram.ruta / 4))
    return ut


def isar(punkter: Sequence[Punkt], avstand: float, ram: Ram) -> list[Punkt]:
    """The same points, moved as little as their order allows until every two are at least `avstand` apart, within the
    frame. The first stays where it is; each of the others takes the nearest free place on rings around its own."""
    ut: list[Punkt] = []
    for x, y in punkter:
        ut.append(next(p for p in _ringar(x, y, avstand, ram) if _fri(p, ut, avstand)))
    return ut


def _fri(p: Punkt, tagna: Sequence[Punkt], avstand: float) -> bool:
    return all(math.hypot(p[0] - t[0], p[1] - t[1]) >= avstand - 1e-9 for t in tagna)


def _ringar(x: float, y: float, avstand: float, ram: Ram) -> Iterable[Punkt]:
    """The point itself, then places around it, to the right first. Wider than the frame as the last way out, so that
    there is always a place."""
    yield x, y
    for ring in range(1, 400):
        radie = ring * avstand / 2
        for del_ in range(12 * ring):
            vinkel = 2 * math.pi * del_ / (12 * ring)
            p = (round(x + radie * math.cos(vinkel), 6), round(y - radie * math.sin(vinkel), 6))
            inne = ram.vanster <= p[0] <= ram.hoger and ram.over <= p[1] <= ram.under
            if inne or radie > 2 * ram.sida:
                yield p


def bokstav(nr: int) -> str:
    """0 → A, 25 → Z, 26 → AA: what a proposal is called in the picture."""
    text = ""
    nr += 1
    while nr:
        nr, rest = divmod(nr - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
