"""A new plan made from an earlier: the next version of a decided one, or next year's. Copied whole, as a draft."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.actions.malniva import nivaer_for
from planering.actions.plan import ledigt_ar, nasta_version, styrperiod_for
from planering.domain import regler
from planering.domain.fel import Planeringsfel, PlanFinns
from planering.domain.framskrivning import Framskrivning, framskrivna
from planering.domain.planval import senare_versioner
from planering.models import (
    Horisontkoppling,
    Indikator,
    Kunskapskort,
    Mal,
    Malniva,
    Malomrade,
    Malplats,
    Oronmarkning,
    Plan,
    Ram,
    Uppdragsbeskrivning,
    Uppdragsenhet,
    Uppdragskalla,
    Uppdragstext,
    Verksamhet,
)

# What hangs on a plan beside its goals: (model, field to what it hangs on), in the order to be copied. A row is left
# out when what it needs was not copied, or when its year lies outside the new plan.
OVRIGT: tuple[tuple[type[models.Model], str], ...] = (
    (Uppdragsbeskrivning, "plan"),
    (Uppdragsenhet, "uppdrag"),
    (Uppdragstext, "uppdrag"),
    (Uppdragskalla, "text"),
    (Verksamhet, "plan"),
    (Ram, "verksamhet"),
    (Oronmarkning, "ram"),
    (Kunskapskort, "indikator"),
)
EGET = {"revision", "malnivarevision", "andrad", "andrad_av"}


@transaction.atomic
def ny_version(*, av: Person | None, nar: datetime, plan: Plan) -> Plan:
    """A draft that is the decided plan over again, to be changed and decided anew.

    Refused while another draft for the same years is under way: two would each undo what the other decides.
    """
    fran = Plan.objects.select_for_update().get(pk=plan.pk)
    if not fran.ar_last:
        raise Planeringsfel(
            "Planen är inte beslutad, så den kan ändras som den är. En ny version behövs inte."
        )
    for rad in senare_versioner(fran, Plan.objects.filter(fran_ar=fran.fran_ar)):
        if not rad.ar_last:
            raise Planeringsfel(f"Version {rad.version} är redan påbörjad. Fortsätt i den.")
        raise Planeringsfel(f"Version {rad.version} är redan beslutad. Utgå från den.")
    ny = Plan(
        namn=fran.namn,
        fran_ar=fran.fran_ar,
        till_ar=fran.till_ar,
        version=nasta_version(fran.fran_ar),
        styrperiod=fran.styrperiod,
        foregangare=fran,
    )
    return _kopiera(fran, ny, nivaer_for, "planering.skapa_version", av, nar)


@transaction.atomic
def kopiera_framat(
    *,
    av: Person | None,
    nar: datetime,
    plan: Plan,
    namn: str,
    fran_ar: int,
    till_ar: int,
    nivaer: str = Framskrivning.SAMMA,
) -> Plan:
    """A draft for later years with the goals, indicators and frames of an earlier plan.

    `nivaer` says what becomes of the years that it has no target level for (see `framskrivna`).
    """
    fran = Plan.objects.select_for_update().get(pk=plan.pk)
    for rad in reversed(senare_versioner(fran, Plan.objects.filter(fran_ar=fran.fran_ar))):
        if rad.ar_last:
            raise PlanFinns(f"Planen är ersatt av version {rad.version}. Kopiera den i stället.", rad)
    fel = {"till_ar": regler.planar(fran_ar, till_ar)}
    if fran_ar <= fran.fran_ar:
        fel["fran_ar"] = f"Välj ett år efter {fran.fran_ar}. Samma år ändras i en ny version av planen."
    if nivaer not in list(Framskrivning):
        fel["nivaer"] = "Välj hur målnivåerna ska föras vidare."
    gemensamt.fraga_fel(fel)
    ledigt_ar(fran_ar)
    ny = Plan(
        namn=namn.strip(),
        fran_ar=fran_ar,
        till_ar=till_ar,
        version=1,
        styrperiod=styrperiod_for(fran_ar),
        foregangare=fran,
    )

    def for_indikator(indikator: Indikator, kon: str):
        lagst, hogst = (
            (0.0, 100.0) if regler.ar_andel(indikator.matt.titel, indikator.matt.enhet) else (None, None)
        )
        return framskrivna(nivaer_for(indikator, kon), ny.ar, nivaer, indikator.decimaler, hogst, lagst)

    return _kopiera(fran, ny, for_indikator, "planering.kopiera_plan", av, nar)


Karta = dict[type[models.Model], dict[int, models.Model]]


def _kopiera(
    fran: Plan,
    ny: Plan,
    nivaer: Callable[[Indikator, str], dict],
    typ: str,
    av: Person | None,
    nar: datetime,
) -> Plan:
    gemensamt.spara(ny, av, nar)
    karta: Karta = {Plan: {fran.pk: ny}}
    stampel = {"andrad": nar, "andrad_av": av}
    _rader(Malomrade.objects.filter(plan=fran), karta, stampel)
    mal = list(Mal.objects.filter(malomrade__plan=fran).order_by("pk"))
    for niva in Malplats:  # those above first, so that the thread can be tied at once
        _rader([rad for rad in mal if rad.niva == niva], karta, stampel, Mal)
    _rader(Horisontkoppling.objects.filter(mal__malomrade__plan=fran), karta, {})
    indikatorer = list(
        Indikator.objects.filter(mal__malomrade__plan=fran)
        .select_related("nyckeltal", "egetmatt")
        .prefetch_related("malnivaer")
        .order_by("pk")
    )
    _rader(indikatorer, karta, stampel, Indikator)
    rader = [
        Malniva(
            indikator=karta[Indikator][i.pk],
            ar=ar,
            kon=kon,
            slag=niva.slag,
            varde=niva.varde,
            a=niva.a,
            b=niva.b,
            forandring=niva.forandring,
        )
        for i in indikatorer
        for kon in sorted({m.kon for m in i.malnivaer.all()})
        for ar, niva in sorted(nivaer(i, kon).items())
    ]
    Malniva.objects.bulk_create(rader)
    for modell, falt in OVRIGT:
        over = modell._meta.get_field(falt).related_model
        _rader(modell.objects.filter(**{f"{falt}__in": list(karta.get(over, {}))}), karta, stampel, ar=ny.ar)
    antal = {modell._meta.label: len(kopior) for modell, kopior in karta.items() if modell is not Plan}
    data = {"fran": fran.pk, "antal": antal | {"planering.Malniva": len(rader)}}
    logga(av=av, nar=nar, typ=typ, objekt=ny, data={"efter": gemensamt.innehall(ny)} | data)
    return ny


def _rader(
    rader: Iterable[models.Model],
    karta: Karta,
    stampel: dict[str, Any],
    modell: type[models.Model] | None = None,
    ar: range | None = None,
) -> None:
    """Copy rows, with what they point to among the copied exchanged for the copies. Puts them in `karta`."""
    gamla = list(rader)
    modell = modell or (type(gamla[0]) if gamla else None)
    if modell is None:
        return
    par = [
        (rad, kopia)
        for rad in gamla
        if (ar is None or getattr(rad, "ar", ar.start) in ar)
        and (kopia := _kopia(rad, karta, stampel)) is not None
    ]
    modell.objects.bulk_create([kopia for _, kopia in par])
    karta.setdefault(modell, {}).update({rad.pk: kopia for rad, kopia in par})


def _kopia(rad: models.Model, karta: Karta, stampel: dict[str, Any]) -> models.Model | None:
    kopia = type(rad)()
    for falt in rad._meta.concrete_fields:
        if falt.primary_key or falt.name in EGET or falt.generated:
            continue
        varde = getattr(rad, falt.attname)
        if falt.name == "foregangare":
            kopia.foregangare_id = rad.pk
        elif falt.is_relation and falt.related_model in karta and varde is not None:
            mal = karta[falt.related_model].get(varde)
            if mal is None and not falt.null:
                return None
            setattr(kopia, falt.name, mal)
        else:
            setattr(kopia, falt.attname, varde)
    for namn, varde in stampel.items():
        if hasattr(kopia, namn):
            setattr(kopia, namn, varde)
    return kopia


def pagaende_version(plan: Plan) -> Plan | None:
    """The draft that will replace a decided plan, if there is one."""
    senare = senare_versioner(plan, Plan.objects.filter(fran_ar=plan.fran_ar))
    return next((p for p in senare if not p.ar_last), None)
