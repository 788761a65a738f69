"""Proposals that come out of an analysis, and the knowledge they build on."""

from django.db import models

from planering.models.stampel import Stampel
from uppfoljning.models.analys import Analys
from uppfoljning.models.hypotes import Hypotes


class Atgardsforslag(Stampel):
    """What somebody proposes to do. It points to at least one verified hypothesis, or `utan_hypotes_skal` says why not.

    The details are for the verksamhet to work out once it has been decided.
    """

    class Status(models.TextChoices):
        UTKAST = "utkast", "Utkast"
        FORESLAS = "foreslas", "Föreslås"
        AVSTAS = "avstas", "Läggs inte fram"

    analys = models.ForeignKey(Analys, on_delete=models.PROTECT, related_name="forslag")
    titel = models.CharField("förslag", max_length=200)
    beskrivning = models.TextField("vad vill vi göra?", max_length=4000)
    forvantad_effekt = models.TextField("vad väntar vi oss att det ger?", max_length=2000, blank=True)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.UTKAST)
    utan_hypotes_skal = models.TextField("varför utan verifierad hypotes?", max_length=1000, blank=True)
    hypoteser = models.ManyToManyField(Hypotes, blank=True, related_name="forslag", verbose_name="bygger på")
    ordning = models.PositiveSmallIntegerField("plats", default=0)

    class Meta:
        verbose_name = "åtgärdsförslag"
        verbose_name_plural = "åtgärdsförslag"
        ordering = ["ordning", "id"]

    def __str__(self) -> str:
        return self.titel

    @property
    def behorighet_enhet_id(self) -> int:
        return self.analys.enhet_id


class Kunskapskalla(Stampel):
    """What a proposal builds on. `kalla` is what it is called, `lank` where it is: research on the web, a good example
    in this system or elsewhere; a conversation has only its name."""

    class Slag(models.TextChoices):
        FORSKNING = "forskning", "Forskning"
        EXEMPEL = "exempel", "Goda exempel"
        MEDARBETARE = "medarbetare", "Chefer och medarbetare"
        BRUKARE = "brukare", "Brukare och medborgare"

    forslag = models.ForeignKey(Atgardsforslag, on_delete=models.CASCADE, related_name="kunskapskallor")
    slag = models.CharField("slag av kunskap", max_length=12, choices=Slag)
    text = models.TextField("vad säger den?", max_length=2000)
    kalla = models.CharField("källa", max_length=300, blank=True)
    lank = models.CharField("länk", max_length=500, blank=True)

    class Meta:
        verbose_name = "kunskapskälla"
        verbose_name_plural = "kunskapskällor"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="kunskapskalla_lank",
                condition=models.Q(lank="") | models.Q(lank__regex=r"^https?://"),
            )
        ]

    def __str__(self) -> str:
        return self.kalla or self.text[:80]

    @property
    def behorighet_enhet_id(self) -> int:
        return self.forslag.analys.enhet_id
