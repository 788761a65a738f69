"""The own municipality. One installation serves one municipality, so there is one row."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q


class Kommuninstallning(models.Model):
    """`kommunkod` is Kolada's four-digit id; kkik is above, so it is kept as text and not as a key."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    kommunkod = models.CharField(
        "kommunkod", max_length=4, validators=[RegexValidator(r"^\d{4}$", "Kommunkoden har fyra siffror.")]
    )
    namn = models.CharField("namn", max_length=80)
    genitiv = models.CharField("namn i genitiv", max_length=80, blank=True)
    accentfarg = models.CharField(
        "accentfärg",
        max_length=7,
        default="#1B4B7A",
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$", "Ange färgen som # och sex hexadecimala siffror.")],
    )
    ar_pahittad = models.BooleanField("kommunen och dess uppgifter är påhittade", default=False)

    class Meta:
        verbose_name = "kommuninställning"
        verbose_name_plural = "kommuninställning"
        constraints = [models.CheckConstraint(name="kommuninstallning_en_rad", condition=Q(id=1))]

    def __str__(self) -> str:
        return self.namn
