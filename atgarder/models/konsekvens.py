"""What a proposal would mean if it were carried out: the guide's four questions, and what hangs on the answers."""

from django.db import models
from django.db.models import Q

from kkik.models import Kon
from planering.models import Mal
from planering.models.stampel import Stampel
from uppfoljning.models import Atgardsforslag


class Svar(models.TextChoices):
    """The answer to one of the four questions. Not answered is the empty text."""

    JA = "ja", "Ja"
    NEJ = "nej", "Nej"
    OSAKERT = "osakert", "Vet inte än"


class Konsekvensbeskrivning(Stampel):
    """One per proposal, made when somebody begins it. Each question has an answer and its words.

    `scenario` tells how it would be; `nollalternativ` what happens if nothing is done. `klar` is when somebody said
    that it is finished; it is taken back (null) to go on with it. A proposal under a decision is locked.
    """

    forslag = models.OneToOneField(
        Atgardsforslag, on_delete=models.PROTECT, related_name="konsekvens", verbose_name="förslag"
    )
    resurser = models.CharField("behövs mer resurser?", max_length=7, choices=Svar, blank=True)
    resurser_text = models.TextField("vilka?", max_length=4000, blank=True)
    verksamhet = models.CharField("ändras verksamheten?", max_length=7, choices=Svar, blank=True)
    verksamhet_text = models.TextField("hur?", max_length=4000, blank=True)
    medborgare = models.CharField("märker invånare och brukare det?", max_length=7, choices=Svar, blank=True)
    medborgare_text = models.TextField("hur?", max_length=4000, blank=True)
    malandring = models.CharField("behöver övergripande mål ändras?", max_length=7, choices=Svar, blank=True)
    malandring_text = models.TextField("vilken ändring?", max_length=4000, blank=True)
    mal = models.ManyToManyField(Mal, blank=True, related_name="+", verbose_name="mål som skulle ändras")
    scenario = models.TextField("så blir det", max_length=8000, blank=True)
    nollalternativ = models.TextField("om vi inte gör något", max_length=4000, blank=True)
    klar = models.DateTimeField("klar", null=True, blank=True, editable=False)
    klar_av = models.CharField("klar av", max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = "konsekvensbeskrivning"
        verbose_name_plural = "konsekvensbeskrivningar"

    def __str__(self) -> str:
        return f"Konsekvenser av {self.forslag}"

    @property
    def behorighet_enhet_id(self) -> int:
        return self.forslag.analys.enhet_id


class _Del(Stampel):
    """Abstract. A row of a consequence description."""

    class Meta:
        abstract = True

    @property
    def behorighet_enhet_id(self) -> int:
        return self.beskrivning.behorighet_enhet_id


class Konsekvensbelopp(_Del):
    """Money and posts of one year. `belopp_tkr` and `tjanster` (årsarbetare) are signed: below zero is what is saved.

    tkr in the year's prices. An ongoing cost has a row per year.
    """

    class Slag(models.TextChoices):
        ENGANGS = "engangs", "Engångs"
        LOPANDE = "lopande", "Löpande"

    beskrivning = models.ForeignKey(
        Konsekvensbeskrivning, on_delete=models.CASCADE, related_name="belopp", verbose_name="hör till"
    )
    ar = models.PositiveSmallIntegerField("år")
    post = models.CharField("vad", max_length=160)
    slag = models.CharField("slag", max_length=7, choices=Slag)
    belopp_tkr = models.IntegerField("belopp (tkr)", default=0)
    tjanster = models.DecimalField("tjänster (årsarbetare)", max_digits=6, decimal_places=2, default=0)

    class Meta:
        verbose_name = "belopp"
        verbose_name_plural = "belopp"
        ordering = ["ar", "id"]
        constraints = [
            models.CheckConstraint(
                name="konsekvensbelopp_nagot",
                condition=~Q(belopp_tkr=0) | ~Q(tjanster=0),
                violation_error_message="Skriv ett belopp eller en tjänst.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.ar}"


class Konsekvensrisk(_Del):
    """What may go wrong. Probability and harm are 1 (small) to 4 (large)."""

    class Grad(models.IntegerChoices):
        LITEN = 1, "Liten"
        MATTLIG = 2, "Måttlig"
        STOR = 3, "Stor"
        MYCKET_STOR = 4, "Mycket stor"

    beskrivning = models.ForeignKey(
        Konsekvensbeskrivning, on_delete=models.CASCADE, related_name="risker", verbose_name="hör till"
    )
    text = models.CharField("vad kan gå fel?", max_length=300)
    sannolikhet = models.PositiveSmallIntegerField("hur troligt?", choices=Grad)
    foljd = models.PositiveSmallIntegerField("hur illa vore det?", choices=Grad)
    hantering = models.TextField("vad gör vi åt det?", max_length=2000, blank=True)

    class Meta:
        verbose_name = "risk"
        verbose_name_plural = "risker"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class Berordgrupp(_Del):
    """Who is affected, of which kön, and how."""

    class Riktning(models.TextChoices):
        BATTRE = "battre", "Får det bättre"
        SAMRE = "samre", "Får det sämre"
        BADA = "bada", "Både och"
        OSAKERT = "osakert", "Vet inte"

    beskrivning = models.ForeignKey(
        Konsekvensbeskrivning, on_delete=models.CASCADE, related_name="grupper", verbose_name="hör till"
    )
    namn = models.CharField("vilka", max_length=160)
    kon = models.CharField("kön", max_length=1, choices=Kon, default=Kon.TOTALT)
    riktning = models.CharField("hur går det för dem?", max_length=7, choices=Riktning)
    text = models.TextField("på vilket sätt?", max_length=2000, blank=True)

    class Meta:
        verbose_name = "berörd grupp"
        verbose_name_plural = "berörda grupper"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.namn


class Alternativ(_Del):
    """Another way to the same end, and why it was not the proposal. Doing nothing is `nollalternativ` above."""

    beskrivning = models.ForeignKey(
        Konsekvensbeskrivning, on_delete=models.CASCADE, related_name="alternativ", verbose_name="hör till"
    )
    titel = models.CharField("alternativ", max_length=200)
    text = models.TextField("vad vore det?", max_length=2000)
    varfor_inte = models.TextField("varför föreslås det inte?", max_length=2000, blank=True)

    class Meta:
        verbose_name = "alternativ"
        verbose_name_plural = "alternativ"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.titel


class Verksamhetsdialog(_Del):
    """A talk with those who would carry it out: when, with whom, what they said and what it changed."""

    beskrivning = models.ForeignKey(
        Konsekvensbeskrivning, on_delete=models.CASCADE, related_name="dialoger", verbose_name="hör till"
    )
    datum = models.DateField("datum")
    med = models.CharField("med vilka", max_length=200)
    sagt = models.TextField("vad sa de?", max_length=4000)
    ledde_till = models.TextField("vad ledde det till?", max_length=2000, blank=True)

    class Meta:
        verbose_name = "dialog med verksamheten"
        verbose_name_plural = "dialoger med verksamheten"
        ordering = ["datum", "id"]

    def __str__(self) -> str:
        return f"{self.datum:%Y-%m-%d} {self.med}"
