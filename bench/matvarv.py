"""The rest of the wheel around the measured plan: rounds, analyses, proposals, decisions and assignments, made by the
same actions as people use; made once."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from atgarder.actions import beslut, forvantan, konsekvens, uppdrag
from atgarder.actions.prioritering import klar_med_min_del, oppna_prioritering, placera
from organisation.domain.roller import Roll
from organisation.models import Enhet, Enhetsniva, Person, Rolltilldelning
from planering.models import Indikator, Plan
from uppfoljning.actions import analys as analysera
from uppfoljning.actions.omgang import oppna_omgang
from uppfoljning.analysfrysning import fryst
from uppfoljning.domain.orsakslista import MATFEL, MATFELSFRAGOR
from uppfoljning.models import Analys, Atgardsforslag
from uppfoljning.queries import Rad, signaltabell, sikt

ANTAL_ANALYSER, HYPOTESER_I_VARJE, ANTAL_DELTAGARE, ANTAL_BESLUT = 30, 3, 10, 15
Vem = dict[str, Any]


@transaction.atomic
def bygg(person: Person, plan: Plan, ar: int) -> None:
    """Around the decided plan and its year, which the lights have been computed for."""
    if Analys.objects.exists():
        return
    nu = timezone.now()
    vem: Vem = {"av": person, "nar": nu}
    _omgangar(vem, plan, ar)
    tabell = signaltabell(sikt(plan.pk, ar, i_ar=nu.year))
    rader = sorted((r for r in tabell.rader if r.bedomning is not None), key=lambda r: not r.avviker)
    forslag = [_analys(vem, r, ar, nu.date()) for r in rader[:ANTAL_ANALYSER]]
    _prioritera(vem, forslag)
    for f in forslag[:ANTAL_BESLUT]:
        _besluta(vem, f, nu)


def _omgangar(vem: Vem, plan: Plan, ar: int) -> None:
    """The closing of the books, of every nämnd and enhet; it is open."""
    alla = Enhet.objects.exclude(niva=Enhetsniva.KOMMUN)
    oppna_omgang(
        **vem,
        plan=plan,
        slag="arsbokslut",
        ar=ar,
        period=None,
        oppnar=date(ar + 1, 1, 9),
        sista_dag=date(ar + 1, 2, 10),
        ansvariga=dict.fromkeys(alla, vem["av"]),
    )


def _analys(vem: Vem, rad: Rad, ar: int, idag: date) -> Atgardsforslag:
    """One deviation with its hypotheses, the evidence and a proposal that is laid forward, with consequences."""
    i = rad.indikator
    analys = analysera.oppna_analys(
        **vem,
        titel=f"Varför avviker {i.namn}?"[:200],
        fraga="Vad beror det på?",
        enhet=i.agare,
        avvikelser=[fryst(rad, ar, idag)],
    )
    svar = dict.fromkeys(sorted(MATFELSFRAGOR), ("nej", ""))
    analysera.svara_om_orsaker(**vem, analys=analys, rubrik=MATFEL, svar=svar)
    hypoteser = [_hypotes(vem, analys, nr, idag) for nr in range(HYPOTESER_I_VARJE)]
    for fraga in ("beror", "battre"):
        analysera.skapa_slutsats(
            **vem, analys=analys, fraga=fraga, text="Stödet kommer sent.", hypoteser=hypoteser[:1]
        )
    forslag = analysera.skapa_forslag(
        **vem,
        analys=analys,
        titel=f"Tidigt stöd, {i.namn}"[:200],
        beskrivning="Flytta tjänster till de första åren.",
        hypoteser=hypoteser[:1],
        status=Atgardsforslag.Status.FORESLAS,
    )
    _konsekvenser(vem, forslag, i, ar)
    return forslag


def _hypotes(vem: Vem, analys: Analys, nr: int, idag: date):
    h = analysera.skapa_hypotes(
        **vem, analys=analys, pastaende=f"Orsak nummer {nr + 1}", orsaksklass="aktiviteter"
    )
    analysera.skapa_belagg(
        **vem,
        hypotes=h,
        slag="dialog",
        riktning="for",
        visar="Rektorerna beskriver samma sak.",
        kalla="rektorerna",
        datum=idag,
        avgorande=True,
    )
    return analysera.avgor_hypotes(**vem, hypotes=h, utslag="verifierad", skal="Beläggen säger samma sak.")


def _konsekvenser(vem: Vem, forslag: Atgardsforslag, indikator: Indikator, ar: int) -> None:
    beskrivning = konsekvens.spara_konsekvens(
        **vem,
        forslag=forslag,
        resurser="ja",
        resurser_text="Två tjänster.",
        verksamhet="nej",
        medborgare="ja",
        medborgare_text="Fler får stöd tidigt.",
        malandring="nej",
    )
    for nr in (1, 2):
        konsekvens.skapa_belopp(
            **vem, beskrivning=beskrivning, ar=ar + nr, post="Tjänster", slag="lopande", belopp_tkr=1200
        )
    forvantan.skapa_forvantan(
        **vem, forslag=forslag, indikator=indikator, till=1.0, effektar=vem["nar"].year + 2
    )
    beskrivning.refresh_from_db()
    konsekvens.klarmarkera(**vem, beskrivning=beskrivning)


def _prioritera(vem: Vem, forslag: Sequence[Atgardsforslag]) -> None:
    deltagare = [
        Person.objects.create_user(f"deltagare{nr}@matning.example", None, namn=f"Deltagare {nr}")
        for nr in range(ANTAL_DELTAGARE)
    ]
    for person in deltagare:
        Rolltilldelning.objects.create(person=person, roll=Roll.ANALYTIKER.value)
    runda = oppna_prioritering(
        **vem,
        titel="Alla förslag",
        enhet=forslag[0].analys.enhet,
        datum=vem["nar"].date(),
        modell="matris",
        forslag=list(forslag),
        deltagare=deltagare,
    )
    for nr, person in enumerate(deltagare):
        for plats, rad in enumerate(runda.rader.all()):
            placera(
                av=person, nar=vem["nar"], rad=rad, insats=(nr + plats) % 6 + 1, effekt=(nr * plats) % 6 + 1
            )
        klar_med_min_del(av=person, nar=vem["nar"], prioritering=runda)


def _besluta(vem: Vem, forslag: Atgardsforslag, nu: datetime) -> None:
    namnd = forslag.analys.enhet
    underlag = beslut.skapa_underlag(
        **vem, titel=forslag.titel, enhet=namnd, forslag=[forslag], inledning="Resultatet avviker."
    )
    underlag = beslut.lamna_underlag(**vem, underlag=underlag)
    rad = beslut.registrera_beslut(
        **vem,
        underlag=underlag,
        instans="namnd",
        namnd=namnd,
        sammantrade=nu.date(),
        diarienummer="N 2026/1",
        paragraf="§ 1",
        lydelse=underlag.att_satser,
        informeras="Rektorerna.",
        uppfoljning_hur="I delårsrapporten.",
        uppfoljning_nar=nu.date() + timedelta(days=200),
        effektuppfoljning_nar=nu.date() + timedelta(days=900),
        punkter=[(forslag, "bifall", "")],
    )
    uppdrag.ge_uppdrag(**vem, punkt=rad.punkter.get(), enhet=namnd, ansvarig=vem["av"])
