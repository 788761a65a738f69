"""What has been written about the KKiK measures of a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kkik.models import Nyckeltal
from uppfoljning.models import Kkikberattelse, Kommentar


@dataclass(frozen=True, slots=True)
class Berattat:
    """What has happened, in words. `egen`: written for this; else the newest comment on an indicator of the measure,
    and `indikator` is its key."""

    text: str
    av: str
    nar: datetime
    egen: bool
    indikator: int | None = None


def berattat(nyckeltal: Iterable[int], ar: int) -> dict[int, Berattat]:
    """By the nyckeltal's key, for those that somebody has written about. Two queries.

    A text written for the leaflet goes first; one that has been taken back (empty) leaves room for the comments.
    """
    nycklar = list(nyckeltal)
    kommentarer = (
        Kommentar.objects.filter(indikator__nyckeltal__in=nycklar, ar=ar)
        .order_by("skriven", "id")
        .values_list("indikator__nyckeltal", "text", "skriven_av", "skriven", "indikator")
    )
    ut = {n: Berattat(text, av, nar, False, i) for n, text, av, nar, i in kommentarer}
    for rad in Kkikberattelse.objects.filter(nyckeltal__in=nycklar, ar=ar).exclude(text=""):
        ut[rad.nyckeltal_id] = Berattat(rad.text, rad.skriven_av, rad.skriven, True)
    return ut


def kkikberattelse(nyckeltal: Nyckeltal, ar: int) -> Kkikberattelse | None:
    return (
        Kkikberattelse.objects.select_related("nyckeltal", "andrad_av")
        .filter(nyckeltal=nyckeltal, ar=ar)
        .first()
    )
