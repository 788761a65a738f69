"""How an own measure is reported: for which units, and whether with the number of persons."""

from django.db import models

from organisation.models import Enhet
from planering.models import Egetmatt


class Mattrapportering(models.Model):
    """A measure without a row is reported as a whole, without a number of persons. With `enheter` each of them gets a
    row of its own besides; with `antal` each value gets a box for how many persons stand behind it."""

    egetmatt = models.OneToOneField(
        Egetmatt, on_delete=models.CASCADE, related_name="rapportering", verbose_name="mått"
    )
    enheter = models.ManyToManyField(Enhet, blank=True, related_name="+", verbose_name="enheter")
    antal = models.BooleanField("antal personer anges", default=False)

    class Meta:
        verbose_name = "måttets rapportering"
        verbose_name_plural = "måttens rapportering"

    def __str__(self) -> str:
        return str(self.egetmatt)
