"""Writes: the log, and the own municipality."""

from datetime import datetime

from django.core.cache import cache
from django.db import models, transaction

from organisation.models import Handelse, Kommuninstallning, Person
from organisation.queries import INSTALLNING_NYCKEL


def logga(
    *,
    av: Person | None,
    nar: datetime,
    typ: str,
    objekt: models.Model | None = None,
    data: dict | None = None,
) -> None:
    """Add a row to the log, in the caller's transaction. `av` None is a job. `typ` is "app.verb_noun"."""
    Handelse.objects.create(
        tid=nar,
        pseudonym=av.pseudonym if av is not None else None,
        typ=typ,
        objekt=objekt._meta.label if objekt is not None else "",
        objekt_id=str(objekt.pk) if objekt is not None else "",
        etikett=str(objekt)[:250] if objekt is not None else "",
        data=data or {},
    )


@transaction.atomic
def valj_kommun(
    *,
    av: Person | None,
    nar: datetime,
    kommunkod: str,
    namn: str,
    genitiv: str = "",
    accentfarg: str = "#1B4B7A",
    ar_pahittad: bool,
) -> Kommuninstallning:
    """Say which municipality this installation serves."""
    installning, _ = Kommuninstallning.objects.update_or_create(
        pk=1,
        defaults={
            "kommunkod": kommunkod,
            "namn": namn,
            "genitiv": genitiv or (namn if namn.endswith(("s", "x", "z")) else namn + "s"),
            "accentfarg": accentfarg,
            "ar_pahittad": ar_pahittad,
        },
    )
    logga(av=av, nar=nar, typ="organisation.valj_kommun", objekt=installning, data={"kommunkod": kommunkod})
    transaction.on_commit(lambda: cache.delete(INSTALLNING_NYCKEL))
    return installning
