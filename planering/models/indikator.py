"""An indicator: a nyckeltal or a measure of one's own tied to a goal, with what is needed to judge it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kkik.models import Kon, Nyckeltal
from organisation.models import Enhet
from planering.domain import regler
from planering.models.egetmatt import Egetmatt
from planering.models.mal import Mal
from planering.models.stampel import Stampel


class Kategori(models.TextChoices):
    """The guide's categories. Only the three kinds of result count as goal fulfilment (rule 9)."""

    RESURS = "resurs", "Resurs"
    PROCESS = "process", "Produktion: intern process"
    AKTIVITET = "aktivitet", "Produktion: aktivitet"
    SUBJEKTIV = "subjektiv", "Verksamhetsresultat: upplevt"
    OBJEKTIV = "objektiv", "Verksamhetsresultat: uppmätt"
    EFFEKTIVITET = "effektivitet", "Verksamhetsresultat: effektivitet"
    INFORMATION = "information", "Viktig information"

    @property
    def raknas(self) -> bool:
        """Whether it speaks of fulfilment: only results do (rule 9)."""
        return self in (Kategori.SUBJEKTIV, Kategori.OBJEKTIV, Kategori.EFFEKTIVITET)


class Paverkansgrad(models.TextChoices):
    STOR = "stor", "Till stor del"
    VISS = "viss", "Till viss del"
    LITEN = "liten", "Till liten del"


class Indikator(Stampel):
    """Measures by exactly one of `nyckeltal` and `egetmatt`; `matt` is whichever it is.

    `riktning` is a person's choice and required. `intervall_a`/`_b` belong to `intervall` only.

    `tolerans` is absolute in the nyckeltal's unit or percent of |reference| (`tolerans_slag`); null means rule 1's
    default of 5 percent, which needs a positive reference. `marginal` is the margin of error in the unit.
    `jamforelsegrupp` is `alla`, `lan`, `liknande` (of the nyckeltal's own area), `liknande:<område>` or a Kolada
    group id. `utgangsvarde` at year `utgangsar` is the baseline of rules 1 and 2. `malnivarevision` is the stamp of
    what the target level page holds (levels, baseline, tolerance), apart from the rest of the row. `foregangare` is
    the indicator that it continues, in the plan that this plan was copied from: comments on that one still count.
    `malniva_skal` is the written reason for target levels on something that by the rule has none.
    """

    class Riktning(models.TextChoices):
        HOG = "hog", "Högt värde"
        LAG = "lag", "Lågt värde"
        INTERVALL = "intervall", "Inom ett intervall"
        NEUTRAL = "neutral", "Värderas inte"

    class Toleransslag(models.TextChoices):
        PROCENT = "procent", "procent av målnivån"
        ABSOLUT = "absolut", "i måttets enhet"

    mal = models.ForeignKey(Mal, on_delete=models.CASCADE, related_name="indikatorer", verbose_name="mål")
    nyckeltal = models.ForeignKey(
        Nyckeltal,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indikatorer",
        verbose_name="nyckeltal",
    )
    egetmatt = models.ForeignKey(
        Egetmatt,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indikatorer",
        verbose_name="eget mått",
    )
    namn = models.CharField("namn", max_length=200)
    riktning = models.CharField("vad är bra?", max_length=10, choices=Riktning)
    intervall_a = models.FloatField("intervallets nedre ände", null=True, blank=True)
    intervall_b = models.FloatField("intervallets övre ände", null=True, blank=True)
    kategori = models.CharField("kategori", max_length=14, choices=Kategori)
    paverkansgrad = models.CharField("hur mycket kan kommunen påverka?", max_length=6, choices=Paverkansgrad)
    agare = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="indikatorer", verbose_name="ägare"
    )
    ansvarig = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="indikatorer",
        verbose_name="ansvarig",
    )
    jamforelsegrupp = models.CharField("jämförs med", max_length=80, default="alla")
    tolerans = models.FloatField("tolerans", null=True, blank=True)
    tolerans_slag = models.CharField(
        "toleransen anges", max_length=8, choices=Toleransslag, default=Toleransslag.PROCENT
    )
    marginal = models.FloatField("felmarginal", null=True, blank=True)
    kon = models.CharField("kön", max_length=1, choices=Kon, default=Kon.TOTALT)
    decimaler = models.PositiveSmallIntegerField("decimaler", default=1)
    utgangsvarde = models.FloatField("utgångsvärde", null=True, blank=True)
    utgangsar = models.PositiveSmallIntegerField("utgångsår", null=True, blank=True)
    varfor = models.TextField("varför mäter vi det här?", blank=True)
    malniva_skal = models.TextField("skäl för målnivå", blank=True)
    ordning = models.PositiveSmallIntegerField("ordning", default=0)
    foregangare = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="efterfoljare",
        verbose_name="föregångare",
    )
    malnivarevision = models.PositiveIntegerField("målnivåernas revision", default=1, editable=False)

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"
        ordering = ["ordning", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mal", "nyckeltal", "kon"],
                name="indikator_unik",
                violation_error_message="Målet har redan en indikator med det nyckeltalet.",
            ),
            models.UniqueConstraint(
                fields=["mal", "egetmatt", "kon"],
                name="indikator_unik_egen",
                violation_error_message="Målet har redan en indikator med det måttet.",
            ),
            models.CheckConstraint(
                name="indikator_ett_matt",
                condition=Q(nyckeltal__isnull=False, egetmatt__isnull=True)
                | Q(nyckeltal__isnull=True, egetmatt__isnull=False),
                violation_error_message="En indikator har antingen ett nyckeltal eller ett eget mått.",
            ),
            models.CheckConstraint(
                name="indikator_intervall",
                condition=(
                    Q(riktning="intervall", intervall_a__isnull=False, intervall_b__gte=F("intervall_a"))
                    | (~Q(riktning="intervall") & Q(intervall_a__isnull=True, intervall_b__isnull=True))
                ),
                violation_error_message="Ett intervall behöver två ändar, den nedre först.",
            ),
            models.CheckConstraint(
                name="indikator_tolerans",
                condition=Q(tolerans__isnull=True) | Q(tolerans__gte=0),
                violation_error_message="Toleransen kan inte vara negativ.",
            ),
            models.CheckConstraint(
                name="indikator_marginal",
                condition=Q(marginal__isnull=True) | Q(marginal__gte=0),
                violation_error_message="Felmarginalen kan inte vara negativ.",
            ),
            models.CheckConstraint(
                name="indikator_utgangslage",
                condition=Q(utgangsvarde__isnull=True, utgangsar__isnull=True)
                | Q(utgangsvarde__isnull=False, utgangsar__isnull=False),
                violation_error_message="Ange både utgångsvärde och utgångsår, eller inget av dem.",
            ),
        ]

    def __str__(self) -> str:
        return self.namn

    @property
    def raknas(self) -> bool:
        """Whether the indicator counts when the goal's fulfilment is proposed (rule 9)."""
        return Kategori(self.kategori).raknas

    @property
    def matt(self) -> Nyckeltal | Egetmatt:
        """What it measures by. Both kinds have titel, enhet, beskrivning and konsuppdelat."""
        return self.nyckeltal if self.egetmatt is None else self.egetmatt

    @property
    def malnivahinder(self) -> str:
        """Why it has no target levels by the rule, reason or not; empty when it may have."""
        return regler.malnivahinder(self.kategori, self.paverkansgrad)

    @property
    def far_malniva(self) -> bool:
        """Whether target levels may be set: the rule allows it, or a written reason overrides it."""
        return not self.malnivahinder or bool(self.malniva_skal)
