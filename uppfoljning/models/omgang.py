"""Rounds of follow-up: who owes what by when, and what was handed in."""

from django.db import models
from django.db.models import F, Q

from organisation.models import Enhet, Person
from planering.models import Indikator, Plan


class Omgang(models.Model):
    """One round on a plan: a month, a tertial, the half-year (delår) or the annual accounts (årsbokslut).

    `period` is the month (1–12) or tertial (1–3) the round reports, or the last month of a delår (6–8: the law has it
    end when at least half and at most two thirds of the year has gone); an årsbokslut has none. A round is open until
    `faststalld` is set; from then on its numbers are those of its `Ogonblicksbild` rows and nothing changes.
    """

    class Slag(models.TextChoices):
        MANAD = "manad", "Månadsuppföljning"
        TERTIAL = "tertial", "Tertialrapport"
        DELAR = "delar", "Delårsrapport"
        ARSBOKSLUT = "arsbokslut", "Årsbokslut"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="omgangar", verbose_name="plan")
    slag = models.CharField("slag", max_length=10, choices=Slag)
    ar = models.PositiveSmallIntegerField("år")
    period = models.PositiveSmallIntegerField("period", null=True, blank=True)
    namn = models.CharField("namn", max_length=120)
    anvisning = models.TextField("anvisning till dem som rapporterar", blank=True)
    oppnar = models.DateField("öppnar")
    sista_dag = models.DateField("sista dag att lämna in")
    skapad = models.DateTimeField("skapad")
    faststalld = models.DateTimeField("fastställd", null=True, blank=True)
    faststalld_av = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="fastställd av",
    )

    class Meta:
        verbose_name = "omgång"
        verbose_name_plural = "omgångar"
        ordering = ["-sista_dag", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "slag", "ar", "period"],
                name="omgang_unik",
                nulls_distinct=False,
                violation_error_message="Det finns redan en sådan omgång för perioden.",
            ),
            models.CheckConstraint(
                name="omgang_period",
                condition=Q(slag="manad", period__gte=1, period__lte=12)
                | Q(slag="tertial", period__gte=1, period__lte=3)
                | Q(slag="delar", period__gte=6, period__lte=8)
                | Q(slag="arsbokslut", period__isnull=True),
                violation_error_message="Ange månad 1–12, tertial 1–3 eller delårets sista månad, juni till augusti. "
                "Ett årsbokslut har ingen period.",
            ),
            models.CheckConstraint(
                name="omgang_dagar",
                condition=Q(sista_dag__gte=F("oppnar")),
                violation_error_message="Sista dagen kan inte ligga före den dag omgången öppnar.",
            ),
        ]

    def __str__(self) -> str:
        return self.namn

    @property
    def ar_faststalld(self) -> bool:
        return self.faststalld is not None


class Inlamning(models.Model):
    """What one enhet owes in a round: utkast → inlämnad → fastställd, or sent back with a reason.

    `utkast` is what has been typed and not handed in: box → {"text" as typed, "fonster" and "av" that typed it, "rev",
    "grund" the stored value it was typed over}. `revision` grows with every change of it.
    """

    class Status(models.TextChoices):
        UTKAST = "utkast", "Utkast"
        INLAMNAD = "inlamnad", "Inlämnad"
        FASTSTALLD = "faststalld", "Fastställd"

    omgang = models.ForeignKey(Omgang, on_delete=models.CASCADE, related_name="inlamningar")
    enhet = models.ForeignKey(Enhet, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    ansvarig = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="ansvarig"
    )
    status = models.CharField("status", max_length=10, choices=Status, default=Status.UTKAST)
    sammanfattning = models.TextField("sammanfattning", blank=True)
    inlamnad = models.DateTimeField("inlämnad", null=True, blank=True)
    inlamnad_av = models.CharField("inlämnad av", max_length=120, blank=True)
    aterlamnad_skal = models.TextField("varför den lämnats tillbaka", blank=True)
    utkast = models.JSONField("utkast", default=dict, blank=True)
    revision = models.PositiveIntegerField("revision", default=1)
    andrad = models.DateTimeField("ändrad")

    class Meta:
        verbose_name = "inlämning"
        verbose_name_plural = "inlämningar"
        constraints = [models.UniqueConstraint(fields=["omgang", "enhet"], name="inlamning_unik")]

    def __str__(self) -> str:
        return f"{self.omgang}: {self.enhet}"

    @property
    def behorighet_enhet_id(self) -> int:
        return self.enhet_id

    @property
    def ar_utkast(self) -> bool:
        return self.status == self.Status.UTKAST


class Rapportrad(models.Model):
    """What an enhet says about one of its indicators in a round: comment and forecast for the year's end.

    `prognos` is in the measure's unit. A round about own measures has its outcomes in `Utfall`.
    """

    inlamning = models.ForeignKey(Inlamning, on_delete=models.CASCADE, related_name="rader")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="rapportrader")
    kommentar = models.TextField("kommentar", blank=True)
    prognos = models.FloatField("prognos för helåret", null=True, blank=True)
    andrad = models.DateTimeField("ändrad")
    andrad_av = models.CharField("ändrad av", max_length=120, blank=True)

    class Meta:
        verbose_name = "rapportrad"
        verbose_name_plural = "rapportrader"
        constraints = [models.UniqueConstraint(fields=["inlamning", "indikator"], name="rapportrad_unik")]

    def __str__(self) -> str:
        return f"{self.inlamning}: {self.indikator}"


class Ogonblicksbild(models.Model):
    """An indicator as it stood when its round was closed. `data` holds the whole judged row (outcome, the lights with
    their inputs), the comparison group's members and vintage, and the comment: never changed, never recomputed."""

    omgang = models.ForeignKey(Omgang, on_delete=models.PROTECT, related_name="bilder")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="bilder")
    ar = models.PositiveSmallIntegerField("år")
    kon = models.CharField("kön", max_length=1, default="T")
    utfall = models.FloatField("utfall", null=True)
    data = models.JSONField("så stod det")
    tagen = models.DateTimeField("tagen")

    class Meta:
        verbose_name = "ögonblicksbild"
        verbose_name_plural = "ögonblicksbilder"
        constraints = [
            models.UniqueConstraint(fields=["omgang", "indikator", "ar", "kon"], name="ogonblicksbild_unik")
        ]

    def __str__(self) -> str:
        return f"{self.omgang}: {self.indikator} {self.ar}"
