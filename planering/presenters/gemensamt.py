"""Objects made ready for the pages: the nyckeltal card."""

from dataclasses import dataclass

from kkik.models import Kon, Nyckeltal
from planering import queries
from styrsnurra.gemensamt.tal import decimaler_for


@dataclass(frozen=True, slots=True)
class Nyckeltalskort:
    """What one should know of a nyckeltal before tying a goal to it. `ar` and `varden` are contiguous, None a gap."""

    historik: list[tuple[int, float]]
    ar: tuple[int, ...]
    varden: tuple[float | None, ...]
    decimaler: int
    avser: str

    @property
    def senaste(self) -> tuple[int, float] | None:
        return self.historik[-1] if self.historik else None

    @property
    def sista_aren(self) -> list[tuple[int, float]]:
        """The newest five, newest first."""
        return self.historik[-5:][::-1]


def nyckeltalskort(nyckeltal: Nyckeltal, kommun_id: int | None, kon: str = "T") -> Nyckeltalskort:
    historik = queries.egen_historik(nyckeltal.pk, kommun_id, kon) if kommun_id is not None else []
    per_ar = dict(historik)
    ar = tuple(range(historik[0][0], historik[-1][0] + 1)) if historik else ()
    return Nyckeltalskort(
        historik,
        ar,
        tuple(per_ar.get(a) for a in ar),
        decimaler_for(varde for _, varde in historik),
        "" if kon == Kon.TOTALT else Kon(kon).label.lower(),
    )
