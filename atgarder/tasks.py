"""Tasks."""

import logging

from celery import shared_task
from django.utils import timezone

from atgarder.actions import effekt, paminn_uppdrag

logg = logging.getLogger(__name__)


@shared_task(name="atgarder.tasks.rakna_effekter", expires=3600)
def rakna_effekter() -> None:
    """Every morning, sent by beat: plans and own measures' outcomes change without an import."""
    logg.info("%s expected effects are computed.", effekt.rakna_effekter(nar=timezone.now()))


@shared_task(name="atgarder.tasks.rakna_efter_import")
def rakna_efter_import(importkorning_id: int) -> None:
    """After an import that changed something (settings.EFTER_IMPORT)."""
    rakna_effekter()


@shared_task(name="atgarder.tasks.rakna_efter_definition")
def rakna_efter_definition(nyckeltal_id: int) -> None:
    """After a decision on a nyckeltal's definition (settings.EFTER_DEFINITION): a break takes a verdict away."""
    rakna_effekter()


@shared_task(name="atgarder.tasks.paminn_om_uppdrag", expires=3600)
def paminn_om_uppdrag() -> None:
    """Queue the day's reminders about the follow-ups of assignments (settings.PAMINNELSER)."""
    antal = paminn_uppdrag.paminn_om_uppdrag(nar=timezone.now())
    if antal:
        logg.info("%s reminders about assignments are queued.", antal)
