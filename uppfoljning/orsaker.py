"""Why something is missing or cannot be judged, in words: the domain's reasons, and those only we can know."""

from datetime import date
from enum import StrEnum

from kkik.domain.signaler import Orsak


class Saknas(StrEnum):
    """Why the year's outcome is missing, as far as it can be known."""

    EJ_PUBLICERAD = "ej_publicerad"
    EJ_INSAMLAD = "ej_insamlad"
    BORTTAGEN = "borttagen"
    UPPGIFT_SAKNAS = "uppgift_saknas"

    @property
    def etikett(self) -> str:
        return _SAKNAS[self]


class Hinder(StrEnum):
    """Why a target level that exists cannot be used. The forms refuse both; data may come another way."""

    TOLERANS_SAKNAS = "tolerans_saknas"
    PASSAR_INTE = "mal_passar_inte"

    @property
    def etikett(self) -> str:
        return _HINDER[self]


_SAKNAS = {
    Saknas.EJ_PUBLICERAD: "ej publicerad",
    Saknas.EJ_INSAMLAD: "ej insamlad",
    Saknas.BORTTAGEN: "borttagen i Kolada",
    Saknas.UPPGIFT_SAKNAS: "uppgift saknas",
}
_HINDER = {
    Hinder.TOLERANS_SAKNAS: "toleransen saknas",
    Hinder.PASSAR_INTE: "målnivån passar inte riktningen",
}


def orsakstext(kod: str) -> str:
    """The words of any stored reason; "" for none. Raises ValueError for an unknown code."""
    if not kod:
        return ""
    for slag in (Orsak, Saknas, Hinder):
        if kod in slag.__members__.values():
            return slag(kod).etikett
    raise ValueError(f"unknown reason: {kod!r}")


def saknas_orsak(
    ar: int,
    *,
    idag: date,
    publiceringsar: int | None,
    preliminar_publicering: date | None,
    publicering: date | None,
    nagon_har_varde: bool,
    borttagen: bool,
) -> Saknas:
    """Why our own value for `ar` is missing.

    The dates are the nyckeltal's next publication and `publiceringsar` the year that they give figures for. Not
    published: that day lies ahead and the year is no earlier; or the year is not over and nobody has a value.
    """
    if borttagen:
        return Saknas.BORTTAGEN
    dagar = [d for d in (preliminar_publicering, publicering) if d is not None]
    if publiceringsar is not None and ar >= publiceringsar and dagar and min(dagar) > idag:
        return Saknas.EJ_PUBLICERAD
    if nagon_har_varde:
        return Saknas.UPPGIFT_SAKNAS
    return Saknas.EJ_PUBLICERAD if ar >= idag.year else Saknas.EJ_INSAMLAD
