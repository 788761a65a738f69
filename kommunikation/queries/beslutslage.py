"""Reads for the cockpit and the wheel: what was decided last, and what waits for a decision or for what follows it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from atgarder.domain.skede import Skede
from atgarder.models import Atgardsuppdrag, Beslut, Beslutspunkt, Beslutsunderlag, Prioriteringsdeltagare
from atgarder.queries.lage import forslagslagen, framlagda
from kommunikation.domain.hjul import Atgardslage
from organisation.models import Person
from uppfoljning.models import Atgardsforslag

LASTA = 50  # decisions that are kept; older ones have their own list
BIFALLNA = (Beslutspunkt.Utfall.BIFALL, Beslutspunkt.Utfall.ANDRING)

AVSLUTADE = {
    Skede.AVSLAGET,
    Skede.AVBRUTET,
    Skede.GENOMFORT,
    Skede.EFFEKT_VISAD,
    Skede.EFFEKT_EJ_VISAD,
    Skede.SAMRE,
}
BESLUTADE = (Skede.BESLUTAT, Skede.GENOMFORS)
ATT_BESKRIVA = (Skede.FORESLAGET, Skede.BESKRIVS)


@dataclass(frozen=True, slots=True)
class Fattat:
    """A standing decision: its points by outcome, the assignments that go on (`pagar`), carried points without one
    (`utan_uppdrag`), and whether those who took part have all been told (`stangt`)."""

    pk: int
    titel: str
    behorighet_enhet_id: int
    instansnamn: str
    sammantrade: date
    uppfoljning_nar: date
    bifall: int
    avslag: int
    aterremiss: int
    pagar: int
    utan_uppdrag: int
    stangt: bool


@dataclass(frozen=True, slots=True)
class Vantande:
    """A paper that has been handed in and not decided on."""

    pk: int
    titel: str
    behorighet_enhet_id: int
    enhet: str


@dataclass(frozen=True, slots=True)
class Beslutslage:
    """`beslut`: the newest first. `vantar`: the oldest first."""

    beslut: tuple[Fattat, ...]
    vantar: tuple[Vantande, ...]

    def att_folja_upp(self, idag: date) -> list[Fattat]:
        """Whose day for asking if it is done has come, while something of it goes on still."""
        return [b for b in self.beslut if b.pagar and b.uppfoljning_nar <= idag]

    @property
    def oavslutade(self) -> list[Fattat]:
        return [b for b in self.beslut if not b.stangt]

    @property
    def utan_uppdrag(self) -> list[Fattat]:
        return [b for b in self.beslut if b.utan_uppdrag]


def beslutslage() -> Beslutslage:
    """One query: every paper handed in, with the decision that stands on it or none."""

    def antal(**villkor: Any) -> Count:
        om = Q(**{f"beslut__punkter__{namn}": varde for namn, varde in villkor.items()})
        return Count("beslut__punkter", filter=om, distinct=True)

    rader = (
        Beslutsunderlag.objects.filter(lamnat__isnull=False, beslut__rattat_av__isnull=True)
        .values_list("pk", "titel", "enhet", "enhet__namn", "beslut", "beslut__instans", "beslut__namnd__namn",
                     "beslut__sammantrade", "beslut__uppfoljning_nar", "beslut__avslut")
        .annotate(
            bifall=antal(utfall__in=BIFALLNA),
            avslag=antal(utfall=Beslutspunkt.Utfall.AVSLAG),
            aterremiss=antal(utfall=Beslutspunkt.Utfall.ATERREMISS),
            pagar=antal(uppdrag__genomforande=Atgardsuppdrag.Genomforande.PAGAR),
            utan_uppdrag=antal(uppdrag__isnull=True, utfall__in=BIFALLNA),
        )
        .order_by(F("beslut__sammantrade").desc(nulls_first=True), "-beslut", "lamnat", "pk")
    )  # fmt: skip
    beslut, vantar = [], []
    for pk, titel, enhet, enhetsnamn, fattat, instans, namnd, dag, folj_upp, avslut, *antalen in rader:
        if fattat is None:
            vantar.append(Vantande(pk, titel, enhet, enhetsnamn))
        elif len(beslut) < LASTA:
            var = namnd or Beslut.Instans(instans).label
            beslut.append(Fattat(fattat, titel, enhet, var, dag, folj_upp, *antalen, avslut is not None))
    return Beslutslage(tuple(beslut), tuple(vantar))


def atgardslage() -> tuple[Atgardslage, list[Atgardsforslag]]:
    """How far the proposals of this turn have come, those that have not come to an end; and those of them whose
    consequences remain to be described. Seven queries."""
    forslag = list(framlagda())
    lagen = forslagslagen(f.pk for f in forslag)
    aktiva = [lagen[f.pk] for f in forslag if lagen[f.pk].skede not in AVSLUTADE]
    skeden = Counter(lage.skede for lage in aktiva)
    return Atgardslage(
        forslag=len(aktiva),
        beskrivna=sum(lage.beskrivning is not None and lage.beskrivning.klar is not None for lage in aktiva),
        prioriterade=sum(lage.prioriterat for lage in aktiva),
        beslutade=sum(skeden[s] for s in BESLUTADE),
        vantar=skeden[Skede.VANTAR_BESLUT],
    ), [f for f in forslag if lagen[f.pk].skede in ATT_BESKRIVA]


def att_prioritera(person: Person) -> list[Prioriteringsdeltagare]:
    """Open rounds in which the person has not finished her part. One query."""
    return list(
        Prioriteringsdeltagare.objects.filter(
            person=person, klar__isnull=True, prioritering__avslutad__isnull=True
        )
        .select_related("prioritering")
        .order_by("prioritering__datum", "id")
    )
