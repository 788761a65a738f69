"""What is typed and not saved yet, and what has been saved. No events: it is nobody's business but the writer's."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from organisation.models import Person
from planering.domain.fel import Planeringsfel
from planering.domain.utkast import HALLBART, LANGST, MINNS, PA_VAG
from planering.models import Sparatformular, Utkast


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
    if _ar_sparat(av, formular, nar):
        return None
    rad, _ = Utkast.objects.update_or_create(person=av, adress=adress, defaults={"data": data, "sparad": nar})
    if _ar_sparat(av, formular, nar):  # meanwhile
        rad.delete()
        return None
    return rad


def kasta_utkast(*, av: Person, adress: str) -> None:
    """Thrown away, or no longer needed because the form was saved."""
    Utkast.objects.filter(person=av, adress=adress).delete()


@transaction.atomic
def spara_en_gang(
    *, av: Person, nar: datetime, formular: str, avtryck: str, spara: Callable[[], str]
) -> tuple[str, bool]:
    """Run `spara`, which gives the address to go on to, unless this sending of the form has been saved already: then
    its address, and False.

    Two at the same time: the row's key is unique, so the second waits until the first is saved or refused. What
    `spara` refuses leaves nothing behind.
    """
    Sparatformular.objects.filter(sparad__lt=nar - MINNS).delete()
    rad, ny = Sparatformular.objects.get_or_create(
        person=av, nyckel=formular, avtryck=avtryck, defaults={"sparad": nar}
    )
    if ny:
        rad.svar = spara()
        rad.save(update_fields=["svar"])
    return rad.svar, ny


def sparat_svar(*, av: Person, formular: str, avtryck: str) -> str:
    """Where this sending of the form led when it was saved; empty when it has not been."""
    rad = Sparatformular.objects.filter(person=av, nyckel=formular, avtryck=avtryck).first()
    return rad.svar if rad else ""


def _ar_sparat(av: Person, formular: str, nar: datetime) -> bool:
    """Not long ago: a form that is gone back to the day after keeps its drafts."""
    nyss = Sparatformular.objects.filter(person=av, nyckel=formular[:12], sparad__gte=nar - PA_VAG)
    return bool(formular) and nyss.exists()
