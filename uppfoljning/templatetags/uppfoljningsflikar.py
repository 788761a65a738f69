"""{% load uppfoljningsflikar %} {% flikar %}: the section's own navigation."""

from typing import Any

from django import template

from uppfoljning.flikar import visade

register = template.Library()


@register.inclusion_tag("uppfoljning/_flikar.html", takes_context=True)
def flikar(context: template.Context) -> dict[str, Any]:
    begaran = context["request"]
    return {"flikar": visade(begaran.user, begaran.path)}
