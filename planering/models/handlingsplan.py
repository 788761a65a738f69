"""Who does what, how, when and why, to reach a goal."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from organisation.models import Enhet
from planering.domain.aktivitetslage import dagfel
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

    @property
    def behorighet_enhet_id(self) -> int:
        """Whose it is, for those whose role holds for a part of the organisation."""
        return self.enhet_id


class LederTillMal(models.TextChoices):
    """The answer to whether an activity leads to the goal. Not asked yet is the empty text."""

    JA = "ja", "Ja"
    OSAKERT = "osakert", "Osäkert"
    NEJ = "nej", "Nej"


class Aktivitet(Stampel):
    """One thing to be done, or (with `overordnad`, one level and no deeper) a part of one.

    `hur` is how it is carried out, `viktiga_faktorer` what that takes. `leder` answers "does this lead to the goal?",
    `vag_till_mal` says how, or why not; `leder_nar` and `leder_av` are when and by whom it was last answered.
    `avford_skal` is why a rejected one was rejected, which need not be that it does not lead to the goal; `avford_nar`
    and `avford_av` when and by whom. A part of a rejected whole that was not done is rejected with it: that is read
    from the whole, so that the part is as it was if the whole is taken up again.

    `ansvar` is whoever does it, in words; `ansvarig` the person to ask and remind. A part has no money or time of its
    own: they stand on the whole.
    """

    class Status(models.TextChoices):
        PLANERAD = "planerad", "Planerad"
        PAGAR = "pagar", "Pågår"
        KLAR = "klar", "Klar"
        AVFORD = "avford", "Avförd"

    handlingsplan = models.ForeignKey(
        Handlingsplan, on_delete=models.CASCADE, related_name="aktiviteter", verbose_name="handlingsplan"
    )
    overordnad = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="delaktiviteter",
        verbose_name="del av aktiviteten",
    )
    namn = models.CharField("aktivitet", max_length=200)
    hur = models.TextField("hur det genomförs", blank=True)
    viktiga_faktorer = models.TextField("viktiga faktorer", blank=True)
    kostnad_tkr = models.PositiveIntegerField("kostnad (tkr)", null=True, blank=True)
    tjanst = models.FloatField("tjänst (andel)", null=True, blank=True)
    ansvar = models.CharField("ansvar", max_length=120)
    ansvarig = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="aktiviteter",
        verbose_name="ansvarig person",
    )
    uppfoljning = models.CharField("uppföljning", max_length=160, blank=True)
    hur_ofta = models.CharField("hur ofta", max_length=120, blank=True)
    startar = models.DateField("startar", null=True, blank=True)
    klar_senast = models.DateField("klar senast", null=True, blank=True)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.PLANERAD)
    leder = models.CharField("leder den till målet?", max_length=7, choices=LederTillMal, blank=True)
    vag_till_mal = models.TextField("hur den leder till målet", blank=True)
    leder_nar = models.DateTimeField("frågan besvarad", null=True, blank=True, editable=False)
    leder_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="besvarad av",
    )
    avford_skal = models.TextField("varför den avfördes", blank=True)
    avford_nar = models.DateTimeField("avförd", null=True, blank=True, editable=False)
    avford_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="avförd av",
    )
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
                condition=~Q(status="avford") | ~Q(avford_skal=""),
                violation_error_message="Skriv varför aktiviteten avförs.",
            ),
            models.CheckConstraint(
                name="aktivitet_inte_sig_sjalv",
                condition=Q(overordnad__isnull=True) | ~Q(overordnad=F("id")),
                violation_error_message="En aktivitet kan inte vara en del av sig själv.",
            ),
            models.CheckConstraint(
                name="aktivitet_delens_resurser",
                condition=Q(overordnad__isnull=True) | Q(kostnad_tkr__isnull=True, tjanst__isnull=True),
                violation_error_message="Pengar och tid anges på aktiviteten som helhet.",
            ),
        ]

    def __str__(self) -> str:
        return self.namn

    def clean(self) -> None:
        fel = {falt: dagfel(getattr(self, falt)) for falt in ("startar", "klar_senast")}
        if any(fel.values()):
            raise ValidationError({falt: text for falt, text in fel.items() if text})

    @property
    def behorighet_enhet_id(self) -> int:
        return self.handlingsplan.enhet_id
