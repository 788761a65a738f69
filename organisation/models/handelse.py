"""The log of what people and jobs did. Rows are only ever added."""

from django.db import models


class Handelse(models.Model):
    """No foreign keys: the log outlives what it speaks of.

    `pseudonym` is `Person.pseudonym` (null for a job). `typ` is "app.verb_noun". `objekt` is "app.Model",
    `objekt_id` its key as text, `etikett` its name at the time. `data` holds what changed, as plain JSON.
    Updates and deletes are refused by a trigger, and the application's database role lacks both rights.
    """

    tid = models.DateTimeField("tid", db_index=True)
    pseudonym = models.UUIDField("person", null=True, blank=True, db_index=True)
    typ = models.CharField("händelse", max_length=80, db_index=True)
    objekt = models.CharField("objekt", max_length=80, blank=True)
    objekt_id = models.CharField("objektets nyckel", max_length=64, blank=True)
    etikett = models.CharField("etikett", max_length=250, blank=True)
    data = models.JSONField("uppgifter", default=dict, blank=True)

    class Meta:
        verbose_name = "händelse"
        verbose_name_plural = "händelser"
        ordering = ["-tid", "-id"]
        indexes = [models.Index(fields=["objekt", "objekt_id"], name="handelse_objekt")]

    def __str__(self) -> str:
        return f"{self.tid:%Y-%m-%d %H:%M} {self.typ} {self.etikett}"
