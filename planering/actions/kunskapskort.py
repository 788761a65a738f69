"""Knowledge cards. They can be written whatever the plan's status: knowledge is not decided."""

from datetime import datetime

from django.db import transaction

from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Krock
from planering.models import Indikator, Kunskapskort

FRAGOR = ("mater", "paverkar", "paverkar_inte", "bakgrund")


@transaction.atomic
def skriv_kunskapskort(
    *,
    av: Person | None,
    nar: datetime,
    indikator: Indikator,
    mater: str = "",
    paverkar: str = "",
    paverkar_inte: str = "",
    bakgrund: str = "",
    revision: int | None = None,
) -> Kunskapskort | None:
    """Write the card, which comes to be with its first words. None when there is nothing and nothing is written.

    `revision` 0 means that there was no card when the form was opened.
    """
    gemensamt.las_rad(indikator, None)  # so that two who begin at once do not both make the card
    texter = {
        "mater": mater.strip(),
        "paverkar": paverkar.strip(),
        "paverkar_inte": paverkar_inte.strip(),
        "bakgrund": bakgrund.strip(),
    }
    kort = Kunskapskort.objects.filter(indikator=indikator).first()
    if kort is not None:
        if revision == 0:
            raise Krock(kort)
        return gemensamt.andra(gemensamt.las_rad(kort, revision), texter, av=av, nar=nar)
    if not any(texter.values()):
        return None
    return gemensamt.skapa(Kunskapskort(indikator=indikator, **texter), av=av, nar=nar)
