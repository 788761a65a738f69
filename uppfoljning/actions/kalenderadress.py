"""Secret calendar addresses: given, used, taken back."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from organisation.actions import logga
from organisation.models import Person
from uppfoljning.models import Analysgrupp, Kalenderadress

FORM = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 bytes, url-safe
UPPLOSNING = timedelta(minutes=10)


def kontrollsumma(nyckel: str) -> str:
    return hashlib.sha256(nyckel.encode()).hexdigest()


@transaction.atomic
def ge_adress(*, av: Person, nar: datetime, grupp: Analysgrupp | None = None) -> tuple[Kalenderadress, str]:
    """(the row, the key of the address). The person's own; an earlier one of the same kind stops working."""
    Person.objects.select_for_update(of=("self",)).get(
        pk=av.pk
    )  # one at a time, also when asked for twice at once
    for rad in Kalenderadress.objects.filter(person=av, grupp=grupp, aterkallad=None):
        aterkalla_adress(av=av, nar=nar, adress=rad)
    nyckel = secrets.token_urlsafe(32)
    rad = Kalenderadress.objects.create(person=av, grupp=grupp, nyckel_hash=kontrollsumma(nyckel), skapad=nar)
    logga(av=av, nar=nar, typ="uppfoljning.ge_kalenderadress", objekt=rad)
    return rad, nyckel


@transaction.atomic
def aterkalla_adress(*, av: Person, nar: datetime, adress: Kalenderadress) -> None:
    """At once and for ever. Once is enough: a second time changes nothing."""
    if Kalenderadress.objects.filter(pk=adress.pk, aterkallad=None).update(aterkallad=nar):
        logga(av=av, nar=nar, typ="uppfoljning.aterkalla_kalenderadress", objekt=adress)


def anvand_adress(*, nyckel: str, nar: datetime) -> Kalenderadress | None:
    """The address's row, if it holds; that it was used is noted, to ten minutes.

    The row is found by the key's hash, so how long it takes says nothing about any key. An address holds as long as
    its person may see the work, and a group's as long as the group is there.
    """
    if not FORM.fullmatch(nyckel):
        return None
    summa = kontrollsumma(nyckel)
    rad = (
        Kalenderadress.objects.filter(nyckel_hash=summa, aterkallad=None, person__is_active=True)
        .select_related("person", "grupp")
        .first()
    )
    if rad is None or not hmac.compare_digest(rad.nyckel_hash, summa):
        return None
    if not rad.person.has_perm("uppfoljning.se_analys") or (rad.grupp and rad.grupp.borttaget):
        return None
    forr = Q(senast_anvand=None) | Q(senast_anvand__lt=nar - UPPLOSNING)
    Kalenderadress.objects.filter(forr, pk=rad.pk).update(senast_anvand=nar)
    return rad
