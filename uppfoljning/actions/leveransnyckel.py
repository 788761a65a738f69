"""Keys for machine delivery: given, used, taken back."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from organisation.actions import logga
from organisation.models import Person
from planering.models import Egetmatt
from uppfoljning.models import Leveransnyckel

FORLED = "lev_"
LANGST = 100
UPPLOSNING = timedelta(minutes=1)


class Nyckelfel(ValueError):
    """The key was refused. `fel`: field → message."""

    def __init__(self, fel: dict[str, str]) -> None:
        self.fel = fel
        super().__init__(" ".join(fel.values()))


def _hash(hemlighet: str) -> str:
    return hashlib.sha256(hemlighet.encode()).hexdigest()


@transaction.atomic
def ge_nyckel(
    *, av: Person, nar: datetime, namn: str, matt: Iterable[Egetmatt]
) -> tuple[Leveransnyckel, str]:
    """(the row, the key itself). The key cannot be seen again: only its hash is kept."""
    namn, matt = namn.strip(), list(matt)
    fel = {} if namn else {"namn": "Skriv vilket system nyckeln är för."}
    if not matt:
        fel["matt"] = "Välj minst ett mått."
    if fel:
        raise Nyckelfel(fel)
    hemlighet = FORLED + secrets.token_urlsafe(32)
    rad = Leveransnyckel.objects.create(
        namn=namn, borjan=hemlighet[:8], hash=_hash(hemlighet), skapad=nar, skapad_av=av.namn
    )
    rad.matt.set(matt)
    logga(av=av, nar=nar, typ="uppfoljning.ge_nyckel", objekt=rad, data={"matt": sorted(m.pk for m in matt)})
    return rad, hemlighet


@transaction.atomic
def aterkalla_nyckel(*, av: Person, nar: datetime, nyckel: Leveransnyckel) -> None:
    """At once and for ever. Once is enough: a second time changes nothing."""
    if Leveransnyckel.objects.filter(pk=nyckel.pk, aterkallad=None).update(aterkallad=nar):
        logga(av=av, nar=nar, typ="uppfoljning.aterkalla_nyckel", objekt=nyckel)


def anvand_nyckel(*, hemlighet: str, nar: datetime) -> Leveransnyckel | None:
    """The key's row, if it holds; that it was used is noted, to the minute."""
    if not hemlighet.startswith(FORLED) or len(hemlighet) > LANGST:
        return None
    rad = Leveransnyckel.objects.filter(hash=_hash(hemlighet), aterkallad=None).first()
    if rad is not None:
        forr = Q(senast_anvand=None) | Q(senast_anvand__lt=nar - UPPLOSNING)
        Leveransnyckel.objects.filter(forr, pk=rad.pk).update(senast_anvand=nar)
    return rad
