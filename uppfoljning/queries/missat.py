"""What has changed since the lights were last computed, though nobody was told: no broker answered just then."""

from datetime import datetime

from django.db.models import Max
from django.db.models.functions import Coalesce

from kkik.models import Importkorning
from organisation.models import Handelse, Jobbstatus
from planering.models import Indikator, Mal, Malomrade, Plan
from uppfoljning.models import Berakning

# What changes which years a trend may use; dismissing a possible break changes nothing.
DEFINITIONSBESLUT = ("kkik.bekrafta_brott", "kkik.lagg_till_brott", "kkik.ta_tillbaka_brott")


def import_utan_berakning() -> int | None:
    """The newest import that changed a value, when no full run has begun, or waits to, since it ended; its key."""
    senast = (
        Importkorning.objects.filter(status=Jobbstatus.KLAR)
        .exclude(nya=0, andrade=0, forsvunna=0)
        .order_by("-avslutad")
        .values_list("pk", "avslutad")
        .first()
    )
    if senast is None or _raknat(senast[1], bara_hela=True):
        return None
    return senast[0]


def definition_utan_berakning() -> bool:
    """Whether a person has decided on a definition after the newest full run began, and none waits."""
    nar = Handelse.objects.filter(typ__in=DEFINITIONSBESLUT).aggregate(t=Max("tid"))["t"]
    return nar is not None and not _raknat(nar, bara_hela=True)


def planandring_utan_berakning() -> bool:
    """Whether any plan has changed after the newest run began, and none waits."""
    tider = [modell.objects.aggregate(t=Max("andrad"))["t"] for modell in (Plan, Malomrade, Mal, Indikator)]
    andrad = max((t for t in tider if t is not None), default=None)
    return andrad is not None and not _raknat(andrad, bara_hela=False)


def _raknat(sedan: datetime, *, bara_hela: bool) -> bool:
    """Whether a run has begun since then, however it went, or stands in the queue."""
    rader = Berakning.objects.filter(bara_bedomningar=False) if bara_hela else Berakning.objects.all()
    if rader.filter(status=Jobbstatus.KOAD).exists():
        return True
    return rader.alias(borjade=Coalesce("startad", "skapad")).filter(borjade__gte=sedan).exists()
