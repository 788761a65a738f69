"""Reads. Others import from here: `from uppfoljning import queries`."""

from uppfoljning.queries.indikatorsida import (
    Grannrad,
    Indikatorsida,
    Revidering,
    indikator_for,
    indikatorsida,
)
from uppfoljning.queries.tabell import (
    Malgrupp,
    Rad,
    Signaltabell,
    Sikt,
    ansiktshistorik,
    malgrupp,
    signaltabell,
    sikt,
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
    "underlag",
]
