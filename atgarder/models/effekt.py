"""Whether a decided action had effect: calculation 8, stored with what it was computed from."""

from django.db import models

from atgarder.models.beslut import Beslutadeffekt
from atgarder.models.uppdrag import Atgardsuppdrag
from planering.models.stampel import Stampel


class Atgardseffekt(models.Model):
    """The newest verdict on one expected effect; replaced whole by the job, never edited.

    `underlag` holds what the chart and the sentence need (see `atgarder.domain.effekt`). `orsak` says why when there
    is no verdict.
    """

    class Utslag(models.TextChoices):
        VISAD = "effekt_visad", "Effekt visad"
        EJ_VISAD = "effekt_ej_visad", "Effekt ej visad"
        SAMRE = "samre_an_jamforbara", "Sämre än jämförbara"
        KAN_INTE = "inget_utslag", "Kan inte bedömas"

    effekt = models.OneToOneField(Beslutadeffekt, on_delete=models.CASCADE, related_name="utslag")
    utslag = models.CharField("utslag", max_length=20, choices=Utslag)
    orsak = models.CharField("orsak", max_length=40, blank=True)
    fore = models.FloatField("före", null=True, blank=True)
    efter = models.FloatField("efter", null=True, blank=True)
    skillnad = models.FloatField("effekt", null=True, blank=True)
    placeboandel = models.FloatField("placeboandel", null=True, blank=True)
    antal = models.PositiveSmallIntegerField("jämförda kommuner", default=0)
    underlag = models.JSONField("underlag", default=dict)
    raknad = models.DateTimeField("räknad")

    class Meta:
        verbose_name = "åtgärdseffekt"
        verbose_name_plural = "åtgärdseffekter"


class Effektbedomning(Stampel):
    """What people make of it: the second follow-up. One per assignment, beside the computed verdicts, never instead."""

    class Slutsats(models.TextChoices):
        VERKADE = "verkade", "Vi menar att det verkade"
        DELVIS = "delvis", "Vi menar att det verkade delvis"
        VERKADE_INTE = "verkade_inte", "Vi menar att det inte verkade"
        FOR_TIDIGT = "for_tidigt", "För tidigt att säga"

    uppdrag = models.OneToOneField(Atgardsuppdrag, on_delete=models.PROTECT, related_name="effektbedomning")
    slutsats = models.CharField("vad menar vi?", max_length=12, choices=Slutsats)
    text = models.TextField("varför?", max_length=4000)
    datum = models.DateField("datum")

    class Meta:
        verbose_name = "effektbedömning"
        verbose_name_plural = "effektbedömningar"

    def __str__(self) -> str:
        return self.get_slutsats_display()

    @property
    def behorighet_enhet_id(self) -> int:
        return self.uppdrag.enhet_id
