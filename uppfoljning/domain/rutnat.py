"""Who has how much to look at: deviating and judged indicators by nämnd and målområde."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Ruta:
    """Counts. `bedomda`: at least one light is not grey; the deviating are among them."""

    avviker: int = 0
    bedomda: int = 0
    antal: int = 0

    def rakna(self, avviker: bool, bedomd: bool) -> None:
        self.antal += 1
        self.bedomda += bedomd
        self.avviker += avviker


@dataclass(slots=True)
class Rutnat:
    """`rutor` by (row, column), `rader` and `kolumner` their sums, `allt` the whole."""

    rutor: dict[tuple[int, int], Ruta] = field(default_factory=dict)
    rader: dict[int, Ruta] = field(default_factory=dict)
    kolumner: dict[int, Ruta] = field(default_factory=dict)
    allt: Ruta = field(default_factory=Ruta)


def rutnat(indikatorer: Iterable[tuple[int, int, bool, bool]]) -> Rutnat:
    """From (nämnd, målområde, deviates, judged) of every indicator."""
    ut = Rutnat()
    for rad, kolumn, avviker, bedomd in indikatorer:
        for ruta in (
            ut.rutor.setdefault((rad, kolumn), Ruta()),
            ut.rader.setdefault(rad, Ruta()),
            ut.kolumner.setdefault(kolumn, Ruta()),
            ut.allt,
        ):
            ruta.rakna(avviker, bedomd)
    return ut
