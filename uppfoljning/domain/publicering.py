"""What is published when: the days that Kolada has given for a nyckeltal's next figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

NYSS = timedelta(days=60)


class Slag(StrEnum):
    PRELIMINAR = "preliminar"
    SLUTLIG = "slutlig"
    ENDA = "enda"

    @property
    def etikett(self) -> str:
        return {"preliminar": "preliminära värden", "slutlig": "slutliga värden", "enda": "värden"}[self]


@dataclass(frozen=True, slots=True)
class Publiceringsdagar:
    """Of one nyckeltal, known by `nyckel`: the year that the days give figures for, and the days."""

    nyckel: int
    ar: int | None
    preliminar: date | None
    slutlig: date | None


@dataclass(frozen=True, slots=True)
class Publicering:
    dag: date
    slag: Slag
    ar: int | None
    nyckel: int


@dataclass(frozen=True, slots=True)
class Kalender:
    """`kommande` soonest first, `nyss` newest first (at most sixty days back), `utan`: no day ahead is known."""

    kommande: tuple[Publicering, ...]
    nyss: tuple[Publicering, ...]
    utan: tuple[int, ...]


def kalender(dagar: Iterable[Publiceringsdagar], idag: date) -> Kalender:
    """Today's publications are among the coming. Two equal days are one publication, of final figures."""
    alla = list(dagar)
    handelser = sorted(
        (h for d in alla for h in _handelser(d)), key=lambda h: (h.dag, h.nyckel, h.slag == Slag.SLUTLIG)
    )
    kommande = tuple(h for h in handelser if h.dag >= idag)
    vantade = {h.nyckel for h in kommande}
    return Kalender(
        kommande,
        tuple(h for h in reversed(handelser) if idag - NYSS <= h.dag < idag),
        tuple(d.nyckel for d in alla if d.nyckel not in vantade),
    )


def _handelser(d: Publiceringsdagar) -> list[Publicering]:
    if d.preliminar is not None and d.slutlig is not None and d.preliminar != d.slutlig:
        return [
            Publicering(d.preliminar, Slag.PRELIMINAR, d.ar, d.nyckel),
            Publicering(d.slutlig, Slag.SLUTLIG, d.ar, d.nyckel),
        ]
    dag = d.slutlig or d.preliminar
    return [] if dag is None else [Publicering(dag, Slag.ENDA, d.ar, d.nyckel)]
