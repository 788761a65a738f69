"""What is computed for every nyckeltal × municipality in its newest year, before anyone says which way is good."""

from django.db import models

from kkik.models.kommun import Kommun
from kkik.models.nyckeltal import Nyckeltal
from kkik.models.varde import Kon


class Nyckeltalslage(models.Model):
    """One nyckeltal and gender over the whole country, in its newest year `ar` (CALCULATIONS: newest year).

    `n` municipalities have a value. `ofullstandigt_ar` is a later, thinner year that is shown but not judged.
    `andel_stigande`/`andel_sjunkande` are shares of the municipalities that have a trend; null when none has.
    `brukar_halla` is how often two changes in the bad direction in a row were followed by a third, from
    `brukar_fall` cases, for either direction: {"hog": …, "lag": …}; null below 100 cases.
    """

    pk = models.CompositePrimaryKey("nyckeltal", "kon")
    nyckeltal = models.ForeignKey(Nyckeltal, on_delete=models.CASCADE, related_name="lagen")
    kon = models.CharField("kön", max_length=1, choices=Kon)
    ar = models.PositiveSmallIntegerField("år")
    ofullstandigt_ar = models.PositiveSmallIntegerField("ofullständigt år", null=True)
    n = models.PositiveSmallIntegerField("antal kommuner")
    median = models.FloatField("median")
    p25 = models.FloatField("P25")
    p75 = models.FloatField("P75")
    minst = models.FloatField("minst")
    storst = models.FloatField("störst")
    andel_stigande = models.FloatField("andel stigande", null=True)
    andel_sjunkande = models.FloatField("andel sjunkande", null=True)
    brukar_halla = models.JSONField("brukar hålla i sig", default=dict)
    beraknad = models.DateTimeField("beräknad")

    class Meta:
        verbose_name = "nyckeltalsläge"
        verbose_name_plural = "nyckeltalslägen"

    def __str__(self) -> str:
        return f"{self.nyckeltal_id} {self.kon} {self.ar}"


class Lage(models.Model):
    """One municipality's place in a nyckeltal's newest year, with no opinion on which way is good.

    There is a row where the municipality has a value. Without one there is no place: the others are then the whole
    country, which is `Nyckeltalslage`.
    `under` and `lika` count the other municipalities with a lower and an equal value, of `n` others; from them follow
    rule 3's share and rank for either riktning. median…storst are over the others. `trend` is rule 4's arrow with
    its slope, z, σ, first year and number of points; null `trend` with `trend_orsak` where there is none.
    `gap` is K − M (rule 6) with its mid-rank share among `gap_n` others; null when either is missing.
    """

    pk = models.CompositePrimaryKey("nyckeltal", "kommun", "kon")
    nyckeltal = models.ForeignKey(
        Nyckeltal, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    kommun = models.ForeignKey(
        Kommun, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    kon = models.CharField("kön", max_length=1, choices=Kon)
    ar = models.PositiveSmallIntegerField("år")
    varde = models.FloatField("värde", null=True)
    n = models.PositiveSmallIntegerField("antal andra")
    under = models.PositiveSmallIntegerField("andra med lägre värde", null=True)
    lika = models.PositiveSmallIntegerField("andra med samma värde", null=True)
    median = models.FloatField("de andras median", null=True)
    p25 = models.FloatField("de andras P25", null=True)
    p75 = models.FloatField("de andras P75", null=True)
    minst = models.FloatField("de andras minsta", null=True)
    storst = models.FloatField("de andras största", null=True)
    trend = models.CharField("trend", max_length=10, null=True)  # noqa: DJ001
    trend_orsak = models.CharField("varför ingen trend", max_length=20, null=True)  # noqa: DJ001
    utan_brusmatt = models.BooleanField("utan brusmått", default=False)
    lutning = models.FloatField("lutning per år", null=True)
    z = models.FloatField("z", null=True)
    sigma = models.FloatField("σ", null=True)
    trend_fran = models.PositiveSmallIntegerField("första år i trenden", null=True)
    trend_antal = models.PositiveSmallIntegerField("antal år i trenden", null=True)
    gap = models.FloatField("K − M", null=True)
    gap_andel = models.FloatField("andel kommuner med mindre gap", null=True)
    gap_n = models.PositiveSmallIntegerField("antal andra med gap", null=True)

    class Meta:
        verbose_name = "läge"
        verbose_name_plural = "lägen"

    def __str__(self) -> str:
        return f"{self.nyckeltal_id} {self.kommun_id:04d} {self.kon}"
