"""Loads Storköping's analyses through the same actions that people use. What is there is left as it is."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kkik.demo.generator import STORKOPING
from kkik.models import Nyckeltal
from kkik.queries import matris
from kommunikation.demo.analyser import DELTAGARE, GRUPP, SKOLANS, DemoAnalys, DemoBelagg, DemoHypotes
from kommunikation.demo.analyser_fler import ANDRAS
from organisation.models import Enhet, Person
from planering.models import Indikator, Plan
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.actions import analys as analysera
from uppfoljning.analysfrysning import fryst, tabell_for
from uppfoljning.domain.orsakslista import RUBRIKER
from uppfoljning.models import Analys, Hypotes
from uppfoljning.texter import med_ar, visad_enhet

# Of a year that no lights were computed for.
TOMMA_LJUS = {
    "mal_signal": "gra",
    "mal_ord": "Kan inte bedömas",
    "mal_varfor": "ingen målnivå",
    "malniva": "–",
    "avstand": "",
    "andra_signal": "gra",
    "andra_ord": "Kan inte bedömas",
    "andra_plats": "",
    "andra_grupp": "",
    "andra_varfor": "",
    "trend": "gra",
    "godhet": "",
    "trend_ord": "Kan inte bedömas",
    "godhet_ord": "",
    "trend_varfor": "",
    "decimaler": 0,
    "skal": [],
}


@transaction.atomic
def ladda_analyser(*, personer: dict[str, Person], nar: datetime) -> None:
    """Needs the lights to have been computed: an analysis freezes them."""
    for data in (*ANDRAS, *SKOLANS):
        if not Analys.objects.filter(titel=data.titel).exists():
            _analys(data, personer, nar)


def _analys(data: DemoAnalys, personer: dict[str, Person], nar: datetime) -> None:
    av = personer["analytiker"]
    oppnad = _middag(data.dag) if data.dag is not None else nar - timedelta(days=data.oppnad)

    def dag(n: int) -> datetime:
        return min(nar, oppnad + timedelta(days=n))

    indikator = Indikator.objects.select_related("mal__malomrade", "nyckeltal").get(
        mal__malomrade__plan=Plan.objects.aktuell(nar.year), nyckeltal__kolada_id=data.nyckeltal, kon="T"
    )
    analys = analysera.oppna_analys(
        av=av,
        nar=dag(0),
        titel=data.titel,
        fraga=data.fraga,
        enhet=Enhet.objects.get(namn=data.enhet),
        grupp=GRUPP,
        till=data.till,
        klar_senast=timezone.localdate(nar) + timedelta(days=30) if not data.slutord else None,
        avvikelser=[_avvikelse(data, indikator, timezone.localdate(nar))],
        deltagare=[(personer[konto], "", roll) for konto, roll in DELTAGARE],
    )
    for rubrik in RUBRIKER:
        svar = {f.id: data.svar[f.id] for f in rubrik.fragor if f.id in data.svar}
        if svar:
            analysera.svara_om_orsaker(av=av, nar=dag(3), analys=analys, rubrik=rubrik.kod, svar=svar)
    hypoteser = [_hypotes(analys, h, av, dag(8), dag(30)) for h in data.hypoteser]
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


def _middag(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(12)))


def _avvikelse(data: DemoAnalys, indikator: Indikator, idag: date) -> dict[str, Any]:
    """As it stands in the plan's year; of a year before the plan there is only the value."""
    if data.dag is None:
        tabell = tabell_for(indikator, data.ar)
        rad = next(r for r in tabell.rader if r.indikator.pk == indikator.pk)
        return fryst(rad, data.ar, idag)
    m = matris(indikator.nyckeltal_id, indikator.kon)
    varde = float(m.varden[list(m.ar).index(data.ar), list(m.kommuner).index(STORKOPING)])
    enhet = visad_enhet(indikator.nyckeltal.enhet)
    utfall = formatera(varde, indikator.decimaler, enhet)
    return {
        "indikator": indikator,
        "ar": data.ar,
        "kon": indikator.kon,
        "mening": f"{med_ar(utfall, data.ar, enhet)}. Då fanns ingen målnivå.",
        "ljus": TOMMA_LJUS | {"utfall": utfall, "utfall_tal": varde, "enhet": enhet},
    }


def _hypotes(analys: Analys, h: DemoHypotes, av: Person, skapad: datetime, avgjord: datetime) -> Hypotes:
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
        _belagg(rad, b, av, skapad)
    if h.utslag:
        rad = analysera.avgor_hypotes(av=av, nar=avgjord, hypotes=rad, utslag=h.utslag, skal=h.skal)
    return rad


def _belagg(hypotes: Hypotes, b: DemoBelagg, av: Person, skapad: datetime) -> None:
    falt = dict(b.falt)
    if b.nyckeltal:
        falt["nyckeltal"] = Nyckeltal.objects.get(kolada_id=b.nyckeltal)
    if b.dagar is not None:
        falt["datum"] = timezone.localdate(skapad) - timedelta(days=b.dagar)
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
