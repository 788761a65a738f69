"""Reads. What another app needs: `konsensus`, `konsensusrader`, `checklistor`, `genomforanden`."""

from verktyg.queries.listor import (
    Checklistrad,
    Rundrad,
    checklistor,
    checklistrad,
    genomforanden,
    rundor,
)
from verktyg.queries.resultat import (
    Anteckning,
    Konsensusrad,
    Radresultat,
    Resultat,
    konsensus,
    konsensusrader,
    resultat,
)
from verktyg.queries.svar import antal_platser, deltagande_for, gallande_svar, inbjudan_for, platser

__all__ = [
    "Anteckning",
    "Checklistrad",
    "Konsensusrad",
    "Radresultat",
    "Resultat",
    "Rundrad",
    "antal_platser",
    "checklistor",
    "checklistrad",
    "deltagande_for",
    "gallande_svar",
    "genomforanden",
    "inbjudan_for",
    "konsensus",
    "konsensusrader",
    "platser",
    "resultat",
    "rundor",
]
