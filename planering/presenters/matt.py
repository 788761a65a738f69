"""What one should know of a measure before tying a goal to it: its card, and its line in the search."""

from collections.abc import Sequence
from dataclasses import dataclass

from kkik import queries as kkik
from kkik.models import Lage, Nyckeltal, Nyckeltalslage, Varde
from planering.models import Egetmatt
from planering.presenters.gemensamt import Nyckeltalskort, nyckeltalskort
from styrsnurra.gemensamt.tal import decimaler_for

SERIEAR = 10


def mattkort(matt: Nyckeltal | Egetmatt, kommun_id: int | None, kon: str = "T") -> Nyckeltalskort:
    """The own history; a measure of one's own has none before its outcomes are reported."""
    if isinstance(matt, Nyckeltal):
        return nyckeltalskort(matt, kommun_id, kon)
    return Nyckeltalskort([], (), (), matt.decimaler, "")


@dataclass(frozen=True, slots=True)
class Traffrad:
    """A hit, with the own last ten years and where the middle half of the country lies in its newest year.

    `landet` and `egen` are None where nothing has been computed, or we have no value.
    """

    nyckeltal: Nyckeltal
    landet: Nyckeltalslage | None
    egen: Lage | None
    ar: tuple[int, ...]
    serie: tuple[float | None, ...]
    decimaler: int


def traffrader(traffar: Sequence[Nyckeltal], kommun_id: int | None) -> list[Traffrad]:
    """Three queries, whatever the number of hits; none for no hits."""
    if not traffar:
        return []
    nycklar = [n.pk for n in traffar]
    landet = kkik.landslagen(nycklar)
    egna = kkik.egna_lagen(nycklar, kommun_id) if kommun_id is not None else {}
    serier = _serier(nycklar, kommun_id) if kommun_id is not None else {}
    return [_rad(n, landet.get(n.pk), egna.get(n.pk), serier.get(n.pk, {})) for n in traffar]


def _rad(n: Nyckeltal, landet: Nyckeltalslage | None, egen: Lage | None, serie: dict[int, float]) -> Traffrad:
    sist = max(serie, default=0)
    ar = tuple(range(max(min(serie), sist - SERIEAR + 1), sist + 1)) if serie else ()
    varden = tuple(serie.get(a) for a in ar)
    return Traffrad(n, landet, egen, ar, varden, decimaler_for(v for v in varden if v is not None))


def _serier(nycklar: list[int], kommun_id: int) -> dict[int, dict[int, float]]:
    rader = Varde.objects.filter(
        nyckeltal_id__in=nycklar, kommun_id=kommun_id, kon="T", borttagen=False, varde__isnull=False
    )
    ut: dict[int, dict[int, float]] = {}
    for nyckeltal, ar, varde in rader.values_list("nyckeltal_id", "ar", "varde"):
        ut.setdefault(nyckeltal, {})[ar] = varde
    return ut
