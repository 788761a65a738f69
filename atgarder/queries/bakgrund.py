"""What planering shows of decisions, without knowing of them (settings.GRANNSIDOR)."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse

from atgarder.models import Atgardsuppdrag
from atgarder.queries.forval import effekter_for, effektord
from atgarder.queries.onskemal import vantande_behov, vantande_malandringar
from planering.models import Plan


def om_handlingsplan(pk: int) -> list[tuple[str, str]]:
    """The decision that an action plan came from, and what is expected of it, in two queries; nothing, in one, when it
    came from none."""
    uppdrag = Atgardsuppdrag.objects.filter(handlingsplan=pk).select_related("punkt__beslut__namnd").first()
    if uppdrag is None:
        return []
    adress = reverse("atgarder:uppdrag", args=[uppdrag.pk])
    return [
        (f"Uppdrag efter beslut i {uppdrag.punkt.beslut}", adress),
        *((f"Väntas ge {effektord(e)}", f"{adress}#effekt") for e in effekter_for(uppdrag.punkt)),
    ]


def om_utkast(pk: int) -> list[tuple[str, str]]:
    """ "3 behov och 1 målförslag från beslut väntar", with where they are answered; nothing when none does. The needs
    are those of the plan's own years. One query."""
    egna = vantande_behov().filter(ar__gte=OuterRef("fran_ar"), ar__lte=OuterRef("till_ar"))
    behov, mal = Plan.objects.filter(pk=pk).values_list(_antal(egna), _antal(vantande_malandringar())).get()
    delar = [f"{behov} behov"] if behov else []
    delar += [f"{mal} målförslag"] if mal else []
    if not delar:
        return []
    return [(f"{' och '.join(delar)} från beslut väntar", reverse("atgarder:infor_budget"))]


def _antal(rader: QuerySet) -> Subquery:
    """How many there are; None for none."""
    return Subquery(rader.order_by().values("status").annotate(antal=Count("pk")).values("antal"))
