"""The paper as a document: its parts, and that page, Word and PDF say the same, safely, with tags."""

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pikepdf
import pytest
from django.template import engines
from docx.oxml.ns import qn

from atgarder.domain.attsatser import Forslagsgrund, att_satser, satser
from atgarder.domain.dokument import (
    Dokument,
    Fakta,
    Kolumn,
    Lista,
    Matris,
    Notis,
    Punkt,
    Rubrik,
    Stycke,
    Tabell,
    fran_json,
    texter,
    till_json,
)
from atgarder.skrivare.pdf import pdf
from atgarder.skrivare.word import word

FIENTLIG = (
    '#panic("x") $x^2$ *fet* _k_ `kod` @ref <b>fet</b> &amp; ]]> <w:p/> \\u{41} {{ x }} {% x %} </t> "c"'
)
HELT = Dokument(
    titel="Tidigt stöd i skolan",
    overrad="Beslutsunderlag",
    kommun="Storköpings kommun",
    sidhuvud="BUN 2026/17, 2026-03-11",
    huvud=(("Gäller", "Barn- och utbildningsnämnden"), ("Diarienummer", "BUN 2026/17")),
    datum="2026-03-11",
    block=(
        Rubrik(1, "Förslag till beslut"),
        Lista(("att bifalla förslaget,", "att följa upp det."), numrerad=True),
        Rubrik(2, "Bakgrund"),
        Stycke("Första stycket\nmed ny rad.\n\nAndra stycket."),
        Notis("Svarar på en återremiss."),
        Rubrik(3, "Mer"),
        Lista(("En punkt", "En till")),
        Fakta((("Behövs mer resurser?", "Ja.\nTvå tjänster."), ("Kort", "svar"))),
        Tabell(
            "Belopp per år, tkr",
            (Kolumn("År"), Kolumn("Summa", tal=True, vikt=2)),
            (("2027", "1\u00a0200"), ("2028", "−100")),
            ("Hela perioden", "1\u00a0100"),
        ),
        Matris(
            "Resursinsats mot effekt",
            "1, Tidigt stöd: insats 2,5, effekt 5,0.",
            (Punkt(1, 2.5, 5, 2, 3, 4, 6),),
        ),
    ),
)


def test_dokumentet_overlever_json():
    data = json.loads(json.dumps(till_json(HELT)))
    assert data == till_json(HELT)
    assert fran_json(data) == HELT
    assert data["version"] == 1
    with pytest.raises(ValueError, match="unknown version"):
        fran_json(data | {"version": 2})
    with pytest.raises(ValueError, match="unknown part"):
        fran_json(data | {"block": [{"slag": "film"}]})


def test_att_satser_ur_flera_forslag():
    text = att_satser(
        [
            Forslagsgrund("A", behov=((2027, 100), (2028, 50)), effektar=(2029,), malandring=True),
            Forslagsgrund("B", behov=((2027, 1000),), effektar=(2028,)),
            Forslagsgrund("C", bifall=False, behov=((2027, 9),), effektar=(2035,), malandring=True),
        ]
    )
    assert satser(text) == (
        "att bifalla förslaget ”A” enligt beslutsunderlaget,",
        "att bifalla förslaget ”B” enligt beslutsunderlaget,",
        "att avslå förslaget ”C” enligt beslutsunderlaget,",
        "att behovet av resurser, 1\u00a0100\u00a0tkr 2027 och 50\u00a0tkr 2028, tas upp i arbetet med nästa budget,",
        "att förändringen av övergripande mål tas upp i arbetet med nästa plan, samt",
        "att effekten följs upp när utfallet för 2028 och 2029 är känt.",
    )
    assert satser(att_satser([Forslagsgrund("A")])) == (
        "att bifalla förslaget ”A” enligt beslutsunderlaget.",
    )
    assert att_satser([]) == ""
    assert satser(" \n att x \n\natt y") == ("att x", "att y")


# ---- The three formats say the same ----


def som_html(d: Dokument) -> str:
    mall = engines["django"].from_string("{% load dokument %}{% dokument d %}")
    return mall.render({"d": d})


class Textlasare(HTMLParser):
    """The texts of a page in order, and the words of its pictures."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.delar: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == "svg":
            self.delar.append(dict(attrs)["aria-label"])

    def handle_data(self, data):
        self.delar.append(data)


def html_text(d: Dokument) -> str:
    lasare = Textlasare()
    lasare.feed(som_html(d))
    return " ".join(lasare.delar)


def word_text(d: Dokument) -> str:
    """Everything of the body in order: paragraphs, cells, and the pictures' words."""
    fil = docx.Document(io.BytesIO(word(d)))
    delar = []
    for e in fil.element.body.iter(qn("w:t"), qn("w:br"), qn("w:p"), qn("wp:docPr")):
        if e.tag == qn("w:t"):
            delar.append(e.text or "")
        elif e.tag == qn("wp:docPr"):
            delar.append(f" {e.get('descr')} ")
        else:
            delar.append(" ")
    return "".join(delar)


def pdf_text(d: Dokument) -> str:
    """What a screen reader is told: the tags in order, each with the text it marks, and the pictures' words."""
    with pikepdf.open(io.BytesIO(pdf(d))) as fil:
        return " ".join(Taggtext(fil).ga(fil.Root.StructTreeRoot.K))


class Taggtext:
    """Walks the structure tree and reads the marked content by the fonts' own ToUnicode tables."""

    def __init__(self, fil: pikepdf.Pdf) -> None:
        self.per_sida = {sida.obj.objgen: markt(sida) for sida in fil.pages}

    def ga(self, k, sida=None) -> list[str]:
        if isinstance(k, pikepdf.Array):
            return [t for del_ in k for t in self.ga(del_, sida)]
        if isinstance(k, int):
            return [self.per_sida[sida].get(k, "")]
        sida = k.Pg.objgen if "/Pg" in k else sida
        if k.get("/Type") == "/MCR":
            return [self.per_sida[sida].get(int(k.MCID), "")]
        ut = [str(k.Alt)] if "/Alt" in k else []
        return ut + (self.ga(k.K, sida) if "/K" in k and "/Alt" not in k else [])


def markt(sida) -> dict[int, str]:
    """MCID → its text."""
    typsnitt = {namn: tabell(f) for namn, f in sida.Resources.get("/Font", {}).items()}
    ut: dict[int, list[str]] = {}
    stack: list[int | None] = []
    nu: dict[int, str] = {}
    for op in pikepdf.parse_content_stream(sida):
        kod, o = str(op.operator), op.operands
        if kod == "BDC":
            stack.append(int(o[1].MCID) if isinstance(o[1], pikepdf.Dictionary) and "/MCID" in o[1] else None)
        elif kod == "BMC":
            stack.append(None)
        elif kod == "EMC":
            stack.pop()
        elif kod == "Tf":
            nu = typsnitt[str(o[0])]
        elif kod in ("Tj", "TJ"):
            mcid = next((m for m in reversed(stack) if m is not None), None)
            delar = o[0] if kod == "TJ" else [o[0]]
            text = "".join(avkoda(bytes(s), nu) for s in delar if isinstance(s, pikepdf.String))
            if mcid is not None:
                ut.setdefault(mcid, []).append(text)
    return {m: "".join(t) for m, t in ut.items()}


def tabell(f) -> dict[int, str]:
    cmap = f.ToUnicode.read_bytes().decode("latin-1")
    ut = {}
    for kod, text in re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>\s*\n", cmap):
        ut[int(kod, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return ut


def avkoda(data: bytes, karta: dict[int, str]) -> str:
    return "".join(karta.get(int.from_bytes(data[i : i + 2], "big"), "") for i in range(0, len(data), 2))


def ord_i(text: str) -> str:
    """Without blanks, hyphens at line ends and soft hyphens: what is left is the same in all formats."""
    return re.sub(r"[\s\u00a0\u00ad\u2010-]+", "", text)


@pytest.mark.parametrize("las", [html_text, word_text, pdf_text])
def test_formaten_sager_detsamma(las):
    """Every text of the document, in its order. The page shows title and head itself, outside of the document."""
    kvar = ord_i(las(HELT))
    vantade = list(texter(HELT))
    if las is html_text:
        vantade = list(texter(replace(HELT, huvud=())))[2:]
    for text in vantade:
        fore, funnen, kvar = kvar.partition(ord_i(text))
        assert funnen, text
        # Between the texts there is nothing but list marks, colons and the picture's own labels.
        assert re.fullmatch(r"[–:.0-9A-Za-zÅÄÖåäö→]*", fore), (text, fore)


def med_text(text: str) -> Dokument:
    """The same text everywhere that people can write."""
    return Dokument(
        titel=text,
        overrad="Beslutsunderlag",
        kommun=text,
        sidhuvud=text,
        huvud=(("Gäller", text),),
        datum="2026-03-11",
        block=(
            Rubrik(1, text),
            Stycke(text),
            Notis(text),
            Lista((text,), numrerad=True),
            Lista((text,)),
            Fakta(((text, text),)),
            Tabell(text, (Kolumn(text), Kolumn("Tal", tal=True)), ((text, text),), (text, text)),
            Matris(text, text, (Punkt(1, 2, 2, 2, 2, 2, 2),)),
        ),
    )


@pytest.mark.parametrize("las", [html_text, word_text, pdf_text])
def test_fientlig_text_ar_bara_text(las):
    d = med_text(FIENTLIG)
    antal = len([t for t in texter(d) if t == FIENTLIG])
    i_formatet = antal - 2 if las is html_text else antal
    assert ord_i(las(d)).count(ord_i(FIENTLIG)) == i_formatet


def test_sidan_slapper_inte_igenom_taggar():
    html = som_html(med_text("<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>"))
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") > 5


@pytest.mark.parametrize(
    "text", ["😀 glad", "中文", "a\u200db", "→ ↗ ✓", "tab\tslut", "", "\n\n\n", "x" * 5000]
)
def test_alla_tecken_gar_att_skriva(text):
    """An emoji has no font of ours: it becomes a square in the PDF, and the file still meets the standards."""
    d = med_text(text or " ")
    assert pdf(d).startswith(b"%PDF")
    assert word(d).startswith(b"PK")


# ---- The PDF's tags ----


@pytest.fixture(scope="module")
def fil():
    with pikepdf.open(io.BytesIO(pdf(HELT))) as oppen:
        yield oppen


def element(k) -> list:
    """Every structure element in order."""
    if isinstance(k, pikepdf.Array):
        return [e for del_ in k for e in element(del_)]
    if not isinstance(k, pikepdf.Dictionary) or "/S" not in k:
        return []
    return [k, *(element(k.K) if "/K" in k else [])]


def test_pdf_har_titel_sprak_och_norm(fil):
    assert str(fil.Root.Lang).lower() == "sv-se"
    assert bool(fil.Root.ViewerPreferences.DisplayDocTitle) is True
    assert bool(fil.Root.MarkInfo.Marked) is True
    with fil.open_metadata() as meta:
        assert meta["dc:title"] == "Tidigt stöd i skolan"
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
    assert all("/StructParents" in sida for sida in fil.pages)


def test_pdf_har_rubriker_listor_tabell_och_bild(fil):
    slag = [str(e.S) for e in element(fil.Root.StructTreeRoot.K)]
    rubriker = [s for s in slag if re.fullmatch(r"/(Title|H\d)", s)]
    assert rubriker == ["/Title", "/H1", "/H2", "/H3"]
    assert slag.count("/L") >= 2
    assert slag.count("/Table") == 1
    assert (slag.count("/TH"), slag.count("/TD")) == (2, 6)
    assert [str(e.Alt) for e in element(fil.Root.StructTreeRoot.K) if "/Alt" in e] == [HELT.block[-1].alt]


def test_pdf_typsnitten_ar_inbaddade(fil):
    for sida in fil.pages:
        for f in sida.Resources.Font.values():
            (under,) = f.DescendantFonts
            assert "/FontFile3" in under.FontDescriptor or "/FontFile2" in under.FontDescriptor


# ---- The Word file's styles ----


def test_word_har_riktiga_rubriker_sprak_och_rubrikrader():
    fil = docx.Document(io.BytesIO(word(HELT)))
    stilar = [(p.style.name, p.text) for p in fil.paragraphs if p.text]
    assert [s for s in stilar if s[0].startswith(("Title", "Heading"))] == [
        ("Title", "Tidigt stöd i skolan"),
        ("Heading 1", "Förslag till beslut"),
        ("Heading 2", "Bakgrund"),
        ("Heading 3", "Mer"),
    ]
    assert [t for s, t in stilar if s == "List Number"] == ["att bifalla förslaget,", "att följa upp det."]
    assert [t for s, t in stilar if s == "List Bullet"] == ["En punkt", "En till"]
    assert (fil.core_properties.title, fil.core_properties.language) == ("Tidigt stöd i skolan", "sv-SE")
    assert {e.get(qn("w:val")) for e in fil.styles.element.iter(qn("w:lang"))} == {"sv-SE"}
    (t,) = fil.tables
    assert [[c.text for c in rad.cells] for rad in t.rows] == [
        ["År", "Summa"],
        ["2027", "1\u00a0200"],
        ["2028", "−100"],
        ["Hela perioden", "1\u00a0100"],
    ]
    assert [
        rad._tr.trPr is not None and rad._tr.trPr.find(qn("w:tblHeader")) is not None for rad in t.rows
    ] == [
        True,
        False,
        False,
        False,
    ]
    (bild,) = fil.element.body.iter(qn("wp:docPr"))
    assert bild.get("descr") == HELT.block[-1].alt


def test_word_numrerar_varje_lista_fran_ett():
    d = replace(HELT, block=(Lista(("a", "b"), numrerad=True), Lista(("c",), numrerad=True)))
    fil = docx.Document(io.BytesIO(word(d)))
    nummer = [p._p.pPr.numPr.numId.val for p in fil.paragraphs if p.style.name == "List Number"]
    assert nummer[0] == nummer[1] != nummer[2]
