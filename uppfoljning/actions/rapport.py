"""A report while it is written: drafts, kept as they are typed.

A draft is nobody's business but the writers': only what is handed in is logged, and counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from organisation.models import Person
from uppfoljning.models import Inlamning, Omgang
from uppfoljning.queries.omgangar import skyldighet
from uppfoljning.rapportrutor import rutor as rapportrutor


class Inlamningsfel(ValueError):
    """Refused, nothing changed. `fel`: box → message; "" is the report as a whole."""

    def __init__(self, fel: Mapping[str, str] | str) -> None:
        self.fel = {"": fel} if isinstance(fel, str) else dict(fel)
        super().__init__(" ".join(self.fel.values()))


class InlamningLast(Inlamningsfel):
    """It is handed in, or the round is closed: nothing can be typed in it."""


@dataclass(frozen=True, slots=True)
class Skriven:
    """What a box held when the page was opened, and what it holds now."""

    fore: str
    text: str


@dataclass(slots=True)
class Sparat:
    """What became of a draft. `krockar`: box → what somebody else has put there meanwhile; those are not saved."""

    inlamning: Inlamning
    krockar: dict[str, str] = field(default_factory=dict)


def oppen(inlamning: Inlamning) -> Inlamning:
    """The row anew, held with its round. Raises InlamningLast."""
    rad = hall(inlamning)
    if rad.omgang.ar_faststalld:
        raise InlamningLast(f"{rad.omgang.namn} är fastställd. Inget kan ändras.")
    if not rad.ar_utkast:
        raise InlamningLast(
            f"Rapporten är {rad.get_status_display().lower()}. Be att få tillbaka den om något ska ändras."
        )
    return rad


def hall(inlamning: Inlamning) -> Inlamning:
    # The round first, as when it is closed: always in that order.
    Omgang.objects.select_for_update(no_key=True).get(pk=inlamning.omgang_id)
    return (
        Inlamning.objects.select_for_update(of=("self",))
        .select_related("omgang__plan", "enhet", "ansvarig")
        .get(pk=inlamning.pk)
    )


@transaction.atomic
def spara_utkast(
    *,
    av: Person,
    nar: datetime,
    inlamning: Inlamning,
    rutor: Mapping[str, Skriven],
    revision: int,
    fonster: str,
) -> Sparat:
    """Keep what has been typed, as it was typed, right or wrong. Boxes that were not touched are left alone, so two may
    write in the same report. `revision` is the one the page was opened with, `fonster` tells open pages apart.

    Raises InlamningLast, and Inlamningsfel for a text too long to keep.
    """
    rad = oppen(inlamning)
    s = skyldighet(rad)
    ut = Sparat(rad)
    utkast, ny = dict(rad.utkast), rad.revision + 1
    for namn, ruta in rapportrutor(s).items():
        skriven = rutor.get(namn)
        if skriven is None or ruta.last:
            continue
        if len(skriven.text) > 2 * ruta.langst:
            raise Inlamningsfel({namn: f"Texten är för lång: högst {ruta.langst} tecken."})
        finns = utkast.get(namn)
        eget = finns is not None and finns["fonster"] == fonster
        nu = finns["text"] if finns is not None else ruta.sparat
        if skriven.text == nu or (skriven.text == skriven.fore and not eget):
            continue
        if not eget and nu != skriven.fore and (finns is None or finns["rev"] > revision):
            ut.krockar[namn] = nu
        elif skriven.text == ruta.sparat:
            del utkast[namn]
        else:
            grund = finns["grund"] if finns is not None else ruta.sparat
            utkast[namn] = {
                "text": skriven.text, "fonster": fonster, "av": av.pk, "rev": ny, "grund": grund,
            }  # fmt: skip
    if utkast != rad.utkast:
        rad.utkast, rad.revision, rad.andrad = utkast, ny, nar
        rad.save(update_fields=["utkast", "revision", "andrad"])
    return ut
