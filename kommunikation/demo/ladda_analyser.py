"""Loads Storköping's analyses through the same actions that people use. What is there is left as it is."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kkik.models import Nyckeltal
from kommunikation.demo.analyser import ANALYSER, DELTAGARE, ENHET, GRUPP, DemoAnalys, DemoBelagg, DemoHypotes
from kommunikation.demo.plan import BEDOMT_AR
from organisation.models import Enhet, Person
from planering.models import Indikator, Plan
from uppfoljning.actions import analys as analysera
from uppfoljning.analysfrysning import fryst, tabell_for
from uppfoljning.domain.orsakslista import RUBRIKER
from uppfoljning.models import Analys, Hypotes


@transaction.atomic
def ladda_analyser(*, personer: dict[str, Person], nar: datetime) -> None:
    """Needs the lights to have been computed: an analysis freezes them."""
    for data in ANALYSER:
        if not Analys.objects.filter(titel=data.titel).exists():
            _analys(data, personer, nar)


def _analys(data: DemoAnalys, personer: dict[str, Person], nar: datetime) -> None:
    av = personer["analytiker"]
    dag = lambda n: nar - timedelta(days=max(0, data.oppnad - n))  # noqa: E731
    indikator = Indikator.objects.select_related("mal__malomrade").get(
        mal__malomrade__plan=Plan.objects.aktuell(), nyckeltal__kolada_id=data.nyckeltal, kon="T"
    )
    tabell = tabell_for(indikator, BEDOMT_AR)
    rad = next(r for r in tabell.rader if r.indikator.pk == indikator.pk)
    analys = analysera.oppna_analys(
        av=av,
        nar=dag(0),
        titel=data.titel,
        fraga=data.fraga,
        enhet=Enhet.objects.get(namn=ENHET),
        grupp=GRUPP,
        till=data.till,
        klar_senast=timezone.localdate(nar) + timedelta(days=30) if not data.slutord else None,
        avvikelser=[fryst(rad, BEDOMT_AR, timezone.localdate(nar))],
        deltagare=[(personer[konto], "", roll) for konto, roll in DELTAGARE],
    )
    for rubrik in RUBRIKER:
        svar = {f.id: data.svar[f.id] for f in rubrik.fragor if f.id in data.svar}
        if svar:
            analysera.svara_om_orsaker(av=av, nar=dag(3), analys=analys, rubrik=rubrik.kod, svar=svar)
    hypoteser = [_hypotes(analys, h, av, dag(8), dag(30), nar) for h in data.hypoteser]
    for fraga, text, bygger_pa in data.slutsatser:
        analysera.skapa_slutsats(
            av=av,
            nar=dag(40),
            analys=analys,
            fraga=fraga,
            text=text,
            hypoteser=[hypoteser[i] for i in bygger_pa],
        )
    _forslag(data, analys, hypoteser, av, dag(44))
    if data.slutord:
        analysera.avsluta_analys(av=av, nar=dag(50), analys=analys, avslutande_ord=data.slutord)


def _hypotes(
    analys: Analys, h: DemoHypotes, av: Person, skapad: datetime, avgjord: datetime, nar: datetime
) -> Hypotes:
    rad = analysera.skapa_hypotes(
        av=av,
        nar=skapad,
        analys=analys,
        pastaende=h.pastaende,
        orsaksklass=h.klass,
        beskrivning=h.beskrivning,
        paverkan=h.paverkan,
        fraga=h.fraga,
    )
    for b in h.belagg:
        _belagg(rad, b, av, skapad, nar)
    if h.utslag:
        rad = analysera.avgor_hypotes(av=av, nar=avgjord, hypotes=rad, utslag=h.utslag, skal=h.skal)
    return rad


def _belagg(hypotes: Hypotes, b: DemoBelagg, av: Person, skapad: datetime, nar: datetime) -> None:
    falt = dict(b.falt)
    if b.nyckeltal:
        falt["nyckeltal"] = Nyckeltal.objects.get(kolada_id=b.nyckeltal)
    if b.dagar is not None:
        falt["datum"] = timezone.localdate(nar) - timedelta(days=b.dagar)
    analysera.skapa_belagg(
        av=av,
        nar=skapad,
        hypotes=hypotes,
        slag=b.slag,
        riktning=b.riktning,
        visar=b.visar,
        avgorande=b.avgorande,
        **falt,
    )


def _forslag(data: DemoAnalys, analys: Analys, hypoteser: list[Hypotes], av: Person, nar: datetime) -> None:
    for f in data.forslag:
        rad = analysera.skapa_forslag(
            av=av,
            nar=nar,
            analys=analys,
            titel=f.titel,
            beskrivning=f.beskrivning,
            forvantad_effekt=f.effekt,
            status="foreslas",
            hypoteser=[hypoteser[i] for i in f.bygger_pa],
        )
        for slag, text, kalla in f.kallor:
            analysera.skapa_kunskapskalla(av=av, nar=nar, forslag=rad, slag=slag, text=text, kalla=kalla)
