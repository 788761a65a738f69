from planering.models.handlingsplan import Aktivitet, Handlingsplan
from planering.models.indikator import Indikator, Kategori, Paverkansgrad
from planering.models.mal import Mal, Malplats
from planering.models.malniva import Malniva
from planering.models.plan import Malomrade, Plan, Planstatus

__all__ = [
    "Aktivitet",
    "Handlingsplan",
    "Indikator",
    "Kategori",
    "Mal",
    "Malniva",
    "Malomrade",
    "Malplats",
    "Paverkansgrad",
    "Plan",
    "Planstatus",
]
