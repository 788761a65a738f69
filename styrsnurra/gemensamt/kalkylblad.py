"""Text in the cells of a spreadsheet: never run as a formula, never illegal in its XML, and read back exactly.

`in_i_cell` and `ur_cell` undo each other for every text. What a spreadsheet would run gets an apostrophe before it, as
in csvfil; so does what already begins with apostrophes before such a sign. Signs that XML cannot hold are written the
way Excel writes them itself (_x000B_).
"""

import re

LANGST_CELL = 32_767  # Excel's own limit
_FORMEL = re.compile("'*[=+@\t\r\n\u2212-]")
_OMSKRIVET = re.compile("_(?=x)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_KOD = re.compile("_x([0-9A-Fa-f]{4})_")


class ForLangText(ValueError):
    """The text does not fit in a cell."""


def in_i_cell(text: str) -> str:
    """What to write. Raises ForLangText."""
    if _FORMEL.match(text):
        text = f"'{text}"
    text = _OMSKRIVET.sub(lambda traff: f"_x{ord(traff[0]):04X}_", text)
    if len(text.encode("utf-16-le")) // 2 > LANGST_CELL:
        raise ForLangText
    return text


def ur_cell(text: str) -> str:
    """The text that the cell holds."""
    text = _KOD.sub(lambda traff: chr(int(traff[1], 16)), text)
    if text.startswith("'") and _FORMEL.match(text):
        return text[1:]
    return text


def ryms(text: str) -> bool:
    """Whether a cell can hold it."""
    try:
        in_i_cell(text)
    except ForLangText:
        return False
    return True
