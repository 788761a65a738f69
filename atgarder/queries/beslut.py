"""Decisions and papers for the list and for a decision's own page."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from atgarder.models import Aterkoppling, Beslut, Beslutspunkt, Beslutsunderlag, Underlagsforslag

PUNKTER = Prefetch(
    "punkter", queryset=Beslutspunkt.objects.select_related("forslag").order_by("ordning", "id")
)
RADER = Prefetch(
    "rader", queryset=Underlagsforslag.objects.select_related("forslag").order_by("ordning", "id")
)


def gallande() -> QuerySet[Beslut]:
    """The standing decisions, newest meeting first. Three queries with what hangs on them."""
    return (
        Beslut.objects.filter(rattat_av__isnull=True)
        .select_related("underlag__enhet", "namnd", "avslut", "rattar")
        .defer("underlag__innehall")
        .prefetch_related(PUNKTER, "aterkopplingar")
        .order_by("-sammantrade", "-id")
    )


def hamta_beslut(pk: int) -> Beslut | None:
    return (
        Beslut.objects.filter(pk=pk)
        .select_related("underlag__enhet", "namnd", "avslut", "rattar__namnd", "rattat_av__namnd")
        .prefetch_related(
            Prefetch(
                "punkter",
                queryset=Beslutspunkt.objects.select_related("forslag__analys", "uppdrag__enhet")
                .prefetch_related("effekter__indikator__nyckeltal", "effekter__indikator__egetmatt")
                .order_by("ordning", "id"),
            ),
            Prefetch("aterkopplingar", queryset=Aterkoppling.objects.select_related("andrad_av")),
        )
        .first()
    )


def vantande() -> list[Beslutsunderlag]:
    """Handed in and not decided, the one that has waited longest first. Two queries."""
    return list(_underlag().filter(lamnat__isnull=False, beslut__isnull=True).order_by("lamnat", "id"))


def pagaende() -> list[Beslutsunderlag]:
    """Being written, the newest first. Two queries."""
    return list(_underlag().filter(lamnat__isnull=True).order_by("-id"))


def obesvarade_aterremisser() -> list[Beslutsunderlag]:
    """Sent back, in whole or in part, without a new paper yet. Two queries."""
    return list(
        _underlag()
        .filter(
            beslut__rattat_av__isnull=True,
            beslut__punkter__utfall=Beslutspunkt.Utfall.ATERREMISS,
            svar__isnull=True,
        )
        .distinct()
        .order_by("-id")
    )


def _underlag() -> QuerySet[Beslutsunderlag]:
    return Beslutsunderlag.objects.select_related("enhet").defer("innehall").prefetch_related(RADER)


@dataclass(frozen=True, slots=True)
class Kedjelank:
    """A decision in a chain of corrections. `denna`: the one that is read."""

    beslut: Beslut
    denna: bool


def kedja(beslut: Beslut) -> list[Kedjelank]:
    """All the decisions on the paper, from the first to the one that stands. One query."""
    alla = Beslut.objects.filter(underlag=beslut.underlag_id).select_related("namnd").order_by("id")
    return [Kedjelank(b, b.pk == beslut.pk) for b in alla]
