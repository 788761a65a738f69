"""An analysis: why do one or several results deviate, and what shall we do to get better?"""

from django.db import models
from django.db.models import Q

from kkik.models import Kon
from organisation.models import Enhet, Person
from planering.models import Indikator
from planering.models.stampel import Stampel


class Analys(Stampel):
    """Under way until `avslutad` is set; a concluded one is locked until it is reopened with a reason.

    `grupp` is the analysgrupp's name as it was when the analysis was opened. `oppnad_av` and `avslutad_av` are names:
    the analysis outlives the people.
    """

    class Status(models.TextChoices):
        PAGAR = "pagar", "Pågår"
        KLAR = "klar", "Klar"

    titel = models.CharField("titel", max_length=200)
    fraga = models.TextField("fråga att besvara", max_length=1000)
    enhet = models.ForeignKey(Enhet, on_delete=models.PROTECT, related_name="analyser", verbose_name="gäller")
    grupp = models.CharField("analysgrupp", max_length=200, blank=True)
    klar_senast = models.DateField("klar senast", null=True, blank=True)
    till = models.CharField("lämnas till", max_length=200, blank=True)
    status = models.CharField("status", max_length=5, choices=Status, default=Status.PAGAR, editable=False)
    oppnad = models.DateTimeField("öppnad", editable=False)
    oppnad_av = models.CharField("öppnad av", max_length=120, editable=False)
    avslutad = models.DateTimeField("avslutad", null=True, blank=True, editable=False)
    avslutad_av = models.CharField("avslutad av", max_length=120, blank=True, editable=False)
    avslutande_ord = models.TextField("det som händer nu", max_length=4000, blank=True)
    ateroppnad_skal = models.TextField(
        "varför den öppnades igen", max_length=1000, blank=True, editable=False
    )

    class Meta:
        verbose_name = "analys"
        verbose_name_plural = "analyser"
        ordering = ["-oppnad", "-id"]
        constraints = [
            models.CheckConstraint(
                name="analys_status",
                condition=Q(status="pagar", avslutad__isnull=True) | Q(status="klar", avslutad__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def ar_klar(self) -> bool:
        return self.status == self.Status.KLAR

    @property
    def behorighet_enhet_id(self) -> int:
        return self.enhet_id


class Analysavvikelse(models.Model):
    """What is analysed: an indicator's year, with the sentence and the lights as they stood when it was opened.

    `ljus` holds utfall, malniva, the three signals with their words and `meningar`, the sentence of each. An import
    later on does not change what the analysis set out from.
    """

    analys = models.ForeignKey(Analys, on_delete=models.CASCADE, related_name="avvikelser")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="analysavvikelser")
    ar = models.PositiveSmallIntegerField("år")
    kon = models.CharField("kön", max_length=1, choices=Kon, default=Kon.TOTALT)
    mening = models.TextField("avvikelsen i en mening")
    ljus = models.JSONField("så stod signalerna", default=dict)

    class Meta:
        verbose_name = "avvikelse"
        verbose_name_plural = "avvikelser"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["analys", "indikator", "ar", "kon"], name="analysavvikelse_unik")
        ]

    def __str__(self) -> str:
        return f"{self.indikator} {self.ar}"


class Analysdeltagare(models.Model):
    """Somebody who takes part: a person with an account, or a name (`namn`) of somebody without."""

    analys = models.ForeignKey(Analys, on_delete=models.CASCADE, related_name="deltagare")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="person"
    )
    namn = models.CharField("namn", max_length=120)
    roll = models.CharField("bidrar med", max_length=160, blank=True)

    class Meta:
        verbose_name = "deltagare"
        verbose_name_plural = "deltagare"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["analys", "namn"], name="analysdeltagare_unik")]

    def __str__(self) -> str:
        return self.namn
