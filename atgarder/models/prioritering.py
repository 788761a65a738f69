"""Weighing proposals against each other, by several people."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisation.models import Enhet
from planering.models.stampel import Stampel
from uppfoljning.models import Atgardsforslag


class Prioritering(Stampel):
    """One round. `modell` matris: each participant places each proposal on resursinsats × effekt; kriterier: scores
    it on the round's own weighted criteria. Open until `avslutad`; a closed one does not change.

    `sammanfattning` is what those who took part agree that it shows.
    """

    class Modell(models.TextChoices):
        MATRIS = "matris", "Insats mot effekt"
        KRITERIER = "kriterier", "Egna kriterier med vikter"

    titel = models.CharField("namn", max_length=200)
    enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="prioriteringar", verbose_name="gäller"
    )
    modell = models.CharField("modell", max_length=9, choices=Modell, default=Modell.MATRIS)
    datum = models.DateField("datum")
    oppnad_av = models.CharField("öppnad av", max_length=120, editable=False)
    sammanfattning = models.TextField("vad visar den?", max_length=4000, blank=True)
    avslutad = models.DateTimeField("avslutad", null=True, blank=True, editable=False)
    avslutad_av = models.CharField("avslutad av", max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = "prioritering"
        verbose_name_plural = "prioriteringar"
        ordering = ["-datum", "-id"]

    def __str__(self) -> str:
        return self.titel

    @property
    def behorighet_enhet_id(self) -> int:
        return self.enhet_id

    @property
    def ar_avslutad(self) -> bool:
        return self.avslutad is not None


class Prioriteringsforslag(models.Model):
    """A proposal in a round. It may be in several rounds."""

    prioritering = models.ForeignKey(Prioritering, on_delete=models.CASCADE, related_name="rader")
    forslag = models.ForeignKey(Atgardsforslag, on_delete=models.PROTECT, related_name="prioriteringsrader")
    ordning = models.PositiveSmallIntegerField("plats", default=0)

    class Meta:
        ordering = ["ordning", "id"]
        constraints = [
            models.UniqueConstraint(fields=["prioritering", "forslag"], name="prioriteringsforslag_unik")
        ]

    def __str__(self) -> str:
        return str(self.forslag)


class Kriterium(models.Model):
    """`vikt` 1–5. Scores are 1–6, and high is always good: "liten risk", not "risk"."""

    prioritering = models.ForeignKey(Prioritering, on_delete=models.CASCADE, related_name="kriterier")
    namn = models.CharField("kriterium", max_length=120)
    vikt = models.PositiveSmallIntegerField("vikt", default=1)
    ordning = models.PositiveSmallIntegerField("plats", default=0)

    class Meta:
        verbose_name = "kriterium"
        verbose_name_plural = "kriterier"
        ordering = ["ordning", "id"]
        constraints = [
            models.UniqueConstraint(fields=["prioritering", "namn"], name="kriterium_unikt"),
            models.CheckConstraint(name="kriterium_vikt", condition=Q(vikt__gte=1, vikt__lte=5)),
        ]

    def __str__(self) -> str:
        return self.namn


class Prioriteringsdeltagare(models.Model):
    """Who takes part. `namn` stays when the person is removed. `klar`: has said that her placing is finished."""

    prioritering = models.ForeignKey(Prioritering, on_delete=models.CASCADE, related_name="deltagare")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="prioriteringar"
    )
    namn = models.CharField("namn", max_length=120)
    klar = models.DateTimeField("klar", null=True, blank=True)

    class Meta:
        verbose_name = "deltagare"
        verbose_name_plural = "deltagare"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["prioritering", "person"], name="prioriteringsdeltagare_unik")
        ]

    def __str__(self) -> str:
        return self.namn


class Placering(models.Model):
    """Where one participant places one proposal. 1 is very small, 6 very large; six steps have no middle to hide in."""

    deltagare = models.ForeignKey(
        Prioriteringsdeltagare, on_delete=models.CASCADE, related_name="placeringar"
    )
    rad = models.ForeignKey(Prioriteringsforslag, on_delete=models.CASCADE, related_name="placeringar")
    insats = models.PositiveSmallIntegerField("resursinsats")
    effekt = models.PositiveSmallIntegerField("effekt")
    nar = models.DateTimeField("när")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deltagare", "rad"], name="placering_unik"),
            models.CheckConstraint(
                name="placering_i_matrisen",
                condition=Q(insats__gte=1, insats__lte=6, effekt__gte=1, effekt__lte=6),
            ),
        ]


class Kriteriepoang(models.Model):
    """One participant's score of one proposal on one criterion, 1–6."""

    deltagare = models.ForeignKey(Prioriteringsdeltagare, on_delete=models.CASCADE, related_name="poang")
    rad = models.ForeignKey(Prioriteringsforslag, on_delete=models.CASCADE, related_name="poang")
    kriterium = models.ForeignKey(Kriterium, on_delete=models.CASCADE, related_name="poang")
    varde = models.PositiveSmallIntegerField("poäng")
    nar = models.DateTimeField("när")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deltagare", "rad", "kriterium"], name="kriteriepoang_unik"),
            models.CheckConstraint(name="kriteriepoang_i_skalan", condition=Q(varde__gte=1, varde__lte=6)),
        ]
