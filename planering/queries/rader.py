"""The rows of a whole plan, read at once and laid together here: a related manager for each row costs more than the
row."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from planering.domain.malnivaer import Niva
from planering.models import Malniva, Plan


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
