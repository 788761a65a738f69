"""Drafts."""

from datetime import datetime

from organisation.models import Person
from planering.domain.utkast import HALLBART
from planering.models import Utkast


def utkast(*, person: Person, adress: str, nar: datetime) -> Utkast | None:
    """What the person has typed in the form at `adress` and not saved, if it is not too old."""
    return Utkast.objects.filter(person=person, adress=adress, sparad__gte=nar - HALLBART).first()
