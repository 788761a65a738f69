"""What speaks for or against a hypothesis."""

from django.db import models
from django.db.models import Q

from kkik.models import Nyckeltal
from planering.models import Egetmatt
from planering.models.stampel import Stampel
from uppfoljning.models.hypotes import Hypotes


class Belagg(Stampel):
    """One piece of evidence. `visar` says in words what it shows; `avgorande`: it is told in the story.

    nyckeltal and konsuppdelning point to a Kolada nyckeltal, eget_matt and enhetsuppdelning to an own measure;
    `fran_ar`–`till_ar` is what is drawn (None: as far as there are values). dokument has a heading, link and date;
    dialog with whom (`kalla`) and when (`datum`); fritext only its words.
    """

    class Riktning(models.TextChoices):
        FOR = "for", "Talar för"
        MOT = "mot", "Talar emot"
        NEUTRAL = "neutral", "Varken för eller emot"

    class Slag(models.TextChoices):
        NYCKELTAL = "nyckeltal", "Nyckeltal"
        KON = "kon", "Könsuppdelning"
        EGET_MATT = "eget_matt", "Eget mått"
        ENHETER = "enheter", "Enheter sida vid sida"
        DOKUMENT = "dokument", "Dokument"
        DIALOG = "dialog", "Samtal"
        FRITEXT = "fritext", "Iakttagelse"

    hypotes = models.ForeignKey(Hypotes, on_delete=models.CASCADE, related_name="belagg")
    riktning = models.CharField("talar det för eller emot?", max_length=7, choices=Riktning)
    slag = models.CharField("slag", max_length=10, choices=Slag, editable=False)
    visar = models.TextField("vad visar det?", max_length=2000)
    avgorande = models.BooleanField("avgörande", default=False)
    nyckeltal = models.ForeignKey(
        Nyckeltal, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="nyckeltal"
    )
    egetmatt = models.ForeignKey(
        Egetmatt, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="eget mått"
    )
    gruppkod = models.CharField("jämförs med", max_length=80, blank=True)
    fran_ar = models.PositiveSmallIntegerField("från år", null=True, blank=True)
    till_ar = models.PositiveSmallIntegerField("till år", null=True, blank=True)
    rubrik = models.CharField("rubrik", max_length=200, blank=True)
    lank = models.CharField("länk", max_length=500, blank=True)
    datum = models.DateField("datum", null=True, blank=True)
    kalla = models.CharField("med vem", max_length=200, blank=True)

    class Meta:
        verbose_name = "belägg"
        verbose_name_plural = "belägg"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="belagg_matt",
                condition=Q(slag__in=["nyckeltal", "kon"], nyckeltal__isnull=False, egetmatt__isnull=True)
                | Q(slag__in=["eget_matt", "enheter"], nyckeltal__isnull=True, egetmatt__isnull=False)
                | Q(
                    slag__in=["dokument", "dialog", "fritext"],
                    nyckeltal__isnull=True,
                    egetmatt__isnull=True,
                ),
            ),
            models.CheckConstraint(name="belagg_lank", condition=Q(lank="") | Q(lank__regex=r"^https?://")),
            models.CheckConstraint(
                name="belagg_ar",
                condition=Q(fran_ar__isnull=True)
                | Q(till_ar__isnull=True)
                | Q(fran_ar__lte=models.F("till_ar")),
                violation_error_message="Första året kan inte vara efter det sista.",
            ),
        ]

    def __str__(self) -> str:
        return self.namn

    @property
    def namn(self) -> str:
        """What it is called in lists: the measure, the heading, or with whom one spoke."""
        matt = self.nyckeltal or self.egetmatt
        if matt is not None:
            return matt.titel
        return self.rubrik or self.kalla or self.get_slag_display()

    @property
    def behorighet_enhet_id(self) -> int:
        return self.hypotes.analys.enhet_id
