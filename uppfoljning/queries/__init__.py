"""Reads. Others import from here: `from uppfoljning import queries`."""

from uppfoljning.queries.indikatorsida import (
    Grannrad,
    Indikatorsida,
    Revidering,
    indikator_for,
    indikatorsida,
)
from uppfoljning.queries.sikt import Sikt, sikt, sikt_for
from uppfoljning.queries.tabell import (
    Malgrupp,
    Rad,
    Signaltabell,
    ansiktshistorik,
    malgrupp,
    signaltabell,
)
from uppfoljning.queries.underlag import Underlag, underlag

__all__ = [
    "Grannrad",
    "Indikatorsida",
    "Malgrupp",
    "Rad",
    "Revidering",
    "Signaltabell",
    "Sikt",
    "Underlag",
    "ansiktshistorik",
    "indikator_for",
    "indikatorsida",
    "malgrupp",
    "signaltabell",
    "sikt",
    "sikt_for",
    "underlag",
]
