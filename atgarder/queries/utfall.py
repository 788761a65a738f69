"""The newest measured value of indicators, Kolada's and own alike."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kkik.models import Varde
from organisation.queries import kommuninstallning
from planering.models import Indikator
from uppfoljning.queries.utfall import arsutfall


@dataclass(frozen=True, slots=True)
class Utfallspunkt:
    """A year's value in the indicator's unit, of its own kön."""

    ar: int
    varde: float


def utfallsserier(indikatorer: Iterable[Indikator]) -> dict[int, tuple[Utfallspunkt, ...]]:
    """Indicator → the own municipality's measured years, oldest first; () without any. At most three queries."""
    alla = list(indikatorer)
    per_matt: dict[tuple[str, int, str], list[Utfallspunkt]] = defaultdict(list)
    installning = kommuninstallning()
    nyckeltal = {i.nyckeltal_id for i in alla if i.nyckeltal_id is not None}
    if nyckeltal and installning is not None:
        rader = Varde.objects.filter(
            nyckeltal__in=nyckeltal,
            kommun_id=int(installning.kommunkod),
            borttagen=False,
            varde__isnull=False,
        ).order_by("ar")
        for n, kon, ar, varde in rader.values_list("nyckeltal_id", "kon", "ar", "varde"):
            per_matt["n", n, kon].append(Utfallspunkt(ar, varde))
    egna = {i.egetmatt_id for i in alla if i.egetmatt_id is not None}
    for (matt, kon), per_ar in (arsutfall(egna) if egna else {}).items():
        per_matt["e", matt, kon] = [Utfallspunkt(ar, v) for ar, v in sorted(per_ar.items())]
    return {i.pk: tuple(per_matt.get(_nyckel(i), ())) for i in alla}


def _nyckel(i: Indikator) -> tuple[str, int, str]:
    if i.nyckeltal_id is not None:
        return "n", i.nyckeltal_id, i.kon
    return "e", i.egetmatt_id, i.kon


def senaste_utfall(indikator: Indikator, till_och_med: int) -> Utfallspunkt | None:
    """The newest measured year up to `till_och_med`; None without any."""
    punkter = [p for p in utfallsserier([indikator])[indikator.pk] if p.ar <= till_och_med]
    return punkter[-1] if punkter else None
