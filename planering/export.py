"""The plan's frames as a file: the same columns that are read in, so that what goes out comes back with no change."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from planering.domain.resurskolumner import PER_NAMN
from planering.domain.resursrader import (
    AR,
    NAMN,
    NAMND,
    NYCKELTAL,
    OMRADE,
    RUBRIKER,
    SLAG,
    SUMMA,
    VOLYMNAMN,
)
from planering.models import Ram, Verksamhet
from planering.queries.resurser import radordning, ramvarden
from styrsnurra.gemensamt.csvfil import csvtext, ofarlig


def _rader(verksamheter: Iterable[Verksamhet], ar: Iterable[int]) -> list[list[Any]]:
    """By year, and in the order of the grids. A year without a frame is an empty row, to fill in: the rows of a year
    are then the grid's."""
    ordnade = [(v, {ram.ar: ram for ram in v.ramar.all()}) for v in sorted(verksamheter, key=radordning)]
    return [_rad(v, a, ramar.get(a)) for a in ar for v, ramar in ordnade]


def _rad(v: Verksamhet, ar: int, ram: Ram | None) -> list[Any]:
    tal = ramvarden(ram) if ram else dict.fromkeys(PER_NAMN)
    varden = {namn: _tal(varde) for namn, varde in tal.items()}
    varden |= {
        AR: ar,
        NAMND: v.enhet.namn,
        NAMN: v.namn,
        OMRADE: v.omrade,
        SLAG: v.get_slag_display(),
        VOLYMNAMN: v.volymnamn,
        NYCKELTAL: v.nyckeltal.kolada_id if v.nyckeltal else "",
        SUMMA: _tal(ram.belopp) if ram else None,
    }
    return [varden[namn] for namn in RUBRIKER]


def _tal(varde: Decimal | None) -> Decimal | None:
    """Without the zeros that the column's decimals add."""
    if varde is None:
        return None
    return varde.quantize(Decimal(1)) if varde == varde.to_integral_value() else varde.normalize()


def resurser_csv(verksamheter: Iterable[Verksamhet], ar: Iterable[int]) -> str:
    return csvtext(list(RUBRIKER.values()), _rader(verksamheter, ar))


def resurser_xlsx(verksamheter: Iterable[Verksamhet], ar: Iterable[int]) -> bytes:
    """One sheet. Text is text, also where it begins like a formula; numbers are numbers."""
    bok = Workbook()
    ark = bok.active
    ark.title = "Resurser"
    for nr, (namn, rubrik) in enumerate(RUBRIKER.items(), start=1):
        cell = ark.cell(1, nr, rubrik)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        tal = namn in PER_NAMN or namn == SUMMA
        ark.column_dimensions[get_column_letter(nr)].width = 13 if tal else 8 if namn == AR else 28
    for radnr, rad in enumerate(_rader(verksamheter, ar), start=2):
        for nr, (namn, varde) in enumerate(zip(RUBRIKER, rad, strict=True), start=1):
            if varde is None or varde == "":
                continue
            cell = ark.cell(radnr, nr)
            if isinstance(varde, str):
                cell.value = ofarlig(varde)
                cell.data_type = "s"
            else:
                cell.value = varde
                if namn != AR:
                    cell.number_format = "#,##0.###" if varde % 1 else "#,##0"
    ark.freeze_panes = "D2"
    ut = BytesIO()
    bok.save(ut)
    return ut.getvalue()
