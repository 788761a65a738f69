"""What is typed and not saved yet. No events: a draft is nobody's business but the writer's."""

from datetime import datetime

from organisation.models import Person
from planering.domain.fel import Planeringsfel
from planering.domain.utkast import HALLBART, LANGST
from planering.models import Utkast


def spara_utkast(*, av: Person, nar: datetime, adress: str, data: dict[str, list[str]]) -> Utkast:
    """Keep what has been typed in the form at `adress`; what anybody typed and left too long ago goes."""
    if sum(len(v) for varden in data.values() for v in varden) > LANGST:
        raise Planeringsfel("Texten är för lång för att sparas som utkast. Spara formuläret.")
    Utkast.objects.filter(sparad__lt=nar - HALLBART).delete()
    rad, _ = Utkast.objects.update_or_create(person=av, adress=adress, defaults={"data": data, "sparad": nar})
    return rad


def kasta_utkast(*, av: Person, adress: str) -> None:
    """Thrown away, or no longer needed because the form was saved."""
    Utkast.objects.filter(person=av, adress=adress).delete()
