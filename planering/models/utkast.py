"""What somebody has typed in a form and not saved yet."""

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
