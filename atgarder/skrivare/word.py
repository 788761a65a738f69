"""A document as a Word file, with the styles that Word itself knows: its navigation, its reader and a screen reader
find headings, lists and header rows."""

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from atgarder.domain.dokument import (
    Block,
    Dokument,
    Fakta,
    Lista,
    Matris,
    Notis,
    Rubrik,
    Stycke,
    Tabell,
    stycken,
)
from atgarder.skrivare.pdf import matrisbild

SPRAK = "sv-SE"
FARG, SVAG = RGBColor(0x1B, 0x4B, 0x7A), RGBColor(0x55, 0x60, 0x6B)
BREDD = 158  # mm between the margins
# Signs in a row that is kept on one page; a longer one may break.
LANG_RAD = 600
# Signs of a fact that stands beside its name; a longer one stands under it.
LANGT_FAKTUM = 140


def word(dokument: Dokument) -> bytes:
    d = docx.Document()
    _grund(d, dokument)
    _rad(d.add_paragraph(style="Subtitle"), dokument.overrad)
    _rad(d.add_paragraph(style="Title"), dokument.titel)
    for namn, text in dokument.huvud:
        _faktum(d, namn, text)
    for b in dokument.block:
        _skriv(d, b)
    ut = BytesIO()
    d.save(ut)
    return ut.getvalue()


def _skriv(d: Document, b: Block) -> None:
    match b:
        case Rubrik():
            _rad(d.add_paragraph(style=f"Heading {b.niva}"), b.text)
        case Notis():
            _stycken(d, b.text, "Intense Quote")
        case Stycke():
            _stycken(d, b.text)
        case Lista():
            _lista(d, b)
        case Fakta():
            for namn, text in b.rader:
                _faktum(d, namn, text)
        case Tabell():
            _tabell(d, b)
        case Matris():
            _matris(d, b)


def _grund(d: Document, dokument: Dokument) -> None:
    """Language, title, page and styles."""
    egenskaper = d.core_properties
    egenskaper.title, egenskaper.author, egenskaper.language = (
        dokument.titel[:255],
        dokument.kommun[:255],
        SPRAK,
    )
    egenskaper.comments = ""
    dag = datetime.fromisoformat(dokument.datum)
    egenskaper.created, egenskaper.modified = dag, dag
    for sprak in d.styles.element.iter(qn("w:lang")):
        sprak.set(qn("w:val"), SPRAK)
    sektion = d.sections[0]
    sektion.page_width, sektion.page_height = Mm(210), Mm(297)
    sektion.left_margin = sektion.right_margin = Mm(26)
    sektion.top_margin, sektion.bottom_margin = Mm(28), Mm(25)
    for stil in d.styles:
        if stil.name in {"Normal", "Title", "Subtitle"} or stil.name.startswith("Heading"):
            _typsnitt(stil)
    normal = d.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(11), Pt(7)
    for namn, storlek, fore in (("Heading 1", 16, 20), ("Heading 2", 13, 14), ("Heading 3", 11.5, 10)):
        stil = d.styles[namn]
        stil.font.size, stil.font.color.rgb, stil.font.bold = Pt(storlek), FARG, True
        stil.paragraph_format.space_before, stil.paragraph_format.space_after = Pt(fore), Pt(4)
    d.styles["Title"].font.size, d.styles["Title"].font.color.rgb = Pt(24), FARG
    d.styles["Subtitle"].font.size, d.styles["Subtitle"].font.color.rgb = Pt(11), SVAG
    d.styles["Caption"].font.color.rgb, d.styles["Caption"].font.size = SVAG, Pt(9.5)
    _sidhuvud(sektion, dokument)


def _typsnitt(stil: Any) -> None:
    stil.font.name = "Calibri"
    rpr = stil.element.get_or_add_rPr()
    for namn in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        rpr.rFonts.attrib.pop(qn(f"w:{namn}"), None)
    sprak = rpr.find(qn("w:lang"))
    if sprak is None:
        sprak = OxmlElement("w:lang")
        rpr.append(sprak)
    sprak.set(qn("w:val"), SPRAK)


def _sidhuvud(sektion: Any, dokument: Dokument) -> None:
    topp = sektion.header.paragraphs[0]
    _rad(topp, f"{dokument.kommun}\t\t{dokument.sidhuvud}")
    fot = sektion.footer.paragraphs[0]
    fot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, falt in (("Sida ", "PAGE"), (" av ", "NUMPAGES")):
        fot.add_run(text)
        ruta = OxmlElement("w:fldSimple")
        ruta.set(qn("w:instr"), falt)
        fot._p.append(ruta)
    for p in (topp, fot):
        for r in p.runs:
            r.font.size, r.font.color.rgb = Pt(9), SVAG


def _rad(p: Paragraph, text: str, *, fet: bool = False) -> None:
    """The text as one run; its line breaks are line breaks."""
    r = p.add_run(text)
    if fet:
        r.bold = True


def _stycken(d: Document, text: str, stil: str = "Normal") -> None:
    for t in stycken(text):
        _rad(d.add_paragraph(style=stil), t)


def _faktum(d: Document, namn: str, text: str) -> None:
    p = d.add_paragraph()
    p.paragraph_format.space_after = Pt(4)
    _rad(p, namn if namn.endswith("?") else f"{namn}:", fet=True)
    _rad(p, f"\n{text}" if len(text) > LANGT_FAKTUM or "\n" in text or namn.endswith("?") else f" {text}")


def _lista(d: Document, b: Lista) -> None:
    numrering = _ny_numrering(d) if b.numrerad else None
    for punkt in b.punkter:
        p = d.add_paragraph(style="List Number" if b.numrerad else "List Bullet")
        if numrering is not None:
            p._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numrering
        _rad(p, punkt)


def _ny_numrering(d: Document) -> int:
    """A numbering of its own that begins at 1, of the same kind as the style's."""
    alla = d.part.numbering_part.element
    stilens = d.styles["List Number"].element.pPr.numPr.numId.val
    num = alla.add_num(alla.num_having_numId(stilens).abstractNumId.val)
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    return num.numId


def _tabell(d: Document, b: Tabell) -> None:
    _rad(_bildtext(d), b.titel)
    rader = [*b.rader, *([b.summa] if b.summa else [])]
    t = d.add_table(rows=1 + len(rader), cols=len(b.kolumner), style="Table Grid")
    t.autofit = False
    _beskrivning(t, b.titel)
    vikter = sum(k.vikt for k in b.kolumner)
    for kolumn, k in zip(t.columns, b.kolumner, strict=True):
        kolumn.width = Mm(BREDD * k.vikt / vikter)
    _rubrikrad(t.rows[0])
    celler = [[k.namn for k in b.kolumner], *rader]
    for y, (rad, texter) in enumerate(zip(t.rows, celler, strict=True)):
        for cell, k, text in zip(rad.cells, b.kolumner, texter, strict=True):
            cell.width = Mm(BREDD * k.vikt / vikter)
            _cell(cell, text, hoger=k.tal, fet=y == 0 or (bool(b.summa) and y == len(celler) - 1))
        if sum(map(len, texter)) <= LANG_RAD:
            rad._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    d.add_paragraph().paragraph_format.space_after = Pt(2)


def _bildtext(d: Document) -> Paragraph:
    p = d.add_paragraph(style="Caption")
    p.paragraph_format.keep_with_next = True
    return p


def _cell(cell: _Cell, text: str, *, hoger: bool, fet: bool) -> None:
    p = cell.paragraphs[0]
    p.paragraph_format.space_after = Pt(2)
    if hoger:
        p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _rad(p, text, fet=fet)
    for r in p.runs:
        r.font.size = Pt(9.5)


def _rubrikrad(rad: Any) -> None:
    """Repeated on each page, and told as headers."""
    rad._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _beskrivning(tabell: Any, text: str) -> None:
    ruta = OxmlElement("w:tblCaption")
    ruta.set(qn("w:val"), text)
    tabell._tbl.tblPr.append(ruta)


def _matris(d: Document, b: Matris) -> None:
    _rad(_bildtext(d), b.titel)
    p = d.add_paragraph()
    form = p.add_run().add_picture(BytesIO(matrisbild(b)), width=Mm(105))
    form._inline.docPr.set("descr", b.alt)
    form._inline.docPr.set("title", b.titel)
