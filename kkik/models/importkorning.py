"""A run of the importer, with its steps."""

from django.db import models

from organisation.models import Jobbrad, Jobbstatus


class Importkorning(Jobbrad):
    """`omfattning` is what was asked for: {"nyckeltal": "kkik"|"alla"|[ids], "fran_ar", "till_ar", "sedan", "katalog"}.

    The counts are values (not pages): hamtade = nya + andrade + oforandrade + vagrade (refused, told in `varningar`);
    `forsvunna` are stored values in scope that Kolada no longer sends (full loads only).
    `katalog` counts what the lists changed: {"nyckeltal": {"nya", "andrade", "forsvunna", "aterkomna"}, …}.
    `stopp` is why it waits for a person: [{"slag", "antal", "av", "grans", "text"}].
    `rakatalog` is the folder with the raw pages, from which the run can be loaded again without the network.
    """

    class Slag(models.TextChoices):
        FULL = "full", "Allt"
        ANDRINGAR = "andringar", "Ändringar sedan sist"
        URVAL = "urval", "Urval"
        FRAN_MAPP = "fran_mapp", "Från sparade sidor"

    slag = models.CharField("slag", max_length=10, choices=Slag)
    omfattning = models.JSONField("omfattning", default=dict)
    rakatalog = models.CharField("råsidor", max_length=300, blank=True)
    hamtade = models.PositiveIntegerField("hämtade", default=0)
    nya = models.PositiveIntegerField("nya", default=0)
    andrade = models.PositiveIntegerField("ändrade", default=0)
    oforandrade = models.PositiveIntegerField("oförändrade", default=0)
    forsvunna = models.PositiveIntegerField("försvunna", default=0)
    vagrade = models.PositiveIntegerField("avvisade", default=0)
    katalog = models.JSONField("ändringar i katalogen", default=dict)
    varningar = models.JSONField("varningar", default=list)
    stopp = models.JSONField("stoppades av", default=list)
    godkand = models.DateTimeField("godkänd", null=True, blank=True)
    godkand_av = models.UUIDField("godkänd av", null=True, blank=True)

    class Meta:
        verbose_name = "importkörning"
        verbose_name_plural = "importkörningar"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["status"],
                condition=models.Q(status=Jobbstatus.PAGAR),
                name="importkorning_en_i_taget",
            )
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}, {self.get_slag_display().lower()}"


class Importsteg(models.Model):
    """`gjort` of `totalt`, in the unit that `namn` says; `totalt` null while it cannot be known."""

    importkorning = models.ForeignKey(Importkorning, on_delete=models.CASCADE, related_name="steg")
    ordning = models.PositiveSmallIntegerField("ordning")
    namn = models.CharField("steg", max_length=60)
    status = models.CharField("status", max_length=12, choices=Jobbstatus, default=Jobbstatus.KOAD)
    gjort = models.PositiveIntegerField("gjort", default=0)
    totalt = models.PositiveIntegerField("totalt", null=True, blank=True)
    startad = models.DateTimeField("startat", null=True, blank=True)
    avslutad = models.DateTimeField("avslutat", null=True, blank=True)

    class Meta:
        verbose_name = "importsteg"
        verbose_name_plural = "importsteg"
        ordering = ["ordning"]
        constraints = [models.UniqueConstraint(fields=["importkorning", "ordning"], name="importsteg_unikt")]

    def __str__(self) -> str:
        return self.namn
