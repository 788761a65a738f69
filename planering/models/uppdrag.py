"""What one or more enheter are there to do: the texts that a plan's goals rest on, with sources and versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisation.models import Enhet
from planering.models.plan import Plan
from planering.models.stampel import Stampel
from styrsnurra.gemensamt.webblank import granska_webblank


class Avsnitt(models.TextChoices):
    """The sections of a description, in the order they are read. The three last are one analysis of groups."""

    VISION = "vision", "Vision"
    PROGRAM = "program", "Politiskt program"
    DOKUMENT = "dokument", "Strategiska dokument"
    LAGSTIFTNING = "lagstiftning", "Lagstiftning"
    BEFOLKNING = "befolkning", "Befolkningsprognos"
    OMVARLD = "omvarld", "Omvärldsanalys"
    BESLUT = "beslut", "Tidigare beslut ur uppföljningen"
    DIALOG = "dialog", "Dialog med medborgare och brukare"
    KON = "kon", "Grupper: kön"
    ALDER = "alder", "Grupper: ålder"
    SOCIOEKONOMI = "socioekonomi", "Grupper: socioekonomi"


class Uppdragsbeskrivning(Stampel):
    """Belongs to a plan and is locked with it. Which enheter it is for stands in `Uppdragsenhet`."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="uppdrag", verbose_name="plan")
    namn = models.CharField("namn", max_length=160)
    ordning = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "uppdragsbeskrivning"
        verbose_name_plural = "uppdragsbeskrivningar"
        ordering = ["ordning", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "namn"],
                name="uppdrag_namn",
                violation_error_message="Planen har redan en uppdragsbeskrivning med det namnet.",
            )
        ]

    def __str__(self) -> str:
        return self.namn


class Uppdragsenhet(models.Model):
    """`plan` is the description's own, kept here so that the database can see that no enhet has two in one plan."""

    uppdrag = models.ForeignKey(
        Uppdragsbeskrivning, on_delete=models.CASCADE, related_name="enhetsrader", verbose_name="uppdrag"
    )
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+", verbose_name="plan")
    enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="uppdragsrader", verbose_name="enhet"
    )

    class Meta:
        verbose_name = "uppdragets enhet"
        verbose_name_plural = "uppdragets enheter"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "enhet"],
                name="uppdragsenhet_unik",
                violation_error_message="Enheten har redan en uppdragsbeskrivning i planen.",
            )
        ]

    def __str__(self) -> str:
        return str(self.enhet)


class Uppdragstext(Stampel):
    """One section. The row is there from the start, with an empty text; `versioner` holds what it has been."""

    uppdrag = models.ForeignKey(
        Uppdragsbeskrivning, on_delete=models.CASCADE, related_name="texter", verbose_name="uppdrag"
    )
    avsnitt = models.CharField("avsnitt", max_length=14, choices=Avsnitt)
    text = models.TextField("text", blank=True)

    class Meta:
        verbose_name = "avsnitt i uppdragsbeskrivning"
        verbose_name_plural = "avsnitt i uppdragsbeskrivning"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["uppdrag", "avsnitt"], name="uppdragstext_unik")]

    def __str__(self) -> str:
        return self.get_avsnitt_display()


class Uppdragsversion(models.Model):
    """A text as it stood. What one person writes in one window within some minutes is one version.

    `fonster` names the opened page that wrote it, so that a page is not taken to conflict with itself.
    """

    text = models.ForeignKey(
        Uppdragstext, on_delete=models.CASCADE, related_name="versioner", verbose_name="avsnitt"
    )
    nummer = models.PositiveIntegerField("nummer")
    innehall = models.TextField("innehåll", blank=True)
    borjad = models.DateTimeField("påbörjad")
    sparad = models.DateTimeField("sparad")
    sparad_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="sparad av",
    )
    fonster = models.CharField(max_length=36, blank=True, editable=False)

    class Meta:
        verbose_name = "version"
        verbose_name_plural = "versioner"
        ordering = ["-nummer"]
        constraints = [models.UniqueConstraint(fields=["text", "nummer"], name="uppdragsversion_unik")]

    def __str__(self) -> str:
        return f"{self.text}, version {self.nummer}"


class Uppdragskalla(Stampel):
    """Where what a section says comes from."""

    text = models.ForeignKey(
        Uppdragstext, on_delete=models.CASCADE, related_name="kallor", verbose_name="avsnitt"
    )
    titel = models.CharField("titel", max_length=200)
    lank = models.CharField("länk", max_length=500, blank=True, validators=[granska_webblank])
    datum = models.DateField("datum", null=True, blank=True)
    ordning = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "källa"
        verbose_name_plural = "källor"
        ordering = ["ordning", "id"]
        constraints = [
            models.CheckConstraint(
                name="uppdragskalla_lank",
                # A link is written into a page: nothing but the web may be behind it.
                condition=Q(lank="") | Q(lank__startswith="http://") | Q(lank__startswith="https://"),
                violation_error_message="Länken ska börja med https:// eller http://.",
            )
        ]

    def __str__(self) -> str:
        return self.titel
