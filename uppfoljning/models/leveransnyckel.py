"""Keys with which other systems deliver outcomes."""

from django.db import models

from planering.models import Egetmatt


class Leveransnyckel(models.Model):
    """`hash` is the SHA-256 of the key, which itself is shown once and never kept; `borjan` its first signs, so that
    people can tell keys apart. It may deliver for `matt` and nothing else, until `aterkallad`."""

    namn = models.CharField("namn", max_length=80)
    matt = models.ManyToManyField(Egetmatt, related_name="+", verbose_name="mått")
    borjan = models.CharField("börjar med", max_length=12)
    hash = models.CharField("hash", max_length=64, unique=True, editable=False)
    skapad = models.DateTimeField("skapad")
    skapad_av = models.CharField("skapad av", max_length=120)
    senast_anvand = models.DateTimeField("senast använd", null=True, blank=True)
    aterkallad = models.DateTimeField("återkallad", null=True, blank=True)

    class Meta:
        verbose_name = "leveransnyckel"
        verbose_name_plural = "leveransnycklar"
        ordering = ["-skapad", "-id"]

    def __str__(self) -> str:
        return self.namn

    @property
    def galler(self) -> bool:
        return self.aterkallad is None
