"""Target levels, per year and gender."""

from django.db import models
from django.db.models import F, Q

from kkik.models import Kon
from planering.models.indikator import Indikator


class Malniva(models.Model):
    """Rule 1's target. `niva` uses `varde`; `intervall` uses `a` ≤ `b`; `forandring` uses `forandring`."""

    class Slag(models.TextChoices):
        NIVA = "niva", "Nivå"
        INTERVALL = "intervall", "Intervall"
        FORANDRING = "forandring", "Förändring"

    class Forandring(models.TextChoices):
        OKA = "oka", "Öka"
        MINSKA = "minska", "Minska"
        OFORANDRAD = "oforandrad", "Vara oförändrad"

    indikator = models.ForeignKey(
        Indikator, on_delete=models.CASCADE, related_name="malnivaer", verbose_name="indikator"
    )
    ar = models.PositiveSmallIntegerField("år")
    kon = models.CharField("kön", max_length=1, choices=Kon, default=Kon.TOTALT)
    slag = models.CharField("slag", max_length=10, choices=Slag, default=Slag.NIVA)
    varde = models.FloatField("målnivå", null=True, blank=True)
    a = models.FloatField("nedre ände", null=True, blank=True)
    b = models.FloatField("övre ände", null=True, blank=True)
    forandring = models.CharField("förändring", max_length=10, choices=Forandring, blank=True)

    class Meta:
        verbose_name = "målnivå"
        verbose_name_plural = "målnivåer"
        ordering = ["ar", "kon"]
        constraints = [
            models.UniqueConstraint(
                fields=["indikator", "ar", "kon"],
                name="malniva_unik",
                violation_error_message="Indikatorn har redan en målnivå för det året.",
            ),
            models.CheckConstraint(
                name="malniva_hel",
                condition=(
                    Q(slag="niva", varde__isnull=False, a__isnull=True, b__isnull=True, forandring="")
                    | Q(slag="intervall", varde__isnull=True, a__isnull=False, b__gte=F("a"), forandring="")
                    | Q(slag="forandring", varde__isnull=True, a__isnull=True, b__isnull=True)
                    & ~Q(forandring="")
                ),
                violation_error_message="Målnivån är inte hel: ange en nivå, ett intervall eller en förändring.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indikator} {self.ar}"
