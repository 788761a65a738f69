"""The own municipality."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from organisation.actions.logg import logga
from organisation.models import Kommuninstallning, Person
from organisation.queries import INSTALLNING_NYCKEL


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


@transaction.atomic
def valj_bort_kommun(*, av: Person | None, nar: datetime) -> None:
    """Leave the installation without a municipality, as before one was chosen."""
    for installning in Kommuninstallning.objects.all():
        logga(av=av, nar=nar, typ="organisation.valj_bort_kommun", objekt=installning)
        installning.delete()
    transaction.on_commit(lambda: cache.delete(INSTALLNING_NYCKEL))
