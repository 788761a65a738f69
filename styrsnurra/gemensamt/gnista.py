"""The sparkline: a few years at a glance, with the target level and the last point marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from styrsnurra.gemensamt.skala import Punkt, Skala, punktlista, strackor, tal_eller_inget
from styrsnurra.gemensamt.tal import SAKNAS, decimaler_for, formatera

KANT_X, KANT_Y = 6.0, 5.0


@dataclass(frozen=True, slots=True)
class Gnista:
    """Coordinates of a sparkline in a box of bredd × hojd; nothing measured → sist is None."""

    bredd: int
    hojd: int
    linjer: tuple[str, ...]
    ensamma: tuple[Punkt, ...]
    sist: Punkt | None
    mal_y: float | None
    malband: tuple[float, float] | None  # y, height
    beskrivning: str


def gnista(
    varden: Sequence[Any],
    ar: Sequence[int],
    malniva: Any = None,
    *,
    bredd: int = 132,
    hojd: int = 34,
    enhet: str = "",
    decimaler: int | None = None,
) -> Gnista:
    """varden and ar are equally long, years ascending; None or NaN is a gap and stays one.

    malniva: a number, a pair (a, b) for an interval, or None.
    """
    tal = [tal_eller_inget(v) for v in varden]
    matta = [v for v in tal if v is not None]
    granser = _granser(malniva)
    delar = strackor(ar, tal)
    if not matta:
        return Gnista(bredd, hojd, (), (), None, None, None, "Inga uppgifter.")
    x = Skala(ar[0], ar[-1], KANT_X, bredd - KANT_X)
    alla = [*matta, *granser]
    y = Skala(min(alla), max(alla), hojd - KANT_Y, KANT_Y)
    band = None
    if len(granser) == 2:
        topp, botten = y(max(granser)), y(min(granser))
        band = (topp, round(botten - topp, 1))
    sista_ar, sista = delar[-1][-1]
    return Gnista(
        bredd,
        hojd,
        tuple(punktlista((x(a), y(v)) for a, v in d) for d in delar if len(d) > 1),
        tuple((x(d[0][0]), y(d[0][1])) for d in delar if len(d) == 1 and d[0][0] != sista_ar),
        (x(sista_ar), y(sista)),
        y(granser[0]) if len(granser) == 1 else None,
        band,
        _beskrivning(ar, tal, granser, enhet, decimaler),
    )


def _granser(malniva: Any) -> list[float]:
    par = malniva if isinstance(malniva, (tuple, list)) else (malniva,)
    return [g for g in map(tal_eller_inget, par) if g is not None]


def _beskrivning(
    ar: Sequence[int], tal: list[float | None], granser: list[float], enhet: str, decimaler: int | None
) -> str:
    """What the picture shows, in words: first and last value, the target, the missing years."""
    if decimaler is None:
        decimaler = decimaler_for([*tal, *granser])
    matta = [(a, v) for a, v in zip(ar, tal, strict=True) if v is not None]
    (fran_ar, fran), (till_ar, till) = matta[0], matta[-1]
    text = f"{till_ar}: {formatera(till, decimaler, enhet)}."
    if fran_ar != till_ar:
        fran_text, till_text = formatera(fran, decimaler, enhet), formatera(till, decimaler, enhet)
        fran_nar, till_nar = (f"{a}" if enhet else f"({a})" for a in (fran_ar, till_ar))
        text = f"Från {fran_text} {fran_nar} till {till_text} {till_nar}."
    if granser:
        text += f" Målnivå {SAKNAS.join(formatera(g, decimaler) for g in granser)}"
        text += f"\u00a0{enhet}." if enhet else "."
    luckor = [str(a) for a, v in zip(ar, tal, strict=True) if v is None]
    if luckor:
        text += f" Uppgift saknas {', '.join(luckor)}."
    return text
