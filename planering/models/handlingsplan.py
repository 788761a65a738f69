"""Who does what, how, when and why, to reach a goal."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from organisation.models import Enhet
from planering.models.mal import Mal
from planering.models.stampel import Stampel


class Handlingsplan(Stampel):
    """Område, nuläge, mål and who is responsible, followed by the activities.

    It is the officers' answer to what was decided, so it can be changed after its goal's plan is closed, and it
    stays, without a goal, when the goal is deleted.
    """

    mal = models.ForeignKey(
        Mal,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="handlingsplaner",
        verbose_name="hör till målet",
    )
    namn = models.CharField("namn", max_length=160)
    omrade = models.CharField("område", max_length=120)
    nulage = models.TextField("nuläge")
    malbild = models.TextField("mål")
    enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="handlingsplaner", verbose_name="ansvarig enhet"
    )
    ansvarig = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="handlingsplaner",
        verbose_name="ansvarig",
    )
    uppfoljning = models.CharField("uppföljning", max_length=160, blank=True)
    hur_ofta = models.CharField("hur ofta", max_length=120, blank=True)

    class Meta:
        verbose_name = "handlingsplan"
        verbose_name_plural = "handlingsplaner"
        ordering = ["namn", "id"]

    def __str__(self) -> str:
        return self.namn


class Aktivitet(Stampel):
    """One thing to be done. `vag_till_mal` answers "does this lead to the goal?"; a rejected one keeps its reason."""

    class Status(models.TextChoices):
        PLANERAD = "planerad", "Planerad"
        PAGAR = "pagar", "Pågår"
        KLAR = "klar", "Klar"
        AVFORD = "avford", "Avförd"

    handlingsplan = models.ForeignKey(
        Handlingsplan, on_delete=models.CASCADE, related_name="aktiviteter", verbose_name="handlingsplan"
    )
    namn = models.CharField("aktivitet", max_length=200)
    viktiga_faktorer = models.TextField("viktiga faktorer", blank=True)
    kostnad_tkr = models.PositiveIntegerField("kostnad (tkr)", null=True, blank=True)
    tjanst = models.FloatField("tjänst (andel)", null=True, blank=True)
    ansvar = models.CharField("ansvar", max_length=120)
    uppfoljning = models.CharField("uppföljning", max_length=160, blank=True)
    hur_ofta = models.CharField("hur ofta", max_length=120, blank=True)
    startar = models.DateField("startar", null=True, blank=True)
    klar_senast = models.DateField("klar senast", null=True, blank=True)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.PLANERAD)
    vag_till_mal = models.TextField("leder den till målet?", blank=True)
    ordning = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "aktivitet"
        verbose_name_plural = "aktiviteter"
        ordering = ["ordning", "id"]
        constraints = [
            models.CheckConstraint(
                name="aktivitet_period",
                condition=Q(startar__isnull=True)
                | Q(klar_senast__isnull=True)
                | Q(startar__lte=F("klar_senast")),
                violation_error_message="Aktiviteten måste börja innan den ska vara klar.",
            ),
            models.CheckConstraint(
                name="aktivitet_tjanst",
                condition=Q(tjanst__isnull=True) | Q(tjanst__gt=0),
                violation_error_message="Tjänsten är en andel större än noll, till exempel 0,2.",
            ),
            models.CheckConstraint(
                name="aktivitet_avford",
                condition=~Q(status="avford") | ~Q(vag_till_mal=""),
                violation_error_message="Skriv varför aktiviteten avförs.",
            ),
        ]

    def __str__(self) -> str:
        return self.namn
