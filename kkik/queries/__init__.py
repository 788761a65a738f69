"""Reads. Others import from here: `from kkik import queries`."""

from kkik.queries.grupper import GruppSaknas, Gruppval, Jamforelsegrupp, grupp, gruppval
from kkik.queries.jamforelse import Jamforelse, jamfor, orsak_till_saknat
from kkik.queries.matriser import befolkning, befolkningsmatris, matris, matriser
from kkik.queries.nyckeltal import (
    KKIK_GRUPP,
    dataversion,
    gallande_riktning,
    gallande_riktningar,
    hamta_nyckeltal,
    kkik_medlemmar,
    kommunnamn,
)
from kkik.queries.sok import sok_nyckeltal

__all__ = [
    "KKIK_GRUPP",
    "GruppSaknas",
    "Gruppval",
    "Jamforelse",
    "Jamforelsegrupp",
    "befolkning",
    "befolkningsmatris",
    "dataversion",
    "gallande_riktning",
    "gallande_riktningar",
    "grupp",
    "gruppval",
    "hamta_nyckeltal",
    "jamfor",
    "kkik_medlemmar",
    "kommunnamn",
    "matris",
    "matriser",
    "orsak_till_saknat",
    "sok_nyckeltal",
]
