"""What has happened in an analysis, as the log has it."""

from django.db.models import Q, QuerySet

from organisation.models import Handelse
from uppfoljning.models import Analys, Atgardsforslag, Belagg, Hypotes, Kunskapskalla, Slutsats

_DELAR = (
    (Hypotes, "analys"),
    (Belagg, "hypotes__analys"),
    (Slutsats, "analys"),
    (Atgardsforslag, "analys"),
    (Kunskapskalla, "forslag__analys"),
)


def handelser(analys: Analys) -> QuerySet[Handelse]:
    """The events of an analysis, of all that is in it and of what has been deleted from it, newest first."""
    urval = Q(objekt=Analys._meta.label, objekt_id=str(analys.pk))
    for modell, vag in _DELAR:
        nycklar = [str(pk) for pk in modell.objects.filter(**{vag: analys}).values_list("pk", flat=True)]
        urval |= Q(objekt=modell._meta.label, objekt_id__in=nycklar)
    urval |= Q(typ__startswith="uppfoljning.ta_bort_", data__analys=analys.pk)
    return (
        Handelse.objects.filter(urval, typ__startswith="uppfoljning.")
        .exclude(typ__startswith="uppfoljning.flytta_")
        .order_by("-tid", "-id")
    )
