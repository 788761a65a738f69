"""Activities, their parts, and the check-ins on them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.aktivitetslage import status_efter
from planering.domain.fel import Planeringsfel
from planering.domain.regler import uppraknat
from planering.models import Aktivitet, Avstamning, Handlingsplan, LederTillMal

KLARA = (Aktivitet.Status.KLAR, Aktivitet.Status.AVFORD)


@transaction.atomic
def skapa_aktivitet(
    *,
    av: Person | None,
    nar: datetime,
    handlingsplan: Handlingsplan,
    namn: str,
    ansvar: str,
    overordnad: Aktivitet | None = None,
    ansvarig: Person | None = None,
    viktiga_faktorer: str = "",
    kostnad_tkr: int | None = None,
    tjanst: float | None = None,
    uppfoljning: str = "",
    hur_ofta: str = "",
    startar: date | None = None,
    klar_senast: date | None = None,
    status: str = Aktivitet.Status.PLANERAD,
    leder: str = "",
    vag_till_mal: str = "",
) -> Aktivitet:
    """`overordnad` makes it a part of that activity. `leder` (ja, osakert, nej or not asked) is whether it leads to
    the goal, `vag_till_mal` how, or for a rejected one (`avford`) why it does not: then required."""
    plan = gemensamt.las_rad(handlingsplan, None)
    falt = _falt(
        overordnad=overordnad,
        namn=namn,
        ansvar=ansvar,
        ansvarig=ansvarig,
        viktiga_faktorer=viktiga_faktorer,
        kostnad_tkr=kostnad_tkr,
        tjanst=tjanst,
        uppfoljning=uppfoljning,
        hur_ofta=hur_ofta,
        startar=startar,
        klar_senast=klar_senast,
        status=status,
        leder=leder,
        vag_till_mal=vag_till_mal,
    )
    rad = Aktivitet(handlingsplan=plan)
    _granska(rad, falt)
    if falt["leder"] or falt["vag_till_mal"]:
        falt |= {"leder_nar": nar, "leder_av": av}
    for namn_, varde in falt.items():
        setattr(rad, namn_, varde)
    rad.ordning = gemensamt.sist(_syskon(rad))
    return gemensamt.skapa(rad, av=av, nar=nar)


@transaction.atomic
def andra_aktivitet(
    *,
    av: Person | None,
    nar: datetime,
    aktivitet: Aktivitet,
    namn: str,
    ansvar: str,
    ansvarig: Person | None = None,
    viktiga_faktorer: str = "",
    kostnad_tkr: int | None = None,
    tjanst: float | None = None,
    uppfoljning: str = "",
    hur_ofta: str = "",
    startar: date | None = None,
    klar_senast: date | None = None,
    status: str = Aktivitet.Status.PLANERAD,
    leder: str = "",
    vag_till_mal: str = "",
    revision: int | None = None,
) -> Aktivitet:
    """Whether it is a part of another does not change."""
    gemensamt.las_rad(aktivitet.handlingsplan, None)
    rad = gemensamt.las_rad(aktivitet, revision)
    falt = _falt(
        overordnad=rad.overordnad,
        namn=namn,
        ansvar=ansvar,
        ansvarig=ansvarig,
        viktiga_faktorer=viktiga_faktorer,
        kostnad_tkr=kostnad_tkr,
        tjanst=tjanst,
        uppfoljning=uppfoljning,
        hur_ofta=hur_ofta,
        startar=startar,
        klar_senast=klar_senast,
        status=status,
        leder=leder,
        vag_till_mal=vag_till_mal,
    )
    _granska(rad, falt)
    if (falt["leder"], falt["vag_till_mal"]) != (rad.leder, rad.vag_till_mal):
        falt |= {"leder_nar": nar, "leder_av": av}
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def stam_av(
    *,
    av: Person | None,
    nar: datetime,
    aktivitet: Aktivitet,
    dag: date,
    lage: str,
    leder: str,
    text: str = "",
    kvar: str = "",
) -> Avstamning:
    """Note how it stands on `dag`: pa_plan, forsenad (then with the reason) or klar, and whether it (still) leads to
    the goal. The newest one decides the activity's status."""
    gemensamt.las_rad(aktivitet.handlingsplan, None)
    rad = gemensamt.las_rad(aktivitet, None)
    text, kvar = text.strip(), kvar.strip()
    gemensamt.fraga_fel(
        {
            "dag": _dagfel(dag, timezone.localdate(nar)),
            "lage": _lagefel(rad, lage),
            "text": "Skriv varför." if lage == Avstamning.Lage.FORSENAD and not text else None,
            "leder": None if leder in LederTillMal else "Svara på om aktiviteten leder till målet.",
        }
        | ({"text": "Skriv varför den inte leder till målet."} if leder == "nej" and not text else {})
    )
    senast = rad.avstamningar.order_by("dag", "id").last()
    ny = Avstamning(aktivitet=rad, dag=dag, lage=lage, text=text, kvar=kvar, leder=leder)
    gemensamt.spara(ny, av, nar)
    fore = gemensamt.innehall(rad)
    if senast is None or senast.dag <= dag:
        har_startat = rad.startar is None or rad.startar <= dag
        rad.status = status_efter(rad.status, lage, har_startat=har_startat)
        rad.leder, rad.leder_nar, rad.leder_av = leder, nar, av
        rad.revision += 1
        gemensamt.spara(rad, av, nar)
    # One event for both: neither is taken back without the other.
    andrat = gemensamt.skillnader(fore, gemensamt.innehall(rad))
    data = {"avstamning": gemensamt.innehall(ny), "andrat": andrat}
    logga(av=av, nar=nar, typ="planering.stam_av", objekt=rad, data=data)
    return ny


@transaction.atomic
def flytta_aktivitet(*, av: Person | None, nar: datetime, aktivitet: Aktivitet, steg: int) -> bool:
    """Among the activities of the plan, or the parts of the same activity."""
    gemensamt.las_rad(aktivitet.handlingsplan, None)
    return gemensamt.flytta(aktivitet, _syskon(aktivitet).order_by("ordning", "id"), steg, av=av, nar=nar)


@transaction.atomic
def ta_bort_aktivitet(*, av: Person | None, nar: datetime, aktivitet: Aktivitet) -> None:
    gemensamt.ta_bort(gemensamt.las_rad(aktivitet, None), av=av, nar=nar)


def _syskon(rad: Aktivitet):
    return Aktivitet.objects.filter(handlingsplan_id=rad.handlingsplan_id, overordnad_id=rad.overordnad_id)


def _falt(**falt: Any) -> dict[str, Any]:
    return {namn: varde.strip() if isinstance(varde, str) else varde for namn, varde in falt.items()}


def _granska(rad: Aktivitet, falt: dict[str, Any]) -> None:
    """What the person can mend at once."""
    fel: dict[str, str | None] = {"ansvarig": gemensamt.ansvarigfel(falt["ansvarig"], rad.ansvarig_id)}
    if falt["startar"] and falt["klar_senast"] and falt["klar_senast"] < falt["startar"]:
        fel["klar_senast"] = f"Slutdatumet ligger före starten, {falt['startar']:%Y-%m-%d}."
    if falt["status"] == Aktivitet.Status.AVFORD and not falt["vag_till_mal"]:
        fel["vag_till_mal"] = "Skriv varför aktiviteten avförs, så att frågan inte behöver ställas om."
    if falt["tjanst"] is not None and falt["tjanst"] <= 0:
        fel["tjanst"] = "Tjänsten är en andel större än noll, till exempel 0,2."
    if falt["status"] not in Aktivitet.Status:
        fel["status"] = "Välj en status."
    elif falt["status"] == Aktivitet.Status.KLAR and rad.status != Aktivitet.Status.KLAR:
        fel["status"] = _delarfel(rad)
    if falt["leder"] and falt["leder"] not in LederTillMal:
        fel["leder"] = "Välj ett av svaren."
    fel |= _delfel(rad, falt)
    gemensamt.fraga_fel(fel)


def _delfel(rad: Aktivitet, falt: dict[str, Any]) -> dict[str, str]:
    over: Aktivitet | None = falt["overordnad"]
    if over is None:
        return {}
    if over.handlingsplan_id != rad.handlingsplan_id:
        return {"overordnad": "Aktiviteten hör till en annan handlingsplan."}
    if over.overordnad_id is not None or (rad.pk and rad.delaktiviteter.exists()):
        return {"overordnad": "En delaktivitet kan inte ha egna delaktiviteter."}
    text = "Pengar och tid anges på aktiviteten som helhet, inte på en del av den."
    return {namn: text for namn in ("kostnad_tkr", "tjanst") if falt[namn] is not None}


def _delarfel(rad: Aktivitet) -> str | None:
    """Why the whole is not done: parts of it are not."""
    if rad.pk is None:
        return None
    kvar = [f"”{del_.namn}”" for del_ in rad.delaktiviteter.exclude(status__in=KLARA)]
    return f"{uppraknat(kvar)} är inte klar än." if kvar else None


def _dagfel(dag: date, idag: date) -> str | None:
    return f"Dagen har inte varit än. I dag är det {idag:%Y-%m-%d}." if dag > idag else None


def _lagefel(rad: Aktivitet, lage: str) -> str | None:
    if rad.status == Aktivitet.Status.AVFORD:
        raise Planeringsfel("Aktiviteten är avförd och stäms inte av. Ändra dess status först.")
    if lage not in Avstamning.Lage:
        return "Välj hur det går."
    return _delarfel(rad) if lage == Avstamning.Lage.KLAR else None
