"""Answers and what was agreed. Rows are added, never changed but for `galler`, which only the newest has."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from verktyg.models.deltagare import Deltagande
from verktyg.models.genomforande import Genomforande, Rad


class Svar(models.Model):
    """What one participant answered to one question (about one row) at one time. Both `varde` and `text` empty:
    the answer was taken back. `av` is who wrote in a checklist's shared answers. In an anonymous round `nar` is
    only the day, so that it cannot be laid beside a log of who was there at the time."""

    deltagande = models.ForeignKey(
        Deltagande, on_delete=models.CASCADE, related_name="svar", verbose_name="deltagande"
    )
    rad = models.ForeignKey(
        Rad, null=True, blank=True, on_delete=models.CASCADE, related_name="svar", verbose_name="rad"
    )
    fraga = models.CharField("fråga", max_length=60)
    varde = models.CharField("svar", max_length=40, blank=True)
    text = models.TextField("anteckning", blank=True)
    nar = models.DateTimeField("sparat")
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="skrivet av",
    )
    galler = models.BooleanField("gäller", default=True)

    class Meta:
        verbose_name = "svar"
        verbose_name_plural = "svar"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deltagande", "fraga", "rad"],
                condition=Q(galler=True),
                nulls_distinct=False,
                name="svar_ett_gallande",
            )
        ]


class Konsensus(models.Model):
    """What the group agreed on for one question and row. An empty `varde`: the agreement was taken back."""

    genomforande = models.ForeignKey(
        Genomforande, on_delete=models.CASCADE, related_name="konsensus", verbose_name="genomförande"
    )
    rad = models.ForeignKey(
        Rad, null=True, blank=True, on_delete=models.CASCADE, related_name="konsensus", verbose_name="rad"
    )
    fraga = models.CharField("fråga", max_length=60)
    varde = models.CharField("enades om", max_length=40, blank=True)
    anteckning = models.TextField("varför", blank=True)
    nar = models.DateTimeField("sparat")
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="infört av",
    )
    galler = models.BooleanField("gäller", default=True)

    class Meta:
        verbose_name = "konsensus"
        verbose_name_plural = "konsensus"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["genomforande", "fraga", "rad"],
                condition=Q(galler=True),
                nulls_distinct=False,
                name="konsensus_ett_gallande",
            )
        ]
