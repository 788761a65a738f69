"""A whole workbook → sheets of plain cells. The same look at the package as for one table; nothing in it is run.

A cell is text, number, truth value or None. What cannot be taken as it stands becomes `{"fel": text}`, so that it can
be said by address: a formula, whose saved value may be anything, an error that a formula left behind, and a cell that
has been merged into another, which Excel shows but does not hold.
"""

import math
import re
import zipfile
from bisect import bisect_left, bisect_right
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from planering.importers.tabellfil import MAX_BYTE, MAX_KOLUMNER, MAX_RADER, Filfel, granska_paketet
from styrsnurra.gemensamt.kalkylblad import ur_cell

# The database holds no such signs.
_OSPARBART = re.compile("[\x00\ud800-\udfff]")
MAX_BLAD = 20
MAX_CELLER = 200_000
FORMEL = "Cellen har en formel. Formler räknas inte ut här: klistra in värdet i stället."
KALKYLFEL = "Cellen har ett fel från kalkylarket. Skriv värdet i stället."
TID = "Cellen har ett klockslag. Skriv datum som åååå-mm-dd."
SAMMANFOGAD = (
    "Cellen är sammanfogad med andra, och sådana läses inte. Dela dem i Excel och skriv i varje cell."
)
_SAMMAN = re.compile(
    rb"<(?:[\w.-]{1,40}:)?mergeCell\s[^>]*?\bref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']"
)
OKAND = "Cellen har något som inte kan läsas. Skriv värdet i stället."

Cell = Any
Bladrader = list[tuple[int, list[Cell]]]


def las_arbetsbok(innehall: bytes) -> dict[str, Bladrader]:
    """Sheet → (row number, cells) of the rows that hold anything. Raises Filfel, whose text is for the person."""
    if len(innehall) > MAX_BYTE:
        raise Filfel("Filen är för stor. Den får vara högst 2 MB.")
    if innehall.startswith(b"\xd0\xcf\x11\xe0"):
        raise Filfel("Det är en äldre Excelfil eller en med lösenord. Spara den som .xlsx utan lösenord.")
    if not innehall.startswith(b"PK"):
        raise Filfel("Filen är ingen Excelfil (.xlsx).")
    granska_paketet(innehall)
    try:
        return _blad(innehall)
    except Filfel:
        raise
    except Exception as fel:  # openpyxl raises whatever its parts raise on a broken file
        raise Filfel(
            "Excelfilen kan inte läsas. Öppna den i Excel, spara den på nytt och försök igen."
        ) from fel


def _blad(innehall: bytes) -> dict[str, Bladrader]:
    bok = load_workbook(BytesIO(innehall), read_only=True, data_only=False, keep_links=False)
    ut: dict[str, Bladrader] = {}
    antal = 0
    try:
        if len(bok.worksheets) > MAX_BLAD:
            raise Filfel(f"Excelfilen har fler än {MAX_BLAD} blad.")
        for ark in bok.worksheets:
            # The sheet's own word for its size is not believed.
            ark.reset_dimensions()
            rader: Bladrader = []
            for rad in ark.iter_rows(max_row=MAX_RADER * 2, max_col=MAX_KOLUMNER + 1):
                celler = _rensa([_cell(c) for c in rad])
                if not celler:
                    continue
                nummer = next(c.row for c in rad if getattr(c, "row", None))
                antal += len(celler)
                if len(celler) > MAX_KOLUMNER:
                    raise Filfel(f"Bladet {ark.title}: rad {nummer} har fler än {MAX_KOLUMNER} kolumner.")
                if len(rader) > MAX_RADER or antal > MAX_CELLER:
                    raise Filfel(f"Bladet {ark.title} har för många rader.")
                rader.append((nummer, celler))
            _marka_sammanfogade(ark.title, rader, _sammanfogade(innehall, ark))
            ut[ark.title] = rader
    finally:
        bok.close()
    return ut


def _sammanfogade(innehall: bytes, ark: Any) -> list[tuple[int, int, int, int]]:
    """(first column, first row, last column, last row) of what has been merged in a sheet. Reading row by row does not
    tell."""
    with zipfile.ZipFile(BytesIO(innehall)) as paket:
        xml = paket.read(ark._worksheet_path).replace(b"\x00", b"")
    return [range_boundaries(traff[1].decode()) for traff in _SAMMAN.finditer(xml)]


def _marka_sammanfogade(titel: str, rader: Bladrader, omraden: list[tuple[int, int, int, int]]) -> None:
    """In rows that hold something: every cell of a merged area but the first, which has the value."""
    nummer = [nr for nr, _ in rader]  # ascending
    kvar = MAX_CELLER
    for fran_kol, fran_rad, till_kol, till_rad in omraden:
        till = min(till_kol, MAX_KOLUMNER)
        berorda = rader[bisect_left(nummer, fran_rad) : bisect_right(nummer, till_rad)]
        kvar -= 1 + len(berorda) * max(0, till - fran_kol + 1)
        if kvar < 0:
            raise Filfel(f"Bladet {titel} har för många sammanfogade celler. Dela dem i Excel.")
        for nr, celler in berorda:
            celler.extend([None] * (till - len(celler)))
            for kol in range(fran_kol, till + 1):
                if (kol, nr) != (fran_kol, fran_rad):
                    celler[kol - 1] = {"fel": SAMMANFOGAD}


def _rensa(celler: list[Cell]) -> list[Cell]:
    """Without the empty cells at the end."""
    while celler and (celler[-1] is None or (isinstance(celler[-1], str) and not celler[-1].strip())):
        celler.pop()
    return celler


def _cell(cell: Any) -> Cell:
    varde = cell.value
    if cell.data_type == "f":
        return {"fel": FORMEL}
    if cell.data_type == "e":
        return {"fel": KALKYLFEL}
    if varde is None or isinstance(varde, bool):
        return varde
    if isinstance(varde, str):
        text = ur_cell(varde)
        return {"fel": OKAND} if _OSPARBART.search(text) else text or None
    if isinstance(varde, (int, float)):
        if not math.isfinite(varde):
            return {"fel": OKAND}
        # What the person sees: 80 where the sheet holds 0.8 and shows it as percent.
        return float(f"{varde * 100:.12g}") if "%" in (cell.number_format or "") else varde
    if isinstance(varde, datetime):
        return varde.date().isoformat() if varde.time() == datetime.min.time() else {"fel": TID}
    return varde.isoformat() if isinstance(varde, date) else {"fel": OKAND}
