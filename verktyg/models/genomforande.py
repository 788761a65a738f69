"""One round of an instrument, and the rows it is about."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisation.models import Enhet
from verktyg.domain.instrument import Instrument
from verktyg.instrument import hamta


class Genomforande(models.Model):
    """`instrument` and `version` name the file with the questions; that version is the one it is read with always.

    `galler` says in words what it is about, a plan's name for instance; `galler_nyckel` is whatever the caller wants
    to find it by again. `oppen_for_alla`: everybody logged in may answer, else only the invited.
    """

    class Status(models.TextChoices):
        OPPEN = "oppen", "Öppen"
        AVSLUTAD = "avslutad", "Avslutad"

    instrument = models.CharField("instrument", max_length=60)
    version = models.PositiveSmallIntegerField("version")
    titel = models.CharField("rubrik", max_length=160)
    enhet = models.ForeignKey(
        Enhet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="genomforanden",
        verbose_name="del av organisationen",
    )
    galler = models.CharField("gäller", max_length=200, blank=True)
    galler_nyckel = models.CharField("nyckel", max_length=100, blank=True)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.OPPEN)
    anonym = models.BooleanField("svaren är anonyma", default=False)
    oppen_for_alla = models.BooleanField("alla som loggar in får svara", default=False)
    sista_dag = models.DateField("svara senast", null=True, blank=True)
    skapad = models.DateTimeField("startad")
    skapad_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="startad av",
    )
    avslutad = models.DateTimeField("avslutad", null=True, blank=True)

    class Meta:
        verbose_name = "genomförande"
        verbose_name_plural = "genomföranden"
        ordering = ["-skapad", "-id"]
        indexes = [
            models.Index(fields=["instrument", "galler_nyckel", "-skapad"], name="genomforande_instrument")
        ]
        constraints = [
            models.CheckConstraint(name="genomforande_version", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="genomforande_avslutad",
                condition=Q(status="oppen", avslutad__isnull=True)
                | Q(status="avslutad", avslutad__isnull=False),
                violation_error_message="Ett avslutat genomförande har en tid då det avslutades.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def fragorna(self) -> Instrument:
        """The version it was started with. Raises InstrumentFel if its file is gone."""
        return hamta(self.instrument, self.version)

    @property
    def ar_oppen(self) -> bool:
        return self.status == self.Status.OPPEN

    @property
    def behorighet_enhet_id(self) -> int | None:
        """Whose roles count when somebody wants to lead it."""
        return self.enhet_id


class Rad(models.Model):
    """Something the questions are asked of, an indicator for instance. `nyckel` is the caller's, `rubrik` what the
    rows are grouped under."""

    genomforande = models.ForeignKey(
        Genomforande, on_delete=models.CASCADE, related_name="rader", verbose_name="genomförande"
    )
    nyckel = models.CharField("nyckel", max_length=100)
    etikett = models.CharField("etikett", max_length=250)
    rubrik = models.CharField("under", max_length=250, blank=True)
    ordning = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "rad"
        verbose_name_plural = "rader"
        ordering = ["ordning", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["genomforande", "nyckel"],
                name="rad_unik",
                violation_error_message="Samma rad finns två gånger.",
            ),
            models.CheckConstraint(name="rad_har_namn", condition=~Q(nyckel="") & ~Q(etikett="")),
        ]

    def __str__(self) -> str:
        return self.etikett
