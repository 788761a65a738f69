"""The signal table as a file that Excel opens rightly: UTF-8 with BOM, semicolons, decimal commas."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

from styrsnurra.gemensamt.tal import SAKNAS
from uppfoljning.presenters import Radvy

BOM = "\ufeff"
_FARLIGA = ("=", "+", "-", "@", "\t", "\r", "\n")
KOLUMNER = (
    "Målområde",
    "Mål",
    "Indikator",
    "Nyckeltal",
    "Enhet",
    "År",
    "Målnivå",
    "Utfall",
    "Utfall saknas",
    "Senast kända",
    "Mot målnivån",
    "Mot målnivån, orsak",
    "Avvikelse, plus är bra",
    "Mot andra kommuner",
    "Plats",
    "Antal kommuner",
    "Jämförs med",
    "Trend",
    "Trend, omdöme",
    "Avviker",
    "Skäl",
    "Kommentar",
    "Ansvarig",
)


def csv_text(rader: Iterable[Iterable[object]]) -> str:
    """Rows of cells as a file. Text that a spreadsheet would run as a formula is made harmless; numbers are not."""
    ut = StringIO()
    ut.write(BOM)
    skrivare = csv.writer(ut, delimiter=";", lineterminator="\r\n")
    for rad in rader:
        skrivare.writerow([cell(v) for v in rad])
    return ut.getvalue()


def cell(varde: object) -> str:
    """One cell: a number with decimal comma and all its figures, text as it is, nothing for what is missing."""
    if varde is None:
        return ""
    if isinstance(varde, bool):
        return "ja" if varde else "nej"
    if isinstance(varde, int):
        return str(varde)
    if isinstance(varde, float):
        # The shortest text that gives the number back, and never with an exponent.
        return format(Decimal(repr(varde)), "f").removesuffix(".0").replace(".", ",")
    text = str(varde)
    return f"'{text}" if text.startswith(_FARLIGA) else text


def signaltabell_csv(rader: Iterable[Radvy], ar: int | None) -> str:
    """The rows as shown on the page, in the same order."""
    return csv_text([KOLUMNER, *(_rad(r, ar) for r in rader)])


def _rad(r: Radvy, ar: int | None) -> list[object]:
    i, b, mal = r.kalla.indikator, r.kalla.bedomning, r.kalla.mal
    return [
        mal.malomrade.namn,
        mal.titel,
        i.namn,
        "eget mått" if i.nyckeltal is None else i.nyckeltal.kolada_id,
        i.matt.enhet,
        ar,
        "" if r.malniva == SAKNAS else _malcell(r),
        b.utfall if b else None,
        r.saknas,
        r.senast,
        r.mal_ord,
        r.mal_varfor,
        b.avvikelse if b else None,
        r.andra_ord,
        b.andra_rang if b else None,
        b.andra_n + 1 if b and b.andra_rang is not None else None,
        r.andra_grupp,
        r.trend_ord,
        r.godhet_ord,
        r.avviker,
        ", ".join(r.skal),
        r.kommentar,
        r.ansvarig,
    ]


def _malcell(r: Radvy) -> object:
    """A plain level as a number, other kinds of target in words."""
    mal = r.kalla.bedomning.mal_indata["mal"] if r.kalla.bedomning else None
    return float(mal["varde"]) if mal and mal["varde"] is not None else r.malniva
