"""Activities, their parts, and the check-ins on them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.actions.aktivitetsgranskning import (
    granska,
    granska_avstamning,
    skalfel,
    svarade_i_avstamning,
)
from planering.domain.aktivitetslage import status_efter
from planering.models import Aktivitet, Avstamning, Handlingsplan, LederTillMal


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
    hur: str = "",
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
    avford_skal: str = "",
) -> Aktivitet:
    """`overordnad` makes it a part of that activity. `leder` (ja, osakert, nej or not asked) is whether it leads to
    the goal, `vag_till_mal` how, or why it does not: then required. `avford_skal` is why it is rejected (status
    `avford`): then required, and otherwise nothing."""
    plan = gemensamt.las_rad(handlingsplan, None)
    falt = _falt(
        overordnad=gemensamt.las_rad(overordnad, None) if overordnad else None,
        namn=namn,
        ansvar=ansvar,
        ansvarig=ansvarig,
        hur=hur,
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
        avford_skal=avford_skal,
    )
    rad = Aktivitet(handlingsplan=plan)
    granska(rad, falt)
    if falt["leder"] or falt["vag_till_mal"]:
        falt |= {"leder_nar": nar, "leder_av": av}
    falt |= _avforande(rad, falt, av, nar)
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
    hur: str = "",
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
    avford_skal: str = "",
    revision: int | None = None,
    prova_delar: bool = True,
) -> Aktivitet:
    """Whether it is a part of another does not change. `prova_delar`: `aktivitetsgranskning.granska`."""
    gemensamt.las_rad(aktivitet.handlingsplan, None)
    rad = gemensamt.las_rad(aktivitet, revision)
    falt = _falt(
        overordnad=rad.overordnad,
        namn=namn,
        ansvar=ansvar,
        ansvarig=ansvarig,
        hur=hur,
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
        avford_skal=avford_skal,
    )
    granska(rad, falt, prova_delar)
    # A reworded way to the goal is not a new answer to a check-in's question: the check-in gave its own reason.
    nytt_skal = falt["vag_till_mal"] != rad.vag_till_mal and not svarade_i_avstamning(rad)
    if falt["leder"] != rad.leder or nytt_skal:
        falt |= {"leder_nar": nar, "leder_av": av}
    return gemensamt.andra(rad, falt | _avforande(rad, falt, av, nar), av=av, nar=nar)


@transaction.atomic
def avfor_aktivitet(
    *, av: Person | None, nar: datetime, aktivitet: Aktivitet, skal: str, revision: int | None = None
) -> Aktivitet:
    """Reject it, with the reason. Its parts that are not done go with it, unchanged."""
    gemensamt.las_rad(aktivitet.handlingsplan, None)
    rad = gemensamt.las_rad(aktivitet, revision)
    falt = {"status": Aktivitet.Status.AVFORD, "avford_skal": skal.strip()}
    gemensamt.fraga_fel({"skal": skalfel(falt)})
    return gemensamt.andra(rad, falt | _avforande(rad, falt, av, nar), av=av, nar=nar)


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
    the goal: a no with the reason, and what takes a no back with how it does. The newest one decides the activity's
    status and answer; the way to the goal stays as it was written, unless a no is taken back."""
    gemensamt.las_rad(aktivitet.handlingsplan, None)
    rad = gemensamt.las_rad(aktivitet, None)
    text, kvar = text.strip(), kvar.strip()
    granska_avstamning(rad, dag, lage, leder, text, timezone.localdate(nar))
    senast = rad.avstamningar.order_by("dag", "id").last()
    ny = Avstamning(aktivitet=rad, dag=dag, lage=lage, text=text, kvar=kvar, leder=leder)
    gemensamt.spara(ny, av, nar)
    fore = gemensamt.innehall(rad)
    if senast is None or senast.dag <= dag:
        har_startat = rad.startar is None or rad.startar <= dag
        rad.status = status_efter(rad.status, lage, har_startat=har_startat)
        if rad.leder == LederTillMal.NEJ != leder:  # what was written there may say why not
            rad.vag_till_mal = text
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
    """Among the activities of the plan that are shown with it, or the parts of the same activity. A rejected one
    stands in a list of its own, and is passed as if it were not there."""
    gemensamt.las_rad(aktivitet.handlingsplan, None)
    rader = list(_syskon(aktivitet).order_by("ordning", "id"))
    synliga = [r.pk for r in rader if aktivitet.overordnad_id or _ar_avford(r) == _ar_avford(aktivitet)]
    fran = synliga.index(aktivitet.pk)
    till = synliga[max(0, min(len(synliga) - 1, fran + steg))]
    platser = [r.pk for r in rader]
    steg = platser.index(till) - platser.index(aktivitet.pk)
    return gemensamt.flytta(aktivitet, rader, steg, av=av, nar=nar)


@transaction.atomic
def ta_bort_aktivitet(*, av: Person | None, nar: datetime, aktivitet: Aktivitet) -> None:
    gemensamt.ta_bort(gemensamt.las_rad(aktivitet, None), av=av, nar=nar)


def _syskon(rad: Aktivitet):
    return Aktivitet.objects.filter(handlingsplan_id=rad.handlingsplan_id, overordnad_id=rad.overordnad_id)


def _ar_avford(rad: Aktivitet) -> bool:
    return rad.status == Aktivitet.Status.AVFORD


def _falt(**falt: Any) -> dict[str, Any]:
    falt = {namn: varde.strip() if isinstance(varde, str) else varde for namn, varde in falt.items()}
    if falt["status"] != Aktivitet.Status.AVFORD:
        falt["avford_skal"] = ""
    return falt


def _avforande(rad: Aktivitet, falt: dict[str, Any], av: Person | None, nar: datetime) -> dict[str, Any]:
    """By whom and when it was rejected: kept while the reason is, and gone when it is taken up again."""
    if falt["status"] != Aktivitet.Status.AVFORD:
        return {"avford_nar": None, "avford_av": None}
    if _ar_avford(rad) and rad.pk and rad.avford_skal == falt["avford_skal"]:
        return {}
    return {"avford_nar": nar, "avford_av": av}
