"""Two measures against each other: a dot for each municipality, the own one marked, split in four by two lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from styrsnurra.gemensamt.skala import Punkt, Skala, jamna_steg
from styrsnurra.gemensamt.tal import formatera

BREDD, HOJD = 640, 440
VANSTER, HOGER, OVER, UNDER = 52, 12, 30, 50


@dataclass(frozen=True, slots=True)
class Spridningsbild:
    """Coordinates in a box BREDD × HOJD. `svaga` are the dots outside the group; `horn` the four names."""

    punkter: tuple[Punkt, ...]
    svaga: tuple[Punkt, ...]
    egen: Punkt
    egen_namn: str
    egen_ankare: str
    delar_x: float
    delar_y: float
    x_marken: tuple[tuple[float, str], ...]
    y_marken: tuple[tuple[float, str], ...]
    horn: tuple[tuple[float, float, str, str], ...]  # x, y, anchor, text
    x_namn: str
    y_namn: str
    beskrivning: str
    bredd: int = BREDD
    hojd: int = HOJD
    vanster: int = VANSTER
    hoger: int = BREDD - HOGER
    over: int = OVER
    under: int = HOJD - UNDER


def spridningsbild(
    punkter: Sequence[tuple[float, float, bool]],
    *,
    egen: tuple[float, float],
    egen_namn: str,
    delar: tuple[float, float],
    horn: tuple[str, str, str, str],
    x_namn: str,
    y_namn: str,
    beskrivning: str,
) -> Spridningsbild:
    """punkter: (x, y, in the group) of the others. delar: the (x, y) that split the picture.

    horn: the names of the quarters, upper left, upper right, lower left, lower right.
    """
    xs, ys = [*(p[0] for p in punkter), egen[0], delar[0]], [*(p[1] for p in punkter), egen[1], delar[1]]
    xm, ym = jamna_steg(min(xs), max(xs)), jamna_steg(min(ys), max(ys))
    x = Skala(xm[0], xm[-1], VANSTER, BREDD - HOGER)
    y = Skala(ym[0], ym[-1], HOJD - UNDER, OVER)
    plats = (x(egen[0]), y(egen[1]))
    v, h, o, u = VANSTER + 6, BREDD - HOGER - 6, OVER - 10, HOJD - UNDER - 8
    return Spridningsbild(
        punkter=tuple((x(a), y(b)) for a, b, med in punkter if med),
        svaga=tuple((x(a), y(b)) for a, b, med in punkter if not med),
        egen=plats,
        egen_namn=egen_namn,
        egen_ankare="end" if plats[0] > BREDD * 0.7 else "start",
        delar_x=x(delar[0]),
        delar_y=y(delar[1]),
        x_marken=tuple((x(m), formatera(m)) for m in xm),
        y_marken=tuple((y(m), formatera(m)) for m in ym),
        horn=(
            (v, o, "start", horn[0]),
            (h, o, "end", horn[1]),
            (v, u, "start", horn[2]),
            (h, u, "end", horn[3]),
        ),
        x_namn=x_namn,
        y_namn=y_namn,
        beskrivning=beskrivning,
    )
