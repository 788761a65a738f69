"""Descriptions of what is to be done, with what the pages show of them."""

from django.db.models import Count, Prefetch, Q, QuerySet

from planering.models import (
    Avsnitt,
    Plan,
    Uppdragsbeskrivning,
    Uppdragsenhet,
    Uppdragskalla,
    Uppdragstext,
    Uppdragsversion,
)

_PLATS = {avsnitt: nr for nr, avsnitt in enumerate(Avsnitt)}


def uppdragslista(plan: Plan) -> QuerySet[Uppdragsbeskrivning]:
    """A plan's descriptions with their enheter; `skrivna` of their `antal` sections have a text. Two queries."""
    return (
        Uppdragsbeskrivning.objects.filter(plan=plan)
        .prefetch_related(_enheter())
        .select_related("plan")
        .annotate(skrivna=Count("texter", filter=~Q(texter__text="")), antal=Count("texter"))
        .order_by("ordning", "id")
    )


def uppdrag() -> QuerySet[Uppdragsbeskrivning]:
    """With plan, enheter, sections and sources."""
    texter = Uppdragstext.objects.select_related("andrad_av").prefetch_related(
        Prefetch("kallor", Uppdragskalla.objects.order_by("ordning", "id"))
    )
    return Uppdragsbeskrivning.objects.select_related("plan").prefetch_related(
        _enheter(), Prefetch("texter", texter)
    )


def avsnitt_i_ordning(uppdrag: Uppdragsbeskrivning) -> list[Uppdragstext]:
    return sorted(uppdrag.texter.all(), key=lambda text: _PLATS[text.avsnitt])


def uppdragstexter() -> QuerySet[Uppdragstext]:
    return Uppdragstext.objects.select_related("uppdrag__plan", "andrad_av")


def versioner(text: Uppdragstext) -> QuerySet[Uppdragsversion]:
    """Newest first."""
    return text.versioner.select_related("sparad_av").order_by("-nummer")


def _enheter() -> Prefetch:
    return Prefetch("enhetsrader", Uppdragsenhet.objects.select_related("enhet").order_by("id"))
