"""What has happened to a proposal's consequences and expected effects, as the log has it."""

from django.db.models import Q, QuerySet

from atgarder.models import (
    Alternativ,
    Berordgrupp,
    Forvantadeffekt,
    Konsekvensbelopp,
    Konsekvensbeskrivning,
    Konsekvensrisk,
    Verksamhetsdialog,
)
from organisation.models import Handelse
from uppfoljning.models import Atgardsforslag

_DELAR = (
    (Konsekvensbeskrivning, "forslag"),
    (Forvantadeffekt, "forslag"),
    (Konsekvensbelopp, "beskrivning__forslag"),
    (Konsekvensrisk, "beskrivning__forslag"),
    (Berordgrupp, "beskrivning__forslag"),
    (Alternativ, "beskrivning__forslag"),
    (Verksamhetsdialog, "beskrivning__forslag"),
)


def handelser(forslag: Atgardsforslag) -> QuerySet[Handelse]:
    """The events of its description, of the rows in it, of its expected effects and of what has been deleted, newest
    first."""
    urval = Q()
    borttag = []
    for modell, vag in _DELAR:
        nycklar = [str(pk) for pk in modell.objects.filter(**{vag: forslag}).values_list("pk", flat=True)]
        urval |= Q(objekt=modell._meta.label, objekt_id__in=nycklar)
        borttag.append(f"atgarder.ta_bort_{modell._meta.model_name}")
    urval |= Q(typ__in=borttag, data__forslag=forslag.pk)
    return Handelse.objects.filter(urval, typ__startswith="atgarder.").order_by("-tid", "-id")
