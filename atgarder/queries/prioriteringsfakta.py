"""What there is to place a proposal by: its expected effects in numbers and what it costs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from atgarder.domain.konsekvens import Kostnadsbild, Post, kostnadsbild
from atgarder.models import Forvantadeffekt, Konsekvensbelopp, Konsekvensbeskrivning

INGA = kostnadsbild(())


@dataclass(frozen=True, slots=True)
class Fakta:
    """`beskrivning`: the consequences' row, None when nobody has begun it."""

    beskrivning: Konsekvensbeskrivning | None = None
    effekter: tuple[Forvantadeffekt, ...] = ()
    kostnader: Kostnadsbild = INGA


def fakta(forslag: Iterable[int]) -> dict[int, Fakta]:
    """Proposal's key → its facts. Three queries, however many."""
    nycklar = set(forslag)
    beskrivningar = {b.forslag_id: b for b in Konsekvensbeskrivning.objects.filter(forslag__in=nycklar)}
    effekter = defaultdict(list)
    for e in (
        Forvantadeffekt.objects.filter(forslag__in=nycklar)
        .select_related("indikator__nyckeltal", "indikator__egetmatt")
        .defer("indikator__nyckeltal__sok", "indikator__nyckeltal__beskrivning")
        .order_by("id")
    ):
        effekter[e.forslag_id].append(e)
    poster = defaultdict(list)
    for b in Konsekvensbelopp.objects.filter(beskrivning__forslag__in=nycklar).select_related("beskrivning"):
        post = Post(b.pk, b.ar, b.post, b.slag, b.belopp_tkr, b.tjanster)
        poster[b.beskrivning.forslag_id].append(post)
    return {
        nyckel: Fakta(beskrivningar.get(nyckel), tuple(effekter[nyckel]), kostnadsbild(poster[nyckel]))
        for nyckel in nycklar
    }
