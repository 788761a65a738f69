"""{% load arendetaggar %}: items for an indicator's owner, where the owner passes by."""

from typing import Any

from django import template

from uppfoljning.queries.arenden import arenden_om

register = template.Library()


@register.inclusion_tag("uppfoljning/arenden/_om_indikatorn.html")
def arenden_om_indikatorn(indikator: int) -> dict[str, Any]:
    """Open items and what was answered before. One query."""
    return {"arenden": arenden_om(indikator)}
