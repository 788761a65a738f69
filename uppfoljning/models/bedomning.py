"""The stored lights of an indicator and year, each with the inputs it was computed from."""

from django.db import models

from kkik.models import Kon
from organisation.models import Jobbrad
from planering.models import Indikator


class Berakning(Jobbrad):
    """One run of the calculations. `efter_import` is the Importkorning that called for it, if any."""

    efter_import = models.IntegerField("efter import", null=True, blank=True)
    antal_nyckeltal = models.PositiveIntegerField("nyckeltal", default=0)
    antal_lagen = models.PositiveIntegerField("lägen", default=0)
    antal_bedomningar = models.PositiveIntegerField("bedömningar", default=0)

    class Meta:
        verbose_name = "beräkning"
        verbose_name_plural = "beräkningar"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Beräkning {self.pk}"


class Bedomning(models.Model):
    """Three lights, never one. Each has its signal, its reason when grey, and `…_indata`: the plain JSON from which
    the same light can be computed again. `signal` fields hold gron/gul/rod/gra.

    `utfall` is the outcome of `ar` itself; `senast_utfall`/`senast_ar` an older one that is shown beside a missing.
    `avviker`, `poang` and `skal` (the reasons, in words) are rule 10.
    """

    indikator = models.ForeignKey(Indikator, on_delete=models.CASCADE, related_name="bedomningar")
    ar = models.PositiveSmallIntegerField("år")
    kon = models.CharField("kön", max_length=1, choices=Kon, default=Kon.TOTALT)
    berakning = models.ForeignKey(Berakning, null=True, on_delete=models.SET_NULL, related_name="bedomningar")
    beraknad = models.DateTimeField("beräknad")
    data_hamtade = models.DateTimeField("värden hämtade", null=True)

    utfall = models.FloatField("utfall", null=True)
    saknas_orsak = models.CharField("varför utfall saknas", max_length=24, blank=True)
    senast_utfall = models.FloatField("senast kända utfall", null=True)
    senast_ar = models.PositiveSmallIntegerField("senast kända år", null=True)

    mal_signal = models.CharField("mot målnivån", max_length=4)
    mal_orsak = models.CharField("orsak", max_length=24, blank=True)
    mal_indata = models.JSONField(default=dict)
    avvikelse = models.FloatField("avvikelse, plus är bra", null=True)
    avvikelse_procent = models.FloatField("avvikelse i procent", null=True)

    vag_signal = models.CharField("på väg", max_length=4)
    vag_orsak = models.CharField("orsak", max_length=24, blank=True)
    vag_indata = models.JSONField(default=dict)

    andra_signal = models.CharField("mot andra", max_length=4)
    andra_orsak = models.CharField("orsak", max_length=24, blank=True)
    andra_indata = models.JSONField(default=dict)

    trend = models.CharField("trend", max_length=10, blank=True)
    trend_orsak = models.CharField("orsak", max_length=24, blank=True)
    godhet = models.CharField("godhet", max_length=12, blank=True)
    trend_indata = models.JSONField(default=dict)

    kon_indata = models.JSONField(default=dict)

    avviker = models.BooleanField("avviker", default=False)
    overraskning = models.BooleanField("positiv överraskning", default=False)
    poang = models.PositiveSmallIntegerField("fokuspoäng", default=0)
    skal = models.JSONField("skäl", default=list)

    class Meta:
        verbose_name = "bedömning"
        verbose_name_plural = "bedömningar"
        constraints = [models.UniqueConstraint(fields=["indikator", "ar", "kon"], name="bedomning_unik")]

    def __str__(self) -> str:
        return f"{self.indikator} {self.ar}"
