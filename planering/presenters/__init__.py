"""Objects made ready for the pages."""

from planering.presenters.gemensamt import Nyckeltalskort, nyckeltalskort
from planering.presenters.handlingsplan import (
    Aktivitetsrad,
    Planrad,
    aktivitetsrad,
    aktivitetsrader,
    avstamningar,
    planrad,
)
from planering.presenters.matt import grannkort, mattkort, traffrader
from planering.presenters.tidslinje import tidslinje

__all__ = [
    "Aktivitetsrad",
    "Nyckeltalskort",
    "Planrad",
    "aktivitetsrad",
    "aktivitetsrader",
    "avstamningar",
    "grannkort",
    "mattkort",
    "nyckeltalskort",
    "planrad",
    "tidslinje",
    "traffrader",
]
