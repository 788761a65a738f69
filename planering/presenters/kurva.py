"""The assistant's small picture: for every level, how large a share reached it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kkik.domain.prognostyper import Malprognos
from styrsnurra.gemensamt.skala import Skala, jamna_steg, punktlista
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

BREDD, HOJD = 400, 170
VANSTER, HOGER, TOPP, BOTTEN = 46, 386, 14, 138
KANT = 18


@dataclass(frozen=True, slots=True)
class Kurvbild:
    """Coordinates in a box of BREDD × HOJD. `mal`: where the target stands on the curve, None where it has none."""

    linje: str
    y_marken: tuple[tuple[float, str], ...]
    x_marken: tuple[tuple[float, str], ...]
    mal: tuple[float, float] | None
    beskrivning: str
    bredd: int = BREDD
    hojd: int = HOJD
    vanster: int = VANSTER
    hoger: int = HOGER
    topp: int = TOPP
    botten: int = BOTTEN


def kurvbild(
    kurva: Sequence[tuple[float, float]], r: Malprognos, enhet: str, decimaler: int
) -> Kurvbild | None:
    """`kurva`: (level, p) ascending, as the assistant gives it; fewer than two points give no picture."""
    if len(kurva) < 2:
        return None
    nivaer = [niva for niva, _ in kurva]
    tak = next(t for t in (0.25, 0.5, 0.75, 1.0) if t >= max(p for _, p in kurva) - 1e-9 or t == 1.0)
    x = Skala(nivaer[0], nivaer[-1], VANSTER, HOGER)
    y = Skala(0.0, tak, BOTTEN, TOPP)
    steg = [s for s in jamna_steg(nivaer[0], nivaer[-1], 5) if nivaer[0] <= s <= nivaer[-1]]
    efter = "%" if enhet.strip() == "%" else ""
    mal = None
    t = r.mal.varde if r.p is not None and r.mal is not None else None
    if t is not None and nivaer[0] <= t <= nivaer[-1]:
        mal = (x(t), y(r.p))
    return Kurvbild(
        linje=punktlista((x(niva), y(p)) for niva, p in kurva),
        y_marken=tuple((y(t), formatera(100 * t, 0, "%")) for t in _trappa(tak)),
        x_marken=tuple(
            (min(max(x(s), VANSTER), HOGER - KANT / 2), formatera(s, antal_decimaler(s), efter)) for s in steg
        ),
        mal=mal,
        beskrivning=_beskrivning(kurva, enhet, decimaler),
    )


def _trappa(tak: float) -> list[float]:
    """Three or four marks from nothing to the top."""
    return [0.0, tak / 2, tak] if tak < 0.75 else [0.0, 0.25, 0.5, 0.75, *([1.0] if tak == 1.0 else [])]


def _beskrivning(kurva: Sequence[tuple[float, float]], enhet: str, decimaler: int) -> str:
    """Three points of the curve in words."""
    valda = [kurva[0], kurva[len(kurva) // 2], kurva[-1]]
    delar = [f"{formatera(100 * p, 0, '%')} nådde {formatera(n, decimaler, enhet)}" for n, p in valda]
    return f"Andel som nådde respektive nivå: {', '.join(delar)}."
