"""What every job row has: its state, its heartbeat, and how many times it was tried."""

from django.db import models


class Jobbstatus(models.TextChoices):
    KOAD = "koad", "I kö"
    PAGAR = "pagar", "Pågår"
    VANTAR = "vantar", "Väntar på godkännande"
    KLAR = "klar", "Klar"
    MISSLYCKAD = "misslyckad", "Misslyckades"
    AVBRUTEN = "avbruten", "Avbröts"
    PARKERAD = "parkerad", "Parkerad efter tre försök"


class Jobbrad(models.Model):
    """Abstract. A running job writes `hjartslag`; one whose heart has stopped is queued again, three times."""

    status = models.CharField(
        "status", max_length=12, choices=Jobbstatus, default=Jobbstatus.KOAD, db_index=True
    )
    skapad = models.DateTimeField("skapad")
    startad = models.DateTimeField("startad", null=True, blank=True)
    hjartslag = models.DateTimeField("senaste livstecken", null=True, blank=True)
    avslutad = models.DateTimeField("avslutad", null=True, blank=True)
    forsok = models.PositiveSmallIntegerField("försök", default=0)
    fel = models.TextField("fel", blank=True)
    startad_av = models.UUIDField("startad av", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def pagar(self) -> bool:
        return self.status in (Jobbstatus.KOAD, Jobbstatus.PAGAR)

    @property
    def sekunder(self) -> float | None:
        """How long it ran, in seconds; None before it has ended."""
        if self.startad is None or self.avslutad is None:
            return None
        return (self.avslutad - self.startad).total_seconds()
