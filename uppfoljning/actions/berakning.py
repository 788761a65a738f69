"""A run of the calculations, as a job: the plans' indicators first, then the country."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from django.db import transaction
from django.utils import timezone

from kkik.actions.lagen import berakna_lagen
from organisation.actions import avsluta, hjartslag, logga, misslyckas, skicka_jobb, ta_jobb
from organisation.models import Jobbstatus, Person
from uppfoljning.actions.berakna import berakna_bedomningar
from uppfoljning.models import Berakning
from uppfoljning.queries.missat import (
    definition_utan_berakning,
    import_utan_berakning,
    planandring_utan_berakning,
)

SEKUNDER_MELLAN_HJARTSLAG = 10.0


class Overtagen(Exception):
    """The job has been given to another worker: stop, and write nothing more."""


@transaction.atomic
def koa_berakning(
    *,
    av: Person | None,
    nar: datetime,
    efter_import: int | None = None,
    bara_bedomningar: bool = False,
) -> Berakning:
    """Queue a run. One that waits already and does as much is enough: it reads everything when it starts."""
    vantande = Berakning.objects.filter(status=Jobbstatus.KOAD).order_by("id")
    rad = vantande.first() if bara_bedomningar else vantande.filter(bara_bedomningar=False).first()
    if rad is None:
        rad = Berakning.objects.create(
            skapad=nar,
            startad_av=av.pseudonym if av is not None else None,
            efter_import=efter_import,
            bara_bedomningar=bara_bedomningar,
        )
        logga(av=av, nar=nar, typ="uppfoljning.koa_berakning", objekt=rad)
    skicka_jobb(rad=rad)
    return rad


def koa_missad_berakning(*, nar: datetime) -> Berakning | None:
    """Queue what an import, a decision on a definition or a change in a plan asked for while no broker answered; None
    when nothing was missed."""
    if (efter := import_utan_berakning()) is not None:
        return koa_berakning(av=None, nar=nar, efter_import=efter)
    if definition_utan_berakning():
        return koa_berakning(av=None, nar=nar)
    if planandring_utan_berakning():
        return koa_berakning(av=None, nar=nar, bara_bedomningar=True)
    return None


def kor_berakning(*, rad: Berakning, nar: datetime, klocka: Callable[[], datetime] = timezone.now) -> bool:
    """Do the run, if it is still there to be taken. `klocka` tells the time of signs of life and of the end.

    A run that fails says so on its row and raises; the lights, and the country's places, are each all old or all new.
    """
    if not ta_jobb(rad=rad, nar=nar):
        return False
    try:
        lever = _livstecken(rad, klocka)
        # The plans' own lights first: they take seconds, and people wait for them.
        rad.antal_bedomningar = berakna_bedomningar(
            av=None, nar=nar, berakning=rad, framsteg=lever
        ).bedomningar
        if not rad.bara_bedomningar:
            lagen = berakna_lagen(av=None, nar=nar, framsteg=lever)
            rad.antal_nyckeltal, rad.antal_lagen = lagen.nyckeltal, lagen.lagen
    except Overtagen:
        return False
    except Exception as fel:
        misslyckas(rad=rad, nar=klocka(), fel=f"Beräkningen avbröts av ett fel ({type(fel).__name__}).")
        raise
    with transaction.atomic():
        rad.save(update_fields=["antal_nyckeltal", "antal_lagen", "antal_bedomningar"])
        return avsluta(rad=rad, nar=klocka())


def _livstecken(rad: Berakning, klocka: Callable[[], datetime]) -> Callable[[int, int], None]:
    senast = monotonic()

    def lever(gjort: int, totalt: int) -> None:
        nonlocal senast
        if monotonic() - senast < SEKUNDER_MELLAN_HJARTSLAG:
            return
        senast = monotonic()
        if not hjartslag(rad=rad, nar=klocka()):
            raise Overtagen

    return lever
