"""The lights of every indicator: computed first, then put in place of the old ones in one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from organisation.actions import logga
from organisation.models import Person
from planering.models import Indikator, Plan
from uppfoljning.bedoma import Bedomare
from uppfoljning.ljusfalt import Falt, som_json
from uppfoljning.models import Bedomning, Berakning
from uppfoljning.queries import underlag

Framsteg = Callable[[int, int], None]
Nyckel = tuple[int, int, str]  # indikator, year, kön
BERAKNING_LAS = 5_820_271  # any number that no other advisory lock uses
BATCH = 200


@dataclass(frozen=True, slots=True)
class Beraknat:
    """How many rows there are, and what became of them."""

    bedomningar: int
    nya: int
    andrade: int
    oforandrade: int
    borttagna: int


def berakna_bedomningar(
    *,
    av: Person | None,
    nar: datetime,
    plan: Plan | None = None,
    berakning: Berakning | None = None,
    framsteg: Framsteg | None = None,
) -> Beraknat:
    """Compute and store the lights of one plan's indicators, or of all plans'.

    Same input twice changes nothing, not even a time stamp. One run at a time: a second waits, and so never puts
    older figures in the place of newer. `framsteg(done, of)` is called as the work goes on.
    """
    with _ensam():
        u = underlag(plan)
        nya: dict[Nyckel, Falt] = {}
        for gjorda, (indikator, rader) in enumerate(Bedomare(u, timezone.localdate(nar)).alla(), start=1):
            nya |= {(indikator.pk, falt["ar"], falt["kon"]): som_json(falt) for falt in rader}
            if framsteg is not None:
                framsteg(gjorda, len(u.indikatorer))
        return _ersatt(nya, [i.pk for i in u.indikatorer], av=av, nar=nar, berakning=berakning)


@contextmanager
def _ensam() -> Iterator[None]:
    """Hold the lock while everything is read, computed and stored. The server lets go of it if we die; within a
    transaction it is held until that ends, however it ends."""
    if connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BERAKNING_LAS])
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [BERAKNING_LAS])
        try:
            yield
        finally:
            if connection.connection is not None and not connection.needs_rollback:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [BERAKNING_LAS])


@transaction.atomic
def _ersatt(
    nya: dict[Nyckel, Falt],
    indikatorer: list[int],
    *,
    av: Person | None,
    nar: datetime,
    berakning: Berakning | None,
) -> Beraknat:
    """Make the stored rows of these indicators equal to `nya`, touching only those that differ."""
    # Indicators may have been deleted while we computed; locking the others keeps them until we are done.
    finns = set(
        Indikator.objects.select_for_update(no_key=True)
        .filter(pk__in=indikatorer)
        .values_list("pk", flat=True)
    )
    nya = {nyckel: falt for nyckel, falt in nya.items() if nyckel[0] in finns}
    gamla = {(b.indikator_id, b.ar, b.kon): b for b in Bedomning.objects.filter(indikator__in=finns)}
    stampel = {"beraknad": nar, "berakning": berakning}
    skapas = [Bedomning(indikator_id=n[0], **falt, **stampel) for n, falt in nya.items() if n not in gamla]
    andras = []
    for nyckel, falt in nya.items():
        rad = gamla.get(nyckel)
        if rad is None or all(getattr(rad, namn) == varde for namn, varde in falt.items()):
            continue
        for namn, varde in (falt | stampel).items():
            setattr(rad, namn, varde)
        andras.append(rad)
    bort = [rad.pk for nyckel, rad in gamla.items() if nyckel not in nya]
    Bedomning.objects.filter(pk__in=bort).delete()
    Bedomning.objects.bulk_create(skapas, batch_size=BATCH)
    if andras:
        falt = [f.name for f in Bedomning._meta.fields if not f.primary_key and f.name != "indikator"]
        Bedomning.objects.bulk_update(andras, falt, batch_size=BATCH)
    ut = Beraknat(len(nya), len(skapas), len(andras), len(gamla) - len(andras) - len(bort), len(bort))
    if ut.nya or ut.andrade or ut.borttagna:
        logga(av=av, nar=nar, typ="uppfoljning.berakna_bedomningar", objekt=berakning, data=asdict(ut))
    return ut
