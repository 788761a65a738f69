"""{% load effekttaggar %}: whether an assignment had effect, on its own page."""

from typing import Any

from django import template
from django.utils import timezone

from atgarder.models import Atgardsuppdrag
from atgarder.presenters.effekt import effektvy
from atgarder.queries.effekter import egen_kommuns_namn, uppdragets_bedomning, uppdragets_effekter

register = template.Library()


@register.simple_tag(takes_context=True)
def uppdragets_effekt(context: template.Context, uppdrag: Atgardsuppdrag) -> dict[str, Any]:
    """The verdicts, what people make of them, and whether the viewer may say so. At most four queries."""
    idag, namn = timezone.localdate(), egen_kommuns_namn()
    return {
        "effekter": [effektvy(e, uppdrag, namn, idag) for e in uppdragets_effekter(uppdrag)],
        "bedomning": uppdragets_bedomning(uppdrag),
        "far": context["request"].user.has_perm("atgarder.folja_upp", uppdrag),
        "pagar": uppdrag.genomforande == Atgardsuppdrag.Genomforande.PAGAR,
    }
