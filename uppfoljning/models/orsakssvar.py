"""Answers in the cause checklist."""

from django.db import models

from planering.models.stampel import Stampel
from uppfoljning.domain.orsakslista import FRAGOR, Svar
from uppfoljning.models.analys import Analys


class Orsakssvar(Stampel):
    """One answer to one question of `uppfoljning.domain.orsakslista`. `svarad_av` is a name."""

    analys = models.ForeignKey(Analys, on_delete=models.CASCADE, related_name="svar")
    fraga = models.CharField("fråga", max_length=40)
    svar = models.CharField("svar", max_length=12, choices=[(s.value, s.etikett) for s in Svar])
    anteckning = models.TextField("anteckning", max_length=2000, blank=True)
    svarad = models.DateTimeField("svarad")
    svarad_av = models.CharField("svarad av", max_length=120)

    class Meta:
        verbose_name = "svar om orsak"
        verbose_name_plural = "svar om orsaker"
        constraints = [models.UniqueConstraint(fields=["analys", "fraga"], name="orsakssvar_unikt")]

    def __str__(self) -> str:
        fraga = FRAGOR.get(self.fraga)
        return fraga.text if fraga is not None else self.fraga
