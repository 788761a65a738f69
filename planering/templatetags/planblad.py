"""{% load planblad %}: one goal of the plan with its indicators."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from planering.presenters.planblad import Malblad

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=2048)
def malblad(blad: Malblad) -> SafeString:
    """A sheet depends on nothing but its own texts, numbers and keys, so one that has been drawn is not drawn again:
    in a plan of sixty goals only the one that was changed is."""
    return get_template("planering/_malblad.html").render({"blad": blad})
