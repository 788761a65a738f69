"""The boxes of a report: which there are, what is stored behind each, and what may be typed in it.

A box's name says all about it: "v-4-0-T-2026-2" is measure 4 as a whole, both genders, tertial 2 of 2026; "n-…" the
number of persons behind it; "k-7" and "p-7" the comment and forecast of indicator 7; "s" the summary.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kkik.models import Kon
from planering.domain.resurskolumner import Kolumn, tolka
from styrsnurra.gemensamt.tal import antal_decimaler, formatera
from uppfoljning.domain.perioder import periodnamn
from uppfoljning.domain.rapportering import Omgangsslag
from uppfoljning.domain.utfallsgranskning import Cell
from uppfoljning.domain.utfallsrader import ANTAL_STORST
from uppfoljning.queries.omgangar import Mattkrav, Skyldighet

VARDE, ANTAL, KOMMENTAR, PROGNOS, SAMMANFATTNING = "v", "n", "k", "p", "s"
LANGSTA = {KOMMENTAR: 2000, SAMMANFATTNING: 4000}
LANGST_TAL = 40


@dataclass(frozen=True, slots=True)
class Ruta:
    """`sparat` is the stored content as it stands in the box. `last`: why it cannot be changed. `cell` is the value's
    place, `indikator` the key of the one it is about."""

    namn: str
    slag: str
    etikett: str
    sparat: str
    enhet: str = ""
    last: str = ""
    cell: Cell | None = None
    indikator: int | None = None

    @property
    def langst(self) -> int:
        return LANGSTA.get(self.slag, LANGST_TAL)


def rutnamn(matt: int, enhet: int | None, ar: int, period: int | None, kon: str, slag: str = VARDE) -> str:
    """The name of the box for a value, or for the number of persons behind it."""
    return f"{slag}-{matt}-{enhet or 0}-{kon}-{ar}-{period or 0}"


def taltext(varde: float | int | None) -> str:
    """A stored number with all its decimals, as a person would type it."""
    return "" if varde is None else formatera(varde, antal_decimaler(varde))


def rutor(s: Skyldighet) -> dict[str, Ruta]:
    """Every box of one enhet's report, by name."""
    ut = [ruta for krav in s.matt for ruta in _mattrutor(s, krav)]
    med_prognos = s.inlamning.omgang.slag != Omgangsslag.ARSBOKSLUT
    for krav in s.indikatorer:
        i = krav.indikator
        rad = s.rapportrader.get(i.pk)
        kommentar, prognos = (rad.kommentar, rad.prognos) if rad else ("", None)
        ut.append(Ruta(f"k-{i.pk}", KOMMENTAR, f"{i.namn}: kommentar", kommentar, indikator=i.pk))
        if med_prognos:
            enhet = i.matt.enhet
            ut.append(
                Ruta(f"p-{i.pk}", PROGNOS, f"{i.namn}: prognos", taltext(prognos), enhet, indikator=i.pk)
            )
    ut.append(Ruta("s", SAMMANFATTNING, "Sammanfattning", s.inlamning.sammanfattning))
    return {ruta.namn: ruta for ruta in ut}


def matrader(krav: Mattkrav) -> Iterable[tuple[Any, str]]:
    """(unit or None, kön) of each of the measure's rows, in order."""
    for enhet in (None, *krav.enheter):
        for kon in krav.kon:
            yield enhet, kon


def _mattrutor(s: Skyldighet, krav: Mattkrav) -> Iterable[Ruta]:
    ar, m = s.inlamning.omgang.ar, krav.matt
    for enhet, kon in matrader(krav):
        for period in krav.perioder:
            cell: Cell = (m.pk, enhet.pk if enhet else None, ar, period, kon)
            rad = s.sparat.get(cell)
            vem = [
                m.namn,
                *([enhet.namn] if enhet else []),
                *([Kon(kon).label.lower()] if m.konsuppdelat else []),
            ]
            etikett = f"{', '.join(vem)}, {periodnamn(m.frekvens, ar, period)}"
            last = ""
            if rad is not None and rad.omgang is not None and rad.omgang.ar_faststalld:
                last = f"Fastställt i {rad.omgang.namn}"
            yield Ruta(
                rutnamn(*cell), VARDE, etikett, taltext(rad.varde if rad else None), m.enhet, last, cell
            )
            if krav.med_antal:
                antal = taltext(rad.antal if rad else None)
                yield Ruta(
                    rutnamn(*cell, slag=ANTAL), ANTAL, f"{etikett}, antal personer", antal, "", last, cell
                )


def tolkat(ruta: Ruta, text: str) -> Any:
    """What the text in the box means: float, int, str, or None for an empty number. Raises Cellfel, whose text is for
    the person."""
    if ruta.slag in (KOMMENTAR, SAMMANFATTNING):
        return text.strip()
    if ruta.slag == ANTAL:
        kolumn = Kolumn("antal", "Antal", "Antal", "", 0, minst=Decimal(0), hogst=Decimal(ANTAL_STORST))
    else:
        kolumn = Kolumn("varde", "Värde", "Värde", ruta.enhet, 6, hogst=Decimal(10) ** 15)
    tal = tolka(kolumn, text)
    return None if tal is None else int(tal) if ruta.slag == ANTAL else float(tal)


def texter(rutorna: Mapping[str, Ruta], utkast: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What stands in each box: what somebody has typed and not handed in, otherwise what is stored."""
    return {
        namn: str(utkast[namn]["text"]) if namn in utkast and not ruta.last else ruta.sparat
        for namn, ruta in rutorna.items()
    }
