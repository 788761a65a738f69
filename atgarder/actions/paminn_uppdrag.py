"""Reminders about the follow-ups of assignments, put in the queue. The rule is `atgarder.domain.uppdrag.paminnelse`."""

from datetime import datetime

from django.utils import timezone

from atgarder.domain.uppdrag import Uppdragspaminnelse, Uppfoljning, Uppfoljningsslag, paminnelse
from atgarder.models import Atgardsuppdrag
from atgarder.presenters.uppdrag import nasta_for
from atgarder.queries.uppdrag import oppna_uppdrag
from organisation.actions import koa_utskick
from styrsnurra.gemensamt.datum import iso

SLAG = "atgarder.uppdrag"
AMNE = {
    Uppdragspaminnelse.EN_VECKA_KVAR: "Ska följas upp {dag}: {vad}",
    Uppdragspaminnelse.FORFALLEN: "Skulle följas upp {dag}: {vad}",
}
VAR = {
    Uppfoljningsslag.GJORT: "Svara på om det är gjort i Styrsnurran, under Åtgärder, Uppdrag och effekt. Pågår det "
    "fortfarande skriver du hur det går.",
    Uppfoljningsslag.EFFEKT: "I Styrsnurran, under Åtgärder, Uppdrag och effekt, visas vad som hände med "
    "indikatorerna. Skriv där vad ni menar: hade det effekt?",
}


def paminn_om_uppdrag(*, nar: datetime) -> int:
    """Queue what is due; how many. Twice in a day queues nothing twice; a follow-up with a new day reminds anew.

    To the one who is responsible for the action plan. Without one nobody is reminded, and the list says so.
    """
    idag = timezone.localdate(nar)
    antal = 0
    for rad in oppna_uppdrag():
        nasta = nasta_for(rad)
        if nasta is None or rad.handlingsplan.ansvarig is None:
            continue
        if regel := paminnelse(nasta.dag, idag):
            antal += _koa(rad, nasta, regel, nar)
    return antal


def _koa(rad: Atgardsuppdrag, nasta: Uppfoljning, regel: Uppdragspaminnelse, nar: datetime) -> bool:
    dag, vad, beslut = iso(nasta.dag), rad.punkt.forslag.titel, rad.punkt.beslut
    delar = [
        f"Uppdraget ”{vad}” kommer av ett beslut i {beslut.instansnamn} {iso(beslut.sammantrade)}, {beslut.paragraf}.",
        f"{nasta.slag.fraga} Det ska följas upp senast {dag}.",
        f"Så här ska det följas upp: {beslut.uppfoljning_hur}"
        if nasta.slag is Uppfoljningsslag.GJORT
        else "",
        VAR[nasta.slag],
    ]
    utskick = koa_utskick(
        slag=SLAG,
        nyckel=f"{rad.pk}:{nasta.slag}:{regel}:{dag}",
        mottagare=rad.handlingsplan.ansvarig,
        amne=AMNE[regel].format(dag=dag, vad=vad),
        text="\n\n".join(filter(None, delar)),
        nar=nar,
    )
    return utskick is not None
