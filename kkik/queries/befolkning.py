"""One municipality's inhabitants, year by year."""

from dataclasses import dataclass

from kkik.definitioner import befolkningsmatt
from kkik.models import Nyckeltal, Varde


@dataclass(frozen=True, slots=True)
class Folkserie:
    """`serier` maps T, K and M to year → number; a gender that is not published is left out."""

    nyckeltal: Nyckeltal
    serier: dict[str, dict[int, float]]

    @property
    def ar(self) -> tuple[int, ...]:
        """From the first to the last year with a total, without gaps."""
        totalt = self.serier["T"]
        return tuple(range(min(totalt), max(totalt) + 1))


def folkserie(kommun_id: int) -> Folkserie | None:
    """By the first population measure that has values for the municipality; None without any. One query."""
    koder = list(befolkningsmatt())
    varden = (
        Varde.objects.filter(
            nyckeltal__kolada_id__in=koder, kommun_id=kommun_id, borttagen=False, varde__isnull=False
        )
        .select_related("nyckeltal")
        .order_by("ar")
    )
    per_matt: dict[str, Folkserie] = {}
    for rad in varden:
        serie = per_matt.setdefault(rad.nyckeltal.kolada_id, Folkserie(rad.nyckeltal, {}))
        serie.serier.setdefault(rad.kon, {})[rad.ar] = rad.varde
    return next((per_matt[kod] for kod in koder if kod in per_matt and "T" in per_matt[kod].serier), None)
