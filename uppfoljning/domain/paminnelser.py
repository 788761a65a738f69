"""Which reminder about a round holds on a day. Sending it once is the queue's business."""

from datetime import date, timedelta
from enum import StrEnum

VECKA, SEN_EFTER = timedelta(days=7), timedelta(days=2)


class Paminnelse(StrEnum):
    """In the order they come."""

    OPPNAR = "oppnar"
    EN_VECKA_KVAR = "en_vecka_kvar"
    DAGEN_FORE = "dagen_fore"
    FORSENAD = "forsenad"

    @property
    def gar_till_ledningen(self) -> bool:
        """Whether those who lead the follow-up get it too."""
        return self is Paminnelse.FORSENAD


def galler(oppnar: date, sista_dag: date, dag: date) -> Paminnelse | None:
    """The one reminder that holds on `dag` for something open from `oppnar` and due on `sista_dag`; None for none.

    Each holds from its day until the next one's, so that a day when nothing ran is made up for the day after, and a
    round that is opened late gets the reminder that fits instead of all of them. The day after the last is quiet.
    """
    if dag < oppnar:
        return None
    if dag < sista_dag - VECKA:
        return Paminnelse.OPPNAR
    if dag < sista_dag - timedelta(days=1):
        return Paminnelse.EN_VECKA_KVAR
    if dag <= sista_dag:
        return Paminnelse.DAGEN_FORE
    return Paminnelse.FORSENAD if dag >= sista_dag + SEN_EFTER else None
