"""{% load analyslankar %}: where analyses are linked from other pages."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from planering.models import Indikator
from uppfoljning.behorighet import Tillhor
from uppfoljning.forsok import tidigare_forsok
from uppfoljning.models import Analys
from uppfoljning.queries.analyser import analyser_for, analyser_per_indikator

register = template.Library()


@register.inclusion_tag("uppfoljning/analys/_pa_indikatorn.html", takes_context=True)
def indikatorns_analyser(context: template.Context, indikator: Indikator, ar: int | None) -> dict[str, Any]:
    """The analyses of an indicator, and the way to open one for whoever may. At most three queries."""
    person = context["request"].user
    if not person.has_perm("uppfoljning.se_analys"):
        return {"analyser": [], "ny": ""}
    analyser = analyser_for(indikator)
    far = ar is not None and person.has_perm("uppfoljning.analysera", Tillhor(indikator.agare_id))
    pagar = any(not a.ar_klar for a in analyser)
    fraga = urlencode({"indikator": indikator.pk, "ar": ar or ""})
    return {
        "analyser": analyser,
        "ny": f"{reverse('uppfoljning:ny_analys')}?{fraga}" if far and not pagar else "",
    }


@register.inclusion_tag("uppfoljning/analys/_har_provats.html")
def har_provats(om: Indikator | Iterable[Indikator]) -> dict[str, Any]:
    """What has been tried on the same measures before; nothing when nothing has."""
    return {"forsok": tidigare_forsok([om] if isinstance(om, Indikator) else om)}


@register.simple_tag(takes_context=True)
def analyskarta(context: template.Context) -> dict[int, tuple[str, str]]:
    """Indicator → (text, address) of its newest analysis, for the rows of the page's table. At most three queries."""
    if not context["request"].user.has_perm("uppfoljning.se_analys"):
        return {}
    tabell = context["tabell"]
    per = analyser_per_indikator(r.indikator.pk for r in tabell.rader)
    return {i: _lank(analyser[0]) for i, analyser in per.items()}


def _lank(analys: Analys) -> tuple[str, str]:
    if analys.ar_klar:
        return "Analys klar", reverse("uppfoljning:berattelse", args=[analys.pk])
    return "Analys pågår", reverse("uppfoljning:analys", args=[analys.pk])
