"""Deleting an open round with all that is in it, and taking that back."""

from datetime import datetime

from django.db import transaction

from atgarder.actions.prioritering.gemensamt import las_prioritering
from atgarder.models import (
    Kriteriepoang,
    Kriterium,
    Placering,
    Prioritering,
    Prioriteringsdeltagare,
    Prioriteringsforslag,
)
from organisation.actions import logga
from organisation.models import Handelse, Person
from planering.actions import angra
from planering.actions.angra import registrera
from planering.actions.gemensamt import innehall
from planering.domain.fel import Anvands, Planeringsfel

TA_BORT = "atgarder.ta_bort_prioritering"
DELAR = (
    (Kriterium, "prioritering"),
    (Prioriteringsforslag, "prioritering"),
    (Prioriteringsdeltagare, "prioritering"),
    (Placering, "rad__prioritering"),
    (Kriteriepoang, "rad__prioritering"),
)
registrera(andra={}, ta_bort={TA_BORT: Prioritering}, ordning=(Prioritering, *(m for m, _ in DELAR)))


@transaction.atomic
def ta_bort_prioritering(*, av: Person | None, nar: datetime, prioritering: Prioritering) -> None:
    """An open round, with what has been placed in it. The log keeps it all but the names: it knows people by
    pseudonym. Refused when a decision paper points to it."""
    rad = las_prioritering(prioritering.pk)
    if rad.underlag.exists():
        raise Anvands("Ett beslutsunderlag hänvisar till prioriteringen, så den går inte att ta bort.")
    borttaget = {Prioritering._meta.label: [innehall(rad)]}
    for modell, vag in DELAR:
        rader = [innehall(r) for r in modell.objects.filter(**{vag: rad}).order_by("pk")]
        if modell is Prioriteringsdeltagare:
            rader = [r | {"namn": ""} for r in rader]
        borttaget[modell._meta.label] = rader
    logga(av=av, nar=nar, typ=TA_BORT, objekt=rad, data={"borttaget": borttaget})
    rad.delete()


@transaction.atomic
def angra_borttagning(*, av: Person | None, nar: datetime, handelse: Handelse) -> Prioritering:
    """The round as it was, with everything in it. Raises Planeringsfel when it cannot be."""
    if handelse.typ != TA_BORT:
        raise Planeringsfel("Den här händelsen går inte att ångra.")
    rad = angra(av=av, nar=nar, handelse=handelse)
    for deltagare in rad.deltagare.select_related("person"):
        deltagare.namn = deltagare.person.namn if deltagare.person else "Borttagen person"
        deltagare.save(update_fields=["namn"])
    return rad
