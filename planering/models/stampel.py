"""Who last changed a row, and how many times it has changed."""

from django.conf import settings
from django.db import models


class Stampel(models.Model):
    """Abstract. `revision` grows by one with every change; a form carries the one it was opened with, so that
    an edit made on an older text is noticed instead of overwriting a newer one. `andrad` and `andrad_av` say
    when and by whom the row was last changed (null: by a job, or by a person who has been removed).
    """

    revision = models.PositiveIntegerField("revision", default=1, editable=False)
    andrad = models.DateTimeField("ändrad", null=True, blank=True, editable=False)
    andrad_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="ändrad av",
    )

    class Meta:
        abstract = True
