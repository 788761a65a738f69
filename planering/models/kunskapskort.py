"""What one must know of an indicator to understand its figures."""

from django.db import models

from planering.models.indikator import Indikator
from planering.models.stampel import Stampel


class Kunskapskort(Stampel):
    """Goes with an indicator; why it is measured stands in the indicator itself (`varfor`), which is decided with the
    plan. Knowledge is not decided: the card can be written also when the plan is."""

    indikator = models.OneToOneField(
        Indikator, on_delete=models.CASCADE, related_name="kunskapskort", verbose_name="indikator"
    )
    mater = models.TextField("vad mäter indikatorn?", blank=True)
    paverkar = models.TextField("vilkas processer påverkar den?", blank=True)
    paverkar_inte = models.TextField("vilkas processer påverkar den inte?", blank=True)
    bakgrund = models.TextField("vilka bakgrundsvariabler spelar in?", blank=True)

    class Meta:
        verbose_name = "kunskapskort"
        verbose_name_plural = "kunskapskort"

    def __str__(self) -> str:
        return f"Kunskapskort för {self.indikator}"
