"""Action plans and their activities. They stay open when the plan they serve is decided."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisation.models import Enhet, Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.models import Aktivitet, Handlingsplan, Mal


@transaction.atomic
def skapa_handlingsplan(
    *,
    av: Person | None,
    nar: datetime,
    namn: str,
    omrade: str,
    nulage: str,
    malbild: str,
    enhet: Enhet,
    ansvarig: Person | None = None,
    uppfoljning: str = "",
    hur_ofta: str = "",
    mal: Mal | None = None,
) -> Handlingsplan:
    """`uppfoljning` is how it is followed up ("Rapport"), `hur_ofta` when ("Varje kvartal")."""
    rad = Handlingsplan(
        mal=mal,
        enhet=enhet,
        ansvarig=ansvarig,
        **_texter(
            namn=namn,
            omrade=omrade,
            nulage=nulage,
            malbild=malbild,
            uppfoljning=uppfoljning,
            hur_ofta=hur_ofta,
        ),
    )
    _granska(rad, Handlingsplan(), nar)
    return gemensamt.skapa(rad, av=av, nar=nar)


@transaction.atomic
def andra_handlingsplan(
    *,
    av: Person | None,
    nar: datetime,
    handlingsplan: Handlingsplan,
    namn: str,
    omrade: str,
    nulage: str,
    malbild: str,
    enhet: Enhet,
    ansvarig: Person | None = None,
    uppfoljning: str = "",
    hur_ofta: str = "",
    mal: Mal | None = None,
    revision: int | None = None,
) -> Handlingsplan:
    rad = gemensamt.las_rad(handlingsplan, revision)
    _granska(Handlingsplan(enhet=enhet, ansvarig=ansvarig), rad, nar)
    texter = _texter(
        namn=namn, omrade=omrade, nulage=nulage, malbild=malbild, uppfoljning=uppfoljning, hur_ofta=hur_ofta
    )
    return gemensamt.andra(rad, texter | {"mal": mal, "enhet": enhet, "ansvarig": ansvarig}, av=av, nar=nar)


@transaction.atomic
def ta_bort_handlingsplan(*, av: Person | None, nar: datetime, handlingsplan: Handlingsplan) -> None:
    gemensamt.ta_bort(gemensamt.las_rad(handlingsplan, None), av=av, nar=nar)


@transaction.atomic
def skapa_aktivitet(
    *,
    av: Person | None,
    nar: datetime,
    handlingsplan: Handlingsplan,
    namn: str,
    ansvar: str,
    viktiga_faktorer: str = "",
    kostnad_tkr: int | None = None,
    tjanst: float | None = None,
    uppfoljning: str = "",
    hur_ofta: str = "",
    startar: date | None = None,
    klar_senast: date | None = None,
    status: str = Aktivitet.Status.PLANERAD,
    vag_till_mal: str = "",
) -> Aktivitet:
    """`vag_till_mal` is how it leads to the goal, or for a rejected one (`avford`) why it does not: then required."""
    plan = gemensamt.las_rad(handlingsplan, None)
    falt = _aktivitetsfalt(
        namn=namn,
        ansvar=ansvar,
        viktiga_faktorer=viktiga_faktorer,
        kostnad_tkr=kostnad_tkr,
        tjanst=tjanst,
        uppfoljning=uppfoljning,
        hur_ofta=hur_ofta,
        startar=startar,
        klar_senast=klar_senast,
        status=status,
        vag_till_mal=vag_till_mal,
    )
    rad = Aktivitet(handlingsplan=plan, ordning=gemensamt.sist(plan.aktiviteter), **falt)
    return gemensamt.skapa(rad, av=av, nar=nar)


@transaction.atomic
def andra_aktivitet(
    *,
    av: Person | None,
    nar: datetime,
    aktivitet: Aktivitet,
    namn: str,
    ansvar: str,
    viktiga_faktorer: str = "",
    kostnad_tkr: int | None = None,
    tjanst: float | None = None,
    uppfoljning: str = "",
    hur_ofta: str = "",
    startar: date | None = None,
    klar_senast: date | None = None,
    status: str = Aktivitet.Status.PLANERAD,
    vag_till_mal: str = "",
    revision: int | None = None,
) -> Aktivitet:
    rad = gemensamt.las_rad(aktivitet, revision)
    falt = _aktivitetsfalt(
        namn=namn,
        ansvar=ansvar,
        viktiga_faktorer=viktiga_faktorer,
        kostnad_tkr=kostnad_tkr,
        tjanst=tjanst,
        uppfoljning=uppfoljning,
        hur_ofta=hur_ofta,
        startar=startar,
        klar_senast=klar_senast,
        status=status,
        vag_till_mal=vag_till_mal,
    )
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def flytta_aktivitet(*, av: Person | None, nar: datetime, aktivitet: Aktivitet, steg: int) -> bool:
    plan = gemensamt.las_rad(aktivitet.handlingsplan, None)
    return gemensamt.flytta(aktivitet, plan.aktiviteter.order_by("ordning", "id"), steg, av=av, nar=nar)


@transaction.atomic
def ta_bort_aktivitet(*, av: Person | None, nar: datetime, aktivitet: Aktivitet) -> None:
    gemensamt.ta_bort(gemensamt.las_rad(aktivitet, None), av=av, nar=nar)


def _texter(**texter: str) -> dict[str, Any]:
    return {falt: text.strip() for falt, text in texter.items()}


def _aktivitetsfalt(**falt: Any) -> dict[str, Any]:
    """The row's fields, checked for what the person can mend at once."""
    falt = {namn: varde.strip() if isinstance(varde, str) else varde for namn, varde in falt.items()}
    fel: dict[str, str | None] = {}
    if falt["startar"] and falt["klar_senast"] and falt["klar_senast"] < falt["startar"]:
        fel["klar_senast"] = f"Slutdatumet ligger före starten, {falt['startar']:%Y-%m-%d}."
    if falt["status"] == Aktivitet.Status.AVFORD and not falt["vag_till_mal"]:
        fel["vag_till_mal"] = "Skriv varför aktiviteten avförs, så att frågan inte behöver ställas om."
    if falt["tjanst"] is not None and falt["tjanst"] <= 0:
        fel["tjanst"] = "Tjänsten är en andel större än noll, till exempel 0,2."
    if falt["status"] not in Aktivitet.Status:
        fel["status"] = "Välj en status."
    gemensamt.fraga_fel(fel)
    return falt


def _granska(ny: Handlingsplan, tidigare: Handlingsplan, nar: datetime) -> None:
    fel = {
        "enhet": gemensamt.enhetsfel(ny.enhet, tidigare.enhet_id, timezone.localdate(nar)),
        "ansvarig": gemensamt.ansvarigfel(ny.ansvarig, tidigare.ansvarig_id),
    }
    if any(fel.values()):
        raise Planeringsfel({falt: [text] for falt, text in fel.items() if text})
