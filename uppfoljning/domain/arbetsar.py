"""The rules of the group's year: moving it forward, when a task is late, and when to remind of it."""

from datetime import date, timedelta
from enum import StrEnum

VECKA = timedelta(days=7)


def flyttad(dag: date, ar: int) -> date:
    """The same day `ar` years on; 29 February becomes the 28th where there is none."""
    try:
        return dag.replace(year=dag.year + ar)
    except ValueError:
        return dag.replace(year=dag.year + ar, day=28)


class Uppgiftspaminnelse(StrEnum):
    EN_VECKA_KVAR = "en_vecka_kvar"
    SISTA_DAGEN = "sista_dagen"


def paminnelse(klar_senast: date, dag: date) -> Uppgiftspaminnelse | None:
    """The reminder that holds on `dag`: a week before, and on the last day; None otherwise. The first holds until the
    last day, so that a morning when nothing ran is made up for the next."""
    if dag == klar_senast:
        return Uppgiftspaminnelse.SISTA_DAGEN
    return Uppgiftspaminnelse.EN_VECKA_KVAR if klar_senast - VECKA <= dag < klar_senast else None
