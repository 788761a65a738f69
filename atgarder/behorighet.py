"""What permissions are asked about: everything here belongs to an enhet."""

from django.db.models import Model
from django.http import Http404

from organisation.behorighet import gallande_roller
from organisation.domain.roller import BEHORIGHETER
from organisation.models import Person
from uppfoljning.behorighet import Tillhor


def enheten(modell: type[Model], vag: str):
    """A function for `kravs`: the row's key → what it belongs to. `vag` leads from the row to its enhet.

    It raises Http404 when there is no such row.
    """

    def tillhor(pk: int, **_: object) -> Tillhor:
        enhet = modell.objects.filter(pk=pk).values_list(vag, flat=True).first()
        if enhet is None:
            raise Http404
        return Tillhor(enhet)

    return tillhor


def egna_enheter(person: Person, behorighet: str) -> frozenset[int] | None:
    """The enheter that the person may do it for: None for all of them."""
    roller = gallande_roller(person)
    enheter: set[int] = set()
    for roll in BEHORIGHETER[behorighet] & roller.keys():
        if roller[roll] is None:
            return None
        enheter |= roller[roll]
    return frozenset(enheter)
