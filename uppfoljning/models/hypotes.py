"""A possible cause, tried against evidence."""

from django.db import models
from django.db.models import Q

from planering.models.stampel import Stampel
from uppfoljning.domain.orsakslista import RUBRIKER
from uppfoljning.models.analys import Analys


class Hypotes(Stampel):
    """`orsaksklass` is a heading of the cause checklist, `fraga` the question it came from ("" without one).

    `ordning` is its place among the causes, the most important first; `paverkan` how much it weighs ("" not weighed).
    The verdict rests on the evidence: see `uppfoljning.domain.analysregler`. `avgjord_av` is a name.
    """

    class Paverkan(models.TextChoices):
        STOR = "stor", "Stor"
        VISS = "viss", "Viss"
        LITEN = "liten", "Liten"

    class Utslag(models.TextChoices):
        OPPEN = "oppen", "Öppen"
        VERIFIERAD = "verifierad", "Verifierad"
        FORKASTAD = "forkastad", "Förkastad"

    analys = models.ForeignKey(Analys, on_delete=models.CASCADE, related_name="hypoteser")
    pastaende = models.CharField("hypotes", max_length=300)
    orsaksklass = models.CharField(
        "slag av orsak", max_length=12, choices=[(r.kod, r.namn) for r in RUBRIKER]
    )
    beskrivning = models.TextField("varför tror vi det?", max_length=4000, blank=True)
    fraga = models.CharField("ur checklistan", max_length=40, blank=True, editable=False)
    paverkan = models.CharField("påverkan på resultatet", max_length=5, choices=Paverkan, blank=True)
    ordning = models.PositiveSmallIntegerField("plats", default=0)
    utslag = models.CharField("utslag", max_length=10, choices=Utslag, default=Utslag.OPPEN, editable=False)
    utslag_skal = models.TextField("skäl", max_length=4000, blank=True, editable=False)
    avgjord = models.DateTimeField("avgjord", null=True, blank=True, editable=False)
    avgjord_av = models.CharField("avgjord av", max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = "hypotes"
        verbose_name_plural = "hypoteser"
        ordering = ["ordning", "id"]
        constraints = [
            models.CheckConstraint(
                name="hypotes_utslag",
                condition=Q(utslag="oppen") | (~Q(utslag_skal="") & Q(avgjord__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.pastaende

    @property
    def behorighet_enhet_id(self) -> int:
        return self.analys.enhet_id


class Hypotesutslag(models.Model):
    """Every verdict that was given or taken back; the newest is the one that stands on the hypothesis."""

    hypotes = models.ForeignKey(Hypotes, on_delete=models.CASCADE, related_name="utslagshistorik")
    utslag = models.CharField("utslag", max_length=10, choices=Hypotes.Utslag)
    skal = models.TextField("skäl", max_length=4000)
    nar = models.DateTimeField("när")
    av = models.CharField("av", max_length=120)

    class Meta:
        verbose_name = "utslag"
        verbose_name_plural = "utslag"
        ordering = ["-nar", "-id"]

    def __str__(self) -> str:
        return f"{self.hypotes}: {self.get_utslag_display()}"
