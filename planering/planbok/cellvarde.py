"""A cell of the workbook → a plain value."""

import re
from decimal import Decimal
from typing import Any

from planering.domain import resurskolumner
from planering.importers.arbetsbok import Cell
from planering.planbok.kolumnslag import (
    DATUM,
    DECIMAL,
    EGETMATT,
    ENHET,
    ENHETLISTA,
    HELTAL,
    JANEJ,
    NYCKELTAL,
    PERSON,
    REF,
    REFLISTA,
    TAL,
    TEXT,
    VAL,
    Kolumn,
)
from styrsnurra.gemensamt.datum import DatumFel, tolka_datum, utanfor
from styrsnurra.gemensamt.tal import TalFel, tolka_tal

STORST = 1e15
Uppslag = dict[str, dict[str, Any]]

SAKNAS = {
    ENHET: "Enheten ”{}” finns inte i organisationen.",
    PERSON: "Ingen har e-postadressen ”{}”.",
    NYCKELTAL: "Nyckeltalet ”{}” finns inte i katalogen.",
    EGETMATT: "Det egna måttet ”{}” finns inte.",
}


class Cellfel(ValueError):
    """One cell cannot be read."""


def ar_tom(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def tolka_cell(kolumn: Kolumn, cell: Cell, uppslag: Uppslag) -> Any:
    """Raises Cellfel."""
    if isinstance(cell, dict):
        raise Cellfel(cell["fel"])
    if ar_tom(cell):
        if kolumn.kravs:
            raise Cellfel(f"{kolumn.rubrik} måste fyllas i.")
        return {TEXT: "", VAL: "", JANEJ: False, REFLISTA: [], ENHETLISTA: []}.get(kolumn.slag)
    if kolumn.slag in (TAL, HELTAL):
        return _tal(kolumn, cell)
    if kolumn.slag == DECIMAL:
        return _decimal(kolumn, cell)
    if kolumn.slag == JANEJ:
        return _janej(cell)
    if isinstance(cell, bool):
        raise Cellfel("Cellen har ett sanningsvärde. Skriv en text.")
    text = _som_text(cell)
    if kolumn.slag == TEXT:
        if "\x00" in text:
            raise Cellfel("Texten har ett tecken som inte kan sparas.")
        return text
    return _uppslaget(kolumn, text.strip(), uppslag)


def _som_text(cell: Cell) -> str:
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() else cell
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def _tal(kolumn: Kolumn, cell: Cell) -> float | int:
    if isinstance(cell, bool):
        raise Cellfel("Skriv ett tal.")
    if isinstance(cell, str):
        try:
            cell = float(tolka_tal(cell))
        except TalFel as fel:
            raise Cellfel(str(fel)) from fel
    if abs(cell) > STORST:
        raise Cellfel("Talet är för stort.")
    if kolumn.slag == TAL:
        return float(cell)
    if not float(cell).is_integer():
        raise Cellfel("Skriv ett heltal.")
    return int(cell)


def _decimal(kolumn: Kolumn, cell: Cell) -> Decimal | None:
    try:
        return resurskolumner.tolka(kolumn.tal, cell)
    except resurskolumner.Cellfel as fel:
        raise Cellfel(str(fel)) from fel


def _janej(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    svar = {"ja": True, "nej": False}.get(_som_text(cell).strip().casefold())
    if svar is None:
        raise Cellfel("Skriv ja eller nej.")
    return svar


def _uppslaget(kolumn: Kolumn, text: str, uppslag: Uppslag) -> Any:
    if kolumn.slag == DATUM:
        try:
            dag = tolka_datum(text)
        except DatumFel as fel:
            raise Cellfel(str(fel)) from fel
        if utanfor_seklet := utanfor(dag):
            raise Cellfel(utanfor_seklet)
        return dag.isoformat()
    if kolumn.slag == VAL:
        for kod, namn in kolumn.val:
            if text.casefold() in (namn.casefold(), kod):
                return kod
        raise Cellfel(
            f"”{text[:40]}” finns inte att välja. Välj bland {', '.join(n for _, n in kolumn.val)}."
        )
    if kolumn.slag == REF:
        return text
    if kolumn.slag == REFLISTA:
        return [del_.strip() for del_ in re.split(r"[,;\n]", text) if del_.strip()]
    if kolumn.slag == ENHETLISTA:
        return _enheter(text, uppslag[ENHET])
    nyckel_ = uppslag[kolumn.slag].get(text.casefold())
    if nyckel_ is None:
        raise Cellfel(SAKNAS[kolumn.slag].format(text[:80]))
    return nyckel_


def _enheter(text: str, uppslag: dict[str, int]) -> list[int]:
    """One to a line; a semicolon parts them too where it is not in the name."""
    ut: list[int] = []
    for rad in filter(None, (del_.strip() for del_ in text.split("\n"))):
        delar = [rad] if rad.casefold() in uppslag else [d.strip() for d in rad.split(";") if d.strip()]
        for del_ in delar:
            if del_.casefold() not in uppslag:
                raise Cellfel(SAKNAS[ENHET].format(del_[:80]))
            ut.append(uppslag[del_.casefold()])
    return list(dict.fromkeys(ut))
