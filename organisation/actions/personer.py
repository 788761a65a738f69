"""People and their roles."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from organisation.actions.logg import logga
from organisation.domain.roller import Roll
from organisation.models import Enhet, Person, Rolltilldelning
from organisation.queries import har_annan_administrator


@transaction.atomic
def tilldela_roll(
    *,
    av: Person | None,
    nar: datetime,
    person: Person,
    roll: Roll,
    enhet: Enhet | None = None,
    galler_fran: date | None = None,
    galler_till: date | None = None,
) -> Rolltilldelning:
    """Give a person a role, for an enhet and those below it or (None) the whole municipality. Given again, the
    period is changed."""
    tilldelning, _ = Rolltilldelning.objects.update_or_create(
        person=person,
        roll=roll,
        enhet=enhet,
        defaults={"galler_fran": galler_fran, "galler_till": galler_till},
    )
    logga_roll(av=av, nar=nar, typ="organisation.tilldela_roll", tilldelning=tilldelning)
    return tilldelning


def logga_roll(*, av: Person | None, nar: datetime, typ: str, tilldelning: Rolltilldelning) -> None:
    """The log row of a role given, changed or taken away, told of the person who has it."""
    data = {"roll": tilldelning.roll}
    if tilldelning.enhet is not None:
        data["enhet"] = tilldelning.enhet.namn
    for falt in ("galler_fran", "galler_till"):
        if getattr(tilldelning, falt) is not None:
            data[falt] = getattr(tilldelning, falt).isoformat()
    logga(av=av, nar=nar, typ=typ, objekt=tilldelning.person, data=data)


@transaction.atomic
def ta_bort_person(*, av: Person | None, nar: datetime, person: Person) -> None:
    """Remove a person and all that is known of them; what they did stays in the log under their pseudonym.

    Raises ValidationError when it is oneself, the last administrator, or somebody still responsible for something.
    """
    if av is not None and av.pk == person.pk:
        raise ValidationError("Du kan inte ta bort dig själv. Be en annan administratör.")
    if not har_annan_administrator(utom=person, dag=timezone.localdate(nar)) and person.roller.filter(
        roll=Roll.ADMINISTRATOR
    ):
        raise ValidationError("Det här är den enda administratören. Utse en till först.")
    logga(av=av, nar=nar, typ="organisation.ta_bort_person", objekt=person)
    try:
        person.delete()
    except ProtectedError as fel:
        antal = len(fel.protected_objects)
        raise ValidationError(
            f"Personen är ansvarig för något ({antal} st). Låt någon annan ta över det först, "
            "eller gör personen inaktiv."
        ) from fel
