"""Target levels of many indicators at once. All of them are saved, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from organisation.actions import logga
from organisation.models import Handelse, Person
from planering.actions import gemensamt
from planering.actions.malniva import nivaer_for, satt_malnivaer
from planering.domain.fel import Planeringsfel
from planering.domain.malnivaer import Niva
from planering.domain.malnivatext import visa
from planering.models import Indikator, Plan


@dataclass(frozen=True, slots=True)
class Nivacell:
    """What a box held when the grid was opened, as it was shown, and what it holds now."""

    fore: str
    efter: Niva | None


class Natfel(Planeringsfel):
    """`rader` maps an indicator's key to field → messages; `krockar` maps (indicator, year) to what a box that the
    person has changed has become meanwhile."""

    def __init__(
        self, rader: dict[int, dict[str, list[str]]], krockar: dict[tuple[int, int], Niva | None]
    ) -> None:
        self.rader, self.krockar = rader, krockar
        super().__init__("Inget är sparat.")


@transaction.atomic
def satt_malnivanat(
    *,
    av: Person | None,
    nar: datetime,
    plan: Plan,
    rader: Mapping[int, Mapping[int, Nivacell]],
    kon: str | None = None,
) -> list[Indikator]:
    """Set the levels in `rader` (indicator's key → year → box), for each indicator's own kön or for `kon`. Years that
    are not there are left alone, so two may work in the same grid. Gives the indicators that changed.

    Raises Natfel with everything that is wrong, and PlanLast.
    """
    gemensamt.las_plan(plan.pk)
    finns = {
        i.pk: i
        for i in Indikator.objects.filter(mal__malomrade__plan=plan, pk__in=list(rader))
        .select_related("mal__malomrade", "nyckeltal", "egetmatt")
        .prefetch_related("malnivaer")
    }
    fel: dict[int, dict[str, list[str]]] = {}
    krockar: dict[tuple[int, int], Niva | None] = {}
    andrade = []
    for nyckel, celler in rader.items():
        if nyckel not in finns:
            fel[nyckel] = {"": ["Indikatorn har tagits bort av någon annan."]}
            continue
        indikator = finns[nyckel]
        sparade = nivaer_for(indikator, kon)
        if krock := {ar: sparade.get(ar) for ar, cell in celler.items() if _krockar(cell, sparade.get(ar))}:
            krockar |= {(nyckel, ar): niva for ar, niva in krock.items()}
            continue
        nya = sparade | {ar: cell.efter for ar, cell in celler.items()}
        nya = {ar: niva for ar, niva in nya.items() if niva is not None}
        try:
            ny = satt_malnivaer(av=av, nar=nar, indikator=indikator, nivaer=nya, kon=kon)
        except Planeringsfel as nagot:
            fel[nyckel] = nagot.fel
        else:
            if ny.malnivarevision != indikator.malnivarevision:
                andrade.append(ny)
    if fel or krockar:
        raise Natfel(fel, krockar)
    logga_nat(av=av, nar=nar, plan=plan, indikatorer=[i.pk for i in andrade])
    return andrade


def _krockar(cell: Nivacell, sparad: Niva | None) -> bool:
    return visa(sparad) != cell.fore and sparad != cell.efter


def logga_nat(*, av: Person | None, nar: datetime, plan: Plan, indikatorer: Sequence[int]) -> None:
    """One event for the whole grid, which names the indicators' own, so that all of it can be taken back at once."""
    if not indikatorer:
        return
    nyast = (
        Handelse.objects.filter(
            typ="planering.satt_malnivaer",
            objekt="planering.Indikator",
            objekt_id__in=[str(pk) for pk in indikatorer],
        )
        .values("objekt_id")
        .annotate(nyast=Max("pk"))
        .order_by()
    )
    data = {"handelser": sorted(rad["nyast"] for rad in nyast)}
    logga(av=av, nar=nar, typ="planering.satt_malnivanat", objekt=plan, data=data)
