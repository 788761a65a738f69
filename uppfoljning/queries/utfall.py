"""Outcomes of own measures, by year and by period."""

from collections import defaultdict
from collections.abc import Iterable

from planering.models import Egetmatt
from uppfoljning.domain.arsvarde import Arssatt, arsvarde
from uppfoljning.domain.perioder import Period, perioder
from uppfoljning.models import Utfall


def arsutfall(egetmatt_ids: Iterable[int]) -> dict[tuple[int, str], dict[int, float]]:
    """(measure, kön) → year → the year's outcome, in the measure's unit; one query for the measures, one for values.

    The year is made of its periods as the measure says (domain/arsvarde.py): where it cannot be known, as when a month
    of a sum is missing, the year is left out. A year that was reported whole (as before the measure became a monthly
    one) counts when it has none of the periods. Units' own values are not the measure's and are left out.
    """
    matt = {m.pk: m for m in Egetmatt.objects.filter(pk__in=list(egetmatt_ids))}
    rader: dict[tuple[int, str], dict[int, dict[int | None, float]]] = defaultdict(lambda: defaultdict(dict))
    utfall = Utfall.objects.filter(egetmatt__in=list(matt), enhet__isnull=True).order_by("ar")
    for pk, kon, ar, period, varde in utfall.values_list("egetmatt", "kon", "ar", "period", "varde"):
        rader[pk, kon][ar][period] = varde
    ut: dict[tuple[int, str], dict[int, float]] = {}
    for nyckel, per_ar in rader.items():
        varden = {ar: arets(matt[nyckel[0]], delar) for ar, delar in per_ar.items()}
        if kanda := {ar: v for ar, v in varden.items() if v is not None}:
            ut[nyckel] = kanda
    return ut


def arets(matt: Egetmatt, delar: dict[int | None, float]) -> float | None:
    """A year's outcome from what was reported for it, by period (None: the year whole); None when it is not known."""
    slot = [delar.get(p) for p in perioder(matt.frekvens)]
    if all(v is None for v in slot):
        return delar.get(None)
    return arsvarde(slot, matt.sammanstallning or Arssatt.SENASTE)


def periodutfall(egetmatt_id: int, kon: str) -> list[tuple[int, int | None, float]]:
    """(year, period, value) of the measure as a whole, oldest first; only the periods the measure has now. One query.

    A yearly measure has period None. What is missing is not in the list.
    """
    rader = (
        Utfall.objects.filter(egetmatt=egetmatt_id, kon=kon, enhet__isnull=True)
        .order_by("ar", "period")
        .values_list("ar", "period", "varde", "egetmatt__frekvens")
    )
    return [(ar, period, varde) for ar, period, varde, frekvens in rader if period in perioder(frekvens)]


def sparade(egetmatt_ids: Iterable[int], perioderna: Iterable[Period]) -> list[Utfall]:
    """Rows of these measures in these (year, period), units' own included, with measure and enhet. One query."""
    onskade = set(perioderna)
    rader = Utfall.objects.filter(
        egetmatt__in=list(egetmatt_ids), ar__in={ar for ar, _ in onskade}
    ).select_related("egetmatt", "enhet")
    return [rad for rad in rader if (rad.ar, rad.period) in onskade]
