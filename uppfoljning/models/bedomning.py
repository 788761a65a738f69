"""The stored lights of an indicator and year, each with the inputs it was computed from."""

from django.db import models

from kkik.models import Kon
from organisation.models import Jobbrad
from planering.models import Indikator


class Berakning(Jobbrad):
    """One run of the calculations. `efter_import` is the Importkorning that called for it, if any.

    `bara_bedomningar`: only the plans' indicators, as after a change in a plan; otherwise the whole country first.
    """

    efter_import = models.IntegerField("efter import", null=True, blank=True)
    bara_bedomningar = models.BooleanField("bara planernas indikatorer", default=False)
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
    `ofullstandigt`: the year is later and thinner than the nyckeltal's newest, so peers and trend are not judged.
    `vag_signal` is empty where rule 2 has no light at all (after the last target level).
    `andra_grupp` names the comparison group as it reads in a sentence, `andra_grupp_ar` its vintage.
    `trend_regel` is "xmr" where an own measure's months or tertials were judged instead of years.
    `marginal` is the margin of error that the lights were judged with; `marginal_kalla` is "indikator" (entered by a
    person) or the Kolada id of the nyckeltal's twin that it was taken from.
    `vantas`: the day the missing outcome is to be published, where that is known.
    `prognos_p` is rule 5's share for the target year `prognos_ar`, from the outcome of `prognos_fran`; without one
    `prognos_orsak` says why. `vantat`: [[year, p10, p50, p90], …] at two and three years from there.
    `fargbyte`: the share of the country's municipalities whose colour against others changes from a year to the next.
    `vana`: how often two bad changes in a row were followed by a third, in the country's history.
    What lists show of a light stands in columns of its own, so that they need not read the long `…_indata`.
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
    vantas = models.DateField("väntas", null=True)
    ofullstandigt = models.BooleanField("ofullständigt år", default=False)
    marginal = models.FloatField("felmarginal", null=True)
    marginal_kalla = models.CharField("felmarginalen kommer från", max_length=9, blank=True)

    mal_signal = models.CharField("mot målnivån", max_length=4)
    mal_orsak = models.CharField("orsak", max_length=24, blank=True)
    mal_indata = models.JSONField(default=dict)
    avvikelse = models.FloatField("avvikelse, plus är bra", null=True)
    avvikelse_procent = models.FloatField("avvikelse i procent", null=True)

    vag_signal = models.CharField("på väg", max_length=4, blank=True)
    vag_orsak = models.CharField("orsak", max_length=24, blank=True)
    vag_indata = models.JSONField(default=dict)

    andra_signal = models.CharField("mot andra", max_length=4)
    andra_orsak = models.CharField("orsak", max_length=24, blank=True)
    andra_indata = models.JSONField(default=dict)
    andra_n = models.PositiveSmallIntegerField("antal andra", default=0)
    andra_rang = models.PositiveSmallIntegerField("plats", null=True)
    andra_grupp = models.CharField("jämförs med", max_length=250, blank=True)
    andra_grupp_ar = models.PositiveSmallIntegerField("gruppens årgång", null=True)

    trend = models.CharField("trend", max_length=10, blank=True)
    trend_orsak = models.CharField("orsak", max_length=24, blank=True)
    godhet = models.CharField("godhet", max_length=12, blank=True)
    trend_indata = models.JSONField(default=dict)
    trend_fran = models.PositiveSmallIntegerField("trendens första år", null=True)
    trend_antal = models.PositiveSmallIntegerField("mätta år i trenden", default=0)
    alla_ror_sig = models.BooleanField("de flesta kommuner rör sig likadant", default=False)
    utan_brusmatt = models.BooleanField("trend utan brusmått", default=False)
    trend_regel = models.CharField("trendens regel", max_length=4, blank=True)

    prognos_p = models.FloatField("så ofta har målet nåtts", null=True)
    prognos_orsak = models.CharField("varför ingen prognos", max_length=24, blank=True)
    prognos_fran = models.PositiveSmallIntegerField("prognosens startår", null=True)
    prognos_ar = models.PositiveSmallIntegerField("prognosens målår", null=True)
    prognos_indata = models.JSONField(default=dict)
    vantat = models.JSONField("väntat utfall", default=list)
    fargbyte = models.FloatField("andel kommuner som byter färg", null=True)
    vana = models.FloatField("hur ofta försämringar håller i sig", null=True)

    kon_avviker = models.BooleanField("könsgapet avviker", default=False)
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
