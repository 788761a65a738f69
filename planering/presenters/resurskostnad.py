"""What Kolada says that a unit costs, here and in the comparison group, to hold the plan's own cost against."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from kkik.domain.matris import Matris
from kkik.models import Nyckeltal
from kkik.queries import Jamforelsegrupp
from kkik.queries.jamforelse import andra_i


@dataclass(frozen=True, slots=True)
class Koladakostnad:
    """Kronor per unit in the year `ar`: the own municipality's, and the median of the others in `grupp`. None is not
    known."""

    nyckeltal: str
    titel: str
    ar: int
    varde: float | None
    median: float | None = None
    grupp: str = ""


def koladakostnader(
    valda: Mapping[int, Nyckeltal],
    matriser: Mapping[int, Matris],
    grupp: Callable[[Nyckeltal, Matris], Jamforelsegrupp],
    kommun: int,
) -> dict[int, Koladakostnad]:
    """By nyckeltal: its newest year in the matrix that the own municipality has a value for."""
    ut = {}
    for pk, m in matriser.items():
        ar = next((int(a) for a in reversed(m.ar) if m.varde(int(a), kommun) is not None), None)
        if ar is None:
            continue
        gruppen = grupp(valda[pk], m)
        andra = m.varden_for(ar)[andra_i(m, gruppen, kommun)]
        andra = andra[~np.isnan(andra)]
        median = float(np.median(andra)) if andra.size else None
        n = valda[pk]
        ut[pk] = Koladakostnad(n.kolada_id, n.titel, ar, m.varde(ar, kommun), median, gruppen.etikett)
    return ut
