"""Target levels of many indicators at once. All of them are saved, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from organisation.actions import logga
from organisation.models import Handelse, Person
from planering.actions import gemensamt
from planering.actions.malniva import satt_malnivaer
from planering.domain.fel import Krock, Planeringsfel
from planering.domain.malnivaer import Niva
from planering.models import Indikator, Plan


@dataclass(frozen=True, slots=True)
class Nivarad:
    """All levels of one indicator, and its `malnivarevision` when the grid was opened."""

    nivaer: Mapping[int, Niva]
    revision: int


class Natfel(Planeringsfel):
    """`rader` maps an indicator's key to field → messages; `krockar` to the row as it has become meanwhile."""

    def __init__(self, rader: dict[int, dict[str, list[str]]], krockar: dict[int, Indikator]) -> None:
        self.rader, self.krockar = rader, krockar
        super().__init__("Inget är sparat.")


@transaction.atomic
def satt_malnivanat(
    *, av: Person | None, nar: datetime, plan: Plan, rader: Mapping[int, Nivarad]
) -> list[Indikator]:
    """Set the levels of the indicators in `rader` (key → levels), each for its own kön. Gives those that changed.

    Raises Natfel with everything that is wrong, and PlanLast.
    """
    gemensamt.las_plan(plan.pk)
    finns = {
        i.pk: i
        for i in Indikator.objects.filter(mal__malomrade__plan=plan, pk__in=list(rader)).select_related(
            "mal__malomrade", "nyckeltal", "egetmatt"
        )
    }
    fel: dict[int, dict[str, list[str]]] = {}
    krockar: dict[int, Indikator] = {}
    andrade = []
    for nyckel, rad in rader.items():
        if nyckel not in finns:
            fel[nyckel] = {"": ["Indikatorn har tagits bort av någon annan."]}
            continue
        try:
            ny = satt_malnivaer(
                av=av, nar=nar, indikator=finns[nyckel], nivaer=rad.nivaer, revision=rad.revision
            )
        except Krock as krock:
            krockar[nyckel] = krock.aktuell
        except Planeringsfel as nagot:
            fel[nyckel] = nagot.fel
        else:
            if ny.malnivarevision != rad.revision:
                andrade.append(ny)
    if fel or krockar:
        raise Natfel(fel, krockar)
    logga_nat(av=av, nar=nar, plan=plan, indikatorer=[i.pk for i in andrade])
    return andrade


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
