"""{% load uppfoljningsflikar %} {% flikar %}: the section's own navigation."""

from typing import Any

from django import template

from styrsnurra.gemensamt.flikar import visade
from uppfoljning.flikar import FLIKAR

register = template.Library()


@register.inclusion_tag("_komponenter/flikar.html", takes_context=True)
def flikar(context: template.Context) -> dict[str, Any]:
    begaran = context["request"]
    visas = visade(FLIKAR, "uppfoljning:maluppfyllelse", begaran.user, begaran.path)
    return {"flikar": visas, "namn": "Uppföljning"}
