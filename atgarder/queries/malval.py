"""Which goals a decision could ask to have changed."""

from django.db.models import Q

from atgarder.models import Konsekvensbeskrivning
from planering.models import Mal, Plan


def valbara_mal(beskrivning: Konsekvensbeskrivning | None, ar: int) -> list[Mal]:
    """Those of the plan that is followed in `ar`, in its order, and those already chosen from an earlier one. Two
    queries."""
    villkor = Q(malomrade__plan=Plan.objects.aktuell(ar))
    if beskrivning is not None:
        villkor |= Q(pk__in=beskrivning.mal.values("pk"))
    return list(
        Mal.objects.filter(villkor)
        .select_related("malomrade__plan", "enhet")
        .order_by("-malomrade__plan__fran_ar", "malomrade__ordning", "malomrade_id", "ordning", "id")
    )
