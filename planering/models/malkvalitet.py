"""The quality of the goals: what people have answered, and what is to be improved."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from planering.domain.malkvalitet import FRAGOR, MANNISKOR
from planering.models.mal import Mal
from planering.models.stampel import Stampel


class Malkvalitetssvar(models.Model):
    """A person's answer to one of the questions that data cannot answer. Rows are only added: the newest for a goal
    and question holds, the others are its history. An empty `svar` takes the answer back."""

    class Svar(models.TextChoices):
        JA = "ja", "Ja"
        NEJ = "nej", "Nej"

    mal = models.ForeignKey(Mal, on_delete=models.CASCADE, related_name="kvalitetssvar", verbose_name="mål")
    fraga = models.PositiveSmallIntegerField("fråga")
    svar = models.CharField("svar", max_length=3, choices=Svar, blank=True)
    motivering = models.TextField("motivering", blank=True)
    nar = models.DateTimeField("besvarad")
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="besvarad av",
    )

    class Meta:
        verbose_name = "svar om målkvalitet"
        verbose_name_plural = "svar om målkvalitet"
        ordering = ["-nar", "-id"]
        indexes = [models.Index(fields=["mal", "fraga", "-nar"], name="malkvalitetssvar_nyast")]
        constraints = [
            models.CheckConstraint(
                name="malkvalitetssvar_fraga",
                condition=Q(fraga__in=MANNISKOR),
                violation_error_message="Den frågan besvaras ur planens uppgifter.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mal}, fråga {self.fraga}: {self.get_svar_display()}"

    @property
    def andrad(self):
        """As other rows call it: when it was last changed."""
        return self.nar

    @property
    def andrad_av(self):
        return self.av


class Malforbattring(Stampel):
    """What will be improved about a goal, as an answer to one of the ten questions."""

    mal = models.ForeignKey(Mal, on_delete=models.CASCADE, related_name="forbattringar", verbose_name="mål")
    fraga = models.PositiveSmallIntegerField("fråga")
    text = models.TextField("vad ska förbättras?")
    ansvarig = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="ansvarig",
    )
    klar_senast = models.DateField("klar senast")
    klar = models.BooleanField("klar", default=False)

    class Meta:
        verbose_name = "förbättring av mål"
        verbose_name_plural = "förbättringar av mål"
        ordering = ["klar_senast", "id"]
        constraints = [
            models.CheckConstraint(
                name="malforbattring_fraga",
                condition=Q(fraga__in=list(FRAGOR)),
                violation_error_message="Välj en av de tio frågorna.",
            )
        ]

    def __str__(self) -> str:
        return self.text
