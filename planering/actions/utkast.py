"""What is typed and not saved yet. No events: a draft is nobody's business but the writer's."""

import hashlib
from datetime import datetime

from django.core.cache import cache

from organisation.models import Person
from planering.domain.fel import Planeringsfel
from planering.domain.utkast import HALLBART, LANGST
from planering.models import Utkast

SPARAT_MINNS = 3600  # seconds: longer than any request that was on its way when the form was saved


def spara_utkast(
    *, av: Person, nar: datetime, adress: str, data: dict[str, list[str]], formular: str = ""
) -> Utkast | None:
    """Keep what has been typed in the form at `adress`; what anybody typed and left too long ago goes.

    `formular` is the key of the form as it was opened. None, and nothing kept, when that form has been saved: what
    was typed last may be on its way when the save overtakes it.
    """
    if sum(len(v) for varden in data.values() for v in varden) > LANGST:
        raise Planeringsfel("Texten är för lång för att sparas som utkast. Spara formuläret.")
    Utkast.objects.filter(sparad__lt=nar - HALLBART).delete()
    if _ar_sparat(av, formular):
        return None
    rad, _ = Utkast.objects.update_or_create(person=av, adress=adress, defaults={"data": data, "sparad": nar})
    if _ar_sparat(av, formular):  # meanwhile
        rad.delete()
        return None
    return rad


def kasta_utkast(*, av: Person, adress: str, formular: str = "") -> None:
    """Thrown away, or no longer needed because the form with the key `formular` was saved."""
    if formular:
        cache.set(_nyckel(av, formular), True, SPARAT_MINNS)
    Utkast.objects.filter(person=av, adress=adress).delete()


def _ar_sparat(av: Person, formular: str) -> bool:
    return bool(formular) and cache.get(_nyckel(av, formular)) is not None


def _nyckel(av: Person, formular: str) -> str:
    return f"sparat-formular:{av.pk}:{hashlib.sha256(formular.encode()).hexdigest()}"
