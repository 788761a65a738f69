"""Tasks."""

import logging
from datetime import timedelta

from celery import current_app, shared_task
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from organisation import actions

logg = logging.getLogger(__name__)


@shared_task(name="organisation.tasks.fanga_stannade_jobb", expires=300)
def fanga_stannade_jobb() -> None:
    """Look for job rows whose worker died. Sent by beat every minute, and by each worker when it starts."""
    efter = timedelta(seconds=settings.JOBB_STANNAT_EFTER)
    for namn, _ in settings.JOBBSLAG:
        antal = actions.fanga_stannade(modell=apps.get_model(namn), nar=timezone.now(), efter=efter)
        if any(antal.values()):
            logg.warning("%s: %s", namn, ", ".join(f"{n} {ord_}" for ord_, n in antal.items()))


@shared_task(name="organisation.tasks.skicka_utskick", expires=300)
def skicka_utskick() -> None:
    """Send queued mail. Sent when some is queued, and by beat in case that was lost."""
    actions.skicka_koade(nar=timezone.now())


@shared_task(name="organisation.tasks.paminn", expires=3600)
def paminn() -> None:
    """Let every app with reminders look for what is due today (settings.PAMINNELSER). Sent by beat every morning."""
    for namn in settings.PAMINNELSER:
        current_app.send_task(namn)
