"""Kolada's areas: 290 municipalities, the regions, and the country."""

from django.db import models


class KommunQuerySet(models.QuerySet):
    def kommuner(self) -> "KommunQuerySet":
        """Only municipalities: regions and Riket are shown, never compared with."""
        return self.filter(typ=Kommun.Typ.KOMMUN, forsvunnen__isnull=True)


class Kommun(models.Model):
    """The key is Kolada's code as a number ("0180" is 180), so that the value table stays narrow."""

    class Typ(models.TextChoices):
        KOMMUN = "K", "Kommun"
        REGION = "L", "Region"

    id = models.PositiveSmallIntegerField(primary_key=True)
    namn = models.CharField("namn", max_length=80)
    typ = models.CharField("typ", max_length=1, choices=Typ)
    forsvunnen = models.DateTimeField("finns inte längre i Kolada sedan", null=True, blank=True)

    objects = KommunQuerySet.as_manager()

    class Meta:
        verbose_name = "kommun"
        verbose_name_plural = "kommuner"

    def __str__(self) -> str:
        return self.namn

    @property
    def kod(self) -> str:
        """Kolada's own four characters."""
        return f"{self.id:04d}"
