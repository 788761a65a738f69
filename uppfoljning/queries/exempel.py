"""Good examples: found by words, by what they were about, and one by one."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from kkik.models import Nyckeltal
from kkik.queries.sok import LANGST, textvillkor
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.models import GottExempel


@dataclass(frozen=True, slots=True)
class Exempeltraff:
    """An example to point to: what to call it, and its lasting address."""

    pk: int
    etikett: str
    url: str


def exempel(text: str = "", *, omrade: str = "") -> QuerySet[GottExempel]:
    """Those that are not removed: best match first, or without words the newest. `text` as people write it."""
    rader = GottExempel.objects.filter(borttaget__isnull=True).select_related("nyckeltal", "egetmatt")
    rader = rader.defer("sok", "nyckeltal__sok")
    if omrade:
        rader = rader.filter(omrade=omrade)
    text = " ".join(text.replace("\x00", " ").split())[:LANGST]
    if not text:
        return rader.order_by("-skapad", "-pk")
    villkor, rang = textvillkor(text)
    return rader.annotate(rang=rang).filter(villkor).order_by("-rang", "-skapad", "-pk")


def sok_exempel(text: str, hogst: int = 10) -> list[Exempeltraff]:
    """For choosing one as a source of knowledge: label and lasting address, the best match first. One query."""
    return [traff(e) for e in exempel(text)[:hogst]]


def traff(e: GottExempel) -> Exempeltraff:
    return Exempeltraff(e.pk, f"{e.titel} ({e.vem})", reverse("uppfoljning:exempel", args=[e.pk]))


def exempel_om(
    *, nyckeltal: int | None = None, egetmatt: int | None = None, hogst: int = 10
) -> list[GottExempel]:
    """Those about one measure, the newest first. One query; none when neither is given."""
    if nyckeltal is None and egetmatt is None:
        return []
    falt = {"nyckeltal": nyckeltal} if nyckeltal is not None else {"egetmatt": egetmatt}
    return list(GottExempel.objects.filter(borttaget__isnull=True, **falt).order_by("-skapad", "-pk")[:hogst])


def exempelomraden() -> list[str]:
    """Areas that some example stands in, in Swedish order. One query."""
    rader = GottExempel.objects.filter(borttaget__isnull=True).exclude(omrade="").order_by()
    return sorted(rader.values_list("omrade", flat=True).distinct(), key=svensk_nyckel)


def verksamhetsomraden() -> list[str]:
    """Kolada's areas, for choosing one. One query."""
    rader = Nyckeltal.objects.exclude(verksamhetsomrade="").order_by()
    return sorted(rader.values_list("verksamhetsomrade", flat=True).distinct(), key=svensk_nyckel)
