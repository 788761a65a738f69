"""The rows of a whole plan, read at once and laid together here: a related manager for each row costs more than the
row."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from planering.domain.malnivaer import Niva
from planering.models import Horisontkoppling, Indikator, Mal, Malniva, Malomrade, Plan

# What nothing in planering shows of a nyckeltal in a plan.
NYCKELTALETS_OVRIGA = tuple(
    f"nyckeltal__{falt}"
    for falt in (
        "sok",
        "beskrivning",
        "kommuntyp",
        "huvudman",
        "verksamhetsomrade",
        "perspektiv",
        "preliminar_publicering",
        "publicering",
        "publiceringsar",
        "har_enhetsdata",
        "hamtad",
    )
)


@dataclass(frozen=True, slots=True)
class Planrader:
    """Everything in a plan, each kind in its order; `indikatorer` by goal, with `agarnamn` and `ansvarigs_namn`."""

    plan: Plan
    omraden: list[Malomrade]
    mal: list[Mal]
    indikatorer: dict[int, list[Indikator]]
    nivaer: dict[int, list[tuple[int, str, Niva]]]
    kopplingar: list[Horisontkoppling]


def planrader(plan: Plan, *relaterade: str) -> Planrader:
    """Five queries. `relaterade`: what is read of each indicator beside what it measures by."""
    mal = Mal.objects.filter(malomrade__plan=plan).select_related("enhet", "ansvarig")
    indikatorer = (
        Indikator.objects.filter(mal__malomrade__plan=plan)
        .select_related("nyckeltal", "egetmatt", *relaterade)
        .defer("andrad", *NYCKELTALETS_OVRIGA)
        .annotate(agarnamn=F("agare__namn"), ansvarigs_namn=F("ansvarig__namn"))
    )
    kopplingar = Horisontkoppling.objects.filter(mal__malomrade__plan=plan).select_related("horisontellt")
    return Planrader(
        plan,
        list(plan.malomraden.order_by("ordning", "id")),
        list(mal.order_by("ordning", "id")),
        grupper((i.mal_id, i) for i in indikatorer.order_by("ordning", "id")),
        nivaer_i_plan(plan),
        list(kopplingar.order_by("horisontellt__ordning", "id")),
    )


def grupper(par: Iterable[tuple[Any, Any]]) -> dict[Any, list]:
    ut: dict[Any, list] = defaultdict(list)
    for nyckel, rad in par:
        ut[nyckel].append(rad)
    return ut


def nivaer_i_plan(plan: Plan) -> dict[int, list[tuple[int, str, Niva]]]:
    """(year, kön, level) by indicator, in that order."""
    rader = Malniva.objects.filter(indikator__mal__malomrade__plan=plan).order_by("ar", "kon")
    falt = ("indikator_id", "ar", "kon", "slag", "varde", "a", "b", "forandring")
    return grupper((nyckel, (ar, kon, Niva(*niva))) for nyckel, ar, kon, *niva in rader.values_list(*falt))
