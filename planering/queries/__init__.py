"""Reads. Others import from here: `from planering import queries`."""

from planering.queries.brister import Brist, Bristslag
from planering.queries.handlingsplaner import (
    Forfallen,
    forfallna,
    handlingsplaner_med_lage,
    lage_for,
    med_lage,
)
from planering.queries.historik import historik, planhistorik, senaste_borttagning
from planering.queries.kunskap import Kunskap, kunskapskort
from planering.queries.malkvalitet import (
    Kvalitetsmatris,
    Kvalitetsrad,
    kvalitetshistorik,
    malkvalitet,
)
from planering.queries.namnd import hos_en_annan, namnd_av, namnder, planens_namndbrist
from planering.queries.planbild import (
    Arv,
    arv,
    foregangare_till,
    och_foregangare,
    planskillnad,
    rotter,
    slakt,
)
from planering.queries.plantrad import (
    Indikatorgren,
    Malgren,
    Omradesgren,
    Plantrad,
    plantrad,
)
from planering.queries.rader import nivaer_i_plan
from planering.queries.urval import (
    anvanda_nyckeltal,
    egen_historik,
    handlingsplaner,
    indikatorer_i_ordning,
    planer,
)
from planering.queries.utkast import utkast

__all__ = [
    "Arv",
    "Brist",
    "Bristslag",
    "Forfallen",
    "Indikatorgren",
    "Kunskap",
    "Kvalitetsmatris",
    "Kvalitetsrad",
    "Malgren",
    "Omradesgren",
    "Plantrad",
    "anvanda_nyckeltal",
    "arv",
    "egen_historik",
    "foregangare_till",
    "forfallna",
    "handlingsplaner",
    "handlingsplaner_med_lage",
    "historik",
    "hos_en_annan",
    "indikatorer_i_ordning",
    "kunskapskort",
    "kvalitetshistorik",
    "lage_for",
    "malkvalitet",
    "med_lage",
    "namnd_av",
    "namnder",
    "nivaer_i_plan",
    "och_foregangare",
    "planens_namndbrist",
    "planer",
    "planhistorik",
    "planskillnad",
    "plantrad",
    "rotter",
    "senaste_borttagning",
    "slakt",
    "utkast",
]
