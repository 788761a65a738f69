"""A workbook that has been read and not yet confirmed."""

from django.db import models

from planering.models.plan import Plan
from planering.models.stampel import Stampel


class Planinlasning(Stampel):
    """What the dry run shows and the confirmation saves. `blad` are the sheets as plain cells, emptied when it is
    `klar` or `avbruten`. `lage` is a fingerprint of the changes the person was shown: if they are others when it is
    confirmed, they are shown anew. `andrad_av` read it in.
    """

    class Status(models.TextChoices):
        VANTAR = "vantar", "Väntar på bekräftelse"
        KLAR = "klar", "Inläst"
        AVBRUTEN = "avbruten", "Avbruten"

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="planinlasningar", verbose_name="plan"
    )
    namn = models.CharField("namn", max_length=160)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.VANTAR)
    blad = models.JSONField("blad", default=dict, blank=True)
    lage = models.CharField("läge", max_length=64, blank=True)

    class Meta:
        verbose_name = "inläsning av plan"
        verbose_name_plural = "inläsningar av planer"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.namn
