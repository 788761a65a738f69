"""Take back the latest change of a row, or a deletion: what the log says it was, through the ordinary actions."""

import inspect
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from organisation.actions import logga
from organisation.models import Handelse, Person
from planering.actions import (
    aktivitet,
    egetmatt,
    gemensamt,
    handlingsplan,
    indikator,
    kunskapskort,
    mal,
    malkvalitet,
    malniva,
    plan,
    resurs,
    styrperiod,
    uppdrag,
)
from planering.domain.fel import Planeringsfel
from planering.models import (
    Aktivitet,
    Egetmatt,
    Handlingsplan,
    Indikator,
    Kunskapskort,
    Mal,
    Malforbattring,
    Malniva,
    Malomrade,
    Oronmarkning,
    Plan,
    Ram,
    Styrperiod,
    Uppdragsbeskrivning,
    Uppdragsenhet,
    Uppdragskalla,
    Uppdragstext,
    Uppdragsversion,
    Verksamhet,
)
from planering.models.stampel import Stampel


def _skriv_kunskapskort(
    *,
    av: Person | None,
    nar: datetime,
    kort: Kunskapskort,
    mater: str,
    paverkar: str,
    paverkar_inte: str,
    bakgrund: str,
) -> Kunskapskort:
    kunskapskort.skriv_kunskapskort(
        av=av,
        nar=nar,
        indikator=kort.indikator,
        mater=mater,
        paverkar=paverkar,
        paverkar_inte=paverkar_inte,
        bakgrund=bakgrund,
    )
    return kort


def _andra_uppdragets_namn(
    *, av: Person | None, nar: datetime, rad: Uppdragsbeskrivning, namn: str
) -> Uppdragsbeskrivning:
    """The name alone: which enheter it is for is an event of its own."""
    enheter = [e.enhet for e in rad.enhetsrader.select_related("enhet")]
    return uppdrag.andra_uppdrag(av=av, nar=nar, uppdrag=rad, namn=namn, enheter=enheter)


ANDRA: dict[str, tuple[type[models.Model], str, Callable]] = {
    "planering.andra_plan": (Plan, "plan", plan.andra_plan),
    "planering.andra_malomrade": (Malomrade, "malomrade", plan.andra_malomrade),
    "planering.andra_mal": (Mal, "mal", mal.andra_mal),
    "planering.andra_indikator": (Indikator, "indikator", indikator.andra_indikator),
    "planering.satt_malnivaer": (Indikator, "indikator", malniva.satt_malnivaer),
    "planering.andra_handlingsplan": (Handlingsplan, "handlingsplan", handlingsplan.andra_handlingsplan),
    "planering.andra_aktivitet": (Aktivitet, "aktivitet", aktivitet.andra_aktivitet),
    "planering.andra_egetmatt": (Egetmatt, "egetmatt", egetmatt.andra_egetmatt),
    "planering.andra_malforbattring": (Malforbattring, "forbattring", malkvalitet.andra_malforbattring),
    "planering.andra_styrperiod": (Styrperiod, "styrperiod", styrperiod.andra_styrperiod),
    "planering.andra_kunskapskort": (Kunskapskort, "kort", _skriv_kunskapskort),
    "planering.andra_uppdragsbeskrivning": (Uppdragsbeskrivning, "rad", _andra_uppdragets_namn),
    "planering.andra_uppdragskalla": (Uppdragskalla, "kalla", uppdrag.andra_uppdragskalla),
    "planering.andra_verksamhet": (Verksamhet, "verksamhet", resurs.andra_verksamhet),
    "planering.andra_oronmarkning": (Oronmarkning, "oronmarkning", resurs.andra_oronmarkning),
}
TA_BORT = {
    f"planering.ta_bort_{modell._meta.model_name}": modell
    for modell in (
        Plan,
        Malomrade,
        Mal,
        Indikator,
        Handlingsplan,
        Aktivitet,
        Egetmatt,
        Malforbattring,
        Uppdragsbeskrivning,
        Uppdragskalla,
        Verksamhet,
        Oronmarkning,
    )
}
# What has to be there before what hangs on it. Models that are not named come last.
ORDNING = [
    m._meta.label
    for m in (
        Plan,
        Malomrade,
        Mal,
        Indikator,
        Malniva,
        Handlingsplan,
        Aktivitet,
        Verksamhet,
        Ram,
        Oronmarkning,
        Uppdragsbeskrivning,
        Uppdragsenhet,
        Uppdragstext,
        Uppdragsversion,
        Uppdragskalla,
    )
]
INGET = object()


def registrera(
    *,
    andra: dict[str, tuple[type[models.Model], str, Callable]],
    ta_bort: dict[str, type[models.Model]],
    ordning: Iterable[type[models.Model]],
) -> None:
    """Lets an app above this one have its own events taken back: as ANDRA, TA_BORT and ORDNING say them."""
    ANDRA.update(andra)
    TA_BORT.update(ta_bort)
    ORDNING.extend(m._meta.label for m in ordning if m._meta.label not in ORDNING)


def kan_angras(handelse: Handelse) -> bool:
    """Whether it is a kind of event that can be taken back; whether it still can is seen when it is tried."""
    return handelse.typ in ANDRA or handelse.typ in TA_BORT


@transaction.atomic
def angra(*, av: Person | None, nar: datetime, handelse: Handelse) -> models.Model:
    """The row as it is after. Raises Planeringsfel when something has happened since, PlanLast in a decided plan."""
    if handelse.typ in TA_BORT:
        return _aterstall(handelse, av, nar)
    if handelse.typ not in ANDRA:
        raise Planeringsfel("Den här händelsen går inte att ångra.")
    modell, argument, handling = ANDRA[handelse.typ]
    rad = modell.objects.filter(pk=handelse.objekt_id).first()
    if rad is None:
        raise Planeringsfel(f"”{handelse.etikett}” finns inte längre. Ångra borttagningen i stället.")
    _ingen_senare(handelse)
    andrat = handelse.data["andrat"]
    if handelse.typ == "planering.satt_malnivaer":
        return _angra_malnivaer(rad, handelse.data, av, nar)
    nu = gemensamt.innehall(rad)
    if any(falt in nu and nu[falt] != efter for falt, (_, efter) in andrat.items()):
        raise Planeringsfel("Uppgifterna har ändrats på annat sätt sedan dess, så ändringen kan inte ångras.")
    varden = _argument(handling, rad, {falt: fore for falt, (fore, _) in andrat.items()})
    return handling(av=av, nar=nar, **{argument: rad}, **varden)


def _ingen_senare(handelse: Handelse) -> None:
    """Only the latest change is taken back; one that lies under others would take them along."""
    app = handelse.typ.partition(".")[0]
    senare = Handelse.objects.filter(
        objekt=handelse.objekt,
        objekt_id=handelse.objekt_id,
        pk__gt=handelse.pk,
        typ__startswith=f"{app}.",
    ).exclude(typ__startswith=f"{app}.flytta_")
    if senare.exists():
        raise Planeringsfel("Något har ändrats sedan dess. Bara den senaste ändringen kan ångras.")


def _argument(handling: Callable, rad: models.Model, fore: dict[str, Any]) -> dict[str, Any]:
    """The action's arguments: as the row is, but with what the log says it was before."""
    falt = {f.name: f for f in rad._meta.concrete_fields}
    flera = {f.name: f for f in rad._meta.many_to_many}
    varden: dict[str, Any] = {}
    for namn in inspect.signature(handling).parameters:
        if namn == "bidrar_till" and namn in fore:
            varden[namn] = list(Mal.objects.filter(pk__in=fore[namn]).select_related("malomrade"))
        elif namn in flera:
            urval = flera[namn].related_model._base_manager
            varden[namn] = list(urval.filter(pk__in=fore[namn]) if namn in fore else getattr(rad, namn).all())
        elif namn in falt and namn != "revision":
            varden[namn] = _varde(falt[namn], fore[namn]) if namn in fore else getattr(rad, namn)
    return varden


def _varde(falt: models.Field, varde: Any) -> Any:
    """A value from the log as the model takes it. What it pointed to and is gone is refused."""
    if varde is None or not falt.is_relation:
        return falt.to_python(varde)
    finns = _vad_den_pekar_pa(falt, varde)
    if finns is None:
        raise Planeringsfel(f"{str(falt.verbose_name).capitalize()} som det var finns inte längre.")
    return finns


def _vad_den_pekar_pa(falt: models.Field, varde: Any) -> models.Model | None:
    if falt.related_model is Person:
        return Person.objects.filter(pseudonym=varde).first()
    return falt.related_model._base_manager.filter(pk=varde).first()


def _angra_malnivaer(rad: Indikator, data: dict, av: Person | None, nar: datetime) -> Indikator:
    fore = {falt: par[0] for falt, par in data["andrat"].items()}
    nivaer: Any = malniva.nivaer_for(rad, data["kon"])
    if "nivaer" in fore:
        nivaer = {int(ar): tuple(v) if isinstance(v, list) else v for ar, v in fore.pop("nivaer").items()}
    return malniva.satt_malnivaer(av=av, nar=nar, indikator=rad, nivaer=nivaer, kon=data["kon"], **fore)


def _aterstall(handelse: Handelse, av: Person | None, nar: datetime) -> models.Model:
    """Put deleted rows back under their old keys, and what had been loosened from them."""
    modell = TA_BORT[handelse.typ]
    if modell.objects.filter(pk=handelse.objekt_id).exists():
        raise Planeringsfel(f"”{handelse.etikett}” är redan återställt.")
    if plan_id := handelse.data.get("plan"):
        if not Plan.objects.filter(pk=plan_id).exists():
            raise Planeringsfel("Planen som det låg i finns inte längre.")
        gemensamt.las_plan(plan_id)
    borttaget = handelse.data["borttaget"]
    antal = {}
    for etikett in sorted(borttaget, key=lambda e: ORDNING.index(e) if e in ORDNING else len(ORDNING)):
        rader = sorted(borttaget[etikett], key=lambda r: list(DJUP).index(r["niva"]) if "niva" in r else 0)
        for innehall in rader:
            _skapa_igen(apps.get_model(etikett), innehall, av, nar)
        antal[etikett] = len(rader)
    _knyt_igen(handelse.data.get("kopplingar", {}))
    rad = modell.objects.get(pk=handelse.objekt_id)
    gemensamt.rakna_om(rad)
    logga(
        av=av,
        nar=nar,
        typ=f"{modell._meta.app_label}.aterstall_{modell._meta.model_name}",
        objekt=rad,
        data={"handelse": handelse.pk, "rader": antal},
    )
    return rad


DJUP = ("kf", "namnd", "enhet")


def _skapa_igen(modell: type[models.Model], innehall: dict, av: Person | None, nar: datetime) -> None:
    rad = modell()
    for falt in modell._meta.concrete_fields:
        if falt.name not in innehall:
            continue
        varde = innehall[falt.name]
        if falt.is_relation and varde is not None:
            finns = _vad_den_pekar_pa(falt, varde)
            if finns is None and not falt.null:
                raise Planeringsfel(
                    f"{str(falt.verbose_name).capitalize()} som det hörde till finns inte längre."
                )
            setattr(rad, falt.name, finns)
        else:
            setattr(rad, falt.attname, falt.to_python(varde))
    if isinstance(rad, Stampel):
        rad.andrad, rad.andrad_av = nar, av
    try:
        if modell._meta.app_label == "planering":  # other apps' rows are what they were
            rad.full_clean()
    except ValidationError as fel:
        texter = [t for namn, rader in fel.message_dict.items() for t in rader if namn == NON_FIELD_ERRORS]
        raise Planeringsfel(
            " ".join(texter) or f"”{rad}” går inte att återställa: {fel.messages[0]}"
        ) from fel
    rad.save(force_insert=True)


def _knyt_igen(kopplingar: dict[str, dict[str, int]]) -> None:
    """Rows that let go when this was deleted take hold again, unless they hold something else by now."""
    for vad, rader in kopplingar.items():
        etikett, attribut = vad.rsplit(".", 1)
        for nyckel, varde in rader.items():
            urval = apps.get_model(etikett)._base_manager.filter(pk=nyckel, **{f"{attribut}__isnull": True})
            urval.update(**{attribut: varde})
