"""Reads. What another app needs: `Amne`, `konsensus`, `konsensusrader`, `checklistor`, `stegstod`, `genomforanden`."""

from verktyg.queries.amnen import Amne, amnet
from verktyg.queries.listor import (
    Checklistrad,
    Ovningsrad,
    Rundrad,
    Stegstod,
    checklistor,
    checklistrad,
    genomforanden,
    ovningar,
    rundor,
    stegstod,
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
    "Amne",
    "Anteckning",
    "Checklistrad",
    "Konsensusrad",
    "Ovningsrad",
    "Radresultat",
    "Resultat",
    "Rundrad",
    "Stegstod",
    "amnet",
    "antal_platser",
    "checklistor",
    "checklistrad",
    "deltagande_for",
    "gallande_svar",
    "genomforanden",
    "inbjudan_for",
    "konsensus",
    "konsensusrader",
    "ovningar",
    "platser",
    "resultat",
    "rundor",
    "stegstod",
]
