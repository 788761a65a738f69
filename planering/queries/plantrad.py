"""Reads: the whole plan as a tree, and what is missing in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from planering.domain.malnivaer import Niva
from planering.domain.regler import uppraknat
from planering.models import Handlingsplan, Indikator, Mal, Malniva, Malomrade, Malplats, Plan
from planering.queries.kunskap import Kunskap, kunskapskort
from planering.queries.rader import Planrader, grupper, planrader
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

_KON = {"T": "alla", "K": "kvinnor", "M": "män"}


@dataclass(frozen=True, slots=True)
class Indikatorgren:
    """An indicator, its target levels by year, what it lacks, in words, and what is known of it. `delade` are the
    levels that women and men have of their own, by year: (kön, level)."""

    indikator: Indikator
    nivaer: dict[int, Niva]
    brister: tuple[str, ...]
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
    brister: tuple[str, ...]
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
class Brist:
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
    def brister(self) -> list[Brist]:
        """Everything that is missing, in the plan's order."""
        rader = []
        for gren in self.malgrenar():
            rader += [Brist(f"mal-{gren.mal.pk}", gren.mal.titel, text) for text in gren.brister]
            for i in gren.indikatorer:
                rader += [Brist(f"indikator-{i.indikator.pk}", i.indikator.namn, text) for text in i.brister]
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
    """The rows of a plan by what they hang on."""

    rader: Planrader
    mal: dict[tuple[int, int | None], list[Mal]]
    horisonter: dict[int, list[Mal]]
    handlingsplaner: dict[int, list[Handlingsplan]]


def plantrad(plan: Plan) -> Plantrad:
    """The whole plan in six queries, however large it is."""
    rader = planrader(plan, "kunskapskort", "agare", "ansvarig")
    planer = Handlingsplan.objects.filter(mal__malomrade__plan=plan)
    delar = _Delar(
        rader,
        grupper(((m.malomrade_id, m.overordnat_id), m) for m in rader.mal),
        grupper((k.mal_id, k.horisontellt) for k in rader.kopplingar),
        grupper((h.mal_id, h) for h in planer.order_by("namn", "id")),
    )
    omraden = tuple(Omradesgren(o, _malgrenar(o.pk, None, delar)) for o in rader.omraden)
    return Plantrad(plan, omraden)


def _malgrenar(omrade: int, overordnat: int | None, delar: _Delar) -> tuple[Malgren, ...]:
    return tuple(_malgren(mal, delar) for mal in delar.mal.get((omrade, overordnat), ()))


def _malgren(mal: Mal, delar: _Delar) -> Malgren:
    indikatorer = tuple(
        _indikatorgren(i, delar.rader.nivaer.get(i.pk, ()), delar.rader.plan)
        for i in delar.rader.indikatorer.get(mal.pk, ())
    )
    brister = []
    if not indikatorer:
        brister.append("Indikatorer saknas")
    elif not any(i.indikator.raknas for i in indikatorer):
        brister.append("Ingen indikator mäter resultat, så målet kan inte bedömas")
    if mal.niva == Malplats.NAMND and mal.overordnat_id is None:
        brister.append("Inte kopplat till något av fullmäktiges mål")
    elif mal.niva == Malplats.ENHET and mal.overordnat_id is None:
        brister.append("Inte kopplat till något mål som nämnden eller fullmäktige satt")
    if mal.ansvarig is not None and not mal.ansvarig.is_active:
        brister.append(f"{mal.ansvarig.namn} är inte längre aktiv")
    return Malgren(
        mal,
        indikatorer,
        tuple(delar.handlingsplaner.get(mal.pk, ())),
        _malgrenar(mal.malomrade_id, mal.pk, delar),
        tuple(brister),
        tuple(delar.horisonter.get(mal.pk, ())),
    )


def _indikatorgren(indikator: Indikator, rader: Iterable[tuple[int, str, Niva]], plan: Plan) -> Indikatorgren:
    nivaer = {ar: niva for ar, kon, niva in rader if kon == indikator.kon}
    delade = grupper((ar, (kon, niva)) for ar, kon, niva in rader if kon != indikator.kon)
    brister = []
    if indikator.riktning != Indikator.Riktning.NEUTRAL and indikator.far_malniva:
        saknas = [str(ar) for ar in plan.ar if ar not in nivaer]
        if len(saknas) == len(plan.ar):
            brister.append("Målnivåer saknas")
        elif saknas:
            brister.append(f"Målnivå saknas för {uppraknat(saknas)}")
    if indikator.ansvarig is None:
        brister.append("Ansvarig saknas")
    elif not indikator.ansvarig.is_active:
        brister.append(f"{indikator.ansvarig.namn} är inte längre aktiv")
    if indikator.nyckeltal is not None and indikator.nyckeltal.forsvunnet:
        brister.append("Nyckeltalet finns inte längre i Kolada")
    kunskap = kunskapskort(indikator)
    return Indikatorgren(indikator, nivaer, tuple(brister), plan.ar, kunskap, delade)


def _exakt(tal: float | None, decimaler: int) -> str:
    """As it was set: never rounded to the measure's own decimals."""
    return formatera(tal, max(decimaler, antal_decimaler(tal)))


def _nivatext(niva: Niva, decimaler: int) -> str:
    if niva.slag == Malniva.Slag.FORANDRING:
        return Malniva.Forandring(niva.forandring).label
    if niva.slag == Malniva.Slag.INTERVALL:
        return f"{_exakt(niva.a, decimaler)}–{_exakt(niva.b, decimaler)}"
    return _exakt(niva.varde, decimaler)
