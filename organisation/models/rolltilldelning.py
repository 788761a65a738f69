"""A person's role, for the whole municipality or for one enhet and those below it, during a period."""

from django.db import models
from django.db.models import F, Q

from organisation.domain.roller import Roll
from organisation.models.enhet import Enhet
from organisation.models.period import PeriodQuerySet
from organisation.models.person import Person


class Rolltilldelning(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roller", verbose_name="person")
    roll = models.CharField("roll", max_length=20, choices=[(r.value, r.etikett) for r in Roll])
    enhet = models.ForeignKey(
        Enhet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rolltilldelningar",
        verbose_name="enhet",
    )
    galler_fran = models.DateField("gäller från", null=True, blank=True)
    galler_till = models.DateField("gäller till", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "rolltilldelning"
        verbose_name_plural = "rolltilldelningar"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "roll", "enhet"], name="rolltilldelning_unik", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="rolltilldelning_period",
                condition=Q(galler_fran__isnull=True)
                | Q(galler_till__isnull=True)
                | Q(galler_fran__lte=F("galler_till")),
                violation_error_message="Rollen måste börja gälla innan den slutar gälla.",
            ),
            models.CheckConstraint(
                name="rolltilldelning_administrator_hela",
                condition=~Q(roll=Roll.ADMINISTRATOR.value) | Q(enhet__isnull=True),
                violation_error_message="En administratör är det för hela kommunen: lämna enheten tom.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_roll_display()}"
