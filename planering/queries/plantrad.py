"""Reads: the whole plan as a tree, and what is missing in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from planering.domain.malnivaer import Niva
from planering.models import Handlingsplan, Indikator, Mal, Malniva, Malomrade, Malplats, Plan
from planering.queries.brister import Brist, Grannskap, indikatorns_brister, malets_brister
from planering.queries.kunskap import Kunskap, kunskapskort
from planering.queries.namnd import hos_en_annan, namnd_av
from planering.queries.planbild import slakt
from planering.queries.rader import Planrader, grupper, planrader
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

_KON = {"T": "alla", "K": "kvinnor", "M": "män"}


@dataclass(frozen=True, slots=True)
class Indikatorgren:
    """An indicator, its target levels by year, what it lacks, and what is known of it. `delade` are the
    levels that women and men have of their own, by year: (kön, level)."""

    indikator: Indikator
    nivaer: dict[int, Niva]
    brister: tuple[Brist, ...]
    ar: range
    kunskap: Kunskap
    delade: dict[int, list[tuple[str, Niva]]] = field(default_factory=dict)

    @property
    def per_ar(self) -> list[Niva | None]:
        """The levels of the plan's years, None where there is none."""
        return [self.nivaer.get(ar) for ar in self.ar]

    @property
    def nivatexter(self) -> list[str]:
        """The same as people read them; "" where there is none."""
        return [_nivatext(niva, self.indikator.decimaler) if niva else "" for niva in self.per_ar]

    @property
    def per_ar_text(self) -> list[tuple[int, str]]:
        """(year, level as people read it) of the years that have one."""
        return [(ar, text) for ar, text in zip(self.ar, self.nivatexter, strict=True) if text]

    @property
    def nivaceller(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Year by year: the level as people read it, and those that women and men have of their own."""
        return tuple(
            (
                text,
                tuple(
                    f"{_KON[kon]} {_nivatext(niva, self.indikator.decimaler)}"
                    for kon, niva in self.delade.get(ar, ())
                ),
            )
            for ar, text in zip(self.ar, self.nivatexter, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Malgren:
    """A goal, its indicators, the goals that serve it, and what it lacks. `handlingsplaner` are those tied to it,
    `horisonter` the horizontal goals that it carries."""

    mal: Mal
    indikatorer: tuple[Indikatorgren, ...]
    handlingsplaner: tuple[Handlingsplan, ...]
    underordnade: tuple["Malgren", ...]
    brister: tuple[Brist, ...]
    horisonter: tuple[Mal, ...] = ()

    def alla(self) -> Iterable["Malgren"]:
        """The goal, and then each of those below it before those that serve that one."""
        yield self
        for gren in self.underordnade:
            yield from gren.alla()


@dataclass(frozen=True, slots=True)
class Omradesgren:
    malomrade: Malomrade
    mal: tuple[Malgren, ...]


@dataclass(frozen=True, slots=True)
class Bristrad:
    """Something missing: where on the page it is, whose it is, and what."""

    ankare: str
    namn: str
    text: str


@dataclass(frozen=True)
class Plantrad:
    """The plan as people read it: områden → KF's goals → nämnder's goals → indicators → target levels."""

    plan: Plan
    omraden: tuple[Omradesgren, ...]

    @cached_property
    def brister(self) -> list[Bristrad]:
        """Everything that is missing, in the plan's order."""
        rader = []
        for gren in self.malgrenar():
            rader += [Bristrad(f"mal-{gren.mal.pk}", gren.mal.titel, b.text) for b in gren.brister]
            for i in gren.indikatorer:
                rader += [
                    Bristrad(f"indikator-{i.indikator.pk}", i.indikator.namn, b.text) for b in i.brister
                ]
        return rader

    @cached_property
    def tomma_kort(self) -> list[Indikator]:
        """The indicators that nothing is written about."""
        return [i.indikator for gren in self.malgrenar() for i in gren.indikatorer if i.kunskap.tomt]

    @cached_property
    def antal(self) -> dict[str, int]:
        mal = list(self.malgrenar())
        return {
            "mal": len(mal),
            "kf": sum(gren.mal.niva == Malplats.KF for gren in mal),
            "indikatorer": sum(len(gren.indikatorer) for gren in mal),
            "brister": len(self.brister),
        }

    def malgrenar(self) -> Iterable[Malgren]:
        """Every goal, KF's before those that serve it."""
        for omrade in self.omraden:
            for gren in omrade.mal:
                yield from gren.alla()


@dataclass(slots=True)
class _Delar:
    """The rows of a plan by what they hang on: goals by område and the goal above, and by the goal above alone;
    horizontal goals by those that carry them, and the other way; which nämnder break their goals down."""

    rader: Planrader
    mal: dict[tuple[int, int | None], list[Mal]]
    under: dict[int, list[int]]
    horisonter: dict[int, list[Mal]]
    barare: dict[int, list[int]]
    handlingsplaner: dict[int, list[Handlingsplan]]
    bryter_ned: frozenset[int]
    annan_namnd: dict[int, str]

    def grannskap(self, mal: Mal) -> Grannskap:
        nedanfor = [*self.under.get(mal.pk, ()), *self.barare.get(mal.pk, ())]
        return Grannskap(
            under=bool(nedanfor),
            matt_under=self._nagot_matt(nedanfor),
            syskon_bryter_ned=mal.enhet_id in self.bryter_ned,
            horisontellt=mal.pk in self.horisonter,
            annan_namnd=self.annan_namnd.get(mal.pk, ""),
        )

    def _nagot_matt(self, nycklar: Iterable[int]) -> bool:
        kvar, sedda = list(nycklar), set()
        while kvar:
            pk = kvar.pop()
            if self.rader.indikatorer.get(pk):
                return True
            if pk not in sedda:
                sedda.add(pk)
                kvar += self.under.get(pk, ())
        return False


def plantrad(plan: Plan) -> Plantrad:
    """The whole plan in seven queries, however large it is, and one more when enheter serve nämnders' goals.

    An action plan stands at its goal in every plan that the goal goes on in: next year's is decided, and takes it
    over, before this year's is over.
    """
    rader = planrader(plan, "kunskapskort", "agare", "ansvarig")
    samma = slakt(Mal, (m.pk for m in rader.mal))
    planer = Handlingsplan.objects.filter(mal__in=list(samma))
    under = grupper((m.overordnat_id, m.pk) for m in rader.mal if m.overordnat_id is not None)
    delar = _Delar(
        rader,
        grupper(((m.malomrade_id, m.overordnat_id), m) for m in rader.mal),
        under,
        grupper((k.mal_id, k.horisontellt) for k in rader.kopplingar),
        grupper((k.horisontellt_id, k.mal_id) for k in rader.kopplingar),
        grupper((samma[h.mal_id], h) for h in planer.order_by("namn", "id")),
        frozenset(m.enhet_id for m in rader.mal if m.niva == Malplats.NAMND and m.pk in under),
        _annan_namnd(rader.mal),
    )
    omraden = tuple(Omradesgren(o, _malgrenar(o.pk, None, delar)) for o in rader.omraden)
    return Plantrad(plan, omraden)


def _annan_namnd(mal: Iterable[Mal]) -> dict[int, str]:
    """What is said of the enheter's goals that serve another nämnd's."""
    per_pk = {m.pk: m for m in mal}
    tjanar = [
        (m, per_pk[m.overordnat_id])
        for m in per_pk.values()
        if m.niva == Malplats.ENHET and m.overordnat_id in per_pk
    ]
    if all(over.niva == Malplats.KF for _, over in tjanar):
        return {}
    namnder = namnd_av()
    return {m.pk: text for m, over in tjanar if (text := hos_en_annan(over, m.enhet_id, namnder))}


def _malgrenar(omrade: int, overordnat: int | None, delar: _Delar) -> tuple[Malgren, ...]:
    return tuple(_malgren(mal, delar) for mal in delar.mal.get((omrade, overordnat), ()))


def _malgren(mal: Mal, delar: _Delar) -> Malgren:
    indikatorer = tuple(
        _indikatorgren(i, delar.rader.nivaer.get(i.pk, ()), delar.rader.plan)
        for i in delar.rader.indikatorer.get(mal.pk, ())
    )
    return Malgren(
        mal,
        indikatorer,
        tuple(delar.handlingsplaner.get(mal.pk, ())),
        _malgrenar(mal.malomrade_id, mal.pk, delar),
        tuple(
            malets_brister(mal, [i.indikator for i in indikatorer], delar.grannskap(mal), delar.rader.plan.ar)
        ),
        tuple(delar.horisonter.get(mal.pk, ())),
    )


def _indikatorgren(indikator: Indikator, rader: Iterable[tuple[int, str, Niva]], plan: Plan) -> Indikatorgren:
    nivaer = {ar: niva for ar, kon, niva in rader if kon == indikator.kon}
    delade = grupper((ar, (kon, niva)) for ar, kon, niva in rader if kon != indikator.kon)
    kunskap = kunskapskort(indikator)
    brister = tuple(indikatorns_brister(indikator, plan.ar, nivaer))
    return Indikatorgren(indikator, nivaer, brister, plan.ar, kunskap, delade)


def _exakt(tal: float | None, decimaler: int) -> str:
    """As it was set: never rounded to the measure's own decimals."""
    return formatera(tal, max(decimaler, antal_decimaler(tal)))


def _nivatext(niva: Niva, decimaler: int) -> str:
    if niva.slag == Malniva.Slag.FORANDRING:
        return Malniva.Forandring(niva.forandring).label
    if niva.slag == Malniva.Slag.INTERVALL:
        return f"{_exakt(niva.a, decimaler)}–{_exakt(niva.b, decimaler)}"
    return _exakt(niva.varde, decimaler)
