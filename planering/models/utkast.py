"""What somebody has typed in a form and not saved yet, and which forms have been saved."""

from django.conf import settings
from django.db import models


class Utkast(models.Model):
    """One per person and form (`adress`: the page's address with its question). `data` is field → what was typed,
    as typed. It goes when the form is saved, when the person throws it away, and with time."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="person"
    )
    adress = models.CharField("adress", max_length=300)
    data = models.JSONField("innehåll", default=dict)
    sparad = models.DateTimeField("sparad", db_index=True)

    class Meta:
        verbose_name = "utkast"
        verbose_name_plural = "utkast"
        constraints = [models.UniqueConstraint(fields=["person", "adress"], name="utkast_unikt")]

    def __str__(self) -> str:
        return self.adress


class Sparatformular(models.Model):
    """A form that has been saved: sent once more it is not saved again, but leads to the same page (`svar`).

    `nyckel` tells one opened form from another, `avtryck` is a print of all that it held: a form that is gone back
    to, changed and sent is another one. Rows go after a day.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="person"
    )
    nyckel = models.CharField("nyckel", max_length=12)
    avtryck = models.CharField("avtryck", max_length=64)
    svar = models.CharField("svar", max_length=500, blank=True)
    sparad = models.DateTimeField("sparad", db_index=True)

    class Meta:
        verbose_name = "sparat formulär"
        verbose_name_plural = "sparade formulär"
        constraints = [
            models.UniqueConstraint(fields=["person", "nyckel", "avtryck"], name="sparatformular_unikt")
        ]

    def __str__(self) -> str:
        return self.nyckel
