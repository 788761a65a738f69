"""What the operations share: finding what an address names, and refusing what cannot be answered."""

import re

from ninja.errors import HttpError

from kkik import queries as kkik
from kkik.models import Kommun, Nyckeltal

NYCKELTAL_ID = re.compile(r"[A-Z]\d{5}", re.ASCII)
KOMMUN_ID = re.compile(r"\d{4}", re.ASCII)


class Nekat(HttpError):
    """An error with the parameter it concerns."""

    def __init__(self, status: int, fel: str, falt: str | None = None) -> None:
        super().__init__(status, fel)
        self.falt = falt


def nyckeltal_av(kod: str) -> Nyckeltal:
    """Raises Nekat (404)."""
    rad = kkik.hamta_nyckeltal(kod) if NYCKELTAL_ID.fullmatch(kod.upper()) else None
    if rad is None:
        raise Nekat(404, f"Nyckeltalet {kod[:20]} finns inte.", "id")
    return rad


def kommun_av(kod: str) -> Kommun:
    """A municipality that exists. Raises Nekat (404)."""
    rad = Kommun.objects.filter(pk=int(kod)).first() if KOMMUN_ID.fullmatch(kod) else None
    if rad is None:
        raise Nekat(404, f"Kommunen {kod[:20]} finns inte. Ange fyra siffror, till exempel 1382.", "kommun")
    if rad.typ != Kommun.Typ.KOMMUN:
        raise Nekat(404, f"{rad.namn} är ingen kommun och jämförs inte med kommuner.", "kommun")
    if rad.forsvunnen is not None:
        raise Nekat(404, f"{rad.namn} finns inte längre i Kolada.", "kommun")
    return rad
