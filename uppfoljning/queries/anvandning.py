"""Which indicators measure by a nyckeltal (settings.NYCKELTALSANVANDNING)."""

from django.db.models import Q
from django.urls import reverse

from planering.models import Indikator, Plan
from planering.models.plan import Planstatus


def levande_planer() -> list[int]:
    """Keys of the plans that still matter: the one in force, and those not decided yet. Two queries."""
    aktuell = Plan.objects.aktuell()
    villkor = ~Q(status=Planstatus.BESLUTAD)
    if aktuell is not None:
        villkor |= Q(pk=aktuell.pk)
    return list(Plan.objects.filter(villkor).values_list("pk", flat=True))


def indikatorer_med(nyckeltal_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    """Key → (name, address) of the indicators in living plans; a name that stands in several plans comes once, with
    the plan in force. Three queries."""
    rader = (
        Indikator.objects.filter(nyckeltal__in=nyckeltal_ids, mal__malomrade__plan__in=levande_planer())
        .order_by("mal__malomrade__plan__fran_ar", "mal__malomrade__plan__version", "ordning", "pk")
        .values_list("nyckeltal_id", "namn", "pk")
    )
    ut: dict[int, dict[str, str]] = {}
    for nyckeltal, namn, pk in rader:
        ut.setdefault(nyckeltal, {}).setdefault(namn, reverse("uppfoljning:indikator", args=[pk]))
    return {nyckeltal: list(per_namn.items()) for nyckeltal, per_namn in ut.items()}
