"""What permissions in the analysis room are asked about: whatever it is belongs to its analysis' enhet."""

from django.db.models import Model
from django.http import Http404

from uppfoljning.behorighet import Tillhor
from uppfoljning.models import Analys, Atgardsforslag, Belagg, Hypotes, Kunskapskalla, Slutsats


def _enhet(modell: type[Model], vag: str, pk: int) -> Tillhor:
    enhet = modell.objects.filter(pk=pk).values_list(vag, flat=True).first()
    if enhet is None:
        raise Http404
    return Tillhor(enhet)


def analysens(pk: int, **_: object) -> Tillhor:
    """Raises Http404, as the others."""
    return _enhet(Analys, "enhet", pk)


def hypotesens(pk: int) -> Tillhor:
    return _enhet(Hypotes, "analys__enhet", pk)


def belaggets(pk: int) -> Tillhor:
    return _enhet(Belagg, "hypotes__analys__enhet", pk)


def slutsatsens(pk: int) -> Tillhor:
    return _enhet(Slutsats, "analys__enhet", pk)


def forslagets(pk: int) -> Tillhor:
    return _enhet(Atgardsforslag, "analys__enhet", pk)


def kallans(pk: int) -> Tillhor:
    return _enhet(Kunskapskalla, "forslag__analys__enhet", pk)
