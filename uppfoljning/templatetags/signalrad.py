"""{% load signalrad %}: one row of the signal table, and of the focus list."""

from dataclasses import replace
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from uppfoljning.fokusvy import Fokusrad
from uppfoljning.presenters import Radvy
from uppfoljning.queries import Sikt

register = template.Library()


@register.simple_tag
def signalrad(
    r: Radvy,
    ar: int | None,
    ar_serie: tuple[int, ...],
    i_lista: bool = False,
    analyser: dict[int, tuple[str, str]] | None = None,
) -> SafeString:
    """A row depends on nothing but its own texts and numbers, so one that has been drawn is not drawn again: a
    table of hundreds of indicators then costs a few milliseconds. i_lista: the goal's name stands in the row.
    analyser: by indicator, (text, address) of its newest analysis."""
    return _rad(replace(r, kalla=None), ar, ar_serie, i_lista, (analyser or {}).get(r.pk))


@lru_cache(maxsize=4096)
def _rad(
    r: Radvy, ar: int | None, ar_serie: tuple[int, ...], i_lista: bool, analys: tuple[str, str] | None
) -> SafeString:
    return get_template("uppfoljning/_rad.html").render(
        {"r": r, "ar": ar, "ar_serie": ar_serie, "i_lista": i_lista, "analys": analys}
    )


@register.simple_tag
def fokusrad(f: Fokusrad, sikt: Sikt, valbar: object) -> SafeString:
    """A row of the focus list, drawn once likewise. valbar: with a box to choose it by."""
    return _fokusrad(replace(f, rad=replace(f.rad, kalla=None)), sikt.ar, sikt.ar_serie, bool(valbar))


@lru_cache(maxsize=1024)
def _fokusrad(f: Fokusrad, ar: int | None, ar_serie: tuple[int, ...], valbar: bool) -> SafeString:
    sammanhang = {"f": f, "ar": ar, "ar_serie": ar_serie, "valbar": valbar}
    return get_template("uppfoljning/fokus/_fokusrad.html").render(sammanhang)
