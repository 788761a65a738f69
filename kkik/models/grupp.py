"""Kolada's groups of municipalities and of nyckeltal."""

from django.db import models

from kkik.models.kommun import Kommun
from kkik.models.nyckeltal import Nyckeltal


class Kommungrupp(models.Model):
    """A group as Kolada keeps it. Its id belongs to (family, municipality) and stays when the year moves on.

    For "Liknande kommuner" `familj` is the area as Kolada writes it ("grundskola", "övergripande", …), `kommun`
    the municipality whose peers these are (never a member itself) and `ar` the vintage. Otherwise they are empty.
    """

    class Slag(models.TextChoices):
        LIKNANDE = "liknande", "Liknande kommuner"
        LAN = "lan", "Länets kommuner"
        STORLEK = "storlek", "Storleksklass"
        KOMMUNTYP = "kommuntyp", "SKR:s kommuntyp"
        ALLA = "alla", "Alla kommuner"
        OVRIG = "ovrig", "Övrig grupp"

    kolada_id = models.CharField("id i Kolada", max_length=16, unique=True)
    titel = models.CharField("titel", max_length=200)
    slag = models.CharField("slag", max_length=10, choices=Slag, default=Slag.OVRIG)
    familj = models.CharField("område", max_length=60, blank=True)
    kommun = models.ForeignKey(
        Kommun, null=True, blank=True, on_delete=models.PROTECT, related_name="liknandegrupper"
    )
    ar = models.PositiveSmallIntegerField("årgång", null=True, blank=True)
    medlemmar = models.ManyToManyField(Kommun, related_name="grupper", verbose_name="medlemmar")
    forsvunnen = models.DateTimeField("finns inte längre i Kolada sedan", null=True, blank=True)

    class Meta:
        verbose_name = "kommungrupp"
        verbose_name_plural = "kommungrupper"
        indexes = [models.Index(fields=["slag", "kommun", "familj"], name="kommungrupp_liknande")]

    def __str__(self) -> str:
        return self.titel


class Nyckeltalsgrupp(models.Model):
    kolada_id = models.CharField("id i Kolada", max_length=24, unique=True)
    titel = models.CharField("titel", max_length=200)
    medlemmar = models.ManyToManyField(Nyckeltal, related_name="grupper", verbose_name="medlemmar")
    forsvunnen = models.DateTimeField("finns inte längre i Kolada sedan", null=True, blank=True)

    class Meta:
        verbose_name = "nyckeltalsgrupp"
        verbose_name_plural = "nyckeltalsgrupper"

    def __str__(self) -> str:
        return self.titel
