"""Reads. Others import from here: `from planering import queries`."""

from planering.queries.kunskap import Kunskap, kunskapskort
from planering.queries.plantrad import (
    Brist,
    Indikatorgren,
    Malgren,
    Omradesgren,
    Plantrad,
    anvanda_nyckeltal,
    egen_historik,
    handlingsplaner,
    indikatorer_for_bedomning,
    planer,
    plantrad,
)

__all__ = [
    "Brist",
    "Indikatorgren",
    "Kunskap",
    "Malgren",
    "Omradesgren",
    "Plantrad",
    "anvanda_nyckeltal",
    "egen_historik",
    "handlingsplaner",
    "indikatorer_for_bedomning",
    "kunskapskort",
    "planer",
    "plantrad",
]
