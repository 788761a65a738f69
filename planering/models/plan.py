"""The plan: the budget year and the two years after it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from planering.domain.planval import som_foljs
from planering.models.stampel import Stampel
from planering.models.styrperiod import Styrperiod


class Planstatus(models.TextChoices):
    UTKAST = "utkast", "Utkast"
    REMISS = "remiss", "På remiss"
    BESLUTAD = "beslutad", "Beslutad"


class PlanQuerySet(models.QuerySet):
    def aktuell(self, ar: int) -> "Plan | None":
        """The plan that the pages open with in a year: `planering.domain.planval.som_foljs`."""
        return som_foljs(self, ar)


class Plan(Stampel):
    """`fran_ar`–`till_ar` are the years that target levels may be set for. A decided plan is not changed.

    `foregangare` is the plan it was copied from: the earlier version, or the year before's.
    """

    namn = models.CharField("namn", max_length=160)
    fran_ar = models.PositiveSmallIntegerField("första år")
    till_ar = models.PositiveSmallIntegerField("sista år")
    version = models.PositiveSmallIntegerField("version", default=1)
    status = models.CharField("status", max_length=10, choices=Planstatus, default=Planstatus.UTKAST)
    beslutad = models.DateField("beslutad", null=True, blank=True)
    paragraf = models.CharField("paragraf", max_length=40, blank=True)
    styrperiod = models.ForeignKey(
        Styrperiod,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="planer",
        verbose_name="styrperiod",
    )
    foregangare = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="efterfoljare",
        verbose_name="föregångare",
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "planer"
        ordering = ["-fran_ar", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["fran_ar", "version"],
                name="plan_version",
                violation_error_message="Det finns redan en plan för det året med den versionen.",
            ),
            models.CheckConstraint(
                name="plan_period",
                condition=Q(till_ar__gte=F("fran_ar"), till_ar__lte=F("fran_ar") + 9),
                violation_error_message="Sista år ska vara samma som eller senare än första år, högst nio år senare.",
            ),
            models.CheckConstraint(
                name="plan_beslut",
                condition=Q(status="beslutad", beslutad__isnull=False) & ~Q(paragraf="")
                | ~Q(status="beslutad") & Q(beslutad__isnull=True, paragraf=""),
                violation_error_message="En beslutad plan behöver beslutsdatum och paragraf, andra planer har inga.",
            ),
        ]

    def __str__(self) -> str:
        return self.namn

    @property
    def period(self) -> str:
        """The years as people say them: "2026" or "2026–2028"."""
        return str(self.fran_ar) if self.fran_ar == self.till_ar else f"{self.fran_ar}–{self.till_ar}"

    @property
    def ar(self) -> range:
        return range(self.fran_ar, self.till_ar + 1)

    @property
    def dagar(self) -> tuple[date, date]:
        """The first and the last day of its years."""
        return date(self.fran_ar, 1, 1), date(self.till_ar, 12, 31)

    @property
    def ar_last(self) -> bool:
        return self.status == Planstatus.BESLUTAD

    @property
    def lage(self) -> str:
        """ "version 2, beslutad 2025-02-24"; a draft's "version 1, utkast"."""
        lage = f"beslutad {self.beslutad:%Y-%m-%d}" if self.ar_last else self.get_status_display().lower()
        return f"version {self.version}, {lage}"

    @property
    def etikett(self) -> str:
        """What tells it from the others in a list to choose from."""
        return f"{self.namn}, {self.lage}"


class Malomrade(Stampel):
    """`foregangare` is the one it continues, in the plan that this plan was copied from."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="malomraden", verbose_name="plan")
    namn = models.CharField("namn", max_length=120)
    beskrivning = models.TextField("beskrivning", blank=True)
    ordning = models.PositiveSmallIntegerField("ordning", default=0)
    foregangare = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="efterfoljare",
        verbose_name="föregångare",
    )

    class Meta:
        verbose_name = "målområde"
        verbose_name_plural = "målområden"
        ordering = ["ordning", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "namn"],
                name="malomrade_namn",
                violation_error_message="Planen har redan ett målområde med det namnet.",
            )
        ]

    def __str__(self) -> str:
        return self.namn
