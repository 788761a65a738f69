"""What has happened with a measure of KKiK, in words, for the year's leaflet."""

from django.db import models

from kkik.models import Nyckeltal
from planering.models.stampel import Stampel


class Kkikberattelse(Stampel):
    """One per nyckeltal and year. The log keeps what it said before. An empty `text` has been taken back: the leaflet
    then shows what the indicators' owners have written of the year, as it does where there is no row."""

    nyckeltal = models.ForeignKey(
        Nyckeltal, on_delete=models.PROTECT, related_name="berattelser", verbose_name="nyckeltal"
    )
    ar = models.PositiveSmallIntegerField("år")
    text = models.TextField("vad har hänt?", blank=True)
    skriven_av = models.CharField("skriven av", max_length=120, editable=False)
    skriven = models.DateTimeField("skriven", editable=False)

    class Meta:
        verbose_name = "berättelse om ett KKiK-mått"
        verbose_name_plural = "berättelser om KKiK-mått"
        ordering = ["nyckeltal", "ar"]
        constraints = [
            models.UniqueConstraint(
                fields=["nyckeltal", "ar"],
                name="kkikberattelse_unik",
                violation_error_message="Någon annan har just skrivit om måttet och året. Läs om sidan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nyckeltal} {self.ar}"
