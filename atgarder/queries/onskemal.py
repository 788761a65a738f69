"""What decisions ask of the next budget and plan. When a decision is corrected its wishes go to the new one, or are
answered with the correction."""

from django.db.models import QuerySet

from atgarder.models import Malandringsforslag, Resursbehov

_BESLUT = ("punkt__forslag", "punkt__beslut__namnd", "punkt__beslut__underlag__enhet", "plan")


def behoven() -> QuerySet[Resursbehov]:
    """All of them, by year, in the order they were made, with what the pages say of them. One query."""
    return Resursbehov.objects.select_related(*_BESLUT).order_by("ar", "punkt_id", "id")


def malandringarna() -> QuerySet[Malandringsforslag]:
    return Malandringsforslag.objects.select_related(*_BESLUT, "mal__malomrade__plan").order_by("id")


def vantande_behov() -> QuerySet[Resursbehov]:
    return behoven().filter(status=Resursbehov.Status.VANTAR)


def vantande_malandringar() -> QuerySet[Malandringsforslag]:
    return malandringarna().filter(status=Malandringsforslag.Status.VANTAR)
