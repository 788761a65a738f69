"""{% load spegelrader %}: the rows of the year's mirror. A row depends on nothing but its own texts and numbers, so one
that has been drawn is not drawn again."""

from dataclasses import replace
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from uppfoljning.domain.spegel import Svar
from uppfoljning.presenters import Radvy
from uppfoljning.spegelvy import Aktivitetspar, Indikatorpar, Pengapar

register = template.Library()


@register.simple_tag
def spegelindikator(par: Indikatorpar, ar: int) -> SafeString:
    """An indicator and its target level, beside its outcome."""
    return _indikator(replace(par.rad, kalla=None), par.niva, par.svar, ar)


@lru_cache(maxsize=2048)
def _indikator(r: Radvy, niva: str, svar: Svar, ar: int) -> SafeString:
    return _rita("indikator", {"r": r, "niva": niva, "svar": svar, "ar": ar})


@register.simple_tag
@lru_cache(maxsize=1024)
def spegelpengar(p: Pengapar) -> SafeString:
    """Money set aside for the goal, beside what the frame it is from has cost."""
    return _rita("pengar", {"p": p})


@register.simple_tag
@lru_cache(maxsize=1024)
def spegelaktivitet(a: Aktivitetspar) -> SafeString:
    """An activity, beside what became of it."""
    return _rita("aktivitet", {"a": a})


def _rita(rad: str, sammanhang: dict) -> SafeString:
    return get_template(f"uppfoljning/spegel/_{rad}.html").render(sammanhang)
