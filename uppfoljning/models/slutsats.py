"""What an analysis has come to."""

from django.db import models

from planering.models.stampel import Stampel
from uppfoljning.models.analys import Analys
from uppfoljning.models.hypotes import Hypotes


class Slutsats(Stampel):
    """An answer to one of the two questions, resting on hypotheses that were tried."""

    class Fraga(models.TextChoices):
        BEROR = "beror", "Vad beror det på?"
        BATTRE = "battre", "Vad ska vi göra för att bli bättre?"

    analys = models.ForeignKey(Analys, on_delete=models.CASCADE, related_name="slutsatser")
    fraga = models.CharField("fråga", max_length=6, choices=Fraga)
    text = models.TextField("slutsats", max_length=4000)
    hypoteser = models.ManyToManyField(
        Hypotes, blank=True, related_name="slutsatser", verbose_name="bygger på"
    )
    ordning = models.PositiveSmallIntegerField("plats", default=0)

    class Meta:
        verbose_name = "slutsats"
        verbose_name_plural = "slutsatser"
        ordering = ["fraga", "ordning", "id"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def behorighet_enhet_id(self) -> int:
        return self.analys.enhet_id
