"""Reminders about the tasks of work plans, put in the queue. The rule is `uppfoljning.domain.arbetsar.paminnelse`."""

from datetime import datetime

from django.utils import timezone

from organisation.actions import koa_utskick
from styrsnurra.gemensamt.datum import iso
from uppfoljning.domain.arbetsar import VECKA, Uppgiftspaminnelse, paminnelse
from uppfoljning.models import Arbetsuppgift

SLAG = "uppfoljning.arbetsuppgift"
AMNE = {
    Uppgiftspaminnelse.EN_VECKA_KVAR: "Ska vara klar {dag}: {vad}",
    Uppgiftspaminnelse.SISTA_DAGEN: "Ska vara klar i dag: {vad}",
}


def paminn_om_uppgifter(*, nar: datetime) -> int:
    """Queue what is due today; how many. Twice in a day queues nothing twice; a task that is moved reminds anew."""
    idag = timezone.localdate(nar)
    rader = (
        Arbetsuppgift.objects.filter(
            borttaget=None,
            arbetsplan__grupp__borttaget=None,
            ansvarig__is_active=True,
            klar_senast__gte=idag,
            klar_senast__lte=idag + VECKA,
        )
        .exclude(status=Arbetsuppgift.Status.KLAR)
        .select_related("ansvarig", "arbetsplan__grupp")
        .order_by("pk")
    )
    return sum(_koa(rad, regel, nar) for rad in rader if (regel := paminnelse(rad.klar_senast, idag)))


def _koa(rad: Arbetsuppgift, regel: Uppgiftspaminnelse, nar: datetime) -> bool:
    dag = iso(rad.klar_senast)
    delar = [
        f"{rad.arbetsplan.grupp.namn} har en uppgift som är din: {rad.vad}.",
        rad.hur,
        f"Den ska vara klar senast {dag}.",
        "Arbetsplanen finns i Styrsnurran under Uppföljning, Förutsättningar. Är uppgiften gjord markerar du den som "
        "klar där, så kommer ingen fler påminnelse.",
    ]
    utskick = koa_utskick(
        slag=SLAG,
        nyckel=f"{rad.pk}:{regel}:{dag}",
        mottagare=rad.ansvarig,
        amne=AMNE[regel].format(dag=dag, vad=rad.vad),
        text="\n\n".join(filter(None, delar)),
        nar=nar,
    )
    return utskick is not None
