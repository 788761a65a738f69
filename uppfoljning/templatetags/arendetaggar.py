"""{% load arendetaggar %}: items for an indicator's owner, where the owner passes by."""

from typing import Any

from django import template

from uppfoljning.queries.arenden import arenden_om, mina, oppna_arenden

register = template.Library()
VISADE = 5


@register.inclusion_tag("uppfoljning/arenden/_att_gora.html", takes_context=True)
def arenden_att_gora(context: template.Context) -> dict[str, Any]:
    """What waits for the reader; nothing where nothing does, or for those who only read. One query."""
    person = context["request"].user
    if not person.has_perm("uppfoljning.analysera"):
        return {"antal": 0}
    egna = mina(oppna_arenden(), person, "uppfoljning.analysera")
    return {"arenden": egna[:VISADE], "antal": len(egna)}


@register.inclusion_tag("uppfoljning/arenden/_om_indikatorn.html")
def arenden_om_indikatorn(indikator: int) -> dict[str, Any]:
    """Open items and what was answered before. One query."""
    return {"arenden": arenden_om(indikator)}
