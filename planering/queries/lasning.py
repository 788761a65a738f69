"""How much of a plan its decision locks."""

from decimal import Decimal

from django.db.models import Count, F, Sum, Value

from planering.models import (
    Indikator,
    Mal,
    Malniva,
    Malomrade,
    Oronmarkning,
    Plan,
    Ram,
    Uppdragsbeskrivning,
)


def lasning(plan: Plan) -> tuple[dict[str, int], dict[int, Decimal]]:
    """How many of each, and the sum of the frames by year (tkr). Two queries."""
    forst, *ovriga = (
        urval.order_by().values_list(Value(slag)).annotate(antal=Count("pk"))
        for slag, urval in {
            "malomraden": Malomrade.objects.filter(plan=plan),
            "mal": Mal.objects.filter(malomrade__plan=plan),
            "indikatorer": Indikator.objects.filter(mal__malomrade__plan=plan),
            "malnivaer": Malniva.objects.filter(indikator__mal__malomrade__plan=plan),
            "ramar": Ram.objects.filter(verksamhet__plan=plan),
            "oronmarkningar": Oronmarkning.objects.filter(ram__verksamhet__plan=plan),
            "uppdrag": Uppdragsbeskrivning.objects.filter(plan=plan),
        }.items()
    )
    ramar = Ram.objects.filter(verksamhet__plan=plan).order_by().values_list("ar")
    belopp = Sum(F("bas") + F("upprakning") + F("demografi") + F("prioritering"))
    return dict(forst.union(*ovriga, all=True)), dict(ramar.annotate(summa=belopp))
