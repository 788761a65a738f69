"""Secret addresses that calendar programs read from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uppfoljning.models.analysgrupp import Analysgrupp


class Kalenderadress(models.Model):
    """`nyckel_hash` is the SHA-256 of the key in the address, which is shown once and never kept. `grupp` None is the
    person's own: her tasks, reports and activities; otherwise all of that group's tasks. One at a time of each."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kalenderadresser"
    )
    grupp = models.ForeignKey(
        Analysgrupp, null=True, blank=True, on_delete=models.CASCADE, related_name="kalenderadresser"
    )
    nyckel_hash = models.CharField("kontrollsumma", max_length=64, unique=True, editable=False)
    skapad = models.DateTimeField("skapad")
    senast_anvand = models.DateTimeField("senast hämtad", null=True, blank=True)
    aterkallad = models.DateTimeField("återkallad", null=True, blank=True)

    class Meta:
        verbose_name = "kalenderadress"
        verbose_name_plural = "kalenderadresser"
        ordering = ["-skapad", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "grupp"],
                condition=Q(aterkallad__isnull=True),
                nulls_distinct=False,
                name="kalenderadress_en_i_taget",
            )
        ]

    def __str__(self) -> str:
        return f"Kalender: {self.grupp}" if self.grupp else "Kalender: mina uppgifter"
