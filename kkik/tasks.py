"""Tasks."""

import logging
from typing import Any

from celery import shared_task
from django.utils import timezone

from kkik.actions.importera import fanga_avbrutna_importer, koa_import
from kkik.models import Importkorning

logg = logging.getLogger(__name__)
# What beat asks for: everything that is stored, KKiK and what goals use; every night only what changed.
SCHEMALAGT: dict[str, dict[str, Any]] = {
    Importkorning.Slag.FULL: {"nyckeltal": "lagrade"},
    Importkorning.Slag.ANDRINGAR: {"nyckeltal": "lagrade", "sedan": "senast"},
}


@shared_task(name="kkik.tasks.kor_import")
def kor_import(korning_id: int) -> None:
    """Run a queued import. While another runs it stays queued, and is sent again later."""
    from kkik.actions.importlas import ImportPagar
    from kkik.actions.korning import kor_import as kor

    korning = Importkorning.objects.filter(pk=korning_id).first()
    if korning is None:
        logg.warning("Import %s finns inte längre", korning_id)
        return
    try:
        kor(korning=korning, klocka=timezone.now)
    except ImportPagar:
        logg.info("Import %s väntar: en annan import pågår", korning_id)


@shared_task(name="kkik.tasks.schemalagd_import")
def schemalagd_import(slag: str) -> None:
    """Queue the weekly or the nightly import, unless one is under way."""
    fanga_avbrutna_importer(nar=timezone.now())
    if koa_import(av=None, nar=timezone.now(), slag=slag, omfattning=SCHEMALAGT[slag]) is None:
        logg.info("Schemalagd import (%s) hoppades över: en annan pågår eller står i kö", slag)


@shared_task(name="kkik.tasks.fanga_avbrutna_importer", expires=300)
def fanga_avbrutna() -> None:
    """Mark runs that died. Sent by beat every minute, and when a worker starts."""
    if antal := fanga_avbrutna_importer(nar=timezone.now()):
        logg.warning("%s importer hade avbrutits", antal)
