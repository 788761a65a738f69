"""Every proposal that has been laid forward, with what its line needs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from atgarder.domain.konsekvens import Kostnadsbild, Post, kostnadsbild
from atgarder.models import (
    Beslutsavslut,
    Effektbedomning,
    Forvantadeffekt,
    Konsekvensbelopp,
    Prioriteringsforslag,
)
from atgarder.queries.lage import Forslagslage, forslagslagen, framlagda
from organisation.models import Person
from uppfoljning.models import Analysavvikelse, Atgardsforslag


@dataclass(frozen=True, slots=True)
class Forslagspost:
    """One proposal. `runda`: the key of an open round that it is in; `min_runda`: of one in which the person has not
    yet said that she is done; `prioriterat`: it has been in one that is closed. `beslut_stangt`: the standing decision
    is closed. `bedomd`: people have said what they make of the effect."""

    forslag: Atgardsforslag
    lage: Forslagslage
    avvikelser: tuple[Analysavvikelse, ...]
    forvantningar: tuple[Forvantadeffekt, ...]
    kostnader: Kostnadsbild
    runda: int | None = None
    min_runda: int | None = None
    prioriterat: bool = False
    beslut_stangt: bool = False
    bedomd: bool = False

    @property
    def tjanster(self) -> Decimal:
        """The most posts of any year."""
        return max((a.tjanster for a in self.kostnader.ar), default=Decimal(0))


def forslagsposter(person: Person, forslag: Iterable[Atgardsforslag] | None = None) -> list[Forslagspost]:
    """As `framlagda` orders them (or those given). A constant number of queries."""
    avvikelser = Analysavvikelse.objects.select_related("indikator").order_by("id")
    alla = (
        list(framlagda().prefetch_related(Prefetch("analys__avvikelser", queryset=avvikelser)))
        if forslag is None
        else list(forslag)
    )
    nycklar = [f.pk for f in alla]
    lagen = forslagslagen(nycklar)
    vantas = _per_forslag(
        Forvantadeffekt.objects.filter(forslag__in=nycklar)
        .select_related("indikator__nyckeltal", "indikator__egetmatt")
        .defer("indikator__nyckeltal__sok", "indikator__nyckeltal__beskrivning")
        .order_by("id"),
        lambda rad: rad.forslag_id,
    )
    belopp = _per_forslag(
        Konsekvensbelopp.objects.filter(beskrivning__forslag__in=nycklar)
        .select_related("beskrivning")
        .order_by("ar", "id"),
        lambda rad: rad.beskrivning.forslag_id,
    )
    rundor = _rundor(nycklar)
    mina = _rundor(
        nycklar, prioritering__deltagare__person=person, prioritering__deltagare__klar__isnull=True
    )
    klara = _klara(nycklar, lagen)
    return [
        Forslagspost(
            forslag=f,
            lage=(lage := lagen[f.pk]),
            avvikelser=tuple(f.analys.avvikelser.all()),
            forvantningar=tuple(vantas[f.pk]),
            kostnader=kostnadsbild(
                Post(b.pk, b.ar, b.post, b.slag, b.belopp_tkr, b.tjanster) for b in belopp[f.pk]
            ),
            runda=rundor.get(f.pk),
            min_runda=mina.get(f.pk),
            prioriterat=f.pk in klara.prioriterade,
            beslut_stangt=lage.punkt is not None and lage.punkt.beslut_id in klara.beslut,
            bedomd=lage.uppdrag is not None and lage.uppdrag.pk in klara.uppdrag,
        )
        for f in alla
    ]


@dataclass(frozen=True, slots=True)
class _Klara:
    """Keys of proposals that have been weighed, decisions that are closed and assignments that have been judged."""

    prioriterade: set[int]
    beslut: set[int]
    uppdrag: set[int]


def _klara(nycklar: list[int], lagen: dict[int, Forslagslage]) -> _Klara:
    beslut = [lage.punkt.beslut_id for lage in lagen.values() if lage.punkt]
    uppdrag = [lage.uppdrag.pk for lage in lagen.values() if lage.uppdrag]
    vagda = Prioriteringsforslag.objects.filter(forslag__in=nycklar, prioritering__avslutad__isnull=False)
    return _Klara(
        set(vagda.values_list("forslag_id", flat=True)),
        set(Beslutsavslut.objects.filter(beslut__in=beslut).values_list("beslut_id", flat=True)),
        set(Effektbedomning.objects.filter(uppdrag__in=uppdrag).values_list("uppdrag_id", flat=True)),
    )


def _rundor(nycklar: list[int], **urval: Any) -> dict[int, int]:
    """Proposal → the newest of the open rounds that it is in."""
    rader = Prioriteringsforslag.objects.filter(
        forslag__in=nycklar, prioritering__avslutad__isnull=True, **urval
    )
    return dict(rader.order_by("prioritering_id").values_list("forslag_id", "prioritering_id"))


def _per_forslag(rader: Iterable, nyckel) -> dict[int, list]:
    ut: dict[int, list] = defaultdict(list)
    for rad in rader:
        ut[nyckel(rad)].append(rad)
    return ut
