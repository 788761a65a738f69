"""Which indicators measure by a nyckeltal (settings.NYCKELTALSANVANDNING)."""

from datetime import date

from django.urls import reverse

from planering.domain.planval import levande
from planering.models import Indikator, Plan


def levande_planer(idag: date) -> list[int]:
    """Keys of the plans that still matter: the one that is followed, those decided for later years and not replaced,
    and those not decided yet. One query."""
    return [p.pk for p in levande(Plan.objects.all(), idag.year)]


def indikatorer_med(nyckeltal_ids: list[int], idag: date) -> dict[int, list[tuple[str, str]]]:
    """Key → (name, address) of the indicators in living plans; a name that stands in several plans comes once, with
    the earliest: the plan that is followed. Two queries."""
    rader = (
        Indikator.objects.filter(nyckeltal__in=nyckeltal_ids, mal__malomrade__plan__in=levande_planer(idag))
        .order_by("mal__malomrade__plan__fran_ar", "mal__malomrade__plan__version", "ordning", "pk")
        .values_list("nyckeltal_id", "namn", "pk")
    )
    ut: dict[int, dict[str, str]] = {}
    for nyckeltal, namn, pk in rader:
        ut.setdefault(nyckeltal, {}).setdefault(namn, reverse("uppfoljning:indikator", args=[pk]))
    return {nyckeltal: list(per_namn.items()) for nyckeltal, per_namn in ut.items()}
