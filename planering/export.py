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
from planering.queries.resurser import ramvarden
from styrsnurra.gemensamt.csvfil import csvtext, ofarlig
from styrsnurra.gemensamt.sortering import svensk_nyckel


def _rader(verksamheter: Iterable[Verksamhet]) -> list[list[Any]]:
    """By year, nämnd, verksamhet and area."""
    par = [(v, ram) for v in verksamheter for ram in v.ramar.all()]
    par.sort(key=lambda p: (p[1].ar, *(svensk_nyckel(t) for t in (p[0].enhet.namn, p[0].namn, p[0].omrade))))
    return [_rad(v, ram) for v, ram in par]


def _rad(v: Verksamhet, ram: Ram) -> list[Any]:
    varden = {namn: _tal(varde) for namn, varde in ramvarden(ram).items()}
    varden |= {
        AR: ram.ar,
        NAMND: v.enhet.namn,
        NAMN: v.namn,
        OMRADE: v.omrade,
        SLAG: v.get_slag_display(),
        VOLYMNAMN: v.volymnamn,
        NYCKELTAL: v.nyckeltal.kolada_id if v.nyckeltal else "",
        SUMMA: _tal(ram.belopp),
    }
    return [varden[namn] for namn in RUBRIKER]


def _tal(varde: Decimal | None) -> Decimal | None:
    """Without the zeros that the column's decimals add."""
    if varde is None:
        return None
    return varde.quantize(Decimal(1)) if varde == varde.to_integral_value() else varde.normalize()


def resurser_csv(verksamheter: Iterable[Verksamhet]) -> str:
    return csvtext(list(RUBRIKER.values()), _rader(verksamheter))


def resurser_xlsx(verksamheter: Iterable[Verksamhet]) -> bytes:
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
    for radnr, rad in enumerate(_rader(verksamheter), start=2):
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
