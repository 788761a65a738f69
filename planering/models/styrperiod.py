"""The four years between two elections, which the plans of those years belong to."""

from django.db import models
from django.db.models import F, Q

from planering.models.stampel import Stampel


class Styrperiod(Stampel):
    """A mandatperiod. A plan belongs to the one that its first year lies in."""

    namn = models.CharField("namn", max_length=120)
    fran_ar = models.PositiveSmallIntegerField("första år", unique=True)
    till_ar = models.PositiveSmallIntegerField("sista år")

    class Meta:
        verbose_name = "styrperiod"
        verbose_name_plural = "styrperioder"
        ordering = ["-fran_ar"]
        constraints = [
            models.CheckConstraint(
                name="styrperiod_ar",
                condition=Q(till_ar__gte=F("fran_ar"), till_ar__lte=F("fran_ar") + 5),
                violation_error_message="En styrperiod är ett till sex år, oftast fyra.",
            )
        ]

    def __str__(self) -> str:
        return self.namn

    @property
    def period(self) -> str:
        return str(self.fran_ar) if self.fran_ar == self.till_ar else f"{self.fran_ar}–{self.till_ar}"
