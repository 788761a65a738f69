"""An import's way through life: asked for, queued, approved or refused, found dead. The run itself is `korning`."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from kkik.actions.importlas import om_ledigt
from kkik.models import Importkorning, Importsteg
from organisation.actions import logga, skicka_jobb
from organisation.models import Jobbstatus, Person

FRIST = timedelta(days=7)


class KanInteGodkannas(Exception):
    """str() is Swedish and says why."""


@transaction.atomic
def skapa_import(
    *,
    av: Person | None,
    nar: datetime,
    slag: str,
    omfattning: dict[str, Any],
    rakatalog: str = "",
) -> Importkorning:
    """A row in the queue. `omfattning` as in `kkik.actions.omfang.gor_plan`."""
    korning = Importkorning.objects.create(
        slag=slag,
        omfattning=omfattning,
        rakatalog=rakatalog,
        skapad=nar,
        startad_av=av.pseudonym if av is not None else None,
    )
    logga(
        av=av,
        nar=nar,
        typ="kkik.starta_import",
        objekt=korning,
        data={"slag": slag, "omfattning": omfattning},
    )
    return korning


@transaction.atomic
def koa_import(
    *, av: Person | None, nar: datetime, slag: str, omfattning: dict[str, Any]
) -> Importkorning | None:
    """Let a worker run it. None when one is queued or running already: a second would only do the same again."""
    if Importkorning.objects.filter(status__in=[Jobbstatus.KOAD, Jobbstatus.PAGAR]).exists():
        return None
    korning = skapa_import(av=av, nar=nar, slag=slag, omfattning=omfattning)
    skicka_jobb(rad=korning)
    return korning


@transaction.atomic
def godkann_import(
    *, av: Person | None, nar: datetime, korning: Importkorning, koa: bool = True
) -> Importkorning:
    """Let a waiting run go on: what it fetched is loaded from its raw pages, with no guard rails.

    Raises KanInteGodkannas when it does not wait, has waited too long, or newer values have been loaded whole.
    """
    korning = Importkorning.objects.select_for_update().get(pk=korning.pk)
    if skal := hinder(korning, nar):
        raise KanInteGodkannas(skal)
    korning.status, korning.avslutad, korning.godkand = Jobbstatus.KOAD, None, nar
    korning.hjartslag = nar
    korning.godkand_av = av.pseudonym if av is not None else None
    korning.save(update_fields=["status", "avslutad", "godkand", "godkand_av", "hjartslag"])
    logga(av=av, nar=nar, typ="kkik.godkann_import", objekt=korning, data={"stopp": korning.stopp})
    if koa:
        skicka_jobb(rad=korning)
    return korning


def hinder(korning: Importkorning, nar: datetime) -> str:
    """Why a run cannot be approved; empty when it can."""
    if korning.status != Jobbstatus.VANTAR:
        return "Importen väntar inte på godkännande."
    if nar > korning.avslutad + FRIST:
        return "Det har gått mer än sju dagar sedan hämtningen. Kör en ny import i stället."
    senare = Importkorning.objects.filter(pk__gt=korning.pk, status=Jobbstatus.KLAR)
    if senare.exclude(slag=Importkorning.Slag.ANDRINGAR).exists():
        return "En senare import har redan lästs in. Kör en ny import i stället."
    return ""


@transaction.atomic
def avsla_import(*, av: Person | None, nar: datetime, korning: Importkorning) -> Importkorning:
    """A person says no: nothing of it is loaded."""
    korning = Importkorning.objects.select_for_update().get(pk=korning.pk)
    if korning.status != Jobbstatus.VANTAR:
        raise KanInteGodkannas("Importen väntar inte på godkännande.")
    korning.status, korning.fel = Jobbstatus.AVBRUTEN, "Avslogs. Ingenting fördes in."
    korning.save(update_fields=["status", "fel"])
    logga(av=av, nar=nar, typ="kkik.avsla_import", objekt=korning, data={"stopp": korning.stopp})
    return korning


def fanga_avbrutna_importer(*, nar: datetime) -> int:
    """Mark runs whose process is gone, and those that nobody approved in time; how many.

    A dead run has changed nothing: its transaction died with it. The lock tells, so no heartbeat need be waited for.
    """
    dod, forfallen = Q(status=Jobbstatus.PAGAR), Q(status=Jobbstatus.VANTAR, avslutad__lt=nar - FRIST)
    misstankta = set(Importkorning.objects.filter(dod | forfallen).values_list("status", flat=True))
    antal = 0
    if Jobbstatus.PAGAR in misstankta:
        with om_ledigt() as ledigt:
            for korning in Importkorning.objects.select_for_update().filter(dod) if ledigt else ():
                _avbryt(
                    korning, nar, "Körningen avbröts. Det som fanns lagrat är orört.", "kkik.avbruten_import"
                )
                antal += 1
    if Jobbstatus.VANTAR in misstankta:
        with transaction.atomic():
            for korning in Importkorning.objects.select_for_update(skip_locked=True).filter(forfallen):
                _avbryt(
                    korning,
                    nar,
                    "Godkändes inte inom sju dagar. Ingenting fördes in.",
                    "kkik.forfallen_import",
                )
                antal += 1
    return antal


def _avbryt(korning: Importkorning, nar: datetime, fel: str, typ: str) -> None:
    korning.status, korning.fel = Jobbstatus.AVBRUTEN, fel
    korning.avslutad = korning.avslutad or korning.hjartslag or nar
    korning.save(update_fields=["status", "fel", "avslutad"])
    Importsteg.objects.filter(importkorning=korning, status=Jobbstatus.PAGAR).update(
        status=Jobbstatus.AVBRUTEN, avslutad=korning.avslutad
    )
    logga(av=None, nar=nar, typ=typ, objekt=korning)
