"""Money and volumes: what each nämnd's verksamheter get, year by year, why, and what became of it."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from kkik.models import Nyckeltal
from organisation.models import Enhet
from planering.models.mal import Mal
from planering.models.plan import Plan
from planering.models.stampel import Stampel


def tkr(namn: str, **kwargs) -> models.DecimalField:
    """Thousands of kronor, to the krona."""
    return models.DecimalField(namn, max_digits=14, decimal_places=3, **kwargs)


def antal(namn: str) -> models.DecimalField:
    return models.DecimalField(namn, max_digits=12, decimal_places=2, null=True, blank=True)


class Verksamhet(Stampel):
    """What a nämnd gets money for in a plan, in one geographic area where that matters; or a reserve.

    `volymnamn` is what is counted ("barn 1–5 år"), empty where nothing is. `nyckeltal` is Kolada's measure of the
    cost per such unit, to compare with.
    """

    class Slag(models.TextChoices):
        VERKSAMHET = "verksamhet", "Verksamhet"
        RESERV = "reserv", "Reserv för oförutsett"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="verksamheter", verbose_name="plan")
    enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="verksamheter", verbose_name="nämnd"
    )
    namn = models.CharField("verksamhet", max_length=120)
    omrade = models.CharField("geografiskt område", max_length=80, blank=True)
    slag = models.CharField("slag", max_length=10, choices=Slag, default=Slag.VERKSAMHET)
    volymnamn = models.CharField("volymen avser", max_length=80, blank=True)
    nyckeltal = models.ForeignKey(
        Nyckeltal,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="verksamheter",
        verbose_name="Koladas kostnadsmått",
    )

    class Meta:
        verbose_name = "verksamhet"
        verbose_name_plural = "verksamheter"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "enhet", "namn", "omrade"],
                name="verksamhet_unik",
                violation_error_message="Nämnden har redan en verksamhet med det namnet och området.",
            ),
            models.CheckConstraint(
                name="verksamhet_reserv",
                condition=~Q(slag="reserv") | Q(volymnamn="", nyckeltal__isnull=True),
                violation_error_message="En reserv har ingen volym och inget kostnadsmått.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.namn}, {self.omrade}" if self.omrade else self.namn


class Ram(Stampel):
    """One year of a verksamhet. The frame is the sum of its four parts (tkr), and never below zero.

    `bas` is the frame one comes from, `upprakning` compensation for prices and wages, `demografi` for a changed
    volume, `prioritering` what politics adds or takes away. `volym` and its parts by gender are planned; `ersattning`
    is kronor for one more unit of volume, `kompensationsgrad` how many percent of it that is paid. `utfall`,
    `volymutfall` and `andel_kvinnor` (percent of the outcome that went to women and girls) come after the year.
    A null is not known; it is never zero.
    """

    verksamhet = models.ForeignKey(
        Verksamhet, on_delete=models.CASCADE, related_name="ramar", verbose_name="verksamhet"
    )
    ar = models.PositiveSmallIntegerField("år")
    bas = tkr("ingående ram", default=Decimal(0))
    upprakning = tkr("uppräkning", default=Decimal(0))
    demografi = tkr("demografi", default=Decimal(0))
    prioritering = tkr("prioritering", default=Decimal(0))
    volym = antal("volym")
    volym_kvinnor = antal("volym, kvinnor och flickor")
    volym_man = antal("volym, män och pojkar")
    ersattning = models.DecimalField(
        "ersättning per volym", max_digits=12, decimal_places=2, null=True, blank=True
    )
    kompensationsgrad = models.DecimalField(
        "kompensationsgrad", max_digits=6, decimal_places=2, null=True, blank=True
    )
    utfall = tkr("utfall", null=True, blank=True)
    volymutfall = antal("volymutfall")
    andel_kvinnor = models.DecimalField(
        "andel till kvinnor och flickor", max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = "ram"
        verbose_name_plural = "ramar"
        ordering = ["ar", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["verksamhet", "ar"],
                name="ram_unik",
                violation_error_message="Verksamheten har redan en ram för det året.",
            ),
            models.CheckConstraint(
                name="ram_minst_noll",
                condition=Q(bas__gte=0) & Q(bas__gte=-F("upprakning") - F("demografi") - F("prioritering")),
                violation_error_message="Ramen kan inte bli mindre än noll.",
            ),
            models.CheckConstraint(
                name="ram_volymer",
                condition=(Q(volym__isnull=True) | Q(volym__gte=0))
                & (Q(volymutfall__isnull=True) | Q(volymutfall__gte=0))
                & (Q(ersattning__isnull=True) | Q(ersattning__gte=0)),
                violation_error_message="Volymer och ersättning kan inte vara negativa.",
            ),
            models.CheckConstraint(
                name="ram_volym_kon",
                condition=Q(volym_kvinnor__isnull=True, volym_man__isnull=True)
                | Q(
                    # Said of each: a comparison with a null is neither true nor false, and would pass.
                    volym__isnull=False,
                    volym_kvinnor__isnull=False,
                    volym_man__isnull=False,
                    volym_kvinnor__gte=0,
                    volym_man__gte=0,
                    volym=F("volym_kvinnor") + F("volym_man"),
                ),
                violation_error_message="Kvinnor och män ska tillsammans bli volymen.",
            ),
            models.CheckConstraint(
                name="ram_procent",
                condition=(Q(kompensationsgrad__isnull=True) | Q(kompensationsgrad__range=(0, 100)))
                & (Q(andel_kvinnor__isnull=True) | Q(andel_kvinnor__range=(0, 100))),
                violation_error_message="Procent ligger mellan 0 och 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verksamhet} {self.ar}"

    @property
    def belopp(self) -> Decimal:
        """The frame, tkr."""
        return self.bas + self.upprakning + self.demografi + self.prioritering


class Oronmarkning(Stampel):
    """The part of a frame that is set aside for a goal."""

    ram = models.ForeignKey(Ram, on_delete=models.CASCADE, related_name="oronmarkningar", verbose_name="ram")
    mal = models.ForeignKey(Mal, on_delete=models.CASCADE, related_name="oronmarkningar", verbose_name="mål")
    belopp = tkr("belopp")
    kommentar = models.CharField("vad pengarna ska räcka till", max_length=250, blank=True)

    class Meta:
        verbose_name = "öronmärkning"
        verbose_name_plural = "öronmärkningar"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ram", "mal"],
                name="oronmarkning_unik",
                violation_error_message="Ramen har redan en öronmärkning för det målet.",
            ),
            models.CheckConstraint(
                name="oronmarkning_mer_an_noll",
                condition=Q(belopp__gt=0),
                violation_error_message="Beloppet ska vara större än noll.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mal} ({self.ram})"


class Resursinlasning(Stampel):
    """A file or a pasted table that has been read but not yet saved: what the dry run shows and the confirmation saves.

    `rader` are the rows as plain JSON, emptied when it is `klar` or `avbruten`. `lage` is what the plan's frames were
    when the person saw what would change; if they are others when it is confirmed, it is shown anew.
    """

    class Status(models.TextChoices):
        VANTAR = "vantar", "Väntar på bekräftelse"
        KLAR = "klar", "Inläst"
        AVBRUTEN = "avbruten", "Avbruten"

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="resursinlasningar", verbose_name="plan"
    )
    namn = models.CharField("namn", max_length=160)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.VANTAR)
    rader = models.JSONField("rader", default=list, blank=True)
    lage = models.CharField("läge", max_length=64, blank=True)

    class Meta:
        verbose_name = "resursinläsning"
        verbose_name_plural = "resursinläsningar"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.namn
