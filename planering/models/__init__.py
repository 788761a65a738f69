from planering.models.avstamning import Avstamning
from planering.models.egetmatt import Egetmatt
from planering.models.handlingsplan import Aktivitet, Handlingsplan, LederTillMal
from planering.models.horisont import Horisontkoppling
from planering.models.indikator import Indikator, Kategori, Paverkansgrad
from planering.models.kunskapskort import Kunskapskort
from planering.models.mal import Mal, Malplats
from planering.models.malkvalitet import Malforbattring, Malkvalitetssvar
from planering.models.malniva import Malniva
from planering.models.plan import Malomrade, Plan, Planstatus
from planering.models.planinlasning import Planinlasning
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
from planering.models.utkast import Sparatformular, Utkast

__all__ = [
    "Aktivitet",
    "Avsnitt",
    "Avstamning",
    "Egetmatt",
    "Handlingsplan",
    "Horisontkoppling",
    "Indikator",
    "Kategori",
    "Kunskapskort",
    "LederTillMal",
    "Mal",
    "Malforbattring",
    "Malkvalitetssvar",
    "Malniva",
    "Malomrade",
    "Malplats",
    "Oronmarkning",
    "Paverkansgrad",
    "Plan",
    "Planinlasning",
    "Planstatus",
    "Ram",
    "Resursinlasning",
    "Sparatformular",
    "Styrperiod",
    "Uppdragsbeskrivning",
    "Uppdragsenhet",
    "Uppdragskalla",
    "Uppdragstext",
    "Uppdragsversion",
    "Utkast",
    "Verksamhet",
]
