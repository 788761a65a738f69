from planering.models.handlingsplan import Aktivitet, Handlingsplan
from planering.models.horisont import Horisontkoppling
from planering.models.indikator import Indikator, Kategori, Paverkansgrad
from planering.models.mal import Mal, Malplats
from planering.models.malniva import Malniva
from planering.models.plan import Malomrade, Plan, Planstatus
from planering.models.resurs import Oronmarkning, Ram, Resursinlasning, Verksamhet
from planering.models.styrperiod import Styrperiod
from planering.models.uppdrag import (
    Avsnitt,
    Uppdragsbeskrivning,
    Uppdragsenhet,
    Uppdragskalla,
    Uppdragstext,
    Uppdragsversion,
)
from planering.models.utkast import Utkast

__all__ = [
    "Aktivitet",
    "Avsnitt",
    "Handlingsplan",
    "Horisontkoppling",
    "Indikator",
    "Kategori",
    "Mal",
    "Malniva",
    "Malomrade",
    "Malplats",
    "Oronmarkning",
    "Paverkansgrad",
    "Plan",
    "Planstatus",
    "Ram",
    "Resursinlasning",
    "Styrperiod",
    "Uppdragsbeskrivning",
    "Uppdragsenhet",
    "Uppdragskalla",
    "Uppdragstext",
    "Uppdragsversion",
    "Utkast",
    "Verksamhet",
]
