from datetime import date, datetime

import pytest

from styrsnurra.gemensamt import datum
from styrsnurra.gemensamt.sortering import svensk_nyckel


@pytest.mark.parametrize(
    "ordning",
    [
        ["Zinken", "Åre", "Ängelholm", "Östersund"],
        ["Ea", "éa", "Eb"],
        ["Va", "Vz", "Wa"],
        ["Mål", "Mål 2", "Mål 10"],
        ["Upplands-Bro", "Upplands Väsby"],
        ["Yb", "Ürgh", "Za"],
        ["a", "B", "c"],
        ["1 a", "a"],
        ["Årskurs 3", "Årskurs 9", "Älvdalen"],
    ],
)
def test_svensk_ordning(ordning):
    baklanges = ordning[::-1]
    baklanges.sort(key=svensk_nyckel)
    assert baklanges == ordning


def test_sammansatta_tecken_ar_samma_bokstav():
    assert svensk_nyckel("A\u030are")[0] == svensk_nyckel("Åre")[0]


@pytest.mark.parametrize("text", ["", "9" * 6000, "²", "١", "Ǆ"])
def test_nyckeln_finns_for_all_text(text):
    assert sorted([text, "a"], key=svensk_nyckel) in ([text, "a"], ["a", text])


def test_datum_ar_iso():
    assert datum.tolka_datum(" 2026-05-09 ") == date(2026, 5, 9)
    assert datum.tolka_datum("2026\u201105\u201109") == date(2026, 5, 9)


@pytest.mark.parametrize(
    ("text", "meddelande"),
    [
        ("11/12/2026", "Menade du 2026-12-11 eller 2026-11-12? Skriv datum som åååå-mm-dd."),
        ("31/12/2026", "Menade du 2026-12-31? Skriv datum som åååå-mm-dd."),
        ("5/5/2026", "Menade du 2026-05-05? Skriv datum som åååå-mm-dd."),
        ("20260509", "Menade du 2026-05-09? Skriv datum som åååå-mm-dd."),
        ("2026-5-9", "Menade du 2026-05-09? Skriv datum som åååå-mm-dd."),
        ("9 maj 2026", "Menade du 2026-05-09? Skriv datum som åååå-mm-dd."),
        ("den 9 december 2026", "Menade du 2026-12-09? Skriv datum som åååå-mm-dd."),
        ("2026-02-30", "Datumet 2026-02-30 finns inte."),
        ("26-05-09", "Skriv datum som åååå-mm-dd, till exempel 2026-05-09."),
        ("i morgon", "Skriv datum som åååå-mm-dd, till exempel 2026-05-09."),
        ("", "Skriv ett datum."),
    ],
)
def test_andra_datum_vagras_med_fraga(text, meddelande):
    with pytest.raises(datum.DatumFel) as fel:
        datum.tolka_datum(text)
    assert str(fel.value) == meddelande


@pytest.mark.parametrize(
    ("dag", "text"),
    [
        (date(2026, 5, 9), "i dag"),
        (date(2026, 5, 10), "i morgon"),
        (date(2026, 5, 8), "i går"),
        (date(2026, 5, 12), "om 3 dagar"),
        (date(2026, 5, 2), "för 7 dagar sedan"),
        (date(2026, 5, 23), "om 14 dagar"),
        (date(2026, 5, 24), "2026-05-24"),
    ],
)
def test_relativt(dag, text):
    assert datum.relativt(dag, date(2026, 5, 9)) == text


def test_iso_visas():
    assert datum.iso(date(2026, 5, 9)) == "2026-05-09"
    assert datum.iso_tid(datetime(2026, 5, 9, 14, 32)) == "2026-05-09 14.32"
    assert (datum.iso(None), datum.iso_tid(None)) == ("–", "–")
