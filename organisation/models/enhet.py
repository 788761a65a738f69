"""One model for every level of the municipality's organisation."""

from django.db import models
from django.db.models import F, Q

from organisation.models.period import PeriodQuerySet


class Enhetsniva(models.TextChoices):
    KOMMUN = "kommun", "Kommunfullmäktige"
    NAMND = "namnd", "Nämnd"
    BOLAG = "bolag", "Bolag"
    FORVALTNING = "forvaltning", "Förvaltning"
    ENHET = "enhet", "Enhet"


class Enhet(models.Model):
    """Reorganisations happen: `galler_fran`/`galler_till` (inclusive) and `efterfoljare` keep history readable."""

    namn = models.CharField("namn", max_length=160)
    niva = models.CharField("nivå", max_length=12, choices=Enhetsniva)
    overordnad = models.ForeignKey(
        "self",
        verbose_name="överordnad",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="underordnade",
    )
    galler_fran = models.DateField("gäller från", null=True, blank=True)
    galler_till = models.DateField("gäller till", null=True, blank=True)
    efterfoljare = models.ForeignKey(
        "self",
        verbose_name="efterföljare",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="foregangare",
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "enhet"
        verbose_name_plural = "enheter"
        constraints = [
            models.CheckConstraint(
                name="enhet_period",
                condition=Q(galler_fran__isnull=True)
                | Q(galler_till__isnull=True)
                | Q(galler_fran__lte=F("galler_till")),
                violation_error_message="Enheten måste börja gälla innan den slutar gälla.",
            )
        ]

    def __str__(self) -> str:
        return self.namn
