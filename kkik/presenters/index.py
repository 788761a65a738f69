"""Index and efficiency in words and pictures."""

from dataclasses import dataclass

import numpy as np

from kkik.definitioner.verksamheter import Verksamhet
from kkik.domain.index import Kvadrant
from kkik.presenters.ord import kort_enhet, utan_slutar
from kkik.queries import Jamforelsegrupp
from kkik.queries.index import Effektivitetsbild, Egetindex, Indexdel, Kostnadsrad
from styrsnurra.gemensamt.spridning import Spridningsbild, spridningsbild
from styrsnurra.gemensamt.tal import decimaler_for, formatera


@dataclass(frozen=True, slots=True)
class Delrad:
    """A part as a row: its own value and the median in its unit, its points, and which way is good."""

    namn: str
    kolada_id: str
    varde: str
    median: str
    poang: int
    hall: str


@dataclass(frozen=True, slots=True)
class Kostnadsvisning:
    """A cost as a row. `skillnad`: own minus median with its sign, "" when either is missing."""

    namn: str
    kolada_id: str
    varde: str
    median: str
    skillnad: str
    n: int


@dataclass(frozen=True, slots=True)
class Omrade:
    """An area of the efficiency page; `bild` None where it can't be placed."""

    verksamhet: Verksamhet
    grupp: Jamforelsegrupp
    bild: Effektivitetsbild | None

    @property
    def kvadrant(self) -> Kvadrant | None:
        return None if self.bild is None else self.bild.bild.kvadranter[self.bild.egen]

    @property
    def kostnad(self) -> float | None:
        return None if self.bild is None else float(self.bild.kostnad[self.bild.egen])


def delrader(index: Egetindex) -> list[Delrad]:
    return [_delrad(d) for d in index.delar]


def _delrad(d: Indexdel) -> Delrad:
    enhet, decimaler = _enhet(d.nyckeltal.enhet), decimaler_for([d.varde, d.median])
    return Delrad(
        utan_slutar(d.nyckeltal.titel),
        d.nyckeltal.kolada_id,
        formatera(d.varde, decimaler, enhet),
        formatera(d.median, decimaler, enhet),
        round(d.poang),
        {"hog": "högt är bra", "lag": "lågt är bra"}.get(str(d.riktning), "inom ett intervall är bra"),
    )


def _enhet(enhet: str) -> str:
    """A count needs no unit after it."""
    return "" if enhet == "antal" else kort_enhet(enhet)


def kostnadsrader(bild: Effektivitetsbild) -> list[Kostnadsvisning]:
    """The whole cost first, then its parts."""
    return [_kostnad(rad) for rad in ([bild.hel] if bild.hel else []) + list(bild.delar)]


def _kostnad(rad: Kostnadsrad) -> Kostnadsvisning:
    enhet = kort_enhet(rad.nyckeltal.enhet)
    skillnad = ""
    if rad.varde is not None and rad.median is not None:
        skillnad = formatera(rad.varde - rad.median, 0, enhet, tecken=True)
    return Kostnadsvisning(
        utan_slutar(rad.nyckeltal.titel),
        rad.nyckeltal.kolada_id,
        formatera(rad.varde, 0, enhet),
        formatera(rad.median, 0, enhet),
        skillnad,
        rad.n,
    )


def mening(omrade: Omrade) -> str:
    """Where the municipality lies, in one sentence; only for an area that has a picture."""
    b = omrade.bild
    if b is None or omrade.kvadrant is None:
        raise ValueError("an area without a picture has no sentence")
    kvalitet = f"kvalitetsindex {formatera(b.kvalitet.varde, 0)} mot {formatera(b.bild.median_kvalitet, 0)}"
    kostnad = (
        f"kostnadsavvikelse {formatera(b.kostnad[b.egen], 1, '%', tecken=True)} "
        f"mot {formatera(b.bild.median_kostnad, 1, '%', tecken=True)}"
    )
    return f"{omrade.kvadrant.etikett} än mitten av {b.bild.n} andra ({omrade.grupp.etikett}): {kvalitet}, {kostnad}."


def spridning(omrade: Omrade, kommun: str) -> Spridningsbild | None:
    """The picture of an area; None where the municipality can't be placed."""
    b = omrade.bild
    if b is None:
        return None
    finns = np.flatnonzero(~(np.isnan(b.kvalitet.alla) | np.isnan(b.kostnad)))
    punkter = [
        (float(b.kostnad[k]), float(b.kvalitet.alla[k]), bool(b.andra[k])) for k in finns if k != b.egen
    ]
    return spridningsbild(
        punkter,
        egen=(float(b.kostnad[b.egen]), b.kvalitet.varde),
        egen_namn=kommun,
        delar=(b.bild.median_kostnad, b.bild.median_kvalitet),
        horn=tuple(k.kort for k in (Kvadrant.HOG_LAG, Kvadrant.HOG_HOG, Kvadrant.LAG_LAG, Kvadrant.LAG_HOG)),
        x_namn="Dyrare än väntat, %",
        y_namn="Kvalitetsindex",
        beskrivning=f"{omrade.verksamhet.namn} {b.ar}. {kommun}: {mening(omrade)}",
    )
