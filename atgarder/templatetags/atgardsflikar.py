"""{% load atgardsflikar %} {% flikar %}: the section's own navigation."""

from typing import Any

from django import template

from atgarder.flikar import FLIKAR
from styrsnurra.gemensamt.flikar import visade

register = template.Library()


@register.inclusion_tag("_komponenter/flikar.html", takes_context=True)
def flikar(context: template.Context) -> dict[str, Any]:
    begaran = context["request"]
    return {"flikar": visade(FLIKAR, "atgarder:start", begaran.user, begaran.path), "namn": "Åtgärder"}
