"""How an own monthly or tertial measure becomes a year (rule 1, the last sentence)."""

import math
from collections.abc import Sequence
from enum import StrEnum

from kkik.domain.likhet import tal


class Arssatt(StrEnum):
    """What the year's outcome is made of its periods by."""

    SUMMA = "summa"
    MEDEL = "medel"
    SENASTE = "senaste"

    @property
    def etikett(self) -> str:
        return {"summa": "Summan av perioderna", "medel": "Medelvärdet", "senaste": "Senaste värdet"}[self]


def arsvarde(varden: Sequence[float | None], satt: Arssatt | str) -> float | None:
    """The year's outcome from its periods, in the measure's unit; None when it cannot be known.

    varden: one slot per period that the year should have, in order; None or NaN = missing. A sum or a mean of
    some of the periods is not the year's, so one missing period makes the year missing; `senaste` needs one.
    """
    rena = [tal(v) for v in varden]
    matta = [v for v in rena if v is not None]
    if not matta:
        return None
    if Arssatt(satt) is Arssatt.SENASTE:
        return matta[-1]
    if len(matta) < len(rena):
        return None
    summa = math.fsum(matta)
    return summa if Arssatt(satt) is Arssatt.SUMMA else summa / len(matta)
