"""Expected effects of decisions, and what became of them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from atgarder.models import Atgardsuppdrag, Beslutadeffekt, Beslutspunkt, Effektbedomning
from organisation.queries import kommuninstallning

BIFALLNA = (Beslutspunkt.Utfall.BIFALL, Beslutspunkt.Utfall.ANDRING)


def gallande_effekter(effekter: Iterable[Beslutadeffekt] | None = None) -> QuerySet[Beslutadeffekt]:
    """Those of carried points in decisions that have not been corrected, by key; of `effekter` where given."""
    rader = Beslutadeffekt.objects.filter(punkt__utfall__in=BIFALLNA, punkt__beslut__rattat_av__isnull=True)
    if effekter is not None:
        rader = rader.filter(pk__in=[e.pk for e in effekter])
    return rader.select_related(
        "punkt__beslut", "punkt__forslag", "indikator__nyckeltal", "indikator__egetmatt"
    ).order_by("pk")


def effekten(pk: int) -> Beslutadeffekt | None:
    """One, with all that its page shows; its decision may have been corrected."""
    return (
        Beslutadeffekt.objects.select_related(
            "punkt__beslut__namnd",
            "punkt__beslut__rattat_av",
            "punkt__beslut__underlag",
            "punkt__forslag__analys__enhet",
            "punkt__uppdrag",
            "indikator__nyckeltal",
            "indikator__egetmatt",
            "indikator__mal__malomrade",
            "utslag",
        )
        .defer("indikator__nyckeltal__sok")
        .filter(pk=pk)
        .first()
    )


def uppdragets_effekter(uppdrag: Atgardsuppdrag) -> list[Beslutadeffekt]:
    """With verdicts where computed. One query."""
    return list(
        Beslutadeffekt.objects.filter(punkt=uppdrag.punkt_id)
        .select_related(
            "punkt__beslut", "indikator__nyckeltal", "indikator__egetmatt", "indikator__mal", "utslag"
        )
        .defer("indikator__nyckeltal__sok")
        .order_by("pk")
    )


def uppdragets_bedomning(uppdrag: Atgardsuppdrag) -> Effektbedomning | None:
    return Effektbedomning.objects.select_related("andrad_av").filter(uppdrag=uppdrag).first()


def egen_kommuns_namn() -> str:
    installning = kommuninstallning()
    return installning.namn if installning is not None else "Kommunen"
