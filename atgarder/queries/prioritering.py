"""A round of prioritising as it stands: what was judged, by whom, and what it comes to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from atgarder.domain.prioritering import (
    Lage,
    Rost,
    Viktat,
    lage,
    rangordna,
    rangordna_poang,
    viktat,
)
from atgarder.models import (
    Kriteriepoang,
    Kriterium,
    Placering,
    Prioritering,
    Prioriteringsdeltagare,
    Prioriteringsforslag,
)
from organisation.domain.roller import BEHORIGHETER
from organisation.models import Handelse, Person, Rolltilldelning
from uppfoljning.models import Atgardsforslag


@dataclass(frozen=True, slots=True)
class Radbild:
    """One proposal. `plats`: its place in the order, None when it has none. In a matris `lage` and `roster` are set
    (`Rost.vem` is the participant's key), with criteria `viktat` and `poang` (participant's key → a score for each
    criterion, None where missing). None and empty where nobody has judged."""

    rad: Prioriteringsforslag
    plats: int | None
    lage: Lage | None = None
    roster: tuple[Rost, ...] = ()
    viktat: Viktat | None = None
    poang: Mapping[int, tuple[int | None, ...]] | None = None

    @property
    def forslag(self) -> Atgardsforslag:
        return self.rad.forslag

    @property
    def n(self) -> int:
        """How many have judged it."""
        delar = self.lage or self.viktat
        return delar.n if delar else 0


@dataclass(frozen=True, slots=True)
class Prioriteringsbild:
    """`rader` best first, those without a place last. `raknade`: the participants whose judgements are in it: in an
    open round those who have said that they are done, in a closed one everybody who judged anything. `andrade`: those
    who took up their part again after having seen the others'."""

    prioritering: Prioritering
    deltagare: tuple[Prioriteringsdeltagare, ...]
    kriterier: tuple[Kriterium, ...]
    rader: tuple[Radbild, ...]
    raknade: frozenset[int]
    andrade: frozenset[int]

    @property
    def klara(self) -> int:
        return sum(d.klar is not None for d in self.deltagare)

    @property
    def alla_klara(self) -> bool:
        return self.klara == len(self.deltagare)

    @property
    def namn(self) -> dict[int, str]:
        return {d.pk: d.namn for d in self.deltagare}


def prioriteringar(oppna: bool | None = None) -> QuerySet[Prioritering]:
    """Newest first, with how many proposals, participants and finished participants each has. `oppna`: None for
    all."""
    rader = (
        Prioritering.objects.select_related("enhet")
        .order_by("-datum", "-id")
        .annotate(
            antal_forslag=Count("rader", distinct=True),
            antal_deltagare=Count("deltagare", distinct=True),
            antal_klara=Count("deltagare", filter=Q(deltagare__klar__isnull=False), distinct=True),
        )
    )
    return rader if oppna is None else rader.filter(avslutad__isnull=oppna)


def far_delta(dag: date) -> QuerySet[Person]:
    """The active people who have a role on `dag` that lets them prioritise, by name."""
    roller = Rolltilldelning.objects.gallande(dag).filter(roll__in=BEHORIGHETER["atgarder.prioritera"])
    return Person.objects.filter(is_active=True, pk__in=roller.values("person")).order_by("namn", "pk")


def deltagaren(prioritering: Prioritering, person: Person) -> Prioriteringsdeltagare | None:
    return prioritering.deltagare.filter(person=person).first()


def egna_placeringar(deltagare: Prioriteringsdeltagare) -> dict[int, Placering]:
    """The row's key → where this participant has placed it."""
    return {p.rad_id: p for p in Placering.objects.filter(deltagare=deltagare)}


def egna_poang(deltagare: Prioriteringsdeltagare) -> dict[int, dict[int, int]]:
    """The row's key → criterion's key → this participant's score."""
    ut: dict[int, dict[int, int]] = defaultdict(dict)
    for p in Kriteriepoang.objects.filter(deltagare=deltagare):
        ut[p.rad_id][p.kriterium_id] = p.varde
    return dict(ut)


def rader(prioritering: Prioritering) -> list[Prioriteringsforslag]:
    """In the order they were chosen."""
    return list(prioritering.rader.select_related("forslag__analys"))


def prioriteringsbild(prioritering: Prioritering) -> Prioriteringsbild:
    """Everything of a round that may be shown to those who are done, or to all when it is closed. Five or six queries,
    however many judgements."""
    deltagare, forslag = tuple(prioritering.deltagare.all()), rader(prioritering)
    kriterier = tuple(prioritering.kriterier.all())
    rakna = {d.pk for d in deltagare if prioritering.ar_avslutad or d.klar is not None}
    if prioritering.modell == Prioritering.Modell.MATRIS:
        bilder, raknade = _matris(forslag, rakna)
    else:
        bilder, raknade = _kriterier(forslag, kriterier, rakna)
    return Prioriteringsbild(
        prioritering, deltagare, kriterier, bilder, frozenset(raknade), _andrade(prioritering)
    )


def _andrade(prioritering: Prioritering) -> frozenset[int]:
    """The participants who opened their part again: only the log remembers it."""
    handelser = Handelse.objects.filter(
        typ="atgarder.oppna_prioriteringsdel", objekt=prioritering._meta.label, objekt_id=str(prioritering.pk)
    )
    return frozenset(handelser.values_list("data__deltagare", flat=True))


def _matris(forslag: list[Prioriteringsforslag], rakna: set[int]) -> tuple[tuple[Radbild, ...], set[int]]:
    roster: dict[int, list[Rost]] = defaultdict(list)
    for p in Placering.objects.filter(rad__in=forslag, deltagare__in=rakna).order_by("deltagare_id"):
        roster[p.rad_id].append(Rost(p.deltagare_id, p.insats, p.effekt))
    lagen = {r.pk: lage(roster[r.pk]) for r in forslag}
    ordning = rangordna({k: (la.insats.medel, la.effekt.medel) if la else None for k, la in lagen.items()})
    raden = {r.pk: r for r in forslag}
    bilder = tuple(
        Radbild(raden[pk], plats, lage=lagen[pk], roster=tuple(roster[pk])) for plats, pk in ordning
    )
    return bilder, {r.vem for alla in roster.values() for r in alla}


def _kriterier(
    forslag: list[Prioriteringsforslag], kriterier: tuple[Kriterium, ...], rakna: set[int]
) -> tuple[tuple[Radbild, ...], set[int]]:
    plats_av = {k.pk: i for i, k in enumerate(kriterier)}
    poang: dict[int, dict[int, list[int | None]]] = {r.pk: {} for r in forslag}
    for p in Kriteriepoang.objects.filter(rad__in=forslag, deltagare__in=rakna).order_by("deltagare_id"):
        egna = poang[p.rad_id].setdefault(p.deltagare_id, [None] * len(kriterier))
        egna[plats_av[p.kriterium_id]] = p.varde
    vikter = [k.vikt for k in kriterier]
    vagda = {pk: viktat(vikter, rad) for pk, rad in poang.items()}
    summor: dict[int, Fraction | None] = {pk: v.poang for pk, v in vagda.items()}
    raden = {r.pk: r for r in forslag}
    bilder = tuple(
        Radbild(
            raden[pk],
            plats,
            viktat=vagda[pk],
            poang={d: tuple(rad) for d, rad in poang[pk].items()},
        )
        for plats, pk in rangordna_poang(summor)
    )
    return bilder, {d for rad in poang.values() for d in rad}
