"""A check-in that should not have been made is taken back, and with it what it said of the activity."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from organisation.actions import logga
from organisation.models import Handelse, Person
from planering.actions import gemensamt
from planering.actions.aktivitetsgranskning import helhetsfel
from planering.actions.aterstall import loggvarde
from planering.domain.berort import FOLJER
from planering.domain.fel import Planeringsfel
from planering.models import Aktivitet, Avstamning


@transaction.atomic
def angra_avstamning(*, av: Person | None, nar: datetime, rad: Aktivitet, handelse: Handelse) -> Aktivitet:
    """Take back the check-in of `handelse` (a stam_av): the activity's status, and whether it leads to the goal, are
    again what they were. Only the one that was made last; the log keeps what it said."""
    gemensamt.las_rad(rad.handlingsplan, None)
    rad = gemensamt.las_rad(rad, None)
    avstamning = rad.avstamningar.filter(pk=handelse.data["avstamning"]["id"]).first()
    if avstamning is None:
        raise Planeringsfel("Avstämningen är redan tillbakatagen.")
    if rad.avstamningar.filter(pk__gt=avstamning.pk).exists():
        raise Planeringsfel("Aktiviteten har stämts av igen sedan dess. Ta tillbaka den avstämningen först.")
    fore = gemensamt.innehall(rad)
    andrat = handelse.data["andrat"]
    if any(fore[falt] != efter for falt, (_, efter) in andrat.items() if falt not in FOLJER):
        raise Planeringsfel(
            "Aktiviteten har ändrats sedan dess, så avstämningen kan inte tas tillbaka. Ändra aktiviteten i stället."
        )
    for falt, (varde, _) in andrat.items():
        setattr(rad, falt, loggvarde(Aktivitet._meta.get_field(falt), varde))
    if text := helhetsfel(rad):
        raise Planeringsfel(text)
    sagt = gemensamt.innehall(avstamning)
    avstamning.delete()
    if andrat:
        rad.revision += 1
        gemensamt.spara(rad, av, nar)
    data = {
        "avstamning": sagt,
        "sista": rad.avstamningar.aggregate(sista=Max("pk"))["sista"],
        "andrat": gemensamt.skillnader(fore, gemensamt.innehall(rad)),
    }
    logga(av=av, nar=nar, typ="planering.angra_avstamning", objekt=rad, data=data)
    return rad


def avstamningens_handelse(avstamning: Avstamning) -> Handelse | None:
    """The event in the log that says that it was made."""
    return Handelse.objects.filter(
        typ="planering.stam_av",
        objekt="planering.Aktivitet",
        objekt_id=str(avstamning.aktivitet_id),
        data__avstamning__id=avstamning.pk,
    ).first()
