"""Assignments, with what their lists and pages say of them."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from atgarder.models import Atgardsuppdrag, Beslutadeffekt
from organisation.models import Handelse
from planering.models import Handlingsplan
from planering.queries import handlingsplaner_med_lage


def _effekter() -> Prefetch:
    """With the indicator and its measure, and the newest verdict where there is one."""
    return Prefetch(
        "punkt__effekter",
        Beslutadeffekt.objects.select_related("indikator__nyckeltal", "indikator__egetmatt", "utslag")
        .defer("indikator__nyckeltal__sok", "indikator__nyckeltal__beskrivning", "utslag__underlag")
        .order_by("id"),
    )


def uppdragen() -> QuerySet[Atgardsuppdrag]:
    """All of them, newest first. Two queries."""
    return (
        Atgardsuppdrag.objects.select_related(
            "punkt__forslag__analys__enhet",
            "punkt__beslut__namnd",
            "punkt__beslut__underlag",
            "enhet",
            "handlingsplan__ansvarig",
            "effektbedomning",
            "andrad_av",
        )
        .prefetch_related(_effekter())
        .order_by("-id")
    )


def planer_for(uppdrag: Iterable[Atgardsuppdrag]) -> dict[int, Handlingsplan]:
    """Key → the action plan with its activities and their check-ins. Three queries."""
    nycklar = [u.handlingsplan_id for u in uppdrag]
    return {p.pk: p for p in handlingsplaner_med_lage().filter(pk__in=nycklar)}


def uppdragshandelser(uppdrag: Atgardsuppdrag) -> list[Handelse]:
    """When it was given, and each time somebody said how it goes, oldest first. One query."""
    return list(
        Handelse.objects.filter(
            objekt=Atgardsuppdrag._meta.label,
            objekt_id=str(uppdrag.pk),
            typ__in=("atgarder.skapa_atgardsuppdrag", "atgarder.andra_atgardsuppdrag"),
        ).order_by("tid", "id")
    )


def oppna_uppdrag() -> QuerySet[Atgardsuppdrag]:
    """Those with something left to follow up. One query."""
    return (
        Atgardsuppdrag.objects.exclude(genomforande=Atgardsuppdrag.Genomforande.AVBRUTEN)
        .select_related(
            "punkt__forslag", "punkt__beslut__namnd", "handlingsplan__ansvarig", "effektbedomning"
        )
        .order_by("pk")
    )
