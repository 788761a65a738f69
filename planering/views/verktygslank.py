"""Addresses of the tools that support a step. Planering works without them."""

from django.urls import NoReverseMatch, reverse


def instrumentadress(instrument: str) -> str:
    """The page of a checklist or exercise; "" where verktyg has no pages."""
    try:
        return reverse("verktyg:instrument", args=[instrument])
    except NoReverseMatch:
        return ""
