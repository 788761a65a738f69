"""The analysis group's year: what is to be analysed, how and when, in step with the budget cycle."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from planering.models import Indikator, Mal, Plan
from planering.models.stampel import Stampel
from uppfoljning.models.analysgrupp import Analysgrupp


class Arbetsplan(Stampel):
    """One group's one year. `plan`: whose indicators' publication days stand in the year; None: the plan that holds."""

    grupp = models.ForeignKey(Analysgrupp, on_delete=models.CASCADE, related_name="arbetsplaner")
    ar = models.PositiveSmallIntegerField("år")
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="plan"
    )

    class Meta:
        verbose_name = "arbetsplan"
        verbose_name_plural = "arbetsplaner"
        ordering = ["-ar", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grupp", "ar"],
                name="arbetsplan_unik",
                violation_error_message="Gruppen har redan en arbetsplan för det året.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.grupp}, arbetsplan {self.ar}"


class Arbetsuppgift(Stampel):
    """`steg`: where in the budget cycle it belongs. It may be about a goal or an indicator of a plan, not both."""

    class Steg(models.TextChoices):
        MANAD = "manad", "Månadsuppföljning"
        TERTIAL = "tertial", "Tertialrapport"
        DELAR = "delar", "Delårsbokslut"
        ARSBOKSLUT = "arsbokslut", "Årsbokslut"
        BUDGET = "budget", "Budgetberedning"
        ANNAT = "annat", "Annat"

    class Status(models.TextChoices):
        PLANERAD = "planerad", "Planerad"
        PAGAR = "pagar", "Pågår"
        KLAR = "klar", "Klar"

    arbetsplan = models.ForeignKey(Arbetsplan, on_delete=models.CASCADE, related_name="uppgifter")
    vad = models.CharField("vad", max_length=200)
    hur = models.TextField("hur", blank=True)
    startar = models.DateField("börjar", null=True, blank=True)
    klar_senast = models.DateField("klar senast")
    ansvarig = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="arbetsuppgifter",
        verbose_name="ansvarig",
    )
    steg = models.CharField("del av budgetåret", max_length=10, choices=Steg, default=Steg.ANNAT)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.PLANERAD)
    anteckning = models.TextField("anteckning", blank=True)
    mal = models.ForeignKey(Mal, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    indikator = models.ForeignKey(
        Indikator, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    borttaget = models.DateTimeField("borttagen", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "arbetsuppgift"
        verbose_name_plural = "arbetsuppgifter"
        ordering = ["klar_senast", "startar", "id"]
        constraints = [
            models.CheckConstraint(
                name="arbetsuppgift_period",
                condition=Q(startar__isnull=True) | Q(startar__lte=F("klar_senast")),
                violation_error_message="Uppgiften måste börja innan den ska vara klar.",
            ),
            models.CheckConstraint(
                name="arbetsuppgift_galler_ett",
                condition=Q(mal__isnull=True) | Q(indikator__isnull=True),
                violation_error_message="Välj ett mål eller en indikator, inte båda.",
            ),
        ]

    def __str__(self) -> str:
        return self.vad

    @property
    def ar_klar(self) -> bool:
        return self.status == self.Status.KLAR
