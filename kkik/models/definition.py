"""What a nyckeltal means, over time: its texts, its breaks, and which way is good."""

from django.db import models
from django.db.models import F, Q

from kkik.models.nyckeltal import Nyckeltal


class NyckeltalVersion(models.Model):
    """The texts as they stood from an import on. A new row appears when Kolada changes either text."""

    nyckeltal = models.ForeignKey(Nyckeltal, on_delete=models.CASCADE, related_name="versioner")
    fran = models.DateTimeField("gäller från")
    titel = models.CharField("titel", max_length=300)
    beskrivning = models.TextField("beskrivning", blank=True)

    class Meta:
        verbose_name = "nyckeltalsversion"
        verbose_name_plural = "nyckeltalsversioner"
        ordering = ["fran"]
        constraints = [models.UniqueConstraint(fields=["nyckeltal", "fran"], name="nyckeltalversion_unik")]

    def __str__(self) -> str:
        return f"{self.nyckeltal.kolada_id} från {self.fran:%Y-%m-%d}"


class Definitionsbrott(models.Model):
    """A new definition holds from `ar` on. Only an accepted break cuts trends; a possible one is for a person."""

    class Status(models.TextChoices):
        MOJLIGT = "mojligt", "Möjligt"
        BEKRAFTAT = "bekraftat", "Bekräftat"
        AVFARDAT = "avfardat", "Avfärdat"

    nyckeltal = models.ForeignKey(Nyckeltal, on_delete=models.CASCADE, related_name="brott")
    ar = models.PositiveSmallIntegerField("första år med ny definition", null=True, blank=True)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.MOJLIGT)
    upptackt = models.DateTimeField("upptäckt")
    motivering = models.TextField("motivering", blank=True)

    class Meta:
        verbose_name = "definitionsbrott"
        verbose_name_plural = "definitionsbrott"
        constraints = [
            models.CheckConstraint(
                name="definitionsbrott_ar", condition=~Q(status="bekraftat") | Q(ar__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.nyckeltal.kolada_id} {self.ar or ''} {self.get_status_display()}"


class Riktningsval(models.Model):
    """Which way is good. Versioned: the newest confirmed row rules; a proposal colours nothing.

    `intervall_a` and `intervall_b` belong to `intervall` only. `kalla` says where the choice comes from,
    `bekraftad_av` is the pseudonym of the person who confirmed it.
    """

    class Riktning(models.TextChoices):
        HOG = "hog", "Högt värde är bra"
        LAG = "lag", "Lågt värde är bra"
        INTERVALL = "intervall", "Inom ett intervall är bra"
        NEUTRAL = "neutral", "Värderas inte"

    nyckeltal = models.ForeignKey(Nyckeltal, on_delete=models.CASCADE, related_name="riktningsval")
    riktning = models.CharField("riktning", max_length=10, choices=Riktning)
    intervall_a = models.FloatField("intervallets nedre ände", null=True, blank=True)
    intervall_b = models.FloatField("intervallets övre ände", null=True, blank=True)
    kalla = models.CharField("källa", max_length=250)
    skapad = models.DateTimeField("skapad")
    bekraftad = models.DateTimeField("bekräftad", null=True, blank=True)
    bekraftad_av = models.UUIDField("bekräftad av", null=True, blank=True)

    class Meta:
        verbose_name = "riktningsval"
        verbose_name_plural = "riktningsval"
        ordering = ["skapad", "id"]
        constraints = [
            models.CheckConstraint(
                name="riktningsval_intervall",
                condition=(
                    Q(riktning="intervall", intervall_a__isnull=False, intervall_b__gte=F("intervall_a"))
                    | (~Q(riktning="intervall") & Q(intervall_a__isnull=True, intervall_b__isnull=True))
                ),
                violation_error_message="Ett intervall behöver två ändar, den nedre först.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nyckeltal.kolada_id}: {self.get_riktning_display()}"
