"""The values: one row per nyckeltal, municipality, year and gender."""

from django.db import models

from kkik.models.grupp import Kommungrupp
from kkik.models.kommun import Kommun
from kkik.models.nyckeltal import Nyckeltal


class Kon(models.TextChoices):
    TOTALT = "T", "Totalt"
    KVINNOR = "K", "Kvinnor"
    MAN = "M", "Män"


class Varde(models.Model):
    """The big table. Rows come and go only through the importer's merge, which is why the keys are unchecked here:
    the merge refuses rows whose nyckeltal or municipality is unknown.

    `varde` null means that Kolada sent the row without a value. `borttagen`: Kolada has deleted it, or it vanished in
    a full reload; it is then out of every calculation. `andrad` is the import that last gave the row its content.
    """

    pk = models.CompositePrimaryKey("nyckeltal", "kommun", "ar", "kon")
    nyckeltal = models.ForeignKey(
        Nyckeltal, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    kommun = models.ForeignKey(
        Kommun, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    ar = models.PositiveSmallIntegerField("år")
    kon = models.CharField("kön", max_length=1, choices=Kon)
    borttagen = models.BooleanField("borttaget i Kolada", default=False)
    varde = models.FloatField("värde", null=True)
    andrad = models.IntegerField("senast ändrat i import")
    status = models.CharField("Koladas status", max_length=40, null=True)  # noqa: DJ001  null takes no room

    class Meta:
        verbose_name = "värde"
        verbose_name_plural = "värden"

    def __str__(self) -> str:
        return f"{self.nyckeltal_id} {self.kommun_id:04d} {self.ar} {self.kon}"


class Vardeandring(models.Model):
    """A value as it was before an import revised, deleted or brought it back: nothing is ever lost."""

    nyckeltal = models.ForeignKey(
        Nyckeltal, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    kommun = models.ForeignKey(
        Kommun, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    ar = models.PositiveSmallIntegerField("år")
    kon = models.CharField("kön", max_length=1, choices=Kon)
    tidigare = models.FloatField("tidigare värde", null=True)
    tidigare_borttagen = models.BooleanField("var borttaget", default=False)
    tidigare_import = models.IntegerField("gällde från import")
    importkorning = models.IntegerField("ändrades i import", db_index=True)

    class Meta:
        verbose_name = "värdeändring"
        verbose_name_plural = "värdeändringar"

    def __str__(self) -> str:
        return f"{self.nyckeltal_id} {self.kommun_id:04d} {self.ar} {self.kon}: {self.tidigare}"


class Gruppvarde(models.Model):
    """Kolada's own mean of a group: unweighted over the `antal` members with a value. Shown, never compared with."""

    pk = models.CompositePrimaryKey("nyckeltal", "grupp", "ar", "kon")
    nyckeltal = models.ForeignKey(Nyckeltal, on_delete=models.CASCADE, related_name="+")
    grupp = models.ForeignKey(Kommungrupp, on_delete=models.CASCADE, related_name="+")
    ar = models.PositiveSmallIntegerField("år")
    kon = models.CharField("kön", max_length=1, choices=Kon)
    varde = models.FloatField("värde", null=True)
    antal = models.PositiveSmallIntegerField("antal kommuner bakom", default=0)

    class Meta:
        verbose_name = "gruppvärde"
        verbose_name_plural = "gruppvärden"

    def __str__(self) -> str:
        return f"{self.nyckeltal_id} {self.grupp_id} {self.ar} {self.kon}"
