"""Something about an indicator's measure or owner that its owner has to take a stand on."""

from django.db import models
from django.db.models import Q

from kkik.models import Nyckeltal
from planering.models import Indikator


class Arende(models.Model):
    """`fakta` is what it is about, exactly ("titel:(-2023)", "brott:12"): the same fact is never raised again, also
    when it has been answered. `text` is the sentence the owner reads, `forslag` a nyckeltal that may take over.

    Open until `avslutad` is set: by a person with an answer, or by the job when there is nothing left to answer.
    """

    class Orsak(models.TextChoices):
        FORSVUNNET = "forsvunnet", "Nyckeltalet finns inte längre"
        UPPHOR = "upphor", "Nyckeltalet mäts inte längre"
        DEFINITION = "definition", "Definitionen kan ha ändrats"
        AGARE = "agare", "Ägaren finns inte längre"

    class Svar(models.TextChoices):
        BYT = "byt", "Vi byter nyckeltal"
        BEHALL = "behall", "Vi behåller det som det är"
        STANG = "stang", "Det behöver inte göras något"
        LOST = "lost", "Löst, ingen behövde svara"

    indikator = models.ForeignKey(
        Indikator, on_delete=models.CASCADE, related_name="arenden", verbose_name="indikator"
    )
    orsak = models.CharField("orsak", max_length=12, choices=Orsak)
    fakta = models.CharField("gäller", max_length=120)
    text = models.TextField("vad det gäller")
    forslag = models.ForeignKey(
        Nyckeltal,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="kan ersättas av",
    )
    skapad = models.DateTimeField("skapat")
    svar = models.CharField("svar", max_length=8, choices=Svar, blank=True)
    motivering = models.TextField("motivering", blank=True)
    avslutad = models.DateTimeField("avslutat", null=True, blank=True)
    avslutad_av = models.CharField("avslutat av", max_length=120, blank=True)

    class Meta:
        verbose_name = "ärende"
        verbose_name_plural = "ärenden"
        ordering = ["-skapad", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indikator", "orsak"], condition=Q(avslutad__isnull=True), name="arende_ett_oppet"
            ),
            models.UniqueConstraint(fields=["indikator", "orsak", "fakta"], name="arende_en_gang"),
            models.CheckConstraint(
                name="arende_svar",
                condition=Q(avslutad__isnull=True, svar="") | Q(avslutad__isnull=False) & ~Q(svar=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indikator}: {self.get_orsak_display()}"

    @property
    def oppet(self) -> bool:
        return self.avslutad is None
