"""What the responsible say about an outcome and what is done about it."""

from django.db import models

from planering.models import Indikator


class Kommentar(models.Model):
    """The newest row for an indicator and year is the one shown; earlier ones are its history."""

    indikator = models.ForeignKey(Indikator, on_delete=models.CASCADE, related_name="kommentarer")
    ar = models.PositiveSmallIntegerField("år")
    text = models.TextField("kommentar och åtgärd")
    skriven_av = models.CharField("skriven av", max_length=120)
    skriven = models.DateTimeField("skriven")

    class Meta:
        verbose_name = "kommentar"
        verbose_name_plural = "kommentarer"
        ordering = ["-skriven", "-id"]

    def __str__(self) -> str:
        return f"{self.indikator} {self.ar}"
