"""A measure of the municipality's own, for what Kolada does not have."""

from django.db import models
from django.db.models import Q

from organisation.models import Enhet
from planering.models.stampel import Stampel


class Egetmatt(Stampel):
    """Shared by all plans. `frekvens` is how often it is measured, `sammanstallning` how a year is made of its
    periods (empty for a yearly measure, which needs none). `formel` says in words how it is counted.

    Its outcomes are reported in the follow-up; there is nobody to compare with.
    """

    class Frekvens(models.TextChoices):
        AR = "ar", "Varje år"
        TERTIAL = "tertial", "Varje tertial"
        MANAD = "manad", "Varje månad"

    class Sammanstallning(models.TextChoices):
        SUMMA = "summa", "Summan av perioderna"
        MEDEL = "medel", "Medelvärdet av perioderna"
        SENASTE = "senaste", "Den senaste periodens värde"

    namn = models.CharField(
        "namn",
        max_length=200,
        unique=True,
        error_messages={"unique": "Det finns redan ett eget mått med det namnet."},
    )
    enhet = models.CharField("enhet", max_length=40, blank=True)
    decimaler = models.PositiveSmallIntegerField("decimaler", default=0)
    frekvens = models.CharField("mäts", max_length=7, choices=Frekvens, default=Frekvens.AR)
    sammanstallning = models.CharField("året blir", max_length=7, choices=Sammanstallning, blank=True)
    konsuppdelat = models.BooleanField("könsuppdelat", default=False)
    formel = models.TextField("så räknas det", blank=True)
    agare = models.ForeignKey(Enhet, on_delete=models.PROTECT, related_name="egna_matt", verbose_name="ägare")

    class Meta:
        verbose_name = "eget mått"
        verbose_name_plural = "egna mått"
        ordering = ["namn"]
        constraints = [
            models.CheckConstraint(
                name="egetmatt_sammanstallning",
                condition=Q(frekvens="ar", sammanstallning="") | ~Q(frekvens="ar") & ~Q(sammanstallning=""),
                violation_error_message="Välj hur ett år blir till av perioderna. Ett årsmått har inga perioder.",
            ),
            models.CheckConstraint(
                name="egetmatt_decimaler",
                condition=Q(decimaler__lte=4),
                violation_error_message="Ange 0 till 4 decimaler.",
            ),
        ]

    def __str__(self) -> str:
        return self.namn

    @property
    def titel(self) -> str:
        """The name, as a nyckeltal calls it."""
        return self.namn

    @property
    def beskrivning(self) -> str:
        """What a nyckeltal's description is: how it is counted."""
        return self.formel

    @property
    def matning(self) -> str:
        """How often, and how a year is made: "varje tertial, året är summan av perioderna"."""
        ofta = self.get_frekvens_display().lower()
        if not self.sammanstallning:
            return ofta
        return f"{ofta}, året är {self.get_sammanstallning_display().lower()}"
