"""Say which way is good. Nothing is coloured before a person has."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kkik.definitioner.kkik import Forslag, forslag
from kkik.domain.likhet import kontrollera_intervall
from kkik.domain.signaler import Riktning
from kkik.models import Nyckeltal, Riktningsval
from kkik.queries.nyckeltal import gallande_riktningar
from organisation.actions import logga
from organisation.models import Person


@transaction.atomic
def valj_riktning(
    *,
    av: Person,
    nar: datetime,
    nyckeltal: Nyckeltal,
    riktning: Riktning | str,
    a: float | None = None,
    b: float | None = None,
    kalla: str,
) -> Riktningsval:
    """A confirmed choice for one nyckeltal; it rules from now on, the earlier ones stay as history.

    a, b: the interval's ends, for riktning intervall only (otherwise left out). kalla: where the choice comes from.
    Raises ValueError for an interval without ends or with a > b. The same choice again adds nothing.
    """
    riktning = Riktning(riktning)
    if riktning is Riktning.INTERVALL:
        if a is None or b is None:
            raise ValueError("Ett intervall behöver två ändar.")
        kontrollera_intervall(a, b)
    else:
        a = b = None
    gallande = gallande_riktningar([nyckeltal.pk]).get(nyckeltal.pk)
    if gallande is not None and _samma(gallande, riktning, a, b):
        return gallande
    rad = Riktningsval.objects.create(
        nyckeltal=nyckeltal,
        riktning=riktning.value,
        intervall_a=a,
        intervall_b=b,
        kalla=kalla[:250],
        skapad=nar,
        bekraftad=nar,
        bekraftad_av=av.pseudonym,
    )
    data = {"riktning": riktning.value, "a": a, "b": b, "tidigare": gallande.riktning if gallande else None}
    logga(av=av, nar=nar, typ="kkik.valj_riktning", objekt=nyckeltal, data=data)
    return rad


@transaction.atomic
def bekrafta_forslag(*, av: Person, nar: datetime, kolada_ids: Iterable[str] | None = None) -> int:
    """Confirm the shipped proposals, all of them or those of `kolada_ids`, for nyckeltal that have no confirmed
    choice yet. What a person has already chosen is never overruled. Returns how many were confirmed."""
    alla = forslag()
    valda = alla if kolada_ids is None else {i: alla[i] for i in kolada_ids if i in alla}
    rader = {n.kolada_id: n for n in Nyckeltal.objects.filter(kolada_id__in=valda)}
    klara = gallande_riktningar(n.pk for n in rader.values())
    nya = [_rad(av, nar, rader[i], f) for i, f in valda.items() if i in rader and rader[i].pk not in klara]
    Riktningsval.objects.bulk_create(nya)
    if nya:
        data = {rad.nyckeltal.kolada_id: rad.riktning for rad in nya}
        logga(av=av, nar=nar, typ="kkik.bekrafta_forslag", data={"riktningar": data})
    return len(nya)


def _rad(av: Person, nar: datetime, nyckeltal: Nyckeltal, forslaget: Forslag) -> Riktningsval:
    return Riktningsval(
        nyckeltal=nyckeltal,
        riktning=forslaget.riktning.value,
        intervall_a=forslaget.a,
        intervall_b=forslaget.b,
        kalla=forslaget.kalla[:250],
        skapad=nar,
        bekraftad=nar,
        bekraftad_av=av.pseudonym,
    )


def _samma(val: Riktningsval, riktning: Riktning, a: float | None, b: float | None) -> bool:
    return (val.riktning, val.intervall_a, val.intervall_b) == (riktning.value, a, b)
