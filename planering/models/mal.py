"""Goals: KF's own, those of the nämnder below them, and those of the enheter below these."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from organisation.models import Enhet
from planering.models.plan import Malomrade
from planering.models.stampel import Stampel


class Malplats(models.TextChoices):
    KF = "kf", "Kommunfullmäktige"
    NAMND = "namnd", "Nämnd eller bolag"
    ENHET = "enhet", "Förvaltning eller enhet"

    @property
    def djup(self) -> int:
        """0 is the top. A goal always serves one of a smaller number, so that no ring is possible."""
        return list(Malplats).index(self)


class Mal(Stampel):
    """A goal in a målområde. A nämnd's goal points to the KF goal it serves, an enhet's to the nämnd's: the red thread.

    A `horisontellt` goal of KF's (gender equality, sustainability) concerns every nämnd; which goals carry it stands
    in `Horisontkoppling`. `foregangare` is the goal it continues, in the plan that this plan was copied from.
    """

    malomrade = models.ForeignKey(
        Malomrade, on_delete=models.CASCADE, related_name="mal", verbose_name="målområde"
    )
    overordnat = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        # RESTRICT, not PROTECT: a whole målområde may go, with the goals above and below.
        on_delete=models.RESTRICT,
        related_name="underordnade",
        verbose_name="överordnat mål",
    )
    niva = models.CharField("nivå", max_length=6, choices=Malplats, default=Malplats.KF)
    enhet = models.ForeignKey(Enhet, on_delete=models.PROTECT, related_name="mal", verbose_name="vems mål")
    titel = models.CharField("mål", max_length=250)
    beskrivning = models.TextField("vad målet betyder", blank=True)
    ansvarig = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mal",
        verbose_name="ansvarig",
    )
    horisontellt = models.BooleanField("horisontellt", default=False)
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
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ["malomrade__ordning", "ordning", "id"]
        constraints = [
            models.CheckConstraint(
                name="mal_kf_overst",
                condition=~Q(niva="kf") | Q(overordnat__isnull=True),
                violation_error_message="Ett mål som fullmäktige satt har inget överordnat mål.",
            ),
            models.CheckConstraint(
                name="mal_horisontellt_kf",
                condition=Q(horisontellt=False) | Q(niva="kf"),
                violation_error_message="Bara fullmäktige sätter horisontella mål.",
            ),
            models.CheckConstraint(
                name="mal_inte_sig_sjalvt",
                condition=Q(overordnat__isnull=True) | ~Q(overordnat=F("id")),
                violation_error_message="Ett mål kan inte vara överordnat sig självt.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel
