"""{% load planblad %}: a goal as the plan, the red thread's picture and its list show it.

What is drawn depends on nothing but its own texts, numbers and keys, so a goal that has been drawn is not drawn again:
in a plan of sixty goals only the one that was changed is.
"""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from planering.presenters.planblad import Malblad
from planering.presenters.rodtrad import Nodkort

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=2048)
def malblad(blad: Malblad) -> SafeString:
    """The goal with its indicators."""
    return get_template("planering/_malblad.html").render({"blad": blad})


@register.simple_tag
@lru_cache(maxsize=2048)
def nodkort(kort: Nodkort) -> SafeString:
    """The goal as a card in the picture."""
    return get_template("planering/_nodkort.html").render({"n": kort})


@register.simple_tag
@lru_cache(maxsize=2048)
def tradrad(kort: Nodkort) -> SafeString:
    """The goal as a row of the list."""
    return get_template("planering/_tradrad.html").render({"n": kort})
