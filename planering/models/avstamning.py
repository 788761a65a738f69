"""Check-ins on an activity."""

from django.core.exceptions import ValidationError
from django.db import models

from planering.domain.aktivitetslage import dagfel
from planering.models.handlingsplan import Aktivitet, LederTillMal
from planering.models.stampel import Stampel


class Avstamning(Stampel):
    """How an activity stood on a day, said by `andrad_av`. Never changed: a wrong one is followed by a right one.

    The newest (`dag`, then key) holds. `kvar` is what remains; `leder` the question asked anew.
    """

    class Lage(models.TextChoices):
        PA_PLAN = "pa_plan", "På plan"
        FORSENAD = "forsenad", "Försenad"
        KLAR = "klar", "Klar"

    aktivitet = models.ForeignKey(
        Aktivitet, on_delete=models.CASCADE, related_name="avstamningar", verbose_name="aktivitet"
    )
    dag = models.DateField("dag")
    lage = models.CharField("läge", max_length=8, choices=Lage)
    text = models.TextField("hur går det?", blank=True)
    kvar = models.TextField("vad återstår?", blank=True)
    leder = models.CharField("leder den till målet?", max_length=7, choices=LederTillMal)

    class Meta:
        verbose_name = "avstämning"
        verbose_name_plural = "avstämningar"
        ordering = ["dag", "id"]
        constraints = [
            models.CheckConstraint(
                name="avstamning_forsenad_text",
                condition=~models.Q(lage="forsenad") | ~models.Q(text=""),
                violation_error_message="Skriv varför aktiviteten är försenad.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dag:%Y-%m-%d}: {self.get_lage_display().lower()}"

    def clean(self) -> None:
        if text := dagfel(self.dag):
            raise ValidationError({"dag": text})
