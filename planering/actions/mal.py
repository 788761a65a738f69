"""Goals. A goal's level follows from whose it is; it lies in the målområde of the goal it serves."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from organisation.models import Enhet, Person
from organisation.models.enhet import Enhetsniva
from planering.actions import gemensamt
from planering.domain import trad
from planering.domain.fel import Planeringsfel
from planering.models import Horisontkoppling, Mal, Malomrade, Malplats, Plan

NIVAER = {
    Enhetsniva.KOMMUN: Malplats.KF,
    Enhetsniva.NAMND: Malplats.NAMND,
    Enhetsniva.BOLAG: Malplats.NAMND,
    Enhetsniva.FORVALTNING: Malplats.ENHET,
    Enhetsniva.ENHET: Malplats.ENHET,
}


@transaction.atomic
def skapa_mal(
    *,
    av: Person | None,
    nar: datetime,
    titel: str,
    enhet: Enhet,
    malomrade: Malomrade | None = None,
    overordnat: Mal | None = None,
    beskrivning: str = "",
    ansvarig: Person | None = None,
    horisontellt: bool = False,
    bidrar_till: Iterable[Mal] = (),
) -> Mal:
    """A goal of KF (`enhet` is the municipality), of a nämnd or bolag, or of an enhet below these.

    One of `malomrade` and `overordnat` is needed; with both, the goal lies where `overordnat` lies. `bidrar_till` are
    the horizontal goals that it carries beside that.
    """
    if overordnat is not None:
        malomrade = overordnat.malomrade
    if malomrade is None:
        raise Planeringsfel({"malomrade": ["Välj ett målområde."]})
    plan = gemensamt.las_plan(malomrade.plan_id)
    mal = Mal(
        malomrade=malomrade,
        titel=titel.strip(),
        beskrivning=beskrivning.strip(),
        enhet=enhet,
        niva=NIVAER[enhet.niva],
        overordnat=overordnat,
        ansvarig=ansvarig,
        horisontellt=horisontellt,
    )
    horisonter = list(bidrar_till)
    _granska(mal, plan, horisonter)
    mal.ordning = gemensamt.sist(_syskon(mal))
    gemensamt.spara(mal, av, nar)
    _koppla(mal, horisonter)
    gemensamt.logga_skapad(mal, av=av, nar=nar, ovrigt={"bidrar_till": sorted(h.pk for h in horisonter)})
    return mal


@transaction.atomic
def andra_mal(
    *,
    av: Person | None,
    nar: datetime,
    mal: Mal,
    titel: str,
    enhet: Enhet,
    malomrade: Malomrade | None = None,
    overordnat: Mal | None = None,
    beskrivning: str = "",
    ansvarig: Person | None = None,
    horisontellt: bool | None = None,
    bidrar_till: Iterable[Mal] | None = None,
    revision: int | None = None,
) -> Mal:
    """Change a goal. When it moves to another målområde, the goals below it move along.

    `horisontellt` and `bidrar_till` None: as they were.
    """
    plan = gemensamt.las_plan(mal.malomrade.plan_id)
    rad = gemensamt.las_rad(mal, revision)
    fore = list(Mal.objects.filter(nedbrytningar__mal=rad).order_by("pk"))
    horisonter = fore if bidrar_till is None else list(bidrar_till)
    omrade = overordnat.malomrade if overordnat else malomrade or rad.malomrade
    ny = Mal(
        pk=rad.pk,
        malomrade=omrade,
        enhet=enhet,
        niva=NIVAER[enhet.niva],
        overordnat=overordnat,
        ansvarig=ansvarig,
        horisontellt=rad.horisontellt if horisontellt is None else horisontellt,
    )
    _granska(ny, plan, horisonter, rad)
    bytt_gren = omrade.pk != rad.malomrade_id or (overordnat and overordnat.pk) != rad.overordnat_id
    falt = {
        "malomrade": omrade,
        "titel": titel.strip(),
        "beskrivning": beskrivning.strip(),
        "enhet": enhet,
        "niva": ny.niva,
        "overordnat": overordnat,
        "ansvarig": ansvarig,
        "horisontellt": ny.horisontellt,
    }
    if bytt_gren:
        falt["ordning"] = gemensamt.sist(_syskon(ny))
    nycklar = [sorted(h.pk for h in rader) for rader in (fore, horisonter)]
    flyttat = omrade.pk != rad.malomrade_id
    rad = gemensamt.andra(rad, falt, av=av, nar=nar, ovrigt={"bidrar_till": nycklar})
    _koppla(rad, horisonter)
    if flyttat:
        for under in Mal.objects.select_for_update(of=("self",)).filter(pk__in=_under(rad)):
            gemensamt.andra(under, {"malomrade": omrade}, av=av, nar=nar)
    return rad


@transaction.atomic
def flytta_mal(*, av: Person | None, nar: datetime, mal: Mal, steg: int) -> bool:
    """Up or down among the goals beside it."""
    gemensamt.las_plan(mal.malomrade.plan_id)
    return gemensamt.flytta(mal, _syskon(mal).order_by("ordning", "id"), steg, av=av, nar=nar)


@transaction.atomic
def ta_bort_mal(*, av: Person | None, nar: datetime, mal: Mal) -> None:
    """Refused while other goals serve it: the red thread is not cut in passing."""
    plan = gemensamt.las_plan(mal.malomrade.plan_id)
    rad = gemensamt.las_rad(mal, None)
    if hinder := hinder_mot_borttagning(rad):
        raise Planeringsfel(hinder)
    gemensamt.ta_bort(rad, av=av, nar=nar, plan=plan)


def hinder_mot_borttagning(mal: Mal) -> str:
    """Why the goal cannot be deleted now; empty when it can."""
    antal = mal.underordnade.count()
    if not antal:
        return ""
    namndmal = all(u.niva == Malplats.NAMND for u in mal.underordnade.all())
    ett = "Ett nämndmål" if namndmal else "Ett mål"
    vilka = ett if antal == 1 else f"{antal} {'nämndmål' if namndmal else 'mål'}"
    return f"{vilka} tjänar målet. Flytta eller ta bort dem först, så att den röda tråden inte bryts."


def _syskon(mal: Mal):
    return Mal.objects.filter(malomrade_id=mal.malomrade_id, overordnat_id=mal.overordnat_id)


def _under(mal: Mal) -> set[int]:
    """The keys of all goals below it. One query."""
    plan = Malomrade.objects.filter(pk=mal.malomrade_id).values("plan")
    rader = Mal.objects.filter(malomrade__plan__in=plan).values_list("pk", "overordnat_id")
    return trad.under(mal.pk, dict(rader))


def _koppla(mal: Mal, horisonter: list[Mal]) -> None:
    kvar = {h.pk for h in horisonter}
    mal.horisontkopplingar.exclude(horisontellt__in=kvar).delete()
    finns = set(mal.horisontkopplingar.values_list("horisontellt_id", flat=True))
    for nyckel in sorted(kvar - finns):
        Horisontkoppling.objects.create(mal=mal, horisontellt_id=nyckel)


def _granska(mal: Mal, plan: Plan, horisonter: list[Mal], tidigare: Mal | None = None) -> None:
    """`tidigare` is what the goal was, None for a new one."""
    plan_id = plan.pk
    fel: dict[str, str | None] = {
        "enhet": gemensamt.enhetsfel(mal.enhet, tidigare and tidigare.enhet_id, *plan.dagar),
        "ansvarig": gemensamt.ansvarigfel(mal.ansvarig, tidigare and tidigare.ansvarig_id),
        "bidrar_till": _horisontfel(mal, horisonter, plan_id),
    }
    if mal.malomrade.plan_id != plan_id:
        fel["malomrade"] = "Målområdet hör till en annan plan."
    if tidigare is not None:
        nivaer = tidigare.underordnade.values_list("niva", flat=True)
        fel["enhet"] = fel["enhet"] or trad.nivabyte_fel(mal.niva, nivaer)
    over = mal.overordnat
    if over is not None and over.malomrade.plan_id != plan_id:
        fel["overordnat"] = "Det överordnade målet hör till en annan plan."
    elif over is not None:
        ring = tidigare is not None and (over.pk == tidigare.pk or over.pk in _under(tidigare))
        fel["overordnat"] = trad.overordnat_fel(mal.niva, over.niva, ring=ring, overs_titel=over.titel)
    if mal.horisontellt and mal.niva != Malplats.KF:
        fel["horisontellt"] = "Bara fullmäktige sätter horisontella mål."
    elif tidigare is not None and not mal.horisontellt and tidigare.nedbrytningar.exists():
        fel["horisontellt"] = "Andra mål bryter ned det här målet. Ta bort de kopplingarna först."
    gemensamt.fraga_fel(fel)


def _horisontfel(mal: Mal, horisonter: list[Mal], plan_id: int) -> str | None:
    if any(h.malomrade.plan_id != plan_id for h in horisonter):
        return "Det horisontella målet hör till en annan plan."
    if any(not h.horisontellt for h in horisonter):
        return "Välj bland de horisontella målen."
    if horisonter and mal.niva == Malplats.KF:
        return "Fullmäktiges mål bryter inte ned horisontella mål. Det gör nämnder, bolag och enheter."
    return None
