"""Why a value is missing, as far as it can be known: missing stays missing, and says why in words."""

from datetime import date
from enum import StrEnum


class Saknas(StrEnum):
    """Why a year's value is missing."""

    EJ_PUBLICERAD = "ej_publicerad"
    EJ_INSAMLAD = "ej_insamlad"
    BORTTAGEN = "borttagen"
    UPPGIFT_SAKNAS = "uppgift_saknas"

    @property
    def etikett(self) -> str:
        return _SAKNAS[self]


_SAKNAS = {
    Saknas.EJ_PUBLICERAD: "ej publicerad",
    Saknas.EJ_INSAMLAD: "ej insamlad",
    Saknas.BORTTAGEN: "borttagen i Kolada",
    Saknas.UPPGIFT_SAKNAS: "uppgift saknas",
}


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
    """Why one municipality's value for `ar` is missing.

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
