"""Kolada's measures."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Nyckeltal(models.Model):
    """A nyckeltal as Kolada describes it. One that vanishes from Kolada is marked, never deleted.

    `enhet` is read from the title's end, since Kolada has no units ("%", "kr/elev", "antal"); `hamtad` is when its
    values were last fetched; `sok` is filled by the importer's action (title heavier than description).
    """

    id = models.SmallAutoField(primary_key=True)
    kolada_id = models.CharField("id i Kolada", max_length=6, unique=True)
    titel = models.CharField("titel", max_length=300)
    beskrivning = models.TextField("beskrivning", blank=True)
    enhet = models.CharField("enhet", max_length=60, blank=True)
    konsuppdelat = models.BooleanField("könsuppdelat", default=False)
    kommuntyp = models.CharField("gäller", max_length=1, default="K")
    huvudman = models.CharField("huvudman", max_length=4, blank=True)
    verksamhetsomrade = models.CharField("verksamhetsområde", max_length=80, blank=True, db_index=True)
    perspektiv = models.CharField("perspektiv", max_length=80, blank=True)
    preliminar_publicering = models.DateField("preliminär publicering", null=True, blank=True)
    publicering = models.DateField("publicering", null=True, blank=True)
    publiceringsar = models.PositiveSmallIntegerField("publicerat år", null=True, blank=True)
    har_enhetsdata = models.BooleanField("har enhetsdata", default=False)
    forsvunnet = models.DateTimeField("finns inte längre i Kolada sedan", null=True, blank=True)
    hamtad = models.DateTimeField("värden hämtade", null=True, blank=True)
    sok = SearchVectorField("sökvektor", null=True, editable=False)

    class Meta:
        verbose_name = "nyckeltal"
        verbose_name_plural = "nyckeltal"
        indexes = [GinIndex(fields=["sok"], name="nyckeltal_sok")]

    def __str__(self) -> str:
        return self.titel
