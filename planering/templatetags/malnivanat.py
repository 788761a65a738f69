"""{% load malnivanat %}: a row of the grid of target levels."""

from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString

from planering.forms.malnivanat import Natrad

register = template.Library()


@dataclass(frozen=True, slots=True)
class Rutbild:
    namn: str
    etikett: str
    text: str
    fel: str
    andrad: bool
    fore: str
    sin_sida: bool


@dataclass(frozen=True, slots=True)
class Radbild:
    """`om`: the goal, the unit, and of whom. `ar`: how many years there are. `fel` is about the row, `sida` where the
    tolerance and the baseline are set, when that is what is wrong."""

    pk: int
    namn: str
    om: str
    fore: str
    hinder: str
    ar: int
    rutor: tuple[Rutbild, ...]
    fel: str
    sida: str


@register.simple_tag
def natrad(rad: Natrad, ar: int) -> SafeString:
    """What is drawn depends on nothing but the row's own texts, so a row that has been drawn is not drawn again."""
    i = rad.indikator
    om = (i.mal.titel, rad.enhet, i.get_kon_display().lower() if i.kon != "T" else "")
    rutor = tuple(
        Rutbild(r.namn, r.etikett, r.text, r.fel, r.andrad, r.fore_visat, r.sin_sida) for r in rad.rutor
    )
    sin_sida = rad.sin_sida or any(r.sin_sida for r in rad.rutor)
    sida = reverse("planering:malnivaer", args=[i.pk]) if sin_sida else ""
    text = " · ".join(d for d in om if d)
    return _rad(Radbild(i.pk, i.namn, text, rad.fore, rad.hinder, ar, rutor, " ".join(rad.fel), sida))


@lru_cache(maxsize=2048)
def _rad(rad: Radbild) -> SafeString:
    return get_template("planering/_malnivarad.html").render({"rad": rad})
