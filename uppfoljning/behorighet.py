"""What permissions are asked about: an indicator belongs to its owner, a goal to its nämnd."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.http import Http404

from planering.models import Indikator, Mal
from uppfoljning.models import Inlamning


@dataclass(frozen=True, slots=True)
class Tillhor:
    """Something that belongs to an enhet (see `organisation.behorighet`)."""

    behorighet_enhet_id: int


def enheten(modell: type[Model], vag: str) -> Callable[..., Tillhor]:
    """A function for `kravs`: the row's key → what it belongs to. `vag` leads from the row to its enhet.

    It raises Http404 when there is no such row.
    """

    def tillhor(pk: int, **_: object) -> Tillhor:
        enhet = modell.objects.filter(pk=pk).values_list(vag, flat=True).first()
        if enhet is None:
            raise Http404
        return Tillhor(enhet)

    return tillhor


indikatorns = enheten(Indikator, "agare")
malets = enheten(Mal, "enhet")
inlamningens = enheten(Inlamning, "enhet")
