"""Goals. A goal's level follows from whose it is; a nämnd's goal lies in the målområde of the goal it serves."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from organisation.models import Enhet, Person
from organisation.models.enhet import Enhetsniva
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.models import Mal, Malomrade, Malplats


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
) -> Mal:
    """A goal of KF (`enhet` is the municipality) or of a nämnd or bolag, which then may serve a goal of KF's.

    One of `malomrade` and `overordnat` is needed; with both, the goal lies where `overordnat` lies.
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
        niva=_niva(enhet),
        overordnat=overordnat,
        ansvarig=ansvarig,
    )
    _granska(mal, plan.pk, timezone.localdate(nar))
    mal.ordning = gemensamt.sist(_syskon(mal))
    return gemensamt.skapa(mal, av=av, nar=nar)


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
    revision: int | None = None,
) -> Mal:
    """Change a goal. When KF's goal moves to another målområde, the goals that serve it move along."""
    plan = gemensamt.las_plan(mal.malomrade.plan_id)
    rad = gemensamt.las_rad(mal, revision)
    omrade = overordnat.malomrade if overordnat else malomrade or rad.malomrade
    ny = Mal(
        pk=rad.pk, malomrade=omrade, enhet=enhet, niva=_niva(enhet), overordnat=overordnat, ansvarig=ansvarig
    )
    _granska(ny, plan.pk, timezone.localdate(nar), rad.ansvarig_id, rad.enhet_id)
    if ny.niva != Malplats.KF and rad.underordnade.exists():
        raise Planeringsfel(
            {"enhet": ["Nämndmål pekar på målet, så det måste förbli fullmäktiges. Flytta dem först."]}
        )
    flyttat = omrade.pk != rad.malomrade_id
    bytt_gren = flyttat or (overordnat and overordnat.pk) != rad.overordnat_id
    falt = {
        "malomrade": omrade,
        "titel": titel.strip(),
        "beskrivning": beskrivning.strip(),
        "enhet": enhet,
        "niva": ny.niva,
        "overordnat": overordnat,
        "ansvarig": ansvarig,
    }
    if bytt_gren:
        falt["ordning"] = gemensamt.sist(_syskon(ny))
    rad = gemensamt.andra(rad, falt, av=av, nar=nar)
    if flyttat:
        for under in rad.underordnade.select_for_update(of=("self",)):
            gemensamt.andra(under, {"malomrade": omrade}, av=av, nar=nar)
    return rad


@transaction.atomic
def flytta_mal(*, av: Person | None, nar: datetime, mal: Mal, steg: int) -> bool:
    """Up or down among the goals beside it."""
    gemensamt.las_plan(mal.malomrade.plan_id)
    return gemensamt.flytta(mal, _syskon(mal).order_by("ordning", "id"), steg, av=av, nar=nar)


@transaction.atomic
def ta_bort_mal(*, av: Person | None, nar: datetime, mal: Mal) -> None:
    """Refused while nämnder's goals serve it: the red thread is not cut in passing."""
    gemensamt.las_plan(mal.malomrade.plan_id)
    rad = gemensamt.las_rad(mal, None)
    if hinder := hinder_mot_borttagning(rad):
        raise Planeringsfel(hinder)
    gemensamt.ta_bort(rad, av=av, nar=nar)


def hinder_mot_borttagning(mal: Mal) -> str:
    """Why the goal cannot be deleted now; empty when it can."""
    antal = mal.underordnade.count()
    if not antal:
        return ""
    vilka = "Ett nämndmål" if antal == 1 else f"{antal} nämndmål"
    return f"{vilka} tjänar målet. Flytta eller ta bort dem först, så att den röda tråden inte bryts."


def _niva(enhet: Enhet) -> str:
    return Malplats.KF if enhet.niva == Enhetsniva.KOMMUN else Malplats.NAMND


def _syskon(mal: Mal):
    return Mal.objects.filter(malomrade_id=mal.malomrade_id, overordnat_id=mal.overordnat_id)


def _granska(
    mal: Mal, plan_id: int, dag: date, tidigare_ansvarig: int | None = None, tidigare_enhet: int | None = None
) -> None:
    fel: dict[str, str | None] = {"enhet": gemensamt.enhetsfel(mal.enhet, tidigare_enhet, dag)}
    if mal.malomrade.plan_id != plan_id:
        fel["malomrade"] = "Målområdet hör till en annan plan."
    if mal.enhet.niva not in (Enhetsniva.KOMMUN, Enhetsniva.NAMND, Enhetsniva.BOLAG):
        fel["enhet"] = "Mål sätts av fullmäktige, en nämnd eller ett bolag."
    if mal.overordnat is not None:
        if mal.overordnat.malomrade.plan_id != plan_id:
            fel["overordnat"] = "Det överordnade målet hör till en annan plan."
        elif mal.niva == Malplats.KF:
            fel["overordnat"] = "Ett mål som fullmäktige sätter har inget överordnat mål."
        elif mal.overordnat_id == mal.pk or mal.overordnat.niva != Malplats.KF:
            fel["overordnat"] = "Ett nämndmål tjänar ett av fullmäktiges mål."
    fel["ansvarig"] = gemensamt.ansvarigfel(mal.ansvarig, tidigare_ansvarig)
    gemensamt.fraga_fel(fel)
