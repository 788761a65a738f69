"""What a proposal is expected to do to an indicator, in numbers."""

from django.db import models
from django.db.models import Q

from planering.models import Indikator
from planering.models.stampel import Stampel
from uppfoljning.models import Atgardsforslag


class Forvantadeffekt(Stampel):
    """From `fran` in `franar` (the newest measured value when it was written) to `till` in `effektar`, in the
    indicator's unit, for its own kön. `effektar` is the first year in which the effect should be seen."""

    forslag = models.ForeignKey(
        Atgardsforslag, on_delete=models.PROTECT, related_name="forvantningar", verbose_name="förslag"
    )
    indikator = models.ForeignKey(
        Indikator, on_delete=models.PROTECT, related_name="forvantningar", verbose_name="indikator"
    )
    fran = models.FloatField("från", null=True, blank=True)
    franar = models.PositiveSmallIntegerField("mätt år", null=True, blank=True)
    till = models.FloatField("till")
    effektar = models.PositiveSmallIntegerField("effektår")
    varfor = models.TextField("varför tror vi det?", max_length=2000, blank=True)

    class Meta:
        verbose_name = "förväntad effekt"
        verbose_name_plural = "förväntade effekter"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["forslag", "indikator"],
                name="forvantadeffekt_unik",
                violation_error_message="Förslaget har redan en förväntad effekt på den indikatorn.",
            ),
            models.CheckConstraint(
                name="forvantadeffekt_fran",
                condition=Q(fran__isnull=True, franar__isnull=True)
                | Q(fran__isnull=False, franar__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indikator} {self.effektar}"

    @property
    def behorighet_enhet_id(self) -> int:
        return self.forslag.analys.enhet_id
