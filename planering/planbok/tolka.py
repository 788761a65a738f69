"""Cells → rows of plain values, with an error by address for each cell that cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from planering.importers import Filfel
from planering.importers.arbetsbok import Bladrader, Cell
from planering.models import Plan
from planering.planbok.cellvarde import STORST, Cellfel, Uppslag, ar_tom, tolka_cell
from planering.planbok.kolumner import BLAD, PER_KOD, UTTAG
from planering.planbok.kolumnslag import (
    EGETMATT,
    ENHET,
    NIVAREVISION,
    NYCKEL,
    NYCKELTAL,
    PERSON,
    REF,
    REFLISTA,
    REVISION,
    VISAS,
    Blad,
)
from planering.planbok.rader import Rad, Register, nyckel, radnyckel

EN_NYCKEL = re.compile(r"[OMIHAPKEUTLRB]\d{1,18}", re.ASCII)
# What a file may lack if it was taken out before there were such sheets.
FORR_SAKNADES = (
    "kunskapskort",
    "egetmatt",
    "uppdrag",
    "uppdragstext",
    "uppdragskalla",
    "ram",
    "oronmarkning",
)


@dataclass(frozen=True, slots=True)
class Bokfel:
    """What is wrong where. `cell` is an address as people read it in the sheet, "D7", or "" for the row or sheet."""

    blad: str
    nummer: int
    cell: str
    text: str

    @property
    def plats(self) -> str:
        if self.cell:
            return f"{self.blad}!{self.cell}"
        return f"{self.blad}, rad {self.nummer}" if self.nummer else self.blad


@dataclass(slots=True)
class Inlast:
    """`rader` per kind in the file's order; `uttag` is key → revisions of the rows there were when it was taken out.
    `platser` maps (kind, column) to the column's letter."""

    rader: dict[str, list[Rad]] = field(default_factory=dict)
    uttag: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    fel: list[Bokfel] = field(default_factory=list)
    platser: dict[tuple[str, str], str] = field(default_factory=dict)

    def cell(self, rad: Rad, kolumn: str) -> str:
        bokstav = self.platser.get((rad.blad, kolumn), "")
        return f"{bokstav}{rad.nummer}" if bokstav and rad.nummer else ""

    def anmark(self, rad: Rad, kolumn: str, text: str) -> None:
        self.fel.append(Bokfel(PER_KOD[rad.blad].titel, rad.nummer, self.cell(rad, kolumn), text))


def nyckeltal_i(blad: Mapping[str, Bladrader]) -> set[str]:
    """Everything in the sheet of indicators that could be an id of Kolada's."""
    rader = blad.get(PER_KOD["indikator"].titel, [])
    return {
        c.strip().upper() for _, rad in rader for c in rad if isinstance(c, str) and 5 <= len(c.strip()) <= 8
    }


def tolka_bok(blad: Mapping[str, Bladrader], plan: Plan, reg: Register) -> Inlast:
    """Raises Filfel when it is not a workbook of this plan."""
    ut = Inlast(uttag=_uttag(blad.get(UTTAG, [])))
    prefix = {namn[0] for namn in ut.uttag}
    kravda = [b.titel for b in BLAD if b.kod not in FORR_SAKNADES or b.prefix in prefix]
    for namn in [*kravda, UTTAG]:
        if namn not in blad:
            raise Filfel(f"Bladet {namn} saknas. Läs in en fil som är hämtad ur planen, med alla dess blad.")
    if nyckel("plan", plan.pk) not in ut.uttag:
        raise Filfel("Filen är hämtad ur en annan plan.")
    uppslag = _uppslag(reg)
    for b in sorted(
        BLAD, key=lambda b: b.kod != "egetmatt"
    ):  # first, for what the file itself calls its measures
        ut.rader[b.kod] = _las_blad(ut, b, blad[b.titel], uppslag) if b.titel in blad else []
        if b.kod == "egetmatt":
            _nya_matt(ut.rader[b.kod], uppslag[EGETMATT])
    # A sheet without its headings has no rows that anything could point to: one error, not hundreds.
    if all(fel.nummer != 1 for fel in ut.fel):
        _granska_nycklar(ut)
    return ut


def _uttag(rader: Bladrader) -> dict[str, tuple[int | None, int | None]]:
    ut = {}
    for _, celler in rader[1:]:
        namn, revision, nivarevision = (*celler, None, None, None)[:3]
        if isinstance(namn, str) and EN_NYCKEL.fullmatch(namn):
            ut[namn] = tuple(r if isinstance(r, int) else None for r in (revision, nivarevision))
    return ut


def _las_blad(ut: Inlast, blad: Blad, rader: Bladrader, uppslag: Uppslag) -> list[Rad]:
    if not rader:
        ut.fel.append(Bokfel(blad.titel, 1, "", "Rubrikraden saknas."))
        return []
    rubriker = {
        str(c).strip().casefold(): nr
        for nr, c in reversed(list(enumerate(rader[0][1])))
        if isinstance(c, str)
    }
    platser: dict[str, int] = {}
    for k in blad.kolumner:
        nr = rubriker.get(k.rubrik.casefold())
        if nr is not None:
            platser[k.namn] = nr
            ut.platser[blad.kod, k.namn] = get_column_letter(nr + 1)
        elif k.slag != VISAS:
            ut.fel.append(Bokfel(blad.titel, 1, "", f"Kolumnen ”{k.rubrik}” saknas."))
    if any(k.slag != VISAS and k.namn not in platser for k in blad.kolumner):
        return []
    return [
        rad
        for nummer, celler in rader[1:]
        if (rad := _las_rad(ut, blad, nummer, celler, platser, uppslag)) is not None
    ]


def _las_rad(ut, blad: Blad, nummer: int, celler: list[Cell], platser: dict[str, int], uppslag) -> Rad | None:
    def cell(namn: str) -> Cell:
        nr = platser.get(namn)
        return celler[nr] if nr is not None and nr < len(celler) else None

    if all(ar_tom(cell(k.namn)) for k in blad.kolumner if k.slag != VISAS):
        return None
    varden: dict[str, Any] = {}
    rad = Rad(
        blad.kod,
        _nyckeltext(cell(NYCKEL)),
        varden,
        _heltal_eller_none(cell(REVISION)),
        _heltal_eller_none(cell(NIVAREVISION)),
        nummer,
    )
    for k in blad.lasta:
        try:
            varden[k.namn] = tolka_cell(k, cell(k.namn), uppslag)
        except Cellfel as fel:
            ut.anmark(rad, k.namn, str(fel))
    return rad


def _nyckeltext(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None or isinstance(cell, dict) else str(cell).strip()


def _heltal_eller_none(cell: Cell) -> int | None:
    if isinstance(cell, str) and cell.strip().isascii() and cell.strip().isdecimal():
        return int(cell.strip()[:9])
    ar_tal = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return int(cell) if ar_tal and float(cell).is_integer() and abs(cell) < STORST else None


def _nya_matt(rader: list[Rad], uppslag: dict[str, int | str]) -> None:
    """Indicators may be measured by what the file adds, by its name, and by what it gives a new name."""
    for rad in rader:
        namn = str(rad.varden.get("namn") or "").strip().casefold()
        if not namn:
            continue
        if EN_NYCKEL.fullmatch(rad.nyckel):
            uppslag.setdefault(namn, int(rad.nyckel[1:]))
        else:
            uppslag.setdefault(namn, radnyckel(rad))


def _uppslag(reg: Register) -> Uppslag:
    """Labels → keys, upper and lower case alike."""
    par = {ENHET: reg.enheter, PERSON: reg.personer, NYCKELTAL: reg.nyckeltal, EGETMATT: reg.egna_matt}
    return {slag: {text.strip().casefold(): pk for pk, text in rader.items()} for slag, rader in par.items()}


# What goes with its whole: nobody should have to find eleven texts to take a description away.
FOLJER = (
    ("kunskapskort", "indikator", "indikator"),
    ("uppdragstext", "uppdrag", "uppdrag"),
    ("uppdragskalla", "text", "uppdragstext"),
)


def _folj_med(ut: Inlast) -> None:
    for kod, falt, hel in FOLJER:
        helheter = {rad.nyckel for rad in ut.rader[hel]}
        borta = ut.uttag.keys() - helheter
        ut.rader[kod] = [
            rad for rad in ut.rader[kod] if not (rad.nyckel in ut.uttag and rad.varden.get(falt) in borta)
        ]


def _granska_nycklar(ut: Inlast) -> None:
    """Every key once, and every reference to a row that is in the file."""
    _folj_med(ut)
    finns: dict[str, set[str]] = {}
    for kod, rader in ut.rader.items():
        finns[kod] = set()
        for rad in rader:
            if rad.nyckel and rad.nyckel in finns[kod]:
                ut.anmark(rad, NYCKEL, f"Nyckeln {rad.nyckel[:40]} står på flera rader.")
            finns[kod].add(rad.nyckel)
    for kod, rader in ut.rader.items():
        for rad in rader:
            for k in PER_KOD[kod].lasta:
                if k.slag not in (REF, REFLISTA):
                    continue
                varde = rad.varden.get(k.namn)
                for ref in [varde] if isinstance(varde, str) else varde or []:
                    if ref not in finns[k.blad] or not ref:
                        titel = PER_KOD[k.blad].titel
                        ut.anmark(
                            rad, k.namn, f"Det finns ingen rad med nyckeln {ref[:40]} i bladet {titel}."
                        )
