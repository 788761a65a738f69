"""Outcomes of the municipality's own measures."""

from django.db import models
from django.db.models import Q

from kkik.models import Kon
from organisation.models import Enhet
from planering.models import Egetmatt
from uppfoljning.models.omgang import Omgang


class Utfall(models.Model):
    """One outcome of an own measure: a year, or one of its tertial (1–3) or months (1–12) by the measure's frequency.

    `enhet` empty is the measure as a whole; a set one is a unit's own value, for comparing units side by side.
    `antal` is how many persons stand behind the value (fewer than five are never shown), None where it is not about
    persons. A value that is corrected is a change of the row; the log keeps the earlier. `kalla` says how it came.
    `omgang` is the round that was closed with it: from then on the row stays as it is.
    """

    class Kalla(models.TextChoices):
        FORMULAR = "formular", "Inskrivet"
        INKLISTRAT = "inklistrat", "Inklistrat"
        FIL = "fil", "Inläst ur fil"
        API = "api", "Levererat av ett system"

    egetmatt = models.ForeignKey(
        Egetmatt, on_delete=models.PROTECT, related_name="utfall", verbose_name="mått"
    )
    enhet = models.ForeignKey(
        Enhet, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="enhet"
    )
    ar = models.PositiveSmallIntegerField("år")
    period = models.PositiveSmallIntegerField("månad eller tertial", null=True, blank=True)
    kon = models.CharField("kön", max_length=1, choices=Kon, default=Kon.TOTALT)
    varde = models.FloatField("värde")
    antal = models.PositiveIntegerField("antal personer bakom värdet", null=True, blank=True)
    kalla = models.CharField("så kom det in", max_length=10, choices=Kalla, default=Kalla.FORMULAR)
    rapporterat = models.DateTimeField("rapporterat")
    rapporterat_av = models.CharField("rapporterat av", max_length=120)
    omgang = models.ForeignKey(
        Omgang,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="utfall",
        verbose_name="fastställt i",
    )

    class Meta:
        verbose_name = "utfall"
        verbose_name_plural = "utfall"
        ordering = ["egetmatt", "ar", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["egetmatt", "enhet", "ar", "period", "kon"], name="utfall_unikt", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="utfall_period", condition=Q(period__isnull=True) | Q(period__gte=1, period__lte=12)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.egetmatt} {self.ar}" + (f":{self.period}" if self.period else "")
