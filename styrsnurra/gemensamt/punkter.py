"""Dots of all municipalities on one line, packed so that each can be seen (a beeswarm)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from styrsnurra.gemensamt.skala import Punkt, Skala, jamna_steg, tal_eller_inget
from styrsnurra.gemensamt.tal import decimaler_for, formatera

BREDD, KANT = 520, 22
RADIE = 2.3
_STEG = 1.15
_HOGST = 40.0


@dataclass(frozen=True, slots=True)
class Prickbild:
    """Coordinates in a box BREDD × hojd; egen is x of the own municipality or None when it has no value."""

    hojd: float
    mitt: float
    punkter: tuple[Punkt, ...]
    band: tuple[float, float] | None  # x, width of the middle half
    egen: float | None
    egen_text: str
    egen_ankare: str
    marken: tuple[tuple[float, str], ...]
    beskrivning: str
    bredd: int = BREDD
    radie: float = RADIE

    @property
    def slut(self) -> float:
        """Height of the band: the swarm with a little air."""
        return round(2 * (self.mitt - 6), 1)

    @property
    def streck_slut(self) -> float:
        return self.slut + 12

    @property
    def axel_y(self) -> float:
        return self.slut + 26

    @property
    def text_y(self) -> float:
        return self.slut + 44


def svarm(xs: Sequence[float], radie: float = RADIE, hogst: float = _HOGST) -> list[Punkt]:
    """A place (x, offset from the middle line) for each x, in the order given.

    Each dot takes the free place nearest the line; where the room (±hogst) is full, dots overlap at the rim.
    """
    platser: list[Punkt] = [(0.0, 0.0)] * len(xs)
    lagda: list[Punkt] = []
    minsta = (2 * radie) ** 2
    for i in sorted(range(len(xs)), key=lambda j: xs[j]):
        x = xs[i]
        lagda = [p for p in lagda if x - p[0] < 2 * radie]
        plats = (x, _ledig(x, lagda, minsta, hogst))
        lagda.append(plats)
        platser[i] = plats
    return platser


def _ledig(x: float, lagda: list[Punkt], minsta: float, hogst: float) -> float:
    n = 0
    while n * _STEG <= hogst:
        for y in (n * _STEG, -n * _STEG):
            if all((x - px) ** 2 + (y - py) ** 2 >= minsta for px, py in lagda):
                return round(y, 1)
        n += 1
    return hogst


@lru_cache(maxsize=256)
def prickbild(
    varden: tuple[Any, ...],
    egen: Any = None,
    p25: Any = None,
    p75: Any = None,
    namn: str = "",
    enhet: str = "",
    decimaler: int | None = None,
) -> Prickbild | None:
    """The picture of all values (the own one may be among them); None when nothing is measured."""
    tal = [v for v in map(tal_eller_inget, varden) if v is not None]
    eget = tal_eller_inget(egen)
    if not tal:
        return None
    alla = [*tal, eget] if eget is not None else tal
    marken = jamna_steg(min(alla), max(alla), 6)
    skala = Skala(marken[0], marken[-1], KANT, BREDD - KANT)
    platser = svarm([skala(v) for v in tal])
    halv = max(18.0, max(abs(y) for _, y in platser) + RADIE + 3)
    mitt = round(halv + 6, 1)
    fran, till = tal_eller_inget(p25), tal_eller_inget(p75)
    band = None
    if fran is not None and till is not None:
        band = (skala(fran), round(skala(till) - skala(fran), 1))
    if decimaler is None:
        decimaler = decimaler_for(alla)
    egen_x = skala(eget) if eget is not None else None
    egen_text = f"{namn} {formatera(eget, decimaler, enhet)}".strip() if eget is not None else ""
    ankare = "middle"
    if egen_x is not None and egen_x < 90:
        ankare = "start"
    elif egen_x is not None and egen_x > BREDD - 90:
        ankare = "end"
    axeldecimaler = decimaler_for(marken)
    return Prickbild(
        round(2 * halv + 52, 1),
        mitt,
        tuple((x, round(mitt + y, 1)) for x, y in platser),
        band,
        egen_x,
        egen_text,
        ankare,
        tuple((skala(m), formatera(m, axeldecimaler)) for m in marken),
        _beskrivning(tal, egen_text, fran, till, decimaler, enhet),
    )


def _beskrivning(
    tal: list[float], egen_text: str, p25: float | None, p75: float | None, decimaler: int, enhet: str
) -> str:
    text = f"{len(tal)} kommuner mellan {formatera(min(tal), decimaler)} "
    text += f"och {formatera(max(tal), decimaler, enhet)}."
    if p25 is not None and p75 is not None:
        text += f" Mittersta hälften {formatera(p25, decimaler)}–{formatera(p75, decimaler, enhet)}."
    return f"{text} {egen_text}." if egen_text else text
