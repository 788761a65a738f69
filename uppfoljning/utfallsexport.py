"""Outcomes as files: a report's values to fill in, with the columns that are read back."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from styrsnurra.gemensamt.csvfil import ofarlig
from uppfoljning.domain.perioder import MANAD, MANADER
from uppfoljning.domain.utfallsrader import RUBRIKER
from uppfoljning.queries.omgangar import Mattkrav, Skyldighet
from uppfoljning.rapportrutor import matrader

BREDD = {"matt": 48, "enhet": 26, "period": 12}


def rapportmall_xlsx(s: Skyldighet) -> bytes:
    """One row for each value the report asks for, with what is stored. Text is text, numbers are numbers."""
    bok = Workbook()
    ark = bok.active
    ark.title = "Utfall"
    for nr, (namn, rubrik) in enumerate(RUBRIKER.items(), start=1):
        ark.cell(1, nr, rubrik).font = Font(bold=True)
        ark.column_dimensions[get_column_letter(nr)].width = BREDD.get(namn, 9)
    for radnr, rad in enumerate((r for k in s.matt for r in _rader(s, k)), start=2):
        for nr, varde in enumerate(rad, start=1):
            if varde is not None and varde != "":
                ark.cell(radnr, nr, ofarlig(varde) if isinstance(varde, str) else varde)
    ark.freeze_panes = "A2"
    ut = BytesIO()
    bok.save(ut)
    return ut.getvalue()


def _rader(s: Skyldighet, k: Mattkrav) -> list[list[str | float | int | None]]:
    ar = s.inlamning.omgang.ar
    ut: list[list[str | float | int | None]] = []
    for enhet, kon in matrader(k):
        for period in k.perioder:
            rad = s.sparat.get((k.matt.pk, enhet.pk if enhet else None, ar, period, kon))
            namn = MANADER[period - 1] if period and k.matt.frekvens == MANAD else period
            ut.append(
                [
                    k.matt.namn,
                    ar,
                    namn,
                    kon,
                    enhet.namn if enhet else "",
                    rad.varde if rad else None,
                    rad.antal if rad else None,
                ]
            )
    return ut
