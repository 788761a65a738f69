"""Who is asked, in which group, and whose the answers are."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from verktyg.models.genomforande import Genomforande


class Grupp(models.Model):
    """A group whose answers can be laid beside another's, elected politicians and officers for instance."""

    genomforande = models.ForeignKey(
        Genomforande, on_delete=models.CASCADE, related_name="grupper", verbose_name="genomförande"
    )
    namn = models.CharField("namn", max_length=80)
    ordning = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "grupp"
        verbose_name_plural = "grupper"
        ordering = ["ordning", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["genomforande", "namn"],
                name="verktygsgrupp_unik",
                violation_error_message="Det finns redan en grupp med det namnet.",
            )
        ]

    def __str__(self) -> str:
        return self.namn


class Inbjudan(models.Model):
    """That a person may answer. Says nothing of whether, or what."""

    genomforande = models.ForeignKey(
        Genomforande, on_delete=models.CASCADE, related_name="inbjudningar", verbose_name="genomförande"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="inbjudningar",
        verbose_name="person",
    )
    grupp = models.ForeignKey(
        Grupp, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="grupp"
    )

    class Meta:
        verbose_name = "inbjudan"
        verbose_name_plural = "inbjudningar"
        constraints = [
            models.UniqueConstraint(
                fields=["genomforande", "person"],
                name="inbjudan_unik",
                violation_error_message="Personen är redan inbjuden.",
            )
        ]


class Deltagande(models.Model):
    """Whose a set of answers is. Never both of `person` and `nyckel`:

    - named: `person` (null once the person has been removed);
    - anonymous: `nyckel`, a keyed hash of the person that only the running application can make, so that one can
      change one's answers; it is replaced by chance when the round is closed, and then nobody can;
    - a checklist's shared answers: `nyckel` is GEMENSAM.
    """

    GEMENSAM = "gemensam"

    genomforande = models.ForeignKey(
        Genomforande, on_delete=models.CASCADE, related_name="deltaganden", verbose_name="genomförande"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="deltaganden",
        verbose_name="person",
    )
    nyckel = models.CharField("nyckel", max_length=64, blank=True, editable=False)
    grupp = models.ForeignKey(
        Grupp, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="grupp"
    )

    class Meta:
        verbose_name = "deltagande"
        verbose_name_plural = "deltaganden"
        constraints = [
            models.UniqueConstraint(fields=["genomforande", "person"], name="deltagande_person"),
            models.UniqueConstraint(
                fields=["genomforande", "nyckel"], name="deltagande_nyckel", condition=~Q(nyckel="")
            ),
            models.CheckConstraint(
                name="deltagande_namn_eller_nyckel", condition=Q(person__isnull=True) | Q(nyckel="")
            ),
        ]
