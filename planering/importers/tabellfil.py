"""A table out of an uploaded file (xlsx or CSV) or a pasted text.

A row keeps its number in the sheet, so that an error can name it. Cells are str, int, float, None, or whatever else
the sheet holds (dates, truth values), which the reader of the columns refuses. Formulas give their saved value, never
more. Raises Filfel, whose text is for the person.
"""

import csv
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook

MAX_BYTE = 2 * 1024 * 1024
MAX_UPPACKAT = 30 * 1024 * 1024
MAX_DELAR = 200
# Counted before anything reads the sheets: a cell costs time and memory also when it is empty, and millions of empty
# ones fit in some kilobytes. A full workbook of cells and texts has some eight marks of the markup for each cell.
MAX_CELLER_I_FILEN = 200_000
MAX_MARKEN = 2_000_000
_CELLEN = re.compile(rb"<(?:[\w.-]{1,40}:)?c[\s/>]")
MAX_RADER = 5000
MAX_KOLUMNER = 60
MAX_CELL = 1000
# How far a sheet is looked through: what lies beyond is said, never left out in silence (rows), or no table (columns).
SISTA_RAD = 2 * MAX_RADER
SISTA_KOLUMN = 200


class Filfel(ValueError):
    """The file or text cannot be read."""


@dataclass(frozen=True, slots=True)
class Tabellrad:
    nummer: int
    celler: tuple[Any, ...]


def las_fil(namn: str, innehall: bytes) -> list[Tabellrad]:
    """The rows of the first sheet, or of the CSV file, that hold anything. The kind is told by content, not name."""
    if len(innehall) > MAX_BYTE:
        raise Filfel("Filen är för stor. Den får vara högst 2 MB.")
    if not innehall.strip():
        raise Filfel("Filen är tom.")
    if innehall.startswith(b"PK"):
        return _las_xlsx(innehall)
    if innehall.startswith(b"\xd0\xcf\x11\xe0"):
        raise Filfel("Det är en äldre Excelfil eller en med lösenord. Spara den som .xlsx utan lösenord.")
    if not namn.lower().endswith((".csv", ".txt", ".tsv")):
        raise Filfel("Filen är varken Excel (.xlsx) eller CSV. Spara den i något av de formaten.")
    return las_text(_avkoda(innehall))


def las_text(text: str) -> list[Tabellrad]:
    """Pasted cells (tabs between) or CSV (semicolons, commas or tabs)."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTE:
        raise Filfel("Texten är för stor. Den får vara högst 2 MB.")
    if "\x00" in text:
        raise Filfel("Texten innehåller tecken som inte hör hemma i en tabell.")
    text = text.lstrip("\ufeff")
    try:
        rader = csv.reader(StringIO(text, newline=""), delimiter=_skiljetecken(text), strict=True)
        ut = [Tabellrad(rader.line_num, _granska(rad, rader.line_num)) for rad in rader]
    except csv.Error as fel:
        raise Filfel(
            "Texten kan inte delas upp i celler. Har ett citattecken blivit kvar någonstans?"
        ) from fel
    return _fyllda(ut)


def _skiljetecken(text: str) -> str:
    """The one there is most of in the first line that holds anything; a decimal comma loses to a semicolon."""
    forsta = next((rad for rad in text.splitlines() if rad.strip()), "")
    return max("\t;,", key=lambda tecken: (forsta.count(tecken), "\t;,"[::-1].index(tecken)))


def _avkoda(innehall: bytes) -> str:
    utf16 = innehall.startswith((b"\xff\xfe", b"\xfe\xff"))
    kodningar = ("utf-16",) if utf16 else ("utf-8-sig", "cp1252")
    for kodning in kodningar:
        try:
            return innehall.decode(kodning)
        except UnicodeDecodeError:
            continue
    raise Filfel("Filens tecken kan inte läsas. Spara den som CSV UTF-8.")


def _las_xlsx(innehall: bytes) -> list[Tabellrad]:
    granska_paketet(innehall)
    try:
        varden = _celler(innehall, data_only=True)
        formler = _celler(innehall, data_only=False)
    except Filfel:
        raise
    except Exception as fel:  # openpyxl raises whatever its parts raise on a broken file
        raise Filfel(
            "Excelfilen kan inte läsas. Öppna den i Excel, spara den på nytt och försök igen."
        ) from fel
    ut = []
    for nummer, (rad, formelrad) in enumerate(zip(varden, formler, strict=False), start=1):
        for varde, formel in zip(rad, formelrad, strict=False):
            if varde is None and isinstance(formel, str) and formel.startswith("="):
                raise Filfel(
                    f"Rad {nummer} har en formel utan uträknat värde. Öppna filen i Excel, spara den och försök igen."
                )
        ut.append(Tabellrad(nummer, _granska(rad, nummer)))
    return _fyllda(ut)


def granska_paketet(innehall: bytes) -> None:
    """Look at the package before anything is unpacked: how much it becomes, how it is packed, what is in it. Raises
    Filfel."""
    try:
        with zipfile.ZipFile(BytesIO(innehall)) as paket:
            delar = paket.infolist()
            if len(delar) > MAX_DELAR or sum(del_.file_size for del_ in delar) > MAX_UPPACKAT:
                raise Filfel("Excelfilen är för stor när den packas upp.")
            namn = {del_.filename for del_ in delar}
            if "xl/workbook.xml" not in namn or "[Content_Types].xml" not in namn:
                raise Filfel("Filen är packad, men är ingen Excelfil (.xlsx).")
            if any(n.lower().endswith("vbaproject.bin") for n in namn):
                raise Filfel("Filen innehåller makron. Spara den som .xlsx utan makron.")
            antal = marken = 0
            for del_ in delar:
                # Deflate never gives more than the size that the entry says; others may.
                if del_.flag_bits & 1 or del_.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise Filfel("Excelfilen är packad på ett sätt som inte tas emot.")
                celler, tecken = _granska_xml(del_.filename, paket.read(del_))
                antal, marken = antal + celler, marken + tecken
                if antal > MAX_CELLER_I_FILEN or marken > MAX_MARKEN:
                    raise Filfel(FOR_MANGA_CELLER)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as fel:
        if isinstance(fel, Filfel):
            raise
        raise Filfel("Excelfilen är skadad och kan inte packas upp.") from fel


FOR_MANGA_CELLER = (
    "Excelfilen har fler celler än som kan läsas. Också tomma celler med formatering räknas: ta bort tomma rader och "
    "kolumner, spara filen och försök igen."
)


def _granska_xml(namn: str, innehall: bytes) -> tuple[int, int]:
    """(cells, marks of the markup). A sheet has no document type: with one, a few bytes could be made to swell into
    gigabytes."""
    if not namn.lower().endswith((".xml", ".rels", ".vml")):
        return 0, 0
    utan_nollor = innehall.replace(b"\x00", b"")  # UTF-16 is seen too
    if b"<!DOCTYPE" in utan_nollor or b"<!ENTITY" in utan_nollor:
        raise Filfel("Excelfilen innehåller något som inte hör hemma i ett kalkylark.")
    marken = utan_nollor.count(b"<")
    if marken > MAX_MARKEN:
        return 0, marken
    return sum(1 for _ in _CELLEN.finditer(utan_nollor)), marken


def _celler(innehall: bytes, *, data_only: bool) -> list[tuple[Any, ...]]:
    bok = load_workbook(BytesIO(innehall), read_only=True, data_only=data_only, keep_links=False)
    try:
        ark = bok.worksheets[0] if bok.worksheets else None
        if ark is None:
            raise Filfel("Excelfilen har inget blad.")
        # The sheet's own word for its size is not believed.
        ark.reset_dimensions()
        rader = []
        for rad in ark.iter_rows(max_col=SISTA_KOLUMN):
            if len(rader) == SISTA_RAD:
                raise Filfel(
                    f"Bladet har innehåll eller formatering nedanför rad {SISTA_RAD}. Ta bort det och försök igen."
                )
            rader.append(tuple(_varde(cell) for cell in rad))
    finally:
        bok.close()
    return rader


def _varde(cell: Any) -> Any:
    """What the person sees in the cell: 80 where the sheet holds 0.8 and shows it as percent."""
    varde = cell.value
    if isinstance(varde, (int, float)) and not isinstance(varde, bool) and "%" in (cell.number_format or ""):
        return Decimal(str(varde)) * 100
    return varde


def _granska(rad: Any, nummer: int) -> tuple[Any, ...]:
    """The row without the empty cells at its end."""
    celler = list(rad)
    while celler and (celler[-1] is None or (isinstance(celler[-1], str) and not celler[-1].strip())):
        celler.pop()
    if len(celler) > MAX_KOLUMNER:
        raise Filfel(f"Rad {nummer} har fler än {MAX_KOLUMNER} kolumner.")
    for cell in celler:
        if isinstance(cell, str) and len(cell) > MAX_CELL:
            raise Filfel(f"Rad {nummer} har en cell med mer än {MAX_CELL} tecken.")
    return tuple(celler)


def _fyllda(rader: list[Tabellrad]) -> list[Tabellrad]:
    fyllda = [rad for rad in rader if rad.celler]
    if len(fyllda) > MAX_RADER + 1:
        raise Filfel(f"Tabellen har fler än {MAX_RADER} rader.")
    if not fyllda:
        raise Filfel("Tabellen är tom.")
    return fyllda
