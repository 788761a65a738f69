"""Tasks."""

import logging

from celery import shared_task
from django.utils import timezone

from uppfoljning import actions
from uppfoljning.actions import paminn, paminn_uppgifter
from uppfoljning.actions.arenden import ga_igenom
from uppfoljning.models import Berakning

logg = logging.getLogger(__name__)


@shared_task(name="uppfoljning.tasks.kor_berakning")
def kor_berakning(berakning_id: int) -> None:
    """Do a queued run of the calculations."""
    rad = Berakning.objects.filter(pk=berakning_id).first()
    if rad is None:
        logg.warning("Berakning %s is gone.", berakning_id)
        return
    actions.kor_berakning(rad=rad, nar=timezone.now())


@shared_task(name="uppfoljning.tasks.berakna_efter_import")
def berakna_efter_import(importkorning_id: int) -> None:
    """Queue a full run after an import that changed something (settings.EFTER_IMPORT)."""
    actions.koa_berakning(av=None, nar=timezone.now(), efter_import=importkorning_id)


@shared_task(name="uppfoljning.tasks.berakna_efter_definition")
def berakna_efter_definition(nyckeltal_id: int) -> None:
    """Queue a full run after a decision on a nyckeltal's definition (settings.EFTER_DEFINITION): the country's trends
    in it change too. The run is the same for all nyckeltal, so one in the queue is enough."""
    actions.koa_berakning(av=None, nar=timezone.now())


@shared_task(name="uppfoljning.tasks.berakna_efter_planandring")
def berakna_efter_planandring() -> None:
    """Queue a run of the plans' indicators after a change in a plan (settings.EFTER_PLANANDRING)."""
    actions.koa_berakning(av=None, nar=timezone.now(), bara_bedomningar=True)


@shared_task(name="uppfoljning.tasks.berakna_det_missade", expires=300)
def berakna_det_missade() -> None:
    """Queue what was asked for while no broker answered. Sent by beat every minute."""
    if (rad := actions.koa_missad_berakning(nar=timezone.now())) is not None:
        logg.warning("Berakning %s was missed, and is queued now.", rad.pk)


@shared_task(name="uppfoljning.tasks.paminn_om_omgangar", expires=3600)
def paminn_om_omgangar() -> None:
    """Queue the day's reminders about rounds (settings.PAMINNELSER)."""
    antal = paminn.paminn_om_omgangar(nar=timezone.now())
    if antal:
        logg.info("%s reminders about rounds are queued.", antal)


@shared_task(name="uppfoljning.tasks.paminn_om_uppgifter", expires=3600)
def paminn_om_uppgifter() -> None:
    """Queue the day's reminders about the tasks of work plans (settings.PAMINNELSER)."""
    antal = paminn_uppgifter.paminn_om_uppgifter(nar=timezone.now())
    if antal:
        logg.info("%s reminders about tasks are queued.", antal)


@shared_task(name="uppfoljning.tasks.ga_igenom_efter_import")
def ga_igenom_efter_import(importkorning_id: int) -> None:
    """Raise and close items for the indicators' owners after an import (settings.EFTER_IMPORT)."""
    ga_igenom(nar=timezone.now())


@shared_task(name="uppfoljning.tasks.ga_igenom_arenden")
def ga_igenom_arenden() -> None:
    """The same every morning: an enhet ends on a day, not with an import. Sent by beat."""
    ga_igenom(nar=timezone.now())
