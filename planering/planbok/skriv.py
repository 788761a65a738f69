"""The plan as an Excel workbook."""

from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from planering.models import Plan
from planering.planbok.kolumner import BLAD, LAS_MIG, UTTAG
from planering.planbok.kolumnslag import (
    DATUM,
    EGETMATT,
    ENHET,
    ENHETLISTA,
    FOR_LANG,
    JANEJ,
    NIVAREVISION,
    NYCKEL,
    NYCKELTAL,
    PERSON,
    REFLISTA,
    REVISION,
    TEXT,
    VAL,
    VISAS,
    Blad,
    Kolumn,
)
from planering.planbok.rader import Planbok, Rad, Register, las_plan, nyckel, register
from styrsnurra.gemensamt.datum import iso_tid
from styrsnurra.gemensamt.kalkylblad import ForLangText, in_i_cell

GRA = PatternFill("solid", fgColor="F1EFEA")
BRUTEN = Alignment(wrap_text=True, vertical="top")
LASTEXT = (
    "Det här är hela planen som den var när filen hämtades. Ändra i bladen och läs in filen igen på planens sida.",
    "Du får först se vad som skulle ändras. Inget sparas förrän du bekräftar, och då sparas allt eller inget.",
    "Kolumnerna Nyckel och Revision säger vilken rad det är och hur den såg ut. Ändra dem inte.",
    "En ny rad har tom nyckel. Ska andra rader peka på den, hitta på ett eget ord som nyckel, till exempel ny1.",
    "En rad som du tar bort ur filen tas bort ur planen. Rader som andra har lagt till sedan dess rörs inte.",
    "I Kunskapskort och Uppdragstexter finns en rad för varje indikator och avsnitt. Tas raden bort töms texten.",
    "Egna mått delas av alla planer: en ändring där gäller överallt. Ramar tas bort på sidan Resurser, inte här.",
    "Radernas ordning är planens ordning i Målområden, Mål, Indikatorer och Aktiviteter. I de andra bladen betyder den "
    "inget.",
    "Har någon annan ändrat samma rad sedan filen hämtades får du veta det.",
    "Tal skrivs som tal, datum som åååå-mm-dd. Formler och sammanfogade celler läses inte: skriv värdet i cellen.",
    "En text som börjar med =, +, - eller @ har en apostrof framför sig, så att Excel inte räknar ut den.",
    "En text som är för lång för en cell i Excel (32 767 tecken) står kvar i planen. Det sägs i cellen: låt det stå.",
    "I filen finns inte avstämningar, målkvalitet, uppdragens tidigare versioner och historik. De står på sina sidor.",
)


def planen_som_xlsx(plan: Plan, nar: datetime) -> bytes:
    """Everything that is read back. A text that no cell can hold is said to be so in its cell, and left as it is."""
    bok = las_plan(plan)
    reg = register(anvanda={r.varden["nyckeltal"] for r in bok.rader["indikator"] if r.varden["nyckeltal"]})
    # Rows go straight to the file: a tenth of the memory, and half the time.
    arbetsbok = Workbook(write_only=True)
    _las_mig(arbetsbok.create_sheet(LAS_MIG), plan, nar)
    for blad in BLAD:
        _skriv_blad(arbetsbok.create_sheet(blad.titel), blad, bok, reg)
    _uttag(arbetsbok.create_sheet(UTTAG), bok)
    ut = BytesIO()
    arbetsbok.save(ut)
    return ut.getvalue()


def _las_mig(ark, plan: Plan, nar: datetime) -> None:
    ark.column_dimensions["A"].width = 110
    rubrik = _text(ark, f"{plan.namn}, version {plan.version}, {plan.get_status_display().lower()}")
    rubrik.font = Font(bold=True, size=14)
    ark.append([rubrik])
    ark.append([_text(ark, f"Hämtad {iso_tid(nar)}.")])
    ark.append([])
    for rad in LASTEXT:
        cell = _text(ark, rad)
        cell.alignment = BRUTEN
        ark.append([cell])


def _skriv_blad(ark, blad: Blad, bok: Planbok, reg: Register) -> None:
    ark.freeze_panes = "A2"
    rubriker = []
    for nr, kolumn in enumerate(blad.kolumner, start=1):
        cell = WriteOnlyCell(ark, kolumn.rubrik)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        rubriker.append(cell)
        ark.column_dimensions[get_column_letter(nr)].width = kolumn.bredd
        _valjare(ark, kolumn, nr)
    ark.append(rubriker)
    stilar = [_stil(ark, kolumn) for kolumn in blad.kolumner]
    for rad in bok.rader[blad.kod]:
        ark.append([_cell(ark, k, s, rad, bok, reg) for k, s in zip(blad.kolumner, stilar, strict=True)])


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
    ark.data_validations.append(val)


def _visat(kolumn: Kolumn, rad: Rad, bok: Planbok, reg: Register) -> Any:
    """A value as people read it in the cell."""
    if kolumn.namn == NYCKEL:
        return rad.nyckel
    if kolumn.namn == REVISION:
        return rad.revision
    if kolumn.namn == NIVAREVISION:
        return rad.nivarevision
    if kolumn.av == NYCKEL:
        return bok.summor.get(rad.nyckel)
    if kolumn.slag == VISAS:
        return bok.visas.get(rad.varden[kolumn.av], "")
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
    if kolumn.slag == ENHETLISTA:
        return "\n".join(reg.enheter[pk] for pk in varde) or None
    uppslag = {
        ENHET: reg.enheter, PERSON: reg.personer, NYCKELTAL: reg.nyckeltal, EGETMATT: reg.egna_matt,
    }.get(kolumn.slag)  # fmt: skip
    return uppslag[varde] if uppslag is not None else varde


def _stil(ark, kolumn: Kolumn) -> Any:
    """The style of a column's cells: made once, and shared by them all. None for the ordinary one."""
    cell = WriteOnlyCell(ark)
    if kolumn.slag == VISAS or kolumn.namn in (NYCKEL, REVISION, NIVAREVISION):
        cell.fill = GRA
    if kolumn.slag in (TEXT, VISAS, ENHETLISTA):
        cell.alignment = BRUTEN
    if kolumn.slag == DATUM:
        # As text, so that no spreadsheet shows it in its own country's order.
        cell.number_format = "@"
    return cell._style if cell.has_style else None


def _cell(ark, kolumn: Kolumn, stil: Any, rad: Rad, bok: Planbok, reg: Register) -> Any:
    varde = _visat(kolumn, rad, bok, reg)
    if varde == "":
        varde = None
    if stil is None and not isinstance(varde, str):
        return varde
    if isinstance(varde, str):
        try:
            cell = _text(ark, varde)
        except ForLangText:
            cell = _text(ark, FOR_LANG)
        if stil is None and not cell.value.startswith("#"):  # what looks like an error would be taken for one
            return cell.value
    else:
        cell = WriteOnlyCell(ark, varde)
    if stil is not None:
        cell._style = stil
    return cell


def _text(ark, text: str) -> Any:
    """Text is text, also where it begins like a formula. Raises ForLangText."""
    cell = WriteOnlyCell(ark)
    cell._value, cell.data_type = in_i_cell(text), "s"
    return cell


def _uttag(ark, bok: Planbok) -> None:
    """Which rows there were, so that what is missing in the file is told from what has come since."""
    ark.sheet_state = "hidden"
    ark.append(["Nyckel", "Revision", "Målnivåernas revision"])
    ark.append([nyckel("plan", bok.plan.pk), bok.plan.revision, None])
    for kod, rader in bok.rader.items():
        if kod not in ("plan", "malniva"):
            for rad in rader:
                ark.append([rad.nyckel, rad.revision, rad.nivarevision])
