"""The decision paper, the decision, and what is owed to those who took part."""

from django.db import models
from django.db.models import Q

from atgarder.models.prioritering import Prioritering
from organisation.models import Enhet
from planering.models import Indikator
from planering.models.stampel import Stampel
from uppfoljning.models import Atgardsforslag


class Beslutsunderlag(Stampel):
    """The paper: proposals from one or several analyses, with what a decision needs. `innehall` is empty while it is
    written, and the frozen text from the moment it is `lamnat` to the instance; a decision is made on that text.

    `vid_aterremiss` points to the paper that was sent back and that this one answers.
    """

    titel = models.CharField("rubrik", max_length=200)
    enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="beslutsunderlag", verbose_name="gäller"
    )
    diarienummer = models.CharField("diarienummer", max_length=40, blank=True)
    inledning = models.TextField("ärendet i korthet", max_length=4000, blank=True)
    att_satser = models.TextField("förslag till beslut", max_length=4000, blank=True)
    prioritering = models.ForeignKey(
        Prioritering,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="underlag",
        verbose_name="prioritering",
    )
    vid_aterremiss = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="svar", editable=False
    )
    innehall = models.JSONField("innehåll", default=dict, blank=True, editable=False)
    lamnat = models.DateTimeField("lämnat", null=True, blank=True, editable=False)
    lamnat_av = models.CharField("lämnat av", max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = "beslutsunderlag"
        verbose_name_plural = "beslutsunderlag"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.titel

    @property
    def behorighet_enhet_id(self) -> int:
        return self.enhet_id


class Underlagsforslag(models.Model):
    """A proposal in a paper. `foreslas` is what the paper asks for: carried or rejected."""

    class Foreslas(models.TextChoices):
        BIFALL = "bifall", "Bifalla"
        AVSLAG = "avslag", "Avslå"

    underlag = models.ForeignKey(Beslutsunderlag, on_delete=models.CASCADE, related_name="rader")
    forslag = models.ForeignKey(Atgardsforslag, on_delete=models.PROTECT, related_name="underlagsrader")
    foreslas = models.CharField("föreslås", max_length=6, choices=Foreslas, default=Foreslas.BIFALL)
    ordning = models.PositiveSmallIntegerField("plats", default=0)

    class Meta:
        ordering = ["ordning", "id"]
        constraints = [models.UniqueConstraint(fields=["underlag", "forslag"], name="underlagsforslag_unikt")]

    def __str__(self) -> str:
        return str(self.forslag)


class Beslut(models.Model):
    """A decision as it was recorded. It never changes: a correction is a new row with `rattar` and `rattar_skal`.

    `registrerad_av` is a name. `stangt` lives in Beslutsavslut, since this row is immutable.
    """

    class Instans(models.TextChoices):
        KF = "kf", "Kommunfullmäktige"
        KS = "ks", "Kommunstyrelsen"
        NAMND = "namnd", "Nämnd"

    underlag = models.ForeignKey(Beslutsunderlag, on_delete=models.PROTECT, related_name="beslut")
    instans = models.CharField("var", max_length=5, choices=Instans)
    namnd = models.ForeignKey(
        Enhet, null=True, blank=True, on_delete=models.PROTECT, related_name="beslut", verbose_name="nämnd"
    )
    sammantrade = models.DateField("sammanträde")
    diarienummer = models.CharField("diarienummer", max_length=40)
    paragraf = models.CharField("paragraf", max_length=40)
    lydelse = models.TextField("beslutets lydelse", max_length=4000)
    reservation = models.TextField("reservation", max_length=4000, blank=True)
    informeras = models.TextField("vilka informeras, och hur?", max_length=2000)
    uppfoljning_hur = models.TextField("hur följs det upp att det görs?", max_length=2000)
    uppfoljning_nar = models.DateField("när?")
    effektuppfoljning_nar = models.DateField("när följs effekten upp?", null=True, blank=True)
    rattar = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="rattat_av"
    )
    rattar_skal = models.TextField("vad som rättas, och varför", max_length=1000, blank=True)
    registrerad = models.DateTimeField("registrerad")
    registrerad_av = models.CharField("registrerad av", max_length=120)

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        ordering = ["-sammantrade", "-id"]
        constraints = [
            models.CheckConstraint(
                name="beslut_namnd",
                condition=Q(instans="namnd", namnd__isnull=False)
                | Q(instans__in=["kf", "ks"], namnd__isnull=True),
                violation_error_message="Välj vilken nämnd som beslutade.",
            ),
            models.CheckConstraint(
                name="beslut_rattelse",
                condition=Q(rattar__isnull=True, rattar_skal="")
                | Q(rattar__isnull=False) & ~Q(rattar_skal=""),
                violation_error_message="Skriv vad som rättas, och varför.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instansnamn} {self.sammantrade:%Y-%m-%d} {self.paragraf}"

    @property
    def instansnamn(self) -> str:
        return self.namnd.namn if self.namnd_id else self.get_instans_display()

    @property
    def behorighet_enhet_id(self) -> int:
        return self.underlag.enhet_id


class Beslutspunkt(models.Model):
    """The outcome for one proposal. `andring`: what was changed, when it was carried with a change."""

    class Utfall(models.TextChoices):
        BIFALL = "bifall", "Bifall"
        ANDRING = "andring", "Bifall med ändring"
        AVSLAG = "avslag", "Avslag"
        ATERREMISS = "aterremiss", "Återremiss"

    beslut = models.ForeignKey(Beslut, on_delete=models.PROTECT, related_name="punkter")
    forslag = models.ForeignKey(Atgardsforslag, on_delete=models.PROTECT, related_name="beslutspunkter")
    utfall = models.CharField("utfall", max_length=10, choices=Utfall)
    andring = models.TextField("vad ändrades, eller varför?", max_length=2000, blank=True)
    ordning = models.PositiveSmallIntegerField("plats", default=0)

    class Meta:
        verbose_name = "beslutspunkt"
        verbose_name_plural = "beslutspunkter"
        ordering = ["ordning", "id"]
        constraints = [
            models.UniqueConstraint(fields=["beslut", "forslag"], name="beslutspunkt_unik"),
            models.CheckConstraint(
                name="beslutspunkt_andring",
                condition=Q(utfall__in=["bifall", "avslag"]) | ~Q(andring=""),
                violation_error_message="Skriv vad som ändrades, eller varför ärendet skickades tillbaka.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forslag}: {self.get_utfall_display()}"

    @property
    def bifallen(self) -> bool:
        return self.utfall in {self.Utfall.BIFALL, self.Utfall.ANDRING}

    @property
    def behorighet_enhet_id(self) -> int:
        return self.beslut.behorighet_enhet_id


class Beslutadeffekt(models.Model):
    """The expected effect as it was when the decision was made. `fran` is null when nothing was measured."""

    punkt = models.ForeignKey(Beslutspunkt, on_delete=models.PROTECT, related_name="effekter")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="beslutade_effekter")
    fran = models.FloatField("från", null=True, blank=True)
    franar = models.PositiveSmallIntegerField("mätt år", null=True, blank=True)
    till = models.FloatField("till")
    effektar = models.PositiveSmallIntegerField("effektår")

    class Meta:
        verbose_name = "beslutad effekt"
        verbose_name_plural = "beslutade effekter"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["punkt", "indikator"], name="beslutadeffekt_unik")]

    def __str__(self) -> str:
        return f"{self.indikator} {self.effektar}"


class Aterkoppling(Stampel):
    """To one of those who took part: told (`datum`, `hur`), or waived with a reason. Neither is allowed to be both."""

    class Till(models.TextChoices):
        ANALYSGRUPP = "analysgrupp", "Analysgruppen"
        MEDARBETARE = "medarbetare", "Medarbetare"
        BRUKARE = "brukare", "Brukare"
        MEDBORGARE = "medborgare", "Medborgare"

    beslut = models.ForeignKey(Beslut, on_delete=models.PROTECT, related_name="aterkopplingar")
    till = models.CharField("till", max_length=11, choices=Till)
    datum = models.DateField("när", null=True, blank=True)
    hur = models.TextField("hur", max_length=2000, blank=True)
    sagt = models.TextField("vad sa de?", max_length=2000, blank=True)
    avstar_skal = models.TextField("varför ingen återkoppling", max_length=1000, blank=True)

    class Meta:
        verbose_name = "återkoppling"
        verbose_name_plural = "återkopplingar"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["beslut", "till"], name="aterkoppling_unik"),
            models.CheckConstraint(
                name="aterkoppling_gjord_eller_avstadd",
                condition=Q(datum__isnull=False, avstar_skal="") & ~Q(hur="")
                | Q(datum__isnull=True, hur="", sagt="") & ~Q(avstar_skal=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_till_display()}"

    @property
    def behorighet_enhet_id(self) -> int:
        return self.beslut.behorighet_enhet_id


class Beslutsavslut(models.Model):
    """That a decision counts as closed: everyone who took part has been told, or it was waived."""

    beslut = models.OneToOneField(Beslut, on_delete=models.PROTECT, related_name="avslut")
    nar = models.DateTimeField("när")
    av = models.CharField("av", max_length=120)
