"""Reminders about rounds, put in the queue. The rules are `uppfoljning.domain.paminnelser`."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from organisation.actions import koa_utskick
from organisation.domain.roller import Roll
from organisation.models import Person, Rolltilldelning
from styrsnurra.gemensamt.datum import iso
from uppfoljning.domain.paminnelser import Paminnelse, galler
from uppfoljning.models import Inlamning

SLAG = "uppfoljning.omgang"
AMNE = {
    Paminnelse.OPPNAR: "{omgang} är öppen",
    Paminnelse.EN_VECKA_KVAR: "{omgang}: en vecka kvar eller mindre",
    Paminnelse.DAGEN_FORE: "{omgang}: sista dagen är {dag}",
    Paminnelse.FORSENAD: "{omgang}: rapporten för {enhet} är försenad",
}
TEXT = {
    Paminnelse.OPPNAR: "Nu går det att rapportera för {enhet}. Sista dag är {dag}.",
    Paminnelse.EN_VECKA_KVAR: "Rapporten för {enhet} är inte inlämnad. Sista dag är {dag}.",
    Paminnelse.DAGEN_FORE: "Rapporten för {enhet} är inte inlämnad. Sista dag är {dag}.",
    Paminnelse.FORSENAD: "Rapporten för {enhet} skulle ha lämnats in senast {dag}.",
}
SLUT = "Det som ska lämnas in finns i Styrsnurran under Uppföljning, Samla in."


def paminn_om_omgangar(*, nar: datetime) -> int:
    """Queue what is due today for reports that are not handed in; how many. Twice in a day queues nothing twice.

    A round whose last day is moved reminds of the new day too. A report that nobody answers for is its leaders'.
    """
    idag = timezone.localdate(nar)
    rader = (
        Inlamning.objects.filter(
            status=Inlamning.Status.UTKAST, omgang__faststalld__isnull=True, omgang__oppnar__lte=idag
        )
        .select_related("omgang", "enhet", "ansvarig")
        .defer("utkast")
        .order_by("pk")
    )
    ledning: list[Person] | None = None
    antal = 0
    for rad in rader:
        regel = galler(rad.omgang.oppnar, rad.omgang.sista_dag, idag)
        if regel is None:
            continue
        mottagare = [rad.ansvarig] if rad.ansvarig is not None and rad.ansvarig.is_active else []
        if regel.gar_till_ledningen or not mottagare:
            ledning = _ledning(nar) if ledning is None else ledning
            mottagare += [p for p in ledning if p not in mottagare]
        antal += _koa(rad, regel, mottagare, nar)
    return antal


def _koa(rad: Inlamning, regel: Paminnelse, mottagare: Iterable[Person], nar: datetime) -> int:
    dag = rad.omgang.oppnar if regel is Paminnelse.OPPNAR else rad.omgang.sista_dag
    ord_ = {"omgang": rad.omgang.namn, "enhet": rad.enhet.namn, "dag": iso(rad.omgang.sista_dag)}
    delar = [TEXT[regel].format(**ord_), rad.omgang.anvisning, SLUT]
    utskick = [
        koa_utskick(
            slag=SLAG,
            nyckel=f"{rad.omgang_id}:{rad.enhet_id}:{regel}:{iso(dag)}",
            mottagare=person,
            amne=AMNE[regel].format(**ord_),
            text="\n\n".join(filter(None, delar)),
            nar=nar,
        )
        for person in mottagare
    ]
    return sum(u is not None for u in utskick)


def _ledning(nar: datetime) -> list[Person]:
    """The analysts of the whole municipality."""
    rader = Rolltilldelning.objects.gallande(timezone.localdate(nar)).filter(
        roll=Roll.ANALYTIKER, enhet__isnull=True, person__is_active=True
    )
    return list(Person.objects.filter(pk__in=rader.values("person")).order_by("pk"))
