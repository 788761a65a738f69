"""Taking back the latest follow-up of an assignment, with planering's machinery."""

from datetime import date, datetime

from django.db import transaction

from atgarder.models import Atgardsuppdrag
from organisation.models import Handelse, Person
from planering.actions import angra, gemensamt
from planering.actions.angra import registrera
from planering.domain.fel import Planeringsfel

UPPFOLJNING = "atgarder.andra_atgardsuppdrag"


def _som_det_var(
    *,
    av: Person | None,
    nar: datetime,
    uppdrag: Atgardsuppdrag,
    genomforande: str,
    genomford: date | None,
    genomforande_text: str,
    lardom: str,
) -> Atgardsuppdrag:
    """What it was is put back as it was, also the beginning, when nobody had said anything."""
    falt = {
        "genomforande": genomforande,
        "genomford": genomford,
        "genomforande_text": genomforande_text,
        "lardom": lardom,
    }
    return gemensamt.andra(gemensamt.las_rad(uppdrag, None), falt, av=av, nar=nar)


registrera(
    andra={UPPFOLJNING: (Atgardsuppdrag, "uppdrag", _som_det_var)}, ta_bort={}, ordning=(Atgardsuppdrag,)
)


@transaction.atomic
def angra_uppfoljning(
    *, av: Person | None, nar: datetime, uppdrag: Atgardsuppdrag, handelse: Handelse
) -> Atgardsuppdrag:
    """Raises Planeringsfel when it is no follow-up of the assignment, or no longer the latest."""
    if handelse.typ != UPPFOLJNING or handelse.objekt_id != str(uppdrag.pk):
        raise Planeringsfel("Den här händelsen går inte att ångra.")
    return angra(av=av, nar=nar, handelse=handelse)
