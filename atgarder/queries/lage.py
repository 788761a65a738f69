"""Where proposals stand on their way, for lists, locks and the thread."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from atgarder.domain.skede import Forslagsfakta, Skede, skede
from atgarder.models import (
    Atgardseffekt,
    Atgardsuppdrag,
    Beslutspunkt,
    Konsekvensbeskrivning,
    Prioriteringsforslag,
    Underlagsforslag,
)
from uppfoljning.models import Atgardsforslag


@dataclass(frozen=True, slots=True)
class Forslagslage:
    """`punkt` is the one in the newest standing decision, with its decision and paper; `underlag` the newest row.
    `prioriterat`: it is in a round that has been closed."""

    skede: Skede
    beskrivning: Konsekvensbeskrivning | None = None
    underlag: Underlagsforslag | None = None
    punkt: Beslutspunkt | None = None
    uppdrag: Atgardsuppdrag | None = None
    utslag: tuple[Atgardseffekt, ...] = ()
    prioriterat: bool = False


def framlagda() -> QuerySet[Atgardsforslag]:
    """The proposals that have come to Åtgärder: laid forward in an analysis. Newest analysis first."""
    return (
        Atgardsforslag.objects.filter(status=Atgardsforslag.Status.FORESLAS)
        .select_related("analys__enhet")
        .order_by("-analys__oppnad", "-analys_id", "ordning", "id")
    )


def forslagslagen(nycklar: Iterable[int]) -> dict[int, Forslagslage]:
    """Proposal key → where it stands. Six queries, however many."""
    alla = set(nycklar)
    beskrivningar = {b.forslag_id: b for b in Konsekvensbeskrivning.objects.filter(forslag__in=alla)}
    prioriterade = set(
        Prioriteringsforslag.objects.filter(
            forslag__in=alla, prioritering__avslutad__isnull=False
        ).values_list("forslag_id", flat=True)
    )
    # The newest of each is what stands: rows come oldest first, and a later one replaces it.
    underlag = {
        r.forslag_id: r
        for r in Underlagsforslag.objects.filter(forslag__in=alla)
        .select_related("underlag")
        .order_by("underlag_id")
    }
    punkter = {
        p.forslag_id: p
        for p in Beslutspunkt.objects.filter(forslag__in=alla, beslut__rattat_av__isnull=True)
        .select_related("beslut__namnd", "beslut__underlag")
        .order_by("beslut__registrerad", "beslut_id")
    }
    uppdrag = {
        u.punkt.forslag_id: u
        for u in Atgardsuppdrag.objects.filter(punkt__forslag__in=alla)
        .select_related("punkt", "enhet", "handlingsplan")
        .order_by("id")
    }
    utslag = defaultdict(list)
    for rad in Atgardseffekt.objects.filter(
        effekt__punkt__in=[p.pk for p in punkter.values()]
    ).select_related("effekt__punkt", "effekt__indikator"):
        utslag[rad.effekt.punkt.forslag_id].append(rad)
    return {
        nyckel: _lage(
            beskrivningar.get(nyckel),
            nyckel in prioriterade,
            underlag.get(nyckel),
            punkter.get(nyckel),
            uppdrag.get(nyckel),
            tuple(utslag[nyckel]),
        )
        for nyckel in alla
    }


def forslagslage(forslag: Atgardsforslag) -> Forslagslage:
    return forslagslagen([forslag.pk])[forslag.pk]


def lasskal(forslag: Atgardsforslag) -> str:
    """Why the proposal and what it would mean cannot be changed any more; "" while they can."""
    nu = forslagslage(forslag).skede
    if not nu.last:
        return ""
    return (
        f"Förslaget ”{forslag.titel}” är låst: {nu.etikett.lower()}. "
        "Det som beslutet vilar på ändras inte i efterhand."
    )


def _lage(beskrivning, prioriterat, underlag, punkt, uppdrag, utslag) -> Forslagslage:
    # A paper that a decision was made on is no longer waiting.
    avgjort = underlag is not None and punkt is not None and punkt.beslut.underlag_id >= underlag.underlag_id
    fakta = Forslagsfakta(
        beskrivning=beskrivning is not None,
        beskrivning_klar=beskrivning is not None and beskrivning.klar is not None,
        prioriterat=prioriterat,
        i_underlag=underlag is not None and not avgjort,
        underlag_lamnat=underlag is not None and not avgjort and underlag.underlag.lamnat is not None,
        beslut=punkt.utfall if punkt is not None else "",
        genomforande=uppdrag.genomforande if uppdrag is not None else "",
        utslag=tuple(u.utslag for u in utslag),
    )
    return Forslagslage(skede(fakta), beskrivning, underlag, punkt, uppdrag, utslag, prioriterat)
