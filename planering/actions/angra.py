"""Take back the latest change of a row, or a deletion: what the log says it was, through the ordinary actions."""

import inspect
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import models, transaction

from organisation.models import Handelse, Person
from planering.actions import (
    aktivitet,
    egetmatt,
    gemensamt,
    handlingsplan,
    indikator,
    konsbyte,
    kunskapskort,
    mal,
    malkvalitet,
    plan,
    resurs,
    styrperiod,
    uppdrag,
)
from planering.actions.angra_egna import EGNA
from planering.actions.aterstall import ORDNING, TA_BORT, aterstall, loggvarde
from planering.domain.berort import angras_bland
from planering.domain.fel import Planeringsfel
from planering.models import (
    Aktivitet,
    Egetmatt,
    Handlingsplan,
    Indikator,
    Kunskapskort,
    Mal,
    Malforbattring,
    Malomrade,
    Oronmarkning,
    Plan,
    Styrperiod,
    Uppdragsbeskrivning,
    Uppdragskalla,
    Verksamhet,
)


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
    "planering.andra_indikator": (
        Indikator,
        "indikator",
        partial(indikator.andra_indikator, vid_konsbyte=konsbyte.BEHALL),  # what moved along moves back
    ),
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
    if handelse.typ in EGNA:
        return EGNA[handelse.typ].gar(handelse.data)
    return handelse.typ in ANDRA or handelse.typ in TA_BORT


@transaction.atomic
def angra(*, av: Person | None, nar: datetime, handelse: Handelse) -> models.Model:
    """The row as it is after. Raises Planeringsfel when the same thing has been changed since, PlanLast in a decided
    plan."""
    if handelse.typ in TA_BORT:
        return aterstall(handelse, av, nar)
    if not kan_angras(handelse):
        raise Planeringsfel("Den här händelsen går inte att ångra.")
    if handelse.typ in EGNA:
        egen = EGNA[handelse.typ]
        rad = _rad(egen.modell, handelse)
        _ingen_senare(handelse)
        return egen.angra(av=av, nar=nar, rad=rad, handelse=handelse)
    modell, argument, handling = ANDRA[handelse.typ]
    rad = _rad(modell, handelse)
    _ingen_senare(handelse)
    andrat = handelse.data["andrat"]
    nu = gemensamt.innehall(rad)
    if any(falt in nu and nu[falt] != efter for falt, (_, efter) in andrat.items()):
        raise Planeringsfel("Uppgifterna har ändrats på annat sätt sedan dess, så ändringen kan inte ångras.")
    varden = _argument(handling, rad, {falt: fore for falt, (fore, _) in andrat.items()})
    return handling(av=av, nar=nar, **{argument: rad}, **varden)


def _rad(modell: type[models.Model], handelse: Handelse) -> models.Model:
    rad = modell.objects.filter(pk=handelse.objekt_id).first()
    if rad is None:
        raise Planeringsfel(f"”{handelse.etikett}” finns inte längre. Ångra borttagningen i stället.")
    return rad


def _ingen_senare(handelse: Handelse) -> None:
    """What the event made must still be so; what lies over it would be taken along."""
    app = handelse.typ.partition(".")[0]
    samma = Handelse.objects.filter(
        objekt=handelse.objekt,
        objekt_id=handelse.objekt_id,
        pk__gte=handelse.pk,
        typ__startswith=f"{app}.",
    ).exclude(typ__startswith=f"{app}.flytta_")
    if handelse.pk not in angras_bland(samma.order_by("-id")):
        raise Planeringsfel(
            "Något har ändrats sedan dess. Bara den senaste ändringen av samma uppgifter kan ångras."
        )


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
            varden[namn] = loggvarde(falt[namn], fore[namn]) if namn in fore else getattr(rad, namn)
    return varden
