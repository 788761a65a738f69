"""What delivered outcomes would do to what is stored: told before anything is saved, and saved exactly so."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from planering.domain.resursrader import Radfel
from uppfoljning.domain.perioder import AR, har_gatt, perioder, periodnamn
from uppfoljning.domain.utfallsrader import Utfallsrad

Cell = tuple[int, int | None, int, int | None, str]  # measure, enhet, year, period, kön
PERIODORD = {"manad": "månad 1–12", "tertial": "tertial 1–3"}


@dataclass(frozen=True, slots=True)
class Mattlage:
    """A measure as it may be reported. `enheter`: key → name of the units it is reported for. `nekat`: why this sender
    may not report it, empty when it may."""

    pk: int
    namn: str
    frekvens: str
    konsuppdelat: bool
    enheter: Mapping[int, str]
    nekat: str = ""


@dataclass(frozen=True, slots=True)
class Utfallslage:
    """What is stored. `sparat`: cell → (value, number of persons). `last`: cell, or (measure, year, period), → why it
    may not be changed."""

    idag: date
    matt: Mapping[int, Mattlage]
    sparat: Mapping[Cell, tuple[float, int | None]]
    last: Mapping[tuple, str]

    def fingeravtryck(self) -> str:
        """Changes whenever something that the rows could change has changed."""
        delar = [
            sorted([list(map(str, cell)), list(map(repr, v))] for cell, v in self.sparat.items()),
            sorted([list(map(str, plats)), skal] for plats, skal in self.last.items()),
            sorted(
                [m.pk, m.frekvens, m.konsuppdelat, sorted(m.enheter), m.nekat] for m in self.matt.values()
            ),
        ]
        return hashlib.sha256(json.dumps(delar).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Utfallsandring:
    """One cell that would become something else. `fore` None: there is none yet."""

    rad: int
    cell: Cell
    fore: float | None
    efter: float
    antal_fore: int | None
    antal: int | None


@dataclass(slots=True)
class Utfallsgranskning:
    """Everything there is to say. It may be saved only when `fel` is empty."""

    fel: list[Radfel] = field(default_factory=list)
    andringar: list[Utfallsandring] = field(default_factory=list)
    oforandrade: int = 0

    @property
    def nya(self) -> int:
        return sum(a.fore is None for a in self.andringar)

    @property
    def andrade(self) -> int:
        return len(self.andringar) - self.nya


def granska(rader: Iterable[Utfallsrad], lage: Utfallslage) -> Utfallsgranskning:
    """`Radfel.kolumn` is the field's name, "" for the row as a whole."""
    g = Utfallsgranskning()
    efter_namn = {m.namn.casefold(): m for m in lage.matt.values()}
    sedda: dict[Cell, int] = {}
    for rad in rader:
        matt = lage.matt.get(rad.matt) if isinstance(rad.matt, int) else efter_namn.get(_rent(rad.matt))
        if matt is None:
            g.fel.append(Radfel(rad.rad, "matt", f"Det finns inget eget mått ”{str(rad.matt)[:60]}”."))
            continue
        enhet, fel = _enhet(rad, matt)
        fel = fel or _periodfel(rad, matt, lage.idag)
        cell: Cell = (matt.pk, enhet, rad.ar, rad.period, rad.kon)
        fel = fel or _lasfel(cell, lage)
        if not fel and cell in sedda:
            fel = ("", f"Samma mått, period, kön och enhet som på rad {sedda[cell]}.")
        if fel:
            g.fel.append(Radfel(rad.rad, *fel))
            continue
        sedda[cell] = rad.rad
        fore, antal_fore = lage.sparat.get(cell, (None, None))
        antal = antal_fore if rad.antal is None else rad.antal
        if fore == rad.varde and antal == antal_fore:
            g.oforandrade += 1
        else:
            g.andringar.append(Utfallsandring(rad.rad, cell, fore, rad.varde, antal_fore, antal))
    return g


def _rent(namn: str) -> str:
    return " ".join(namn.split()).casefold()


def _enhet(rad: Utfallsrad, matt: Mattlage) -> tuple[int | None, tuple[str, str] | None]:
    if matt.nekat:
        return None, ("matt", matt.nekat)
    if rad.enhet is None:
        return None, None
    if isinstance(rad.enhet, int):
        nyckel = rad.enhet if rad.enhet in matt.enheter else None
    else:
        nyckel = next((pk for pk, namn in matt.enheter.items() if namn.casefold() == _rent(rad.enhet)), None)
    if nyckel is None:
        return None, ("enhet", f"Måttet rapporteras inte för enheten ”{str(rad.enhet)[:60]}”.")
    return nyckel, None


def _periodfel(rad: Utfallsrad, matt: Mattlage, idag: date) -> tuple[str, str] | None:
    if rad.period not in perioder(matt.frekvens):
        if matt.frekvens == AR:
            return "period", "Måttet mäts varje år och har ingen period."
        return (
            "period",
            f"Måttet mäts varje {matt.frekvens.replace('manad', 'månad')}: ange {PERIODORD[matt.frekvens]}.",
        )
    if rad.kon != "T" and not matt.konsuppdelat:
        return "kon", "Måttet är inte uppdelat på kvinnor och män."
    if not har_gatt(matt.frekvens, rad.ar, rad.period, idag):
        return (
            "period" if rad.period else "ar",
            f"{_stor(periodnamn(matt.frekvens, rad.ar, rad.period))} är inte slut än.",
        )
    return None


def _lasfel(cell: Cell, lage: Utfallslage) -> tuple[str, str] | None:
    skal = lage.last.get(cell) or lage.last.get((cell[0], cell[2], cell[3]))
    return ("", skal) if skal else None


def _stor(text: str) -> str:
    return text[:1].upper() + text[1:]
