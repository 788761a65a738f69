"""Mail that is queued, being sent, or sent: the record by which nothing is sent twice."""

from django.db import models

from organisation.models.person import Person


class Utskick(models.Model):
    """One message to one person. `slag` and `nyckel` say what it is about ("paminnelse.omgang", "12:skola:sista-dag");
    the same of both to the same person is made once and for ever.

    A row is taken (`paborjad`) before the mail server is spoken to. One that was taken and never marked `skickad` nor
    given a `fel` may or may not have gone out: it is not sent again by itself.
    """

    slag = models.CharField("slag", max_length=40)
    nyckel = models.CharField("gäller", max_length=120)
    mottagare = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="utskick", verbose_name="mottagare"
    )
    amne = models.CharField("ämne", max_length=200)
    text = models.TextField("text")
    skapad = models.DateTimeField("skapad")
    paborjad = models.DateTimeField("påbörjad", null=True, blank=True)
    skickad = models.DateTimeField("skickad", null=True, blank=True)
    fel = models.CharField("fel", max_length=250, blank=True)

    class Meta:
        verbose_name = "utskick"
        verbose_name_plural = "utskick"
        ordering = ["-skapad", "-id"]
        constraints = [models.UniqueConstraint(fields=["slag", "nyckel", "mottagare"], name="utskick_unikt")]

    def __str__(self) -> str:
        return self.amne

    @property
    def kan_skickas_om(self) -> bool:
        """Whether a person may put it back in the queue."""
        return self.skickad is None and self.paborjad is not None

    @property
    def lage(self) -> str:
        """In words."""
        if self.skickad:
            return "skickat"
        if self.fel:
            return "kunde inte skickas"
        return "oklart om det skickats" if self.paborjad else "i kö"
