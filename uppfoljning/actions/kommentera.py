"""What the responsible say about an outcome."""

from datetime import datetime

from django.db import transaction

from organisation.actions import logga
from organisation.models import Person
from planering.models import Indikator
from uppfoljning.models import Bedomning, Kommentar

LANGST = 2000


class Kommentarsfel(ValueError):
    """The comment was refused. str() is a message for the user."""


def kan_kommenteras(indikator: Indikator, ar: int) -> bool:
    """Whether the year is one of the plan's, or one that the indicator has lights for."""
    return (
        ar in indikator.mal.malomrade.plan.ar or Bedomning.objects.filter(indikator=indikator, ar=ar).exists()
    )


@transaction.atomic
def kommentera(*, av: Person, nar: datetime, indikator: Indikator, ar: int, text: str) -> Kommentar:
    """Write a comment on an indicator's year. The newest is the one shown; the earlier stay as its history."""
    text = text.strip()
    if not text:
        raise Kommentarsfel("Skriv en kommentar.")
    if len(text) > LANGST:
        raise Kommentarsfel(f"Kommentaren kan vara högst {LANGST} tecken. Den är {len(text)}.")
    if not kan_kommenteras(indikator, ar):
        period = indikator.mal.malomrade.plan.period
        raise Kommentarsfel(f"Planen gäller {period}. Det går inte att kommentera {ar}.")
    rad = Kommentar.objects.create(indikator=indikator, ar=ar, text=text, skriven_av=av.namn, skriven=nar)
    logga(
        av=av, nar=nar, typ="uppfoljning.kommentera", objekt=indikator, data={"ar": ar, "kommentar": rad.pk}
    )
    return rad
