"""Why something is missing or cannot be judged, in words: the domain's reasons, and those only we can know."""

from datetime import date
from enum import StrEnum

from kkik.domain.prognostyper import Prognosorsak
from kkik.domain.saknas import Saknas, saknas_orsak
from kkik.domain.signaler import Orsak
from uppfoljning.domain.perioder import MANADER

__all__ = ["Egetsaknas", "Hinder", "Saknas", "orsakstext", "saknas_orsak", "saknas_text", "vantas_text"]


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
    PERIODER_SAKNAS = "perioder_saknas"

    @property
    def etikett(self) -> str:
        return _EGET[self]


_EGET = {
    Egetsaknas.EJ_INRAPPORTERAT: "inte inrapporterat än",
    Egetsaknas.PERIODER_SAKNAS: "alla årets perioder är inte inrapporterade än",
}
_HINDER = {
    Hinder.TOLERANS_SAKNAS: "toleransen saknas",
    Hinder.PASSAR_INTE: "målnivån passar inte riktningen",
}


def orsakstext(kod: str) -> str:
    """The words of any stored reason; "" for none. Raises ValueError for an unknown code."""
    if not kod:
        return ""
    for slag in (Orsak, Saknas, Hinder, Egetsaknas, Prognosorsak):
        if kod in slag.__members__.values():
            return slag(kod).etikett
    raise ValueError(f"unknown reason: {kod!r}")


def vantas_text(dag: date, idag: date) -> str:
    """ "väntas 29 september", with the year where it is not this one; once the day has passed, that it has."""
    nar = f"{dag.day} {MANADER[dag.month - 1]}" + ("" if dag.year == idag.year else f" {dag.year}")
    return f"väntas {nar}" if dag >= idag else f"skulle ha kommit {nar}"


def saknas_text(kod: str, vantas: date | None, idag: date) -> str:
    """Why an outcome is missing; of one that is not published, when it will be, where that is known."""
    if kod == Saknas.EJ_PUBLICERAD and vantas is not None:
        return vantas_text(vantas, idag)
    return orsakstext(kod)
