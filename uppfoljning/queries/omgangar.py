"""Rounds, and what each enhet owes in them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Prefetch

from organisation.domain.roller import BEHORIGHETER
from organisation.models import Enhet, Person, Rolltilldelning
from planering.models import Egetmatt, Indikator
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.domain.rapportering import begarda_perioder, rapporterar
from uppfoljning.models import Bedomning, Inlamning, Omgang, Rapportrad, Utfall
from uppfoljning.queries.enheter import enheter
from uppfoljning.queries.tabell import LANGA


@dataclass(frozen=True, slots=True)
class Mattkrav:
    """A measure that is to be reported, for these periods of the round's year, as a whole and for these units."""

    matt: Egetmatt
    perioder: tuple[int | None, ...]
    enheter: tuple[Enhet, ...]
    med_antal: bool

    @property
    def kon(self) -> tuple[str, ...]:
        return ("T", "K", "M") if self.matt.konsuppdelat else ("T",)


@dataclass(frozen=True, slots=True)
class Indikatorkrav:
    """An indicator to comment on. `bedomning`: the newest of the years up to the round's that has an outcome, or the
    round's own year's; None before anything is computed."""

    indikator: Indikator
    bedomning: Bedomning | None

    @property
    def ar(self) -> int | None:
        return None if self.bedomning is None else self.bedomning.ar

    @property
    def kraver_kommentar(self) -> bool:
        """One that deviates has to be explained; the others may be."""
        return self.bedomning is not None and self.bedomning.avviker


@dataclass(slots=True)
class Skyldighet:
    """What one enhet owes in a round, and what there is of it. `sparat`: (measure, enhet, year, period, kön) → row."""

    inlamning: Inlamning
    matt: list[Mattkrav] = field(default_factory=list)
    indikatorer: list[Indikatorkrav] = field(default_factory=list)
    sparat: dict[tuple, Utfall] = field(default_factory=dict)
    rapportrader: dict[int, Rapportrad] = field(default_factory=dict)

    @property
    def antal_varden(self) -> int:
        """How many values of whole measures are asked for; units' own are extra."""
        return sum(len(m.perioder) * len(m.kon) for m in self.matt)

    @property
    def antal_sparade(self) -> int:
        ar = self.inlamning.omgang.ar
        return sum(
            (m.matt.pk, None, ar, period, kon) in self.sparat
            for m in self.matt
            for period in m.perioder
            for kon in m.kon
        )

    @property
    def att_kommentera(self) -> int:
        return sum(i.kraver_kommentar for i in self.indikatorer)

    @property
    def tom(self) -> bool:
        return not self.matt and not self.indikatorer


def omgangar() -> list[Omgang]:
    """All rounds, the latest first, with their inlämningar. Two queries."""
    inlamningar = Inlamning.objects.select_related("enhet", "ansvarig").defer("utkast")
    return list(
        Omgang.objects.select_related("plan", "faststalld_av").prefetch_related(
            Prefetch("inlamningar", inlamningar)
        )
    )


def omgang_for(pk: int) -> Omgang | None:
    inlamningar = Inlamning.objects.select_related("enhet", "ansvarig")
    return (
        Omgang.objects.select_related("plan", "faststalld_av")
        .prefetch_related(Prefetch("inlamningar", inlamningar))
        .filter(pk=pk)
        .first()
    )


def inlamning_for(pk: int) -> Inlamning | None:
    return Inlamning.objects.select_related("omgang__plan", "enhet", "ansvarig").filter(pk=pk).first()


def skyldigheter(omgang: Omgang) -> tuple[list[Skyldighet], list[Indikator]]:
    """(what each enhet of the round owes, in Swedish order, indicators of its plan that nobody reports). Constant
    number of queries, however many enheter and indicators."""
    inlamningar = list(omgang.inlamningar.all())
    for rad in inlamningar:
        rad.omgang = omgang
    alla = enheter()
    ansvar = rapporterar([i.enhet_id for i in inlamningar], {e.pk: e.overordnad_id for e in alla.values()})
    per_enhet = {i.enhet_id: Skyldighet(i) for i in inlamningar}
    utan: list[Indikator] = []
    indikatorer = _indikatorer(omgang)
    bedomda = _bedomningar(omgang, indikatorer)
    for i in indikatorer:
        rapportor = ansvar.get(i.agare_id)
        if rapportor is None:
            utan.append(i)
        else:
            per_enhet[rapportor].indikatorer.append(Indikatorkrav(i, bedomda.get(i.pk)))
    krav = _mattkrav(omgang, ansvar)
    for enhet, matten in krav.items():
        per_enhet[enhet].matt = matten
    _fyll_sparat(omgang, per_enhet.values())
    return sorted(per_enhet.values(), key=lambda s: svensk_nyckel(s.inlamning.enhet.namn)), utan


def skyldighet(inlamning: Inlamning) -> Skyldighet:
    """One enhet's part of its round."""
    omgang = omgang_for(inlamning.omgang_id)
    assert omgang is not None
    ut = next(s for s in skyldigheter(omgang)[0] if s.inlamning.pk == inlamning.pk)
    ut.inlamning = inlamning
    return ut


def _indikatorer(omgang: Omgang) -> list[Indikator]:
    return list(
        Indikator.objects.filter(mal__malomrade__plan=omgang.plan_id)
        .select_related("nyckeltal", "egetmatt", "mal", "agare", "ansvarig")
        .defer("nyckeltal__sok", "nyckeltal__beskrivning")
        .order_by("mal__malomrade__ordning", "mal__ordning", "mal_id", "ordning", "id")
    )


def _bedomningar(omgang: Omgang, indikatorer: list[Indikator]) -> dict[int, Bedomning]:
    rader = (
        Bedomning.objects.filter(
            indikator__in=[i.pk for i in indikatorer], ar__lte=omgang.ar, kon=F("indikator__kon")
        )
        .defer(*LANGA)
        .order_by("ar")
    )
    ut: dict[int, Bedomning] = {}
    for rad in rader:
        if rad.utfall is not None or rad.indikator_id not in ut or ut[rad.indikator_id].utfall is None:
            ut[rad.indikator_id] = rad
    return ut


def _mattkrav(omgang: Omgang, ansvar: dict[int, int]) -> dict[int, list[Mattkrav]]:
    ut: dict[int, list[Mattkrav]] = defaultdict(list)
    matt = Egetmatt.objects.select_related("agare", "rapportering").prefetch_related("rapportering__enheter")
    for m in sorted(matt, key=lambda m: svensk_nyckel(m.namn)):
        rapportor = ansvar.get(m.agare_id)
        perioder = begarda_perioder(omgang.slag, omgang.period, m.frekvens)
        if rapportor is not None and perioder:
            rapportering = getattr(m, "rapportering", None)
            egna = (
                sorted(rapportering.enheter.all(), key=lambda e: svensk_nyckel(e.namn))
                if rapportering
                else []
            )
            ut[rapportor].append(
                Mattkrav(m, perioder, tuple(egna), bool(rapportering and rapportering.antal))
            )
    return ut


def _fyll_sparat(omgang: Omgang, skyldigheter: Iterable[Skyldighet]) -> None:
    per_matt = {m.matt.pk: s for s in skyldigheter for m in s.matt}
    rader = Utfall.objects.filter(egetmatt__in=list(per_matt), ar=omgang.ar).select_related("omgang")
    for rad in rader:
        plats = (rad.egetmatt_id, rad.enhet_id, rad.ar, rad.period, rad.kon)
        per_matt[rad.egetmatt_id].sparat[plats] = rad
    per_inlamning = {s.inlamning.pk: s for s in skyldigheter}
    for rad in Rapportrad.objects.filter(inlamning__in=list(per_inlamning)):
        per_inlamning[rad.inlamning_id].rapportrader[rad.indikator_id] = rad


def mina_inlamningar(person: Person, rader: Iterable[Any], *, bara_egna: bool) -> list[Inlamning]:
    """Of the open rounds in `rader` (each with `.omgang`): the reports that the person answers for. One who answers
    for none sees those she may write, unless `bara_egna`: one who leads may write them all."""
    mina = []
    for rad in rader:
        if rad.omgang.ar_faststalld:
            continue
        for i in rad.omgang.inlamningar.all():
            i.omgang = rad.omgang
            if person.has_perm("uppfoljning.rapportera", i):
                mina.append(i)
    egna = [i for i in mina if i.ansvarig_id == person.pk]
    return sorted(
        egna if egna or bara_egna else mina,
        key=lambda i: (i.omgang.sista_dag, i.omgang_id, svensk_nyckel(i.enhet.namn)),
    )


def personer_som_rapporterar(dag: date) -> list[Person]:
    """Active people with a role that lets them report, with their roles. Swedish order."""
    roller = Rolltilldelning.objects.gallande(dag).filter(roll__in=BEHORIGHETER["uppfoljning.rapportera"])
    rader = Person.objects.filter(pk__in=roller.values("person"), is_active=True).prefetch_related("roller")
    return sorted(rader, key=lambda p: svensk_nyckel(p.namn))


def rapportorer(enhet: Enhet, personer: Iterable[Person]) -> list[Person]:
    """Those among `personer` who may report for the enhet."""
    rad = Inlamning(enhet=enhet)
    return [p for p in personer if p.has_perm("uppfoljning.rapportera", rad)]
