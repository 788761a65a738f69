"""Columns of numbers as PostgreSQL's binary COPY format, built at numpy's speed.

A row is its number of fields, and for each field a length and the bytes; a null has length −1 and no bytes.
All rows are laid out at full width first; then the bytes that are not there are taken out in one go.
"""

from dataclasses import dataclass

import numpy as np

COPY_HUVUD = b"PGCOPY\n\xff\r\n\x00" + b"\x00" * 8
COPY_SLUT = b"\xff\xff"
_TYPER = {"heltal": ">i2", "tal": ">f8", "sant": "u1"}


@dataclass(frozen=True, slots=True, eq=False)
class Kolumn:
    """`slag` is "heltal" (smallint), "tal" (double), "sant" (boolean) or "text" (ASCII bytes, dtype S).

    `saknas`: bool [N], None = nothing is missing (in "tal", NaN always is).
    """

    namn: str
    slag: str
    varden: np.ndarray
    saknas: np.ndarray | None = None

    def bara(self, med: np.ndarray) -> "Kolumn":
        """The rows where `med` (bool [N]) is true."""
        return Kolumn(
            self.namn, self.slag, self.varden[med], None if self.saknas is None else self.saknas[med]
        )


def som_copy(kolumner: list[Kolumn]) -> bytes:
    """The rows of columns of equal length; COPY_HUVUD goes before the first of them, COPY_SLUT after the last."""
    antal = kolumner[0].varden.size
    falt = [("antal", ">i2")]
    for i, k in enumerate(kolumner):
        falt += [(f"l{i}", ">i4"), (f"d{i}", k.varden.dtype if k.slag == "text" else _TYPER[k.slag])]
    rader = np.zeros(antal, dtype=np.dtype(falt))
    med = np.ones((antal, rader.dtype.itemsize), dtype=bool)
    rader["antal"] = len(kolumner)
    for i, k in enumerate(kolumner):
        bredd, plats = rader.dtype.fields[f"d{i}"][0].itemsize, rader.dtype.fields[f"d{i}"][1]
        langd = np.char.str_len(k.varden) if k.slag == "text" else np.full(antal, bredd)
        saknas = np.zeros(antal, dtype=bool) if k.saknas is None else k.saknas
        if k.slag == "tal":
            saknas = saknas | np.isnan(k.varden)
        rader[f"d{i}"] = np.where(saknas, 0, k.varden) if k.slag == "heltal" else k.varden
        rader[f"l{i}"] = np.where(saknas, -1, langd)
        med[:, plats : plats + bredd] = np.arange(bredd) < np.where(saknas, 0, langd)[:, None]
    return rader.view(np.uint8).reshape(antal, -1)[med].tobytes()
