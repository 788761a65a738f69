"""A person's word against the proposed face of a goal."""

from datetime import datetime

from django.db import transaction

from organisation.actions import logga
from organisation.models import Person
from planering.models import Mal
from uppfoljning.models import Malansikte

ANSIKTEN = ("gron", "gul", "rod")


class Ansiktsfel(ValueError):
    """The face was refused. `fel` is field → message, in Swedish."""

    def __init__(self, fel: dict[str, str]) -> None:
        self.fel = fel
        super().__init__(" ".join(fel.values()))


@transaction.atomic
def satt_ansikte(*, av: Person, nar: datetime, mal: Mal, ar: int, signal: str, motivering: str) -> Malansikte:
    """Set another face than the proposed for a goal and year, or take it back (`signal` ""). Always with a reason.

    Nothing is overwritten: the newest row rules and the earlier ones are its history. Raises Ansiktsfel.
    """
    motivering = motivering.strip()
    fel = {}
    if signal and signal not in ANSIKTEN:
        fel["signal"] = "Välj ett av ansiktena."
    if not motivering:
        fel["motivering"] = "Skriv varför."
    # Two people at once are put after each other, so that "newest" is what the later one saw.
    Mal.objects.select_for_update(no_key=True).get(pk=mal.pk)
    galler = Malansikte.objects.filter(mal=mal, ar=ar).first()
    if not signal and "signal" not in fel and (galler is None or not galler.signal):
        fel["signal"] = "Det finns inget satt ansikte att ta tillbaka."
    if fel:
        raise Ansiktsfel(fel)
    rad = Malansikte.objects.create(
        mal=mal, ar=ar, signal=signal, motivering=motivering, satt_av=av.namn, satt=nar
    )
    typ = "uppfoljning.satt_ansikte" if signal else "uppfoljning.ta_tillbaka_ansikte"
    logga(av=av, nar=nar, typ=typ, objekt=mal, data={"ar": ar, "signal": signal, "motivering": motivering})
    return rad
