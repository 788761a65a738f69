"""What the import pages show."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Min, QuerySet
from django_celery_beat.models import PeriodicTask

from kkik.models import Importkorning, Nyckeltal
from organisation.models import Jobbstatus, Person

TASK = "kkik.tasks.schemalagd_import"


@dataclass(frozen=True, slots=True)
class Lagrat:
    """What has been fetched: how many nyckeltal, when the newest of them, and when the oldest."""

    nyckeltal: int
    senast: datetime | None
    tidigast: datetime | None


@dataclass(frozen=True, slots=True)
class Schemalagd:
    slag: str
    nar: datetime


def importkorningar() -> QuerySet[Importkorning]:
    return Importkorning.objects.order_by("-pk")


def aktuell_import() -> Importkorning | None:
    """The one that runs, otherwise one in the queue."""
    # "pagar" sorts after "koad", so the running one comes first, then the oldest in the queue.
    i_gang = Importkorning.objects.filter(status__in=[Jobbstatus.PAGAR, Jobbstatus.KOAD])
    return i_gang.order_by("-status", "pk").first()


def vantande_importer() -> list[Importkorning]:
    return list(importkorningar().filter(status=Jobbstatus.VANTAR))


def senaste_fel() -> Importkorning | None:
    """The newest ended run, if it did not succeed."""
    avslutad = importkorningar().exclude(status__in=[Jobbstatus.KOAD, Jobbstatus.PAGAR]).first()
    return None if avslutad is None or avslutad.status in (Jobbstatus.KLAR, Jobbstatus.VANTAR) else avslutad


def lagrat() -> Lagrat:
    tal = Nyckeltal.objects.filter(hamtad__isnull=False).aggregate(
        n=Count("pk"), s=Max("hamtad"), t=Min("hamtad")
    )
    return Lagrat(nyckeltal=tal["n"], senast=tal["s"], tidigast=tal["t"])


def schemalagda(nu: datetime) -> list[Schemalagd]:
    """The coming scheduled imports, soonest first: beat's own rows, which an administrator may have changed, or the
    settings before beat has run for the first time."""
    rader = PeriodicTask.objects.filter(task=TASK).select_related("crontab", "interval")
    if rader:
        par = [(json.loads(r.kwargs or "{}").get("slag", ""), r.schedule) for r in rader if r.enabled]
    else:
        par = [
            (rad["kwargs"]["slag"], rad["schedule"])
            for rad in settings.CELERY_BEAT_SCHEDULE.values()
            if rad["task"] == TASK
        ]
    return sorted((Schemalagd(slag, _nasta(schema, nu)) for slag, schema in par), key=lambda s: s.nar)


def _nasta(schema, nu: datetime) -> datetime:
    """The whole minute: the estimate falls a moment short of it."""
    return (nu + schema.remaining_estimate(nu) + timedelta(seconds=30)).replace(second=0, microsecond=0)


def namn_pa(korning: Importkorning, falt: str) -> str:
    """Who started or approved it; "" for a job or the command line."""
    pseudonym = getattr(korning, falt)
    if pseudonym is None:
        return ""
    return (
        Person.objects.filter(pseudonym=pseudonym).values_list("namn", flat=True).first()
        or "någon som slutat"
    )
