"""Taking back the events that are not simply fields of a row: levels, frames, check-ins, answers, and enheter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from organisation.models import Enhet, Handelse, Person
from planering.actions import gemensamt, malkvalitet, malniva, uppdrag
from planering.actions.angra_ramar import angra_ramar
from planering.actions.avstamning import angra_avstamning
from planering.domain.berort import andrade_nivaer
from planering.domain.fel import Planeringsfel
from planering.models import (
    Aktivitet,
    Indikator,
    Mal,
    Malkvalitetssvar,
    Plan,
    Uppdragsbeskrivning,
)

ANDRAT_SEDAN = "Uppgifterna har ändrats på annat sätt sedan dess, så ändringen kan inte ångras."


@dataclass(frozen=True, slots=True)
class Egen:
    """`angra` takes av, nar, rad (of `modell`) and handelse; `gar` says whether the log holds enough to do it."""

    modell: type[models.Model]
    angra: Callable[..., models.Model]
    gar: Callable[[Mapping[str, Any]], bool] = lambda data: True


def _malnivaer(*, av: Person | None, nar: datetime, rad: Indikator, handelse: Handelse) -> Indikator:
    """The years that were changed, and the fields beside them, as they were; other years stay as they are."""
    kon, andrat = handelse.data["kon"], dict(handelse.data["andrat"])
    andrat.pop("nivaer", None)
    nivaer: dict[int, Any] = dict(malniva.nivaer_for(rad, kon))
    nu = {str(ar): malniva.loggad(niva) for ar, niva in nivaer.items()}
    for ar, (fore, efter) in andrade_nivaer(handelse.data).items():
        if nu.get(ar) != efter:
            raise Planeringsfel(ANDRAT_SEDAN)
        nivaer.pop(int(ar), None)
        if fore is not None:
            nivaer[int(ar)] = tuple(fore) if isinstance(fore, list) else fore
    if any(getattr(rad, falt) != efter for falt, (_, efter) in andrat.items()):
        raise Planeringsfel(ANDRAT_SEDAN)
    fore = {falt: par[0] for falt, par in andrat.items()}
    return malniva.satt_malnivaer(av=av, nar=nar, indikator=rad, nivaer=nivaer, kon=kon, **fore)


def _malnivanat(*, av: Person | None, nar: datetime, rad: Plan, handelse: Handelse) -> Plan:
    """Every indicator's part of the grid, or none."""
    from planering.actions.angra import angra  # which knows of this one
    from planering.actions.malnivanat import logga_nat

    gemensamt.las_plan(rad.pk)
    delar = list(Handelse.objects.filter(pk__in=handelse.data["handelser"]).order_by("id"))
    fel = []
    for del_ in delar:
        try:
            angra(av=av, nar=nar, handelse=del_)
        except Planeringsfel as ett:
            fel.append(f"{del_.etikett}: {ett}")
    if fel:
        raise Planeringsfel(" ".join(fel))
    logga_nat(av=av, nar=nar, plan=rad, indikatorer=[int(del_.objekt_id) for del_ in delar])
    return rad


def _svar(*, av: Person | None, nar: datetime, rad: Mal, handelse: Handelse) -> Mal:
    """The answer before it, given anew."""
    fraga = handelse.data["fraga"]
    nya, *tidigare = Malkvalitetssvar.objects.filter(mal=rad, fraga=fraga)[:2]
    if [nya.svar, nya.motivering] != [handelse.data["svar"][1], handelse.data["motivering"]]:
        raise Planeringsfel(ANDRAT_SEDAN)
    svar, motivering = (tidigare[0].svar, tidigare[0].motivering) if tidigare else ("", "")
    malkvalitet.svara_om_malkvalitet(
        av=av, nar=nar, mal=rad, fraga=fraga, svar=svar, motivering=motivering, senaste=nya.pk
    )
    return rad


def _enheter(
    *, av: Person | None, nar: datetime, rad: Uppdragsbeskrivning, handelse: Handelse
) -> Uppdragsbeskrivning:
    fore, efter = handelse.data["nycklar"]
    if sorted(rad.enhetsrader.values_list("enhet_id", flat=True)) != efter:
        raise Planeringsfel(ANDRAT_SEDAN)
    enheter = list(Enhet.objects.filter(pk__in=fore))
    if len(enheter) != len(fore):
        raise Planeringsfel("En av enheterna som det var finns inte längre.")
    return uppdrag.andra_uppdrag(av=av, nar=nar, uppdrag=rad, namn=rad.namn, enheter=enheter)


EGNA: dict[str, Egen] = {
    "planering.satt_malnivaer": Egen(Indikator, _malnivaer),
    "planering.satt_malnivanat": Egen(Plan, _malnivanat),
    "planering.satt_ramar": Egen(Plan, angra_ramar, lambda data: bool(data.get("andrat") or data.get("nya"))),
    "planering.stam_av": Egen(Aktivitet, angra_avstamning),
    "planering.svara_om_malkvalitet": Egen(Mal, _svar),
    # The first enheter came with the description itself: they go with it.
    "planering.satt_uppdragsenheter": Egen(
        Uppdragsbeskrivning, _enheter, lambda data: bool(data.get("nycklar", [[]])[0])
    ),
}
