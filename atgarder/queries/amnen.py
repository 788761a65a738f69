"""What verktyg's rounds can be about in the last part of the wheel: a proposal, a prioritising round, a paper."""

from django.urls import reverse

from atgarder.models import Beslutsunderlag, Prioritering
from uppfoljning.models import Atgardsforslag
from verktyg.queries import Amne

SE = "atgarder.se_atgarder"


def forslagsamne(forslag: Atgardsforslag) -> Amne:
    """Needs `analys__enhet`."""
    adress = reverse("atgarder:forslag", args=[forslag.pk])
    nyckel = f"uppfoljning.atgardsforslag:{forslag.pk}"
    return Amne(nyckel, forslag.titel, adress, SE, forslag.analys.enhet)


def prioriteringsamne(prioritering: Prioritering) -> Amne:
    """Needs `enhet`."""
    adress = reverse("atgarder:prioritering", args=[prioritering.pk])
    nyckel = f"atgarder.prioritering:{prioritering.pk}"
    return Amne(nyckel, prioritering.titel, adress, SE, prioritering.enhet)


def underlagsamne(underlag: Beslutsunderlag) -> Amne:
    """Also that of the decisions made on it. Needs `enhet`."""
    adress = reverse("atgarder:underlag", args=[underlag.pk])
    nyckel = f"atgarder.beslutsunderlag:{underlag.pk}"
    return Amne(nyckel, underlag.titel, adress, SE, underlag.enhet)


def hamta_forslag(pk: int) -> Amne | None:
    forslag = Atgardsforslag.objects.select_related("analys__enhet").filter(pk=pk).first()
    return forslagsamne(forslag) if forslag is not None else None


def hamta_prioritering(pk: int) -> Amne | None:
    rad = Prioritering.objects.select_related("enhet").filter(pk=pk).first()
    return prioriteringsamne(rad) if rad is not None else None


def hamta_underlag(pk: int) -> Amne | None:
    rad = Beslutsunderlag.objects.select_related("enhet").filter(pk=pk).first()
    return underlagsamne(rad) if rad is not None else None
