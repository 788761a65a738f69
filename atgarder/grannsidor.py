"""What Åtgärder has to show of a goal or an indicator (settings.GRANNSIDOR)."""

from django.urls import reverse

from atgarder.models import Beslutspunkt
from planering.models import Indikator
from planering.queries import och_foregangare
from styrsnurra.gemensamt.datum import iso

HELA_TRADEN = "Hela tråden"


def om_mal(pk: int) -> list[tuple[str, str]]:
    """No queries: a plan shows many goals."""
    return [(HELA_TRADEN, reverse("atgarder:trad", args=["mal", pk]))]


def om_indikator(pk: int) -> list[tuple[str, str]]:
    """The thread, and the carried points of standing decisions that were expected to move it, or a version before it;
    newest first. One query."""
    alla = och_foregangare(Indikator, pk)
    punkter = (
        Beslutspunkt.objects.filter(effekter__indikator__in=alla, beslut__rattat_av__isnull=True)
        .select_related("forslag", "beslut")
        .only("utfall", "ordning", "forslag__titel", "beslut__sammantrade")
        .order_by("-beslut__sammantrade", "ordning", "id")
        .distinct()
    )
    beslut = [
        (
            f"{p.forslag.titel}: {p.get_utfall_display().lower()} {iso(p.beslut.sammantrade)}",
            reverse("atgarder:beslut", args=[p.beslut_id]),
        )
        for p in punkter
        if p.bifallen
    ]
    return [(HELA_TRADEN, reverse("atgarder:trad", args=["indikator", pk])), *beslut]
