"""What a decision sets in motion: an assignment with an action plan, money to ask for, goals to change."""

from django.db import models
from django.db.models import Q

from atgarder.models.beslut import Beslutspunkt
from organisation.models import Enhet
from planering.models import Handlingsplan, Mal, Plan
from planering.models.stampel import Stampel


class Atgardsuppdrag(Stampel):
    """A carried proposal handed to the verksamhet. `genomforande` is what is said of it; done is done only with a date.

    `avbruten` needs its reason in `genomforande_text`.
    """

    class Genomforande(models.TextChoices):
        PAGAR = "pagar", "Pågår"
        GENOMFORD = "genomford", "Genomförd"
        AVBRUTEN = "avbruten", "Avbruten"

    punkt = models.OneToOneField(Beslutspunkt, on_delete=models.PROTECT, related_name="uppdrag")
    enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="atgardsuppdrag", verbose_name="ansvarig enhet"
    )
    handlingsplan = models.OneToOneField(
        Handlingsplan, on_delete=models.PROTECT, related_name="uppdrag", verbose_name="handlingsplan"
    )
    genomforande = models.CharField(
        "är det gjort?", max_length=9, choices=Genomforande, default=Genomforande.PAGAR
    )
    genomford = models.DateField("när", null=True, blank=True)
    genomforande_text = models.TextField("vad gjordes?", max_length=4000, blank=True)
    lardom = models.TextField("vad lärde vi oss?", max_length=4000, blank=True)

    class Meta:
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="atgardsuppdrag_genomfort",
                condition=Q(genomforande="pagar", genomford__isnull=True)
                | Q(genomforande__in=["genomford", "avbruten"], genomford__isnull=False)
                & ~Q(genomforande_text=""),
                violation_error_message="Skriv när, och vad som gjordes eller varför det avbröts.",
            )
        ]

    def __str__(self) -> str:
        return str(self.punkt.forslag)

    @property
    def behorighet_enhet_id(self) -> int:
        return self.enhet_id


class _Onskemal(Stampel):
    """Abstract. Something for the next budget or plan: waits, is taken in (into `plan`) or declined (`svar`)."""

    class Status(models.TextChoices):
        VANTAR = "vantar", "Väntar"
        INTAGET = "intaget", "Med i planen"
        AVBOJT = "avbojt", "Inte med"

    status = models.CharField("läge", max_length=7, choices=Status, default=Status.VANTAR, editable=False)
    svar = models.TextField("svar", max_length=2000, blank=True)

    class Meta:
        abstract = True


class Resursbehov(_Onskemal):
    """Money and posts of one year that a decision needs; taken from the consequences (see Konsekvensbelopp)."""

    punkt = models.ForeignKey(Beslutspunkt, on_delete=models.PROTECT, related_name="resursbehov")
    ar = models.PositiveSmallIntegerField("år")
    post = models.CharField("vad", max_length=160)
    slag = models.CharField("slag", max_length=7, choices=[("engangs", "Engångs"), ("lopande", "Löpande")])
    belopp_tkr = models.IntegerField("belopp (tkr)", default=0)
    tjanster = models.DecimalField("tjänster (årsarbetare)", max_digits=6, decimal_places=2, default=0)
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="resursbehov"
    )

    class Meta:
        verbose_name = "resursbehov"
        verbose_name_plural = "resursbehov"
        ordering = ["ar", "id"]

    def __str__(self) -> str:
        return f"{self.post} {self.ar}"

    @property
    def behorighet_enhet_id(self) -> int:
        return self.punkt.behorighet_enhet_id


class Malandringsforslag(_Onskemal):
    """A goal that a decision says should change in the next plan. `mal` is the goal as it was; null: a new one."""

    punkt = models.ForeignKey(Beslutspunkt, on_delete=models.PROTECT, related_name="malandringar")
    mal = models.ForeignKey(
        Mal, null=True, blank=True, on_delete=models.SET_NULL, related_name="andringsforslag"
    )
    malnamn = models.CharField("mål", max_length=250, blank=True)
    text = models.TextField("föreslagen ändring", max_length=4000)
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="malandringsforslag"
    )

    class Meta:
        verbose_name = "förslag till ändrat mål"
        verbose_name_plural = "förslag till ändrade mål"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.malnamn or self.text[:80]

    @property
    def behorighet_enhet_id(self) -> int:
        return self.punkt.behorighet_enhet_id
