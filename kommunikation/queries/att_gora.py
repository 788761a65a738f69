"""What waits for a person by name or role: items about indicators, and what is to be improved about goals."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, IntegerField, Q, Value
from django.db.models.functions import Cast

from planering.models import Malforbattring
from uppfoljning.behorighet import Tillhor
from uppfoljning.models import Arende

_FORBATTRING, _ARENDE = 0, 1


@dataclass(frozen=True, slots=True)
class Egetarende:
    """An open item: its key, the indicator's name, and why it was raised, in words."""

    pk: int
    indikator: str
    orsak: str


@dataclass(frozen=True, slots=True)
class Forbattring:
    """What was promised about a goal's quality."""

    mal: int
    titel: str
    fraga: int
    klar_senast: date


@dataclass(frozen=True, slots=True)
class Attgora:
    """`arenden` the newest first, `forbattringar` the earliest first."""

    arenden: tuple[Egetarende, ...] = ()
    forbattringar: tuple[Forbattring, ...] = ()


def att_gora(person: Any, idag: date) -> Attgora:
    """What the person is to do; those who make the plan also see improvements that are late and nobody's. One query."""
    ut: tuple[list, list] = [], []
    for slag, nyckel, text, kod, dag, ansvarig, agare in _rader(person, idag):
        if slag == _FORBATTRING:
            ut[0].append(Forbattring(nyckel, text, int(kod), dag))
        elif ansvarig == person.pk or person.has_perm("uppfoljning.analysera", Tillhor(agare)):
            ut[1].append(Egetarende(nyckel, text, Arende.Orsak(kod).label))
    return Attgora(tuple(reversed(ut[1])), tuple(ut[0]))


def _rader(person: Any, idag: date):
    mina = Q(ansvarig=person)
    if person.has_perm("planering.andra_plan"):
        mina |= Q(ansvarig__isnull=True, klar_senast__lt=idag)
    forbattringar = (
        Malforbattring.objects.filter(mina, klar=False)
        .order_by()
        .values_list(
            Value(_FORBATTRING), "mal", "mal__titel", Cast("fraga", Arende._meta.get_field("orsak")),
            "klar_senast", "ansvarig", Value(None, IntegerField()),
        )
    )  # fmt: skip
    if not person.has_perm("uppfoljning.analysera"):
        return forbattringar.order_by("klar_senast", "pk")
    arenden = (
        Arende.objects.filter(avslutad__isnull=True)
        .order_by()
        .values_list(
            Value(_ARENDE), "pk", "indikator__namn", "orsak",
            Cast("skapad", DateField()), "indikator__ansvarig", "indikator__agare",
        )
    )  # fmt: skip
    return sorted(forbattringar.union(arenden, all=True), key=lambda rad: (rad[0], rad[4], rad[1]))
