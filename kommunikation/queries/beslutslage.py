"""Reads for the cockpit and the wheel: what was decided last, and what waits for a decision or for what follows it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from atgarder.domain.skede import Skede
from atgarder.models import Atgardsuppdrag, Beslut, Beslutspunkt, Beslutsunderlag, Prioriteringsdeltagare
from atgarder.queries.lage import forslagslagen, framlagda
from kommunikation.domain.hjul import Atgardslage
from organisation.models import Person
from uppfoljning.models import Atgardsforslag

LASTA = 50  # decisions that are read; older ones have their own list
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
class Beslutslage:
    """`beslut`: those that stand, newest first, with counts by outcome (`bifall`, `avslag`, `aterremiss`), of
    assignments that go on (`pagar`) and of carried points without one (`utan_uppdrag`). `vantar`: papers that have been
    handed in and not decided on, the oldest first."""

    beslut: tuple[Beslut, ...]
    vantar: tuple[Beslutsunderlag, ...]

    def att_folja_upp(self, idag: date) -> list[Beslut]:
        """Whose day for asking if it is done has come, while something of it goes on still."""
        return [b for b in self.beslut if b.pagar and b.uppfoljning_nar <= idag]

    @property
    def oavslutade(self) -> list[Beslut]:
        """Where those who took part have not all been told."""
        return [b for b in self.beslut if not b.stangt]

    @property
    def utan_uppdrag(self) -> list[Beslut]:
        return [b for b in self.beslut if b.utan_uppdrag]


def beslutslage() -> Beslutslage:
    """Two queries."""
    utfall = {namn: Q(punkter__utfall__in=vilka) for namn, vilka in (
        ("bifall", BIFALLNA), ("avslag", ["avslag"]), ("aterremiss", ["aterremiss"])
    )}  # fmt: skip
    pagar = Q(punkter__uppdrag__genomforande=Atgardsuppdrag.Genomforande.PAGAR)
    beslut = (
        Beslut.objects.filter(rattat_av__isnull=True)
        .select_related("namnd", "underlag")
        .defer("underlag__innehall", "lydelse")
        .annotate(
            **{namn: Count("punkter", filter=villkor, distinct=True) for namn, villkor in utfall.items()},
            pagar=Count("punkter", filter=pagar, distinct=True),
            utan_uppdrag=Count(
                "punkter",
                filter=Q(punkter__uppdrag__isnull=True, punkter__utfall__in=BIFALLNA),
                distinct=True,
            ),
            stangt=Count("avslut", distinct=True),
        )
        .order_by("-sammantrade", "-id")[:LASTA]
    )
    vantar = (
        Beslutsunderlag.objects.filter(lamnat__isnull=False, beslut__isnull=True)
        .select_related("enhet")
        .defer("innehall")
        .order_by("lamnat", "id")
    )
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
