from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrsnurra.gemensamt import tal

HB = "\u00a0"


@pytest.mark.parametrize(
    ("varde", "decimaler", "enhet", "text"),
    [
        (178594, None, "kr", f"178{HB}594{HB}kr"),
        (84.15, 1, "%", f"84,2{HB}%"),
        (2.675, 2, "", "2,68"),
        (2.5, 0, "", "3"),
        (-2.5, 0, "", "−3"),
        (-0.04, 1, "", "0,0"),
        (-10, 0, "procentenheter", f"−10{HB}procentenheter"),
        (1, 0, "procentenheter", f"1{HB}procentenhet"),
        (1, 1, "procentenheter", f"1,0{HB}procentenheter"),
        (-1, 0, "dagar", f"−1{HB}dag"),
        (1234567.891, 2, "", f"1{HB}234{HB}567,89"),
        (Decimal("320.1"), None, "", "320,1"),
        (np.float32(84.2), 1, "", "84,2"),
        (np.int16(2026), None, "", f"2{HB}026"),
        (1e30, 0, "", "1" + f"{HB}000" * 10),
        (0, None, "%", f"0{HB}%"),
    ],
)
def test_formatera(varde, decimaler, enhet, text):
    assert tal.formatera(varde, decimaler, enhet) == text


@pytest.mark.parametrize("saknas", [None, float("nan"), np.nan, float("inf"), Decimal("NaN")])
def test_det_som_saknas_ar_ett_streck_utan_enhet(saknas):
    assert tal.formatera(saknas, 1, "%") == "–"
    assert tal.ar(saknas) == "–"


@pytest.mark.parametrize("inget_tal", ["84", True, object()])
def test_det_som_inte_ar_tal_vagras(inget_tal):
    with pytest.raises(TypeError):
        tal.formatera(inget_tal)


@pytest.mark.parametrize(
    ("varde", "text"),
    [(3.7, f"+3,7{HB}kr"), (-3.7, f"−3,7{HB}kr"), (0, f"0,0{HB}kr"), (0.04, f"0,0{HB}kr")],
)
def test_tecken(varde, text):
    assert tal.formatera(varde, 1, "kr", tecken=True) == text


def test_andelar_skiljer_sig_i_procentenheter():
    assert tal.formatera_skillnad(-16, 1, "%") == f"−16,0{HB}procentenheter"
    assert tal.formatera_skillnad(3, 1, "%", kort=True) == f"+3,0{HB}pe"
    assert tal.formatera_skillnad(1200, 0, "kr", tecken=False) == f"1{HB}200{HB}kr"


def test_ar_grupperas_aldrig():
    assert [tal.ar(2026), tal.ar(np.int16(1999)), tal.ar(2026.0)] == ["2026", "1999", "2026"]


@pytest.mark.parametrize(
    ("varden", "decimaler"),
    [
        ([], 0),
        ([None, float("nan")], 0),
        ([1, 2.0, 300], 0),
        ([84.2, 90], 1),
        ([178594.3], 0),
        ([0.35], 2),
        ([0.0123], 3),
        ([0.00001234], 4),
        ([-0.04], 2),
        ([0.5], 1),
        ([4.6, None], 1),
    ],
)
def test_decimaler_for(varden, decimaler):
    assert tal.decimaler_for(varden) == decimaler


@pytest.mark.parametrize(
    ("text", "varde"),
    [
        ("84,2", "84.2"),
        ("  1 234,5 ", "1234.5"),
        (f"1{HB}234", "1234"),
        ("1\u202f234\u202f567,25", "1234567.25"),
        ("1\u2009234", "1234"),
        ("\u22125,5 %", "-5.5"),
        ("–5", "-5"),
        ("- 5", "-5"),
        ("5-", "-5"),
        ("+3", "3"),
        (",5", "0.5"),
        ("12%", "12"),
        ("165 000 kr", "165000"),
        ("165 TKR", "165"),
        ("2,5 mnkr", "2.5"),
        ("3 procentenheter", "3"),
        ("3 pe", "3"),
        ("1,234", "1.234"),
        ("1234", "1234"),
        ("\ufeff7", "7"),
        ("7\t", "7"),
    ],
)
def test_tolka_tal(text, varde):
    assert tal.tolka_tal(text) == Decimal(varde)


@pytest.mark.parametrize(
    ("text", "fraga"),
    [
        ("1.234", f"Menade du 1,234 eller 1{HB}234?"),
        ("90.5", "Menade du 90,5 eller 905?"),
        ("-90.5 %", "Menade du −90,5 eller −905?"),
        ("0.5", "Menade du 0,5?"),
        (".5", "Menade du 0,5?"),
        ("5.", "Menade du 5?"),
        ("5,", "Menade du 5?"),
        ("1.234,5", f"Menade du 1{HB}234,5?"),
        ("1,234.5", f"Menade du 1{HB}234,5?"),
        ("1.234.567", f"Menade du 1{HB}234{HB}567?"),
        ("1,2E+05", f"Menade du 120{HB}000?"),
        ("12 34", f"Menade du 1{HB}234?"),
        ("#SAKNAS!", "”#SAKNAS!” är ett fel från kalkylarket, inte ett tal."),
        ("abc", f"”abc” är inte ett tal. Skriv till exempel 1{HB}234,5."),
        ("1,2,3", f"”1,2,3” är inte ett tal. Skriv till exempel 1{HB}234,5."),
        ("2023-04-20", f"”2023-04-20” är inte ett tal. Skriv till exempel 1{HB}234,5."),
        ("١٢", f"”١٢” är inte ett tal. Skriv till exempel 1{HB}234,5."),
        ("", "Skriv ett tal."),
        ("–", "Skriv ett tal."),
        ("%", "Skriv ett tal."),
        ("1" * 41, "Talet är för långt."),
    ],
)
def test_det_som_kan_misstas_ger_en_fraga(text, fraga):
    with pytest.raises(tal.TalFel) as fel:
        tal.tolka_tal(text)
    assert str(fel.value) == fraga


@pytest.mark.parametrize(
    ("text", "enhet", "meddelande"),
    [
        ("165 tkr", "kr", f"Här anges kr, inte tkr. Menade du 165{HB}000{HB}kr?"),
        ("165000 kr", "tkr", f"Här anges tkr, inte kr. Menade du 165{HB}tkr?"),
        ("2,5 mnkr", "tkr", f"Här anges tkr, inte mnkr. Menade du 2{HB}500{HB}tkr?"),
        ("165 tkr", "kr/elev", f"Här anges kr, inte tkr. Menade du 165{HB}000{HB}kr?"),
        ("85 tkr", "%", "Här anges %, inte tkr."),
        ("84 kr", "%", "Här anges %, inte kr."),
        ("84 kronor", "Dagar", "Här anges dagar, inte kronor."),
        ("12 %", "kr/elev", "Här anges kr, inte %."),
    ],
)
def test_fel_penningenhet_vagras(text, enhet, meddelande):
    with pytest.raises(tal.TalFel) as fel:
        tal.tolka_tal(text, enhet)
    assert str(fel.value) == meddelande


def test_ratt_penningenhet_gar_bra():
    assert tal.tolka_tal("2,5 mkr", "mnkr") == Decimal("2.5")
    assert tal.tolka_tal("12 kr", "kr/elev") == Decimal("12")
    assert tal.tolka_tal("12 %", "%") == tal.tolka_tal("12 pe", "%") == Decimal("12")
    assert tal.tolka_tal("12 tkr") == Decimal("12")  # a field without a unit


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_det_som_visas_gar_att_lasa_in(varde):
    assert tal.tolka_tal(tal.formatera(varde, 3, "kr")) == varde


@given(st.text(max_size=60))
def test_ingen_text_ger_annat_an_tal_eller_talfel(text):
    try:
        assert tal.tolka_tal(text).is_finite()
    except tal.TalFel as fel:
        assert str(fel)[-1] in ".?"  # noqa: PT017
