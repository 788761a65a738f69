"""Files from outside: what is read, and what is refused before it does harm."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from planering.importers import MAX_BYTE, Filfel, las_fil, las_text
from tests.planering.resurshjalp import xlsx

RUBRIK = ["År", "Nämnd"]


def celler(rader):
    return [(rad.nummer, rad.celler) for rad in rader]


def test_excel_laser_forsta_bladets_varden():
    fil = xlsx([RUBRIK, [], [2026, "Socialnämnden", 1.5, None], [None, " "]])
    assert celler(las_fil("ramar.xlsx", fil)) == [(1, ("År", "Nämnd")), (3, (2026, "Socialnämnden", 1.5))]


def test_procentformat_ar_det_som_syns():
    from openpyxl import Workbook

    bok = Workbook()
    bok.active["A1"] = 0.8
    bok.active["A1"].number_format = "0%"
    ut = io.BytesIO()
    bok.save(ut)
    assert celler(las_fil("a.xlsx", ut.getvalue())) == [(1, (Decimal("80"),))]


def test_en_formel_utan_varde_sags_och_ar_aldrig_noll():
    with pytest.raises(Filfel, match="Rad 2 har en formel utan uträknat värde"):
        las_fil("a.xlsx", xlsx([RUBRIK], formler={"B2": "=1+1"}))


def test_en_formels_sparade_varde_lases():
    def satt(delar):
        ark = delar["xl/worksheets/sheet1.xml"].decode()
        delar["xl/worksheets/sheet1.xml"] = re.sub(
            r"<f>1\+1</f>(?:<v ?/>|<v></v>)", "<f>1+1</f><v>2</v>", ark
        ).encode()

    fil = xlsx([RUBRIK], satt, {"A2": "=1+1"})
    assert celler(las_fil("a.xlsx", fil)) == [(1, ("År", "Nämnd")), (2, (2,))]


@pytest.mark.parametrize(
    ("innehall", "blir"),
    [
        ("År;Nämnd\r\n2026;Social, nämnd\r\n".encode("utf-8-sig"), (2, ("2026", "Social, nämnd"))),
        ("År;Nämnd\n\n2026;Åsa\n".encode("cp1252"), (3, ("2026", "Åsa"))),
        ("År\tNämnd\n2026\t1,5\n".encode("utf-16"), (2, ("2026", "1,5"))),
        ('År,Nämnd\n2026,"a\nb"\n'.encode(), (3, ("2026", "a\nb"))),
    ],
)
def test_csv_i_de_kodningar_som_kommer(innehall, blir):
    assert celler(las_fil("ramar.csv", innehall))[1] == blir


def test_inklistrat_ur_excel():
    assert celler(las_text("År\tNämnd\r\n2026\t1 234,5\r\n")) == [
        (1, ("År", "Nämnd")),
        (2, ("2026", "1 234,5")),
    ]


def _doctype(delar):
    delar["xl/worksheets/sheet1.xml"] = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
    )


def _doctype16(delar):
    delar["xl/sharedStrings.xml"] = '<?xml version="1.0"?><!DOCTYPE x []><sst/>'.encode("utf-16")


def _bomb(delar):
    delar["xl/media/bild.xml"] = b" " * (31 * 1024 * 1024)


def _makro(delar):
    delar["xl/vbaProject.bin"] = b"x"


def _manga(delar):
    delar.update({f"xl/{n}.xml": b"" for n in range(300)})


def _trasig(delar):
    delar["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row"


@pytest.mark.parametrize(
    ("forandra", "fel"),
    [
        (_doctype, "något som inte hör hemma i ett kalkylark"),
        (_doctype16, "något som inte hör hemma i ett kalkylark"),
        (_bomb, "för stor när den packas upp"),
        (_makro, "innehåller makron"),
        (_manga, "för stor när den packas upp"),
        (_trasig, "kan inte läsas"),
        (lambda delar: delar.pop("xl/workbook.xml"), "är ingen Excelfil"),
    ],
)
def test_paket_som_vill_illa(forandra, fel):
    with pytest.raises(Filfel, match=fel):
        las_fil("a.xlsx", xlsx([RUBRIK, [1, 2]], forandra))


def test_en_del_som_ljuger_om_sin_storlek_packas_inte_upp():
    fil = bytearray(xlsx([RUBRIK], _bomb))
    lang = (31 * 1024 * 1024).to_bytes(4, "little")
    assert fil.count(lang) == 2
    kort = fil.replace(lang, (10).to_bytes(4, "little"))
    with pytest.raises(Filfel, match="skadad"):
        las_fil("a.xlsx", bytes(kort))


def test_en_packning_som_inte_kan_begransas_avvisas():
    ut = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx([RUBRIK]))) as in_,
        zipfile.ZipFile(ut, "w", zipfile.ZIP_LZMA) as paket,
    ):
        for namn in in_.namelist():
            paket.writestr(namn, in_.read(namn))
    with pytest.raises(Filfel, match="packad på ett sätt som inte tas emot"):
        las_fil("a.xlsx", ut.getvalue())


@pytest.mark.parametrize(
    ("namn", "innehall", "fel"),
    [
        ("a.csv", b"", "Filen är tom"),
        ("a.csv", b" \n ", "Filen är tom"),
        ("a.csv", b"x" * (MAX_BYTE + 1), "högst 2 MB"),
        ("a.xls", b"\xd0\xcf\x11\xe0....", "äldre Excelfil"),
        ("a.pdf", b"%PDF-1.7", "varken Excel"),
        ("a.xlsx", b"PK\x03\x04 trasig", "skadad"),
        ("a.csv", b"a;b\x00c", "inte hör hemma i en tabell"),
        ("a.csv", b'a;"b', "citattecken"),
        ("a.csv", b";".join([b"x"] * 61), "fler än 60 kolumner"),
        ("a.csv", b"x" * 1001, "mer än 1000 tecken"),
        ("a.csv", b"x\n" * 5002, "fler än 5000 rader"),
        ("a.csv", b";;\n;;", "Tabellen är tom"),
    ],
)
def test_det_som_inte_ar_en_tabell(namn, innehall, fel):
    with pytest.raises(Filfel, match=fel):
        las_fil(namn, innehall)


def test_det_som_ligger_langt_ned_tigs_inte_ihjal():
    def langt(delar):
        ark = delar["xl/worksheets/sheet1.xml"].decode()
        delar["xl/worksheets/sheet1.xml"] = (
            ark.replace('r="2"', 'r="1048576"').replace("A2", "A1048576").encode()
        )

    with pytest.raises(Filfel, match="nedanför rad 10000"):
        las_fil("a.xlsx", xlsx([RUBRIK, [date(2026, 1, 1)]], langt))
