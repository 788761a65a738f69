"""What stands in a person's, or a group's, calendar."""

from collections.abc import Callable
from datetime import date, timedelta

from organisation.models import Person
from planering.models import Aktivitet
from uppfoljning.domain.ics import Kalenderhandelse
from uppfoljning.models import Analysgrupp, Arbetsuppgift, Inlamning

BAKAT = timedelta(days=365)
Adress = Callable[[str, int], str]


def personens(person: Person, *, idag: date, host: str, adress: Adress) -> list[Kalenderhandelse]:
    """Her tasks of the last year and on, the reports she has left to hand in, and what is left of the activities she
    is responsible for. Nobody else's. Three queries.

    `host` ends every UID; `adress(kind, key)` is the page of "arbetsplan", "inlamning" or "handlingsplan".
    """
    uppgifter = _uppgifter(idag).filter(ansvarig=person)
    inlamningar = Inlamning.objects.filter(
        ansvarig=person,
        status=Inlamning.Status.UTKAST,
        omgang__faststalld__isnull=True,
        omgang__sista_dag__gte=idag - BAKAT,
    ).select_related("omgang", "enhet")
    aktiviteter = (
        Aktivitet.objects.filter(
            ansvarig=person,
            klar_senast__gte=idag - BAKAT,
            status__in=(Aktivitet.Status.PLANERAD, Aktivitet.Status.PAGAR),
        )
        .exclude(overordnad__status=Aktivitet.Status.AVFORD)
        .select_related("handlingsplan")
    )
    return [
        *(_uppgift(u, host, adress) for u in uppgifter),
        *(_inlamning(i, host, adress) for i in inlamningar.defer("utkast")),
        *(_aktivitet(a, host, adress) for a in aktiviteter),
    ]


def gruppens(grupp: Analysgrupp, *, idag: date, host: str, adress: Adress) -> list[Kalenderhandelse]:
    """All tasks of the group, without the names of those who do them. One query."""
    return [_uppgift(u, host, adress) for u in _uppgifter(idag).filter(arbetsplan__grupp=grupp)]


def _uppgifter(idag: date):
    return Arbetsuppgift.objects.filter(
        borttaget=None, arbetsplan__grupp__borttaget=None, klar_senast__gte=idag - BAKAT
    ).select_related("arbetsplan__grupp")


def _uppgift(u: Arbetsuppgift, host: str, adress: Adress) -> Kalenderhandelse:
    delar = [u.hur, u.anteckning, f"{u.arbetsplan.grupp.namn}, {u.get_steg_display().lower()}."]
    return Kalenderhandelse(
        uid=f"arbetsuppgift-{u.pk}@{host}",
        titel=f"{u.vad} (klar)" if u.ar_klar else u.vad,
        start=u.startar or u.klar_senast,
        slut=u.klar_senast,
        andrad=u.andrad,
        revision=u.revision,
        text="\n\n".join(filter(None, delar)),
        url=adress("arbetsplan", u.arbetsplan_id),
    )


def _inlamning(i: Inlamning, host: str, adress: Adress) -> Kalenderhandelse:
    dag = i.omgang.sista_dag
    return Kalenderhandelse(
        uid=f"inlamning-{i.pk}@{host}",
        titel=f"Sista dag: {i.omgang.namn}, {i.enhet.namn}",
        start=dag,
        slut=dag,
        andrad=i.andrad,
        revision=i.revision,
        text=i.omgang.anvisning,
        url=adress("inlamning", i.pk),
    )


def _aktivitet(a: Aktivitet, host: str, adress: Adress) -> Kalenderhandelse:
    """On its last day: what goes on for a year would fill every day of it."""
    return Kalenderhandelse(
        uid=f"aktivitet-{a.pk}@{host}",
        titel=f"Ska vara klar: {a.namn}",
        start=a.klar_senast,
        slut=a.klar_senast,
        andrad=a.andrad,
        revision=a.revision,
        text=f"Handlingsplanen {a.handlingsplan.namn}.",
        url=adress("handlingsplan", a.handlingsplan_id),
    )
