"""Who does the analysis work: the group, its mandate, and its members."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from organisation.models import Enhet
from organisation.models.period import PeriodQuerySet
from planering.models.stampel import Stampel


class Analysgrupp(Stampel):
    """`understalld`: whom it answers to. `mandat` is its task, `beslutar` what it may decide by itself.

    `borttaget` hides it; it can be taken back. A group that has done its work has a `galler_till` instead.
    """

    namn = models.CharField("namn", max_length=120)
    understalld = models.CharField("underställd", max_length=120, blank=True)
    mandat = models.TextField("uppdrag och mandat", blank=True)
    beslutar = models.TextField("vad gruppen får besluta", blank=True)
    galler_fran = models.DateField("från och med", null=True, blank=True)
    galler_till = models.DateField("till och med", null=True, blank=True)
    borttaget = models.DateTimeField("borttagen", null=True, blank=True, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "analysgrupp"
        verbose_name_plural = "analysgrupper"
        ordering = ["namn", "id"]
        constraints = [
            models.CheckConstraint(
                name="analysgrupp_period",
                condition=Q(galler_fran__isnull=True)
                | Q(galler_till__isnull=True)
                | Q(galler_fran__lte=F("galler_till")),
                violation_error_message="Den sista dagen kan inte komma före den första.",
            )
        ]

    def __str__(self) -> str:
        return self.namn

    def upphord(self, dag: date) -> bool:
        return self.galler_till is not None and self.galler_till < dag


class Gruppmedlem(Stampel):
    """`enhet`: the verksamhet she knows and comes from. `perspektiv`: the horizontal perspectives she stands for, as
    words with commas between. A person can be in the group anew after having left it."""

    class Roll(models.TextChoices):
        SAMMANKALLANDE = "sammankallande", "Sammankallande"
        MEDLEM = "medlem", "Medlem"
        SEKRETERARE = "sekreterare", "Sekreterare"
        ADJUNGERAD = "adjungerad", "Adjungerad"

    grupp = models.ForeignKey(Analysgrupp, on_delete=models.CASCADE, related_name="medlemmar")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="analysgrupper",
        verbose_name="person",
    )
    roll = models.CharField("roll", max_length=14, choices=Roll, default=Roll.MEDLEM)
    enhet = models.ForeignKey(
        Enhet, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="verksamhet"
    )
    perspektiv = models.CharField("horisontella perspektiv", max_length=200, blank=True)
    galler_fran = models.DateField("från och med", null=True, blank=True)
    galler_till = models.DateField("till och med", null=True, blank=True)
    borttaget = models.DateTimeField("borttagen", null=True, blank=True, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "medlem"
        verbose_name_plural = "medlemmar"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="gruppmedlem_period",
                condition=Q(galler_fran__isnull=True)
                | Q(galler_till__isnull=True)
                | Q(galler_fran__lte=F("galler_till")),
                violation_error_message="Den sista dagen kan inte komma före den första.",
            )
        ]

    def __str__(self) -> str:
        """Without the person's name: the log keeps this text, and names nobody."""
        return f"{self.get_roll_display()} i {self.grupp}"
