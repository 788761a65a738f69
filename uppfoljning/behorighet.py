"""What permissions are asked about: an indicator belongs to its owner, a goal to its nämnd."""

from dataclasses import dataclass

from django.http import Http404

from planering.models import Indikator, Mal
from uppfoljning.models import Inlamning


@dataclass(frozen=True, slots=True)
class Tillhor:
    """Something that belongs to an enhet (see `organisation.behorighet`)."""

    behorighet_enhet_id: int


def indikatorns(pk: int) -> Tillhor:
    """Raises Http404."""
    enhet = Indikator.objects.filter(pk=pk).values_list("agare", flat=True).first()
    if enhet is None:
        raise Http404
    return Tillhor(enhet)


def malets(pk: int) -> Tillhor:
    """Raises Http404."""
    enhet = Mal.objects.filter(pk=pk).values_list("enhet", flat=True).first()
    if enhet is None:
        raise Http404
    return Tillhor(enhet)


def inlamningens(pk: int) -> Tillhor:
    """Raises Http404."""
    enhet = Inlamning.objects.filter(pk=pk).values_list("enhet", flat=True).first()
    if enhet is None:
        raise Http404
    return Tillhor(enhet)
