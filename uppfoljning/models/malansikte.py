"""A goal's face when a responsible person sets another than the proposed, with a written reason (rule 9)."""

from django.db import models

from planering.models import Mal


class Malansikte(models.Model):
    """The newest row for a goal and year rules; `signal` empty takes the override back."""

    mal = models.ForeignKey(Mal, on_delete=models.CASCADE, related_name="ansikten")
    ar = models.PositiveSmallIntegerField("år")
    signal = models.CharField(
        "ansikte", max_length=4, blank=True, choices=[("gron", "Glad"), ("gul", "Neutral"), ("rod", "Ledsen")]
    )
    motivering = models.TextField("motivering")
    satt_av = models.CharField("satt av", max_length=120)
    satt = models.DateTimeField("satt")

    class Meta:
        verbose_name = "ansikte för mål"
        verbose_name_plural = "ansikten för mål"
        ordering = ["-satt", "-id"]

    def __str__(self) -> str:
        return f"{self.mal} {self.ar}"
