"""Why something is missing or cannot be judged, in words: the domain's reasons, and those only we can know."""

from enum import StrEnum

from kkik.domain.saknas import Saknas, saknas_orsak
from kkik.domain.signaler import Orsak

__all__ = ["Egetsaknas", "Hinder", "Saknas", "orsakstext", "saknas_orsak"]


class Hinder(StrEnum):
    """Why a target level that exists cannot be used. The forms refuse both; data may come another way."""

    TOLERANS_SAKNAS = "tolerans_saknas"
    PASSAR_INTE = "mal_passar_inte"

    @property
    def etikett(self) -> str:
        return _HINDER[self]


class Egetsaknas(StrEnum):
    """Why the outcome of a measure of one's own is missing."""

    EJ_INRAPPORTERAT = "ej_inrapporterat"

    @property
    def etikett(self) -> str:
        return "inte inrapporterat än"


_HINDER = {
    Hinder.TOLERANS_SAKNAS: "toleransen saknas",
    Hinder.PASSAR_INTE: "målnivån passar inte riktningen",
}


def orsakstext(kod: str) -> str:
    """The words of any stored reason; "" for none. Raises ValueError for an unknown code."""
    if not kod:
        return ""
    for slag in (Orsak, Saknas, Hinder, Egetsaknas):
        if kod in slag.__members__.values():
            return slag(kod).etikett
    raise ValueError(f"unknown reason: {kod!r}")
