"""Reads: which plans, indicators and action plans there are, as other apps need to know them."""

from django.db.models import Prefetch, QuerySet

from kkik.models import Varde
from planering.models import Aktivitet, Handlingsplan, Indikator, Mal, Plan
from planering.queries.rader import NYCKELTALETS_OVRIGA


def planer() -> QuerySet[Plan]:
    """All plans, newest first."""
    return Plan.objects.order_by("-fran_ar", "-version")


def anvanda_nyckeltal() -> list[str]:
    """Kolada's ids of the nyckeltal that any indicator uses, sorted."""
    urval = Indikator.objects.order_by().filter(nyckeltal__isnull=False)
    return sorted(urval.values_list("nyckeltal__kolada_id", flat=True).distinct())


def indikatorer_i_ordning(plan: Plan) -> QuerySet[Indikator]:
    """The plan's indicators in its order, with what they measure by and their goal."""
    return (
        Indikator.objects.filter(mal__malomrade__plan=plan)
        .select_related("nyckeltal", "egetmatt", "mal")
        .defer(*NYCKELTALETS_OVRIGA, "mal__beskrivning", "varfor")
        .order_by(
            "mal__malomrade__ordning",
            "mal__malomrade_id",
            "mal__ordning",
            "mal_id",
            "ordning",
            "id",
        )
    )


def handlingsplaner(
    *, plan: Plan | None = None, mal: Mal | None = None, enhet_id: int | None = None
) -> QuerySet[Handlingsplan]:
    """Action plans with their activities; with `plan`, those of its goals and those that belong to no goal."""
    urval = Handlingsplan.objects.select_related("mal__malomrade__plan", "enhet", "ansvarig")
    if plan is not None:
        urval = urval.filter(mal__malomrade__plan=plan) | urval.filter(mal__isnull=True)
    if mal is not None:
        urval = urval.filter(mal=mal)
    if enhet_id is not None:
        urval = urval.filter(enhet_id=enhet_id)
    return urval.prefetch_related(
        Prefetch("aktiviteter", Aktivitet.objects.order_by("ordning", "id"))
    ).order_by("namn", "id")


def egen_historik(nyckeltal_id: int, kommun_id: int, kon: str = "T") -> list[tuple[int, float]]:
    """One municipality's values of one nyckeltal, (year, value) in year order; years without value are left out."""
    return list(
        Varde.objects.filter(
            nyckeltal_id=nyckeltal_id,
            kommun_id=kommun_id,
            kon=kon,
            borttagen=False,
            varde__isnull=False,
        )
        .order_by("ar")
        .values_list("ar", "varde")
    )
