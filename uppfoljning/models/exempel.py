"""What others, or some of our own, have done that gave results."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from kkik.models import Nyckeltal
from planering.models import Egetmatt
from planering.models.stampel import Stampel
from styrsnurra.gemensamt.webblank import granska_webblank


class GottExempel(Stampel):
    """`vem` did it: a municipality, an enhet, an organisation. `nyckeltal` and `egetmatt` are what it was to move.

    `fran_ar`–`till_ar`: when; `till_ar` empty is still going on. `borttaget` hides it from lists and search, but its
    address still answers, since analyses may point to it. `sok` is filled by the actions.
    """

    titel = models.CharField("titel", max_length=200)
    gjordes = models.TextField("vad gjordes?")
    vem = models.CharField("vem gjorde det?", max_length=160)
    nyckeltal = models.ForeignKey(
        Nyckeltal, null=True, blank=True, on_delete=models.SET_NULL, related_name="goda_exempel"
    )
    egetmatt = models.ForeignKey(
        Egetmatt,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="goda_exempel",
        verbose_name="eget mått",
    )
    omrade = models.CharField("område", max_length=80, blank=True)
    gav = models.TextField("vad gav det?", blank=True)
    fran_ar = models.PositiveSmallIntegerField("från år", null=True, blank=True)
    till_ar = models.PositiveSmallIntegerField("till år", null=True, blank=True)
    kalla = models.CharField("källa", max_length=250, blank=True)
    lank = models.CharField("länk", max_length=400, blank=True, validators=[granska_webblank])
    skapad = models.DateTimeField("tillagt", editable=False)
    skapad_av = models.CharField("tillagt av", max_length=120, editable=False)
    borttaget = models.DateTimeField("borttaget", null=True, blank=True, editable=False)
    sok = SearchVectorField("sökvektor", null=True, editable=False)

    class Meta:
        verbose_name = "gott exempel"
        verbose_name_plural = "goda exempel"
        ordering = ["-skapad", "-id"]
        indexes = [GinIndex(fields=["sok"], name="gottexempel_sok")]
        constraints = [
            models.CheckConstraint(
                name="gottexempel_ar",
                condition=Q(fran_ar__isnull=True) | Q(till_ar__isnull=True) | Q(fran_ar__lte=F("till_ar")),
                violation_error_message="Det första året kan inte komma efter det sista.",
            )
        ]

    def __str__(self) -> str:
        return self.titel
