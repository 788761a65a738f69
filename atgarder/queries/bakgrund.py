"""What planering shows of decisions, without knowing of them (settings.HANDLINGSPLANENS_BAKGRUND, VANTAR_PA_PLANEN)."""

from collections import defaultdict

from django.urls import reverse

from atgarder.models import Atgardsuppdrag, Beslutadeffekt
from atgarder.queries.forval import effektord
from atgarder.queries.onskemal import vantande_behov, vantande_malandringar
from planering.models import Plan


def uppdragets_bakgrund(handlingsplaner: list[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Action plan → (word, text, address): the decision that it came from, and what is expected of it. Two queries."""
    uppdrag = list(
        Atgardsuppdrag.objects.filter(handlingsplan__in=handlingsplaner).select_related(
            "punkt__beslut__namnd"
        )
    )
    effekter = defaultdict(list)
    rader = (
        Beslutadeffekt.objects.filter(punkt__in=[u.punkt_id for u in uppdrag])
        .select_related("indikator__nyckeltal", "indikator__egetmatt")
        .defer("indikator__nyckeltal__sok", "indikator__nyckeltal__beskrivning")
        .order_by("id")
    )
    for rad in rader if uppdrag else ():
        effekter[rad.punkt_id].append(effektord(rad))
    ut = {}
    for u in uppdrag:
        adress = reverse("atgarder:uppdrag", args=[u.pk])
        ut[u.handlingsplan_id] = [
            ("Uppdrag efter beslut", str(u.punkt.beslut), adress),
            *(("Väntas ge", text, "") for text in effekter[u.punkt_id]),
        ]
    return ut


def vantar_pa_plan(plan: Plan) -> list[tuple[str, str]]:
    """ "3 behov och 1 målförslag från beslut väntar", with where they are answered; nothing when none does. The needs
    are those of the plan's own years. Two queries."""
    behov = vantande_behov().filter(ar__in=list(plan.ar)).count()
    mal = vantande_malandringar().count()
    delar = [f"{behov} behov"] if behov else []
    delar += [f"{mal} målförslag"] if mal else []
    if not delar:
        return []
    return [(f"{' och '.join(delar)} från beslut väntar", reverse("atgarder:infor_budget"))]
