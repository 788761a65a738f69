"""A table of outcomes that has been read but not yet saved."""

from django.conf import settings
from django.db import models


class Utfallsinlasning(models.Model):
    """What the dry run shows and the confirmation saves. `rader` are the rows as plain JSON, emptied when it is `klar`
    or `avbruten`; `lage` what was stored when the person saw what would change."""

    class Status(models.TextChoices):
        VANTAR = "vantar", "Väntar på bekräftelse"
        KLAR = "klar", "Inläst"
        AVBRUTEN = "avbruten", "Avbruten"

    namn = models.CharField("namn", max_length=160)
    kalla = models.CharField("så kom det in", max_length=10)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.VANTAR)
    rader = models.JSONField("rader", default=list, blank=True)
    lage = models.CharField("läge", max_length=64, blank=True)
    skapad = models.DateTimeField("skapad")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="person"
    )

    class Meta:
        verbose_name = "inläsning av utfall"
        verbose_name_plural = "inläsningar av utfall"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.namn
