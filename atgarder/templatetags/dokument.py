"""{% load dokument %}{% dokument d %}: a document's parts on a page, headings from h2."""

from typing import Any

from django import template

from atgarder.domain.dokument import Dokument, Kolumn, Matris, Punkt, Tabell, stycken

register = template.Library()
SIDA, KANT = 300, 30  # the square, and the room for the axes' names


@register.inclusion_tag("atgarder/beslut/_dokument.html")
def dokument(d: Dokument) -> dict[str, Any]:
    return {"d": d}


@register.filter
def delade(text: str) -> list[str]:
    """Its paragraphs."""
    return stycken(text)


@register.inclusion_tag("atgarder/beslut/_matris.html")
def dokumentmatris(matris: Matris) -> dict[str, Any]:
    """The matrix with its points placed: 1–6 on both axes, the border at 3.5. Those in one place stand side by side."""
    punkter, sedda = [], []
    for p in matris.punkter:
        fore = sedda.count((p.insats, p.effekt))
        sedda.append((p.insats, p.effekt))
        punkter.append(_placerad(p, fore))
    return {"m": matris, "punkter": punkter, "mitt": KANT + SIDA // 2, "slut": KANT + SIDA}


def _placerad(p: Punkt, fore: int) -> dict[str, Any]:
    x, y = _x(p.insats), _y(p.effekt)
    return {
        "nummer": p.nummer,
        "x": _svg(x + fore * 22),
        "y": _svg(y),
        "x1": _svg(_x(p.insats_min)),
        "x2": _svg(_x(p.insats_max)),
        "y1": _svg(_y(p.effekt_min)),
        "y2": _svg(_y(p.effekt_max)),
    }


def _x(varde: float) -> float:
    return KANT + (varde - 0.5) / 6 * SIDA


def _y(varde: float) -> float:
    return SIDA - (varde - 0.5) / 6 * SIDA


def _svg(tal: float) -> str:
    """As SVG reads it, whatever the language of the page."""
    return f"{tal:.1f}"


@register.filter
def celler(tabell: Tabell, rad: tuple[str, ...]) -> list[tuple[Kolumn, str]]:
    """A row's cells with their columns."""
    return list(zip(tabell.kolumner, rad, strict=True))
