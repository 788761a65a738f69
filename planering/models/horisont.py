"""How a goal below fullmäktige carries a horizontal goal: one that concerns everybody, whatever they do."""

from django.db import models
from django.db.models import F, Q

from planering.models.mal import Mal


class Horisontkoppling(models.Model):
    """`mal` (of a nämnd, a bolag or an enhet) breaks `horisontellt` down, beside the goal that it serves in the tree.

    Kept with its `mal`: whoever changes the links changes the goal.
    """

    mal = models.ForeignKey(
        Mal, on_delete=models.CASCADE, related_name="horisontkopplingar", verbose_name="mål"
    )
    horisontellt = models.ForeignKey(
        Mal, on_delete=models.CASCADE, related_name="nedbrytningar", verbose_name="horisontellt mål"
    )

    class Meta:
        verbose_name = "koppling till horisontellt mål"
        verbose_name_plural = "kopplingar till horisontella mål"
        ordering = ["horisontellt__ordning", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mal", "horisontellt"],
                name="horisontkoppling_unik",
                violation_error_message="Målet bidrar redan till det horisontella målet.",
            ),
            models.CheckConstraint(
                name="horisontkoppling_inte_sig_sjalvt",
                condition=~Q(mal=F("horisontellt")),
                violation_error_message="Ett mål kan inte bidra till sig självt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mal} → {self.horisontellt}"
