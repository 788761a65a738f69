"""Objects made ready for the pages."""

from planering.presenters.gemensamt import (
    Nyckeltalskort,
    aktivitetsrad,
    ar_sen,
    nyckeltalskort,
    planrad,
    tidslinje,
)

__all__ = ["Nyckeltalskort", "aktivitetsrad", "ar_sen", "nyckeltalskort", "planrad", "tidslinje"]
