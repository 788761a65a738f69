"""The plan as an Excel workbook."""

from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from planering.domain.fel import Planeringsfel
from planering.models import Plan
from planering.planbok.kolumner import (
    BLAD,
    DATUM,
    EGETMATT,
    ENHET,
    JANEJ,
    LAS_MIG,
    MALNIVAER,
    NIVAREVISION,
    NYCKEL,
    NYCKELTAL,
    PERSON,
    REFLISTA,
    REVISION,
    TEXT,
    UTTAG,
    VAL,
    VISAS,
    Blad,
    Kolumn,
)
from planering.planbok.rader import Planbok, Rad, Register, las_plan, nyckel, register
from styrsnurra.gemensamt.datum import iso_tid
from styrsnurra.gemensamt.kalkylblad import ForLangText, in_i_cell

GRA = PatternFill("solid", fgColor="F1EFEA")
LASTEXT = (
    "Det här är planen som den var när filen hämtades. Ändra i bladen och läs in filen igen på planens sida.",
    "Du får först se vad som skulle ändras. Inget sparas förrän du bekräftar, och då sparas allt eller inget.",
    "Kolumnerna Nyckel och Revision säger vilken rad det är och hur den såg ut. Ändra dem inte.",
    "En ny rad har tom nyckel. Ska andra rader peka på den, hitta på ett eget ord som nyckel, till exempel ny1.",
    "En rad som du tar bort ur filen tas bort ur planen. Rader som andra har lagt till sedan dess rörs inte.",
    "Radernas ordning är planens ordning. Har någon annan ändrat samma rad sedan filen hämtades får du veta det.",
    "Tal skrivs som tal, datum som åååå-mm-dd. Formler läses inte: klistra in värdet i stället.",
    "En text som börjar med =, +, - eller @ har en apostrof framför sig, så att Excel inte räknar ut den.",
    "Uppdrag och resurser finns i egna filer. Avstämningar och kunskapskort ändras på sina sidor.",
)


def planen_som_xlsx(plan: Plan, nar: datetime) -> bytes:
    """Raises Planeringsfel when a text is longer than a cell can hold."""
    bok = las_plan(plan)
    reg = register(anvanda={r.varden["nyckeltal"] for r in bok.rader["indikator"] if r.varden["nyckeltal"]})
    arbetsbok = Workbook()
    _las_mig(arbetsbok.active, plan, nar)
    for blad in BLAD:
        _skriv_blad(arbetsbok.create_sheet(blad.titel), blad, bok, reg)
    _uttag(arbetsbok.create_sheet(UTTAG), bok)
    ut = BytesIO()
    arbetsbok.save(ut)
    return ut.getvalue()


def _las_mig(ark, plan: Plan, nar: datetime) -> None:
    ark.title = LAS_MIG
    ark.column_dimensions["A"].width = 110
    _text(ark.cell(1, 1), f"{plan.namn}, version {plan.version}, {plan.get_status_display().lower()}")
    ark.cell(1, 1).font = Font(bold=True, size=14)
    _text(ark.cell(2, 1), f"Hämtad {iso_tid(nar)}.")
    for nr, rad in enumerate(LASTEXT, start=4):
        _text(ark.cell(nr, 1), rad)
        ark.cell(nr, 1).alignment = Alignment(wrap_text=True, vertical="top")


def _skriv_blad(ark, blad: Blad, bok: Planbok, reg: Register) -> None:
    for nr, kolumn in enumerate(blad.kolumner, start=1):
        cell = ark.cell(1, nr, kolumn.rubrik)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        ark.column_dimensions[get_column_letter(nr)].width = kolumn.bredd
        _valjare(ark, kolumn, nr)
    for radnr, rad in enumerate(bok.rader[blad.kod], start=2):
        for nr, kolumn in enumerate(blad.kolumner, start=1):
            try:
                _skriv_cell(ark.cell(radnr, nr), kolumn, _visat(kolumn, rad, bok, reg))
            except ForLangText:
                raise Planeringsfel(
                    f"Texten under ”{kolumn.rubrik}” i {blad.titel.lower()} är för lång för en cell i Excel."
                ) from None
    ark.freeze_panes = "A2"


def _valjare(ark, kolumn: Kolumn, nr: int) -> None:
    """A list to choose from in the cells, where Excel can hold it."""
    etiketter = ["ja", "nej"] if kolumn.slag == JANEJ else [namn for _, namn in kolumn.val]
    lista = ",".join(etiketter)
    if not lista or len(lista) > 250 or any("," in e or '"' in e for e in etiketter):
        return
    val = DataValidation(
        type="list", formula1=f'"{lista}"', allow_blank=not kolumn.kravs, showErrorMessage=False
    )
    bokstav = get_column_letter(nr)
    val.add(f"{bokstav}2:{bokstav}5000")
    ark.add_data_validation(val)


def _visat(kolumn: Kolumn, rad: Rad, bok: Planbok, reg: Register) -> Any:
    """A value as people read it in the cell."""
    if kolumn.namn == NYCKEL:
        return rad.nyckel
    if kolumn.namn == REVISION:
        return rad.revision
    if kolumn.namn == NIVAREVISION:
        return rad.nivarevision
    if kolumn.slag == VISAS:
        return bok.visas.get(rad.varden["indikator" if rad.blad == MALNIVAER.kod else "mal"], "")
    varde = rad.varden[kolumn.namn]
    if varde is None or varde == "":
        return None
    return lasbart(kolumn, varde, reg)


def lasbart(kolumn: Kolumn, varde: Any, reg: Register) -> Any:
    """What stands in the cell for a value that is not empty."""
    if kolumn.slag == VAL:
        return dict(kolumn.val)[varde]
    if kolumn.slag == JANEJ:
        return "ja" if varde else "nej"
    if kolumn.slag == REFLISTA:
        return ", ".join(varde) or None
    uppslag = {
        ENHET: reg.enheter, PERSON: reg.personer, NYCKELTAL: reg.nyckeltal, EGETMATT: reg.egna_matt,
    }.get(kolumn.slag)  # fmt: skip
    return uppslag[varde] if uppslag is not None else varde


def _skriv_cell(cell, kolumn: Kolumn, varde: Any) -> None:
    if kolumn.slag == VISAS or kolumn.namn in (NYCKEL, REVISION, NIVAREVISION):
        cell.fill = GRA
    if kolumn.slag in (TEXT, VISAS):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if kolumn.slag == DATUM:
        # As text, so that no spreadsheet shows it in its own country's order.
        cell.number_format = "@"
    if varde is None or varde == "":
        return
    if isinstance(varde, str):
        _text(cell, varde)
    else:
        cell.value = varde


def _text(cell, text: str) -> None:
    cell.value = in_i_cell(text)
    cell.data_type = "s"


def _uttag(ark, bok: Planbok) -> None:
    """Which rows there were, so that what is missing in the file is told from what has come since."""
    ark.sheet_state = "hidden"
    ark.append(["Nyckel", "Revision", "Målnivåernas revision"])
    ark.append([nyckel("plan", bok.plan.pk), bok.plan.revision, None])
    for kod, rader in bok.rader.items():
        if kod not in ("plan", "malniva"):
            for rad in rader:
                ark.append([rad.nyckel, rad.revision, rad.nivarevision])
