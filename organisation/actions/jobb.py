"""Job rows (`organisation.models.Jobbrad`): taking one, keeping it alive, ending it, and catching those that stopped.

A task may be delivered twice, and a worker may die at any line. So a job is taken by one conditional update, and
`forsok` tells the tries apart: one that has been given to another worker meanwhile can no longer write to its row.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from organisation.actions.logg import logga
from organisation.models import Jobbrad, Jobbstatus

MAX_FORSOK = 3


def skicka_jobb(*, rad: Jobbrad) -> None:
    """Send the row's task (settings.JOBBSLAG) when the transaction commits. Sending one twice does no harm."""
    skicka_task(task=dict(settings.JOBBSLAG)[rad._meta.label], argument=[rad.pk])


def skicka_task(*, task: str, argument: Sequence[Any] = ()) -> None:
    """Send a task by name when the transaction commits. What was saved stays saved when no broker answers: the
    failure is logged, and queued job rows are sent again by beat."""
    transaction.on_commit(lambda: current_app.send_task(task, list(argument), retry=False), robust=True)


def ta_jobb(*, rad: Jobbrad, nar: datetime) -> bool:
    """Take a queued job. False when somebody else has it, it has ended, or another of its kind must end first (where
    the model lets only one run at a time): it then stays queued, and is sent again later."""
    try:
        with transaction.atomic():
            tagna = type(rad)._default_manager.filter(pk=rad.pk, status=Jobbstatus.KOAD)
            if not tagna.update(
                status=Jobbstatus.PAGAR, startad=nar, hjartslag=nar, avslutad=None, forsok=F("forsok") + 1
            ):
                return False
    except IntegrityError:
        return False
    rad.refresh_from_db()
    return True


def hjartslag(*, rad: Jobbrad, nar: datetime) -> bool:
    """Say that the job is alive. False when the row is no longer this try's to write: then stop, and write nothing.

    Must be committed while the work goes on, so outside the transaction of the work.
    """
    return _uppdatera(rad, hjartslag=nar)


def avsluta(*, rad: Jobbrad, nar: datetime, status: Jobbstatus = Jobbstatus.KLAR) -> bool:
    """End the job well (KLAR), let it wait for a person (VANTAR), or mark it stopped on purpose (AVBRUTEN)."""
    return _uppdatera(rad, status=status, hjartslag=nar, avslutad=nar, fel="")


def misslyckas(*, rad: Jobbrad, nar: datetime, fel: str) -> bool:
    """End the job as failed. `fel` is Swedish, for the person who looks at the page."""
    return _uppdatera(rad, status=Jobbstatus.MISSLYCKAD, hjartslag=nar, avslutad=nar, fel=fel)


def _uppdatera(rad: Jobbrad, **falt) -> bool:
    """Write to the row if it is still running in the try that `rad` was taken in."""
    egen = type(rad)._default_manager.filter(pk=rad.pk, status=Jobbstatus.PAGAR, forsok=rad.forsok)
    if not egen.update(**falt):
        return False
    for namn, varde in falt.items():
        setattr(rad, namn, varde)
    return True


@transaction.atomic
def fanga_stannade(*, modell: type[Jobbrad], nar: datetime, efter: timedelta) -> dict[str, int]:
    """Queue again the running jobs that have given no sign of life for `efter`, or park them after three tries; and
    send again the queued ones that nobody has taken for as long (their message was lost, or they had to wait).

    Returns how many of each: {"koade", "parkerade", "skickade"}.
    """
    grans = nar - efter
    rader = (
        modell._default_manager.select_for_update(skip_locked=True)
        .alias(sett=Coalesce("hjartslag", "startad", "skapad"))
        .filter(Q(status=Jobbstatus.PAGAR) | Q(status=Jobbstatus.KOAD), sett__lt=grans)
        .order_by("pk")
    )
    antal = {"koade": 0, "parkerade": 0, "skickade": 0}
    for rad in rader:
        if rad.status == Jobbstatus.KOAD:
            antal["skickade"] += 1
        elif rad.forsok < MAX_FORSOK:
            antal["koade"] += 1
            rad.fel = f"Försök {rad.forsok} av {MAX_FORSOK} avbröts."
            logga(
                av=None, nar=nar, typ="organisation.koa_stannat_jobb", objekt=rad, data={"forsok": rad.forsok}
            )
        else:
            antal["parkerade"] += 1
            _parkera(rad, nar)
            continue
        rad.status, rad.hjartslag = Jobbstatus.KOAD, nar
        rad.save(update_fields=["status", "hjartslag", "fel"])
        skicka_jobb(rad=rad)
    return antal


def _parkera(rad: Jobbrad, nar: datetime) -> None:
    rad.status, rad.avslutad = Jobbstatus.PARKERAD, nar
    rad.fel = f"Avbröts {MAX_FORSOK} gånger och körs inte igen av sig självt."
    rad.save(update_fields=["status", "avslutad", "fel"])
    logga(av=None, nar=nar, typ="organisation.parkera_jobb", objekt=rad, data={"forsok": rad.forsok})
