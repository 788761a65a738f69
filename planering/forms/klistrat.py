"""Cells copied in a spreadsheet, as the text that it puts on the clipboard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A cell that holds a tab, a line break or a quote is written within quotes, with its own quotes doubled.
_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)')
_SIFFROR = re.compile(r"[-\u2212]?[\d\s.,%]+")
_AR = re.compile(r"(?:19|20)\d\d", re.ASCII)


def celler(text: str) -> list[list[str]]:
    """Rows of cells, without the blanks around them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    rader: list[list[str]] = [[]]
    plats = 0
    while True:
        traff = _CELL.match(text, plats)
        inom = traff[1]
        rader[-1].append((traff[2] if inom is None else inom.replace('""', '"')).strip())
        plats = traff.end()
        if plats >= len(text):
            return rader
        if text[plats] == "\n":
            rader.append([])
        plats += 1


@dataclass(frozen=True, slots=True)
class Klistrat:
    """`rader` are the rows of figures, each cell with the column of the grid that it goes to (None: outside). `med_ar`:
    there was a row of years above them."""

    rader: list[list[tuple[int | None, str]]]
    med_ar: bool = False

    @classmethod
    def av(cls, text: str, ar: Sequence[int], kolumn: int) -> "Klistrat":
        """`ar` are the grid's columns, `kolumn` the one that was pointed to."""
        rader = celler(text)
        rubriker = _arsrubriker(rader, ar, kolumn)
        if rubriker is None:
            return cls([list(enumerate(rad, kolumn)) for rad in rader])
        plats = {a: nr for nr, a in enumerate(ar)}
        # What stands under something else than a year is the indicators' names: they are not figures to place.
        return cls(
            [[(plats.get(rubriker[j]), c) for j, c in enumerate(rad) if j in rubriker] for rad in rader[1:]],
            med_ar=True,
        )


def _arsrubriker(rader: list[list[str]], ar: Sequence[int], kolumn: int) -> dict[int, int] | None:
    """Column → year, if the first row is headings: years, rising by one, that the grid has some of, and beside them
    nothing but words. A single year is a heading over its own column; else it may be a figure."""
    if len(rader) < 2:
        return None
    ut = {j: int(cell) for j, cell in enumerate(rader[0]) if _AR.fullmatch(cell)}
    ovriga = [cell for j, cell in enumerate(rader[0]) if j not in ut]
    if not ut or any(_SIFFROR.fullmatch(cell) for cell in ovriga) or not set(ut.values()) & set(ar):
        return None
    aren = list(ut.values())
    if aren != list(range(aren[0], aren[0] + len(aren))):
        return None
    if len(aren) == 1 and not any(ovriga) and aren[0] != ar[kolumn]:
        return None
    return ut
