"""What readers of tables share: a cell as text, and which column is which by its heading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

_FORMEL = ("=", "+", "-", "@", "\u2212")


def celltext(cell: Any) -> str:
    """A cell as text, on one line. The apostrophe that an export puts before a text like a formula is taken away."""
    if cell is None:
        return ""
    if (isinstance(cell, float) and cell.is_integer()) or (isinstance(cell, Decimal) and cell % 1 == 0):
        cell = int(cell)
    text = " ".join(str(cell).split())
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMEL else text


@dataclass(slots=True)
class Kolumnplatser:
    """`plats`: name → place in the row. `okanda` headings that nobody knows, `dubbla` those that stand twice."""

    plats: dict[str, int] = field(default_factory=dict)
    okanda: list[str] = field(default_factory=list)
    dubbla: list[str] = field(default_factory=list)

    def rad(self, celler: Sequence[Any]) -> dict[str, Any]:
        """A row's cells by name; a row may be shorter than its headings."""
        return {namn: celler[p] if p < len(celler) else None for namn, p in self.plats.items()}


def hitta_kolumner(rubriker: Sequence[Any], kanda: Mapping[str, str]) -> Kolumnplatser:
    """Find the columns by their headings, without regard to case. `kanda`: name → heading."""
    namn_av = {rubrik.casefold(): namn for namn, rubrik in kanda.items()}
    ut = Kolumnplatser()
    for nr, cell in enumerate(rubriker):
        rubrik = celltext(cell)
        namn = namn_av.get(rubrik.casefold())
        if namn is None:
            ut.okanda += [rubrik] if rubrik else []
        elif namn in ut.plats:
            ut.dubbla.append(rubrik)
        else:
            ut.plats[namn] = nr
    return ut
