"""A whole workbook → sheets of plain cells. The same look at the package as for one table; nothing in it is run.

A cell is text, number, truth value or None. What cannot be taken as it stands becomes `{"fel": text}`, so that it can
be said by address: a formula, whose saved value may be anything, and an error that a formula left behind.
"""

import math
import re
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from planering.importers.tabellfil import MAX_BYTE, MAX_KOLUMNER, MAX_RADER, Filfel, granska_paketet
from styrsnurra.gemensamt.kalkylblad import ur_cell

# The database holds no such signs.
_OSPARBART = re.compile("[\x00\ud800-\udfff]")
MAX_BLAD = 20
MAX_CELLER = 200_000
FORMEL = "Cellen har en formel. Formler räknas inte ut här: klistra in värdet i stället."
KALKYLFEL = "Cellen har ett fel från kalkylarket. Skriv värdet i stället."
TID = "Cellen har ett klockslag. Skriv datum som åååå-mm-dd."
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
            ut[ark.title] = rader
    finally:
        bok.close()
    return ut


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
