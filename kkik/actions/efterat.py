"""What follows an import that has ended: those above are told, and old raw pages are removed. Neither may undo it."""

import logging
from datetime import datetime
from pathlib import Path

from celery import current_app
from django.conf import settings

from kkik.actions.importera import FRIST
from kkik.importers.radata import rensa
from kkik.models import Importkorning
from organisation.models import Jobbstatus

logg = logging.getLogger(__name__)


def skicka_efter_import(korning: Importkorning) -> None:
    """Tell those above that values have changed. The import has succeeded whether or not the broker answers."""
    for task in settings.EFTER_IMPORT:
        try:
            current_app.send_task(task, [korning.pk], retry=False)
        except (
            Exception
        ) as fel:  # the broker's client has many kinds of errors, none of which may undo an import
            logg.warning(
                "Jobbkön svarar inte (%s). Beräkna signalerna med: manage.py berakna", type(fel).__name__
            )


def rensa_radata(korning: Importkorning, nar: datetime) -> None:
    """Keep the newest folders, and those of runs that may still be approved."""
    vantande = Importkorning.objects.filter(status=Jobbstatus.VANTAR, avslutad__gte=nar - FRIST)
    skyddade = {Path(sokvag).name for sokvag in vantande.values_list("rakatalog", flat=True)}
    skyddade.add(Path(korning.rakatalog).name)
    try:
        rensa(settings.RADATA_KATALOG, behall=settings.RADATA_BEHALL, skyddade=frozenset(skyddade))
    except OSError as fel:
        logg.warning("Äldre råsidor kunde inte rensas: %s", fel)
