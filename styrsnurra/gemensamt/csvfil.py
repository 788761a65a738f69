"""CSV as Swedish spreadsheets open it: semicolons, decimal comma, UTF-8 with a byte order mark.

A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers are written as numbers.
"""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

from styrsnurra.gemensamt.tal import som_decimal

BOM = "\ufeff"
_FORMELTECKEN = ("=", "+", "-", "@", "\t", "\r", "\n", "\u2212")


def ofarlig(text: str) -> str:
    """The text, never to be run as a formula."""
    return f"'{text}" if text.startswith(_FORMELTECKEN) else text


def cell(varde: Any) -> str:
    """One cell: missing is empty, numbers unrounded with a comma (a whole float as a whole number, never with an
    exponent), everything else as harmless text."""
    if varde is None:
        return ""
    if isinstance(varde, bool):
        return "ja" if varde else "nej"
    if isinstance(varde, str):
        return ofarlig(varde)
    try:
        tal = som_decimal(varde)
    except TypeError:
        return ofarlig(str(varde))
    if tal is None:
        return ""
    # A Decimal's own zeros are meant (prices); a float's ".0" only says that it is a float.
    text = f"{tal:f}" if isinstance(varde, Decimal) else f"{tal:f}".removesuffix(".0")
    return text.replace(".", ",")


def csvtext(rubriker: Sequence[str], rader: Iterable[Sequence[Any]]) -> str:
    """The whole file as text, byte order mark first."""
    ut = StringIO()
    ut.write(BOM)
    skrivare = csv.writer(ut, delimiter=";", lineterminator="\r\n")
    skrivare.writerow([ofarlig(r) for r in rubriker])
    skrivare.writerows([cell(v) for v in rad] for rad in rader)
    return ut.getvalue()
