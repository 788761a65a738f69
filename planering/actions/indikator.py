"""Indicators."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from kkik.models import Kommungrupp, Nyckeltal
from organisation.models import Enhet, Person
from planering.actions import gemensamt
from planering.actions.malniva import nivaer_for
from planering.domain import regler
from planering.domain.fel import Planeringsfel
from planering.models import Indikator, Kategori, Mal, Paverkansgrad


@transaction.atomic
def skapa_indikator(
    *,
    av: Person | None,
    nar: datetime,
    mal: Mal,
    nyckeltal: Nyckeltal,
    riktning: str,
    kategori: str,
    paverkansgrad: str,
    agare: Enhet,
    namn: str = "",
    intervall_a: float | None = None,
    intervall_b: float | None = None,
    ansvarig: Person | None = None,
    jamforelsegrupp: str = "alla",
    kon: str = "T",
    decimaler: int = 1,
    varfor: str = "",
    utgangsvarde: float | None = None,
    utgangsar: int | None = None,
    marginal: float | None = None,
) -> Indikator:
    """Tie a nyckeltal to a goal. Without `namn` it takes the nyckeltal's title.

    Target levels, and the tolerance that belongs to them, are set with `satt_malnivaer`.
    """
    gemensamt.las_plan(mal.malomrade.plan_id)
    indikator = Indikator(
        mal=mal,
        nyckeltal=nyckeltal,
        kon=kon,
        utgangsvarde=utgangsvarde,
        utgangsar=utgangsar,
        marginal=marginal,
        ordning=gemensamt.sist(mal.indikatorer),
        **_falt(
            namn=namn or Truncator(nyckeltal.titel).chars(200),
            riktning=riktning,
            intervall_a=intervall_a,
            intervall_b=intervall_b,
            kategori=kategori,
            paverkansgrad=paverkansgrad,
            agare=agare,
            ansvarig=ansvarig,
            jamforelsegrupp=jamforelsegrupp,
            decimaler=decimaler,
            varfor=varfor,
        ),
    )
    _granska(indikator, Indikator(), nar)
    if nyckeltal.kommuntyp == "L":
        raise Planeringsfel({"nyckeltal": ["Nyckeltalet gäller regioner och har inga värden för kommuner."]})
    return gemensamt.skapa(indikator, av=av, nar=nar)


@transaction.atomic
def andra_indikator(
    *,
    av: Person | None,
    nar: datetime,
    indikator: Indikator,
    riktning: str,
    kategori: str,
    paverkansgrad: str,
    agare: Enhet,
    namn: str,
    intervall_a: float | None = None,
    intervall_b: float | None = None,
    ansvarig: Person | None = None,
    jamforelsegrupp: str = "alla",
    kon: str | None = None,
    decimaler: int = 1,
    varfor: str = "",
    mal: Mal | None = None,
    revision: int | None = None,
) -> Indikator:
    """Change an indicator, or move it to another goal of the same plan. Its nyckeltal stays what it is.

    A riktning that the target levels cannot be judged by is refused: they are changed first.
    """
    plan = gemensamt.las_plan(indikator.mal.malomrade.plan_id)
    rad = gemensamt.las_rad(indikator, revision)
    falt = _falt(
        namn=namn or rad.nyckeltal.titel,
        riktning=riktning,
        intervall_a=intervall_a,
        intervall_b=intervall_b,
        kategori=kategori,
        paverkansgrad=paverkansgrad,
        agare=agare,
        ansvarig=ansvarig,
        jamforelsegrupp=jamforelsegrupp,
        decimaler=decimaler,
        varfor=varfor,
    )
    falt["kon"] = kon or rad.kon
    if mal is not None and mal.pk != rad.mal_id:
        if mal.malomrade.plan_id != plan.pk:
            raise Planeringsfel({"mal": ["Målet hör till en annan plan."]})
        falt |= {"mal": mal, "ordning": gemensamt.sist(mal.indikatorer)}
    ny = Indikator(pk=rad.pk, nyckeltal=rad.nyckeltal, **({"mal": rad.mal} | falt))
    _granska(ny, rad, nar)
    _granska_mot_malnivaer(ny, rad)
    byter_kon = falt["kon"] != rad.kon
    tidigare_kon = rad.kon
    rad = gemensamt.andra(rad, falt, av=av, nar=nar)
    if byter_kon:
        rad.malnivaer.filter(kon=tidigare_kon).update(kon=rad.kon)
    return rad


@transaction.atomic
def flytta_indikator(*, av: Person | None, nar: datetime, indikator: Indikator, steg: int) -> bool:
    gemensamt.las_plan(indikator.mal.malomrade.plan_id)
    syskon = indikator.mal.indikatorer.order_by("ordning", "id")
    return gemensamt.flytta(indikator, syskon, steg, av=av, nar=nar)


@transaction.atomic
def ta_bort_indikator(*, av: Person | None, nar: datetime, indikator: Indikator) -> None:
    gemensamt.las_plan(indikator.mal.malomrade.plan_id)
    gemensamt.ta_bort(gemensamt.las_rad(indikator, None), av=av, nar=nar)


def _falt(**falt: Any) -> dict[str, Any]:
    return falt | {"namn": falt["namn"].strip(), "varfor": falt["varfor"].strip()}


def _granska(ny: Indikator, tidigare: Indikator, nar: datetime) -> None:
    """Everything that one indicator must satisfy on its own. `tidigare` is what it was, or an empty row."""
    fel: dict[str, str | None] = {
        "agare": gemensamt.enhetsfel(ny.agare, tidigare.agare_id, timezone.localdate(nar)),
        "ansvarig": gemensamt.ansvarigfel(ny.ansvarig, tidigare.ansvarig_id),
        "jamforelsegrupp": None if _grupp_finns(ny.jamforelsegrupp) else "Gruppen finns inte.",
        "riktning": None if ny.riktning in Indikator.Riktning else "Välj vad som är bra.",
        "kategori": None if ny.kategori in Kategori else "Välj en kategori.",
        "paverkansgrad": None
        if ny.paverkansgrad in Paverkansgrad
        else "Välj hur mycket kommunen kan påverka.",
        "decimaler": None if 0 <= ny.decimaler <= 4 else "Ange 0 till 4 decimaler.",
        **regler.intervall(ny.riktning, ny.intervall_a, ny.intervall_b),
    }
    if ny.kon != "T" and not ny.nyckeltal.konsuppdelat:
        fel["kon"] = "Nyckeltalet är inte könsuppdelat."
    dubblett = Indikator.objects.filter(mal=ny.mal, nyckeltal=ny.nyckeltal, kon=ny.kon).exclude(pk=ny.pk)
    if dubblett.exists():
        fel["mal" if tidigare.pk else "nyckeltal"] = "Målet har redan en indikator med det nyckeltalet."
    gemensamt.fraga_fel(fel)


def _granska_mot_malnivaer(ny: Indikator, tidigare: Indikator) -> None:
    if ny.riktning == tidigare.riktning:
        return
    for ar, niva in sorted(nivaer_for(tidigare).items()):
        if regler.niva(ny.riktning, niva):
            text = f"Målnivån för {ar} passar inte den riktningen. Ändra eller ta bort målnivåerna först."
            raise Planeringsfel({"riktning": [text]})


def _grupp_finns(kod: str) -> bool:
    if kod in ("alla", "lan", "liknande") or re.fullmatch(r"liknande:.{1,60}", kod):
        return True
    return Kommungrupp.objects.filter(kolada_id=kod).exists()
