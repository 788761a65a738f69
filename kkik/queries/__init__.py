"""Reads. Others import from here: `from kkik import queries`."""

from kkik.queries.befolkning import Folkserie, folkserie
from kkik.queries.grupper import (
    ALLA,
    Grupper,
    GruppSaknas,
    Gruppval,
    Jamforelsegrupp,
    alla_kommuner,
    grupp,
    gruppnyckel,
    gruppval,
)
from kkik.queries.jamforelse import Jamforelse, Placering, jamfor, orsak_till_saknat, placering
from kkik.queries.katalog import antal_per_omrade, egna_lagen, landslagen
from kkik.queries.matriser import befolkning, befolkningsmatris, matris, matriser, matriser_per_kon
from kkik.queries.nyckeltal import (
    KKIK_GRUPP,
    dataversion,
    gallande_riktning,
    gallande_riktningar,
    hamta_nyckeltal,
    kkik_medlemmar,
    kommunnamn,
)
from kkik.queries.osakerhet import marginaler, osakerhetstal
from kkik.queries.prognos import Assistent, Gruppfakta, assistent, malprognos_for
from kkik.queries.sok import sok_nyckeltal

__all__ = [
    "ALLA",
    "KKIK_GRUPP",
    "Assistent",
    "Folkserie",
    "GruppSaknas",
    "Grupper",
    "Gruppfakta",
    "Gruppval",
    "Jamforelse",
    "Jamforelsegrupp",
    "Placering",
    "alla_kommuner",
    "antal_per_omrade",
    "assistent",
    "befolkning",
    "befolkningsmatris",
    "dataversion",
    "egna_lagen",
    "folkserie",
    "gallande_riktning",
    "gallande_riktningar",
    "grupp",
    "gruppnyckel",
    "gruppval",
    "hamta_nyckeltal",
    "jamfor",
    "kkik_medlemmar",
    "kommunnamn",
    "landslagen",
    "malprognos_for",
    "marginaler",
    "matris",
    "matriser",
    "matriser_per_kon",
    "orsak_till_saknat",
    "osakerhetstal",
    "placering",
    "sok_nyckeltal",
]
