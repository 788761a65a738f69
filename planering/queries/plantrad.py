"""Reads: the whole plan as a tree, what is missing in it, and what other apps need to know."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from kkik.models import Varde
from planering.domain.regler import uppraknat
from planering.models import (
    Aktivitet,
    Handlingsplan,
    Horisontkoppling,
    Indikator,
    Mal,
    Malniva,
    Malomrade,
    Malplats,
    Plan,
)
from planering.queries.kunskap import Kunskap, kunskapskort
from styrsnurra.gemensamt.tal import formatera

_KON = {"T": "alla", "K": "kvinnor", "M": "män"}


@dataclass(frozen=True, slots=True)
class Indikatorgren:
    """An indicator, its target levels by year, and what it lacks, in words."""

    indikator: Indikator
    nivaer: dict[int, Malniva]
    brister: tuple[str, ...]
    ar: range

    @property
    def per_ar(self) -> list[Malniva | None]:
        """The levels of the plan's years, None where there is none."""
        return [self.nivaer.get(ar) for ar in self.ar]

    @property
    def nivatexter(self) -> list[str]:
        """The same as people read them; "" where there is none."""
        return [_nivatext(rad, self.indikator.decimaler) if rad else "" for rad in self.per_ar]

    @property
    def per_ar_text(self) -> list[tuple[int, str]]:
        """(year, level as people read it) of the years that have one."""
        return [(ar, text) for ar, text in zip(self.ar, self.nivatexter, strict=True) if text]

    @property
    def nivaceller(self) -> list[tuple[str, list[str]]]:
        """Year by year: the level as people read it, and those that women and men have of their own."""
        return [
            (
                text,
                [f"{namn} {_nivatext(rad, self.indikator.decimaler)}" for namn, rad in self._andra_kon(ar)],
            )
            for ar, text in zip(self.ar, self.nivatexter, strict=True)
        ]

    def _andra_kon(self, ar: int) -> list[tuple[str, Malniva]]:
        rader = [r for r in self.indikator.malnivaer.all() if r.ar == ar and r.kon != self.indikator.kon]
        return [(_KON[r.kon], r) for r in sorted(rader, key=lambda r: r.kon)]

    @property
    def kunskap(self) -> Kunskap:
        return kunskapskort(self.indikator)


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


@dataclass(frozen=True, slots=True)
class Plantrad:
    """The plan as people read it: områden → KF's goals → nämnder's goals → indicators → target levels."""

    plan: Plan
    omraden: tuple[Omradesgren, ...]
    antal: dict[str, int] = field(default_factory=dict)

    @property
    def brister(self) -> list["Brist"]:
        """Everything that is missing, in the plan's order."""
        rader = []
        for gren in self.malgrenar():
            rader += [Brist(f"mal-{gren.mal.pk}", gren.mal.titel, text) for text in gren.brister]
            for i in gren.indikatorer:
                rader += [Brist(f"indikator-{i.indikator.pk}", i.indikator.namn, text) for text in i.brister]
        return rader

    @property
    def tomma_kort(self) -> list[Indikator]:
        """The indicators that nothing is written about."""
        return [i.indikator for gren in self.malgrenar() for i in gren.indikatorer if i.kunskap.tomt]

    def malgrenar(self) -> Iterable[Malgren]:
        """Every goal, KF's before those that serve it."""
        for omrade in self.omraden:
            for gren in omrade.mal:
                yield from gren.alla()


def planer() -> QuerySet[Plan]:
    """All plans, newest first."""
    return Plan.objects.order_by("-fran_ar", "-version")


def plantrad(plan: Plan) -> Plantrad:
    """The whole plan in six queries, however large it is."""
    omraden = plan.malomraden.order_by("ordning", "id").prefetch_related(
        Prefetch("mal", Mal.objects.select_related("enhet", "ansvarig").order_by("ordning", "id")),
        Prefetch("mal__indikatorer", _indikatorer().order_by("ordning", "id")),
        "mal__indikatorer__malnivaer",
        Prefetch("mal__horisontkopplingar", Horisontkoppling.objects.select_related("horisontellt")),
        Prefetch("mal__handlingsplaner", Handlingsplan.objects.order_by("namn", "id")),
    )
    grenar = tuple(_omradesgren(omrade, plan) for omrade in omraden)
    trad = Plantrad(plan, grenar)
    mal = list(trad.malgrenar())
    indikatorer = [i for gren in mal for i in gren.indikatorer]
    trad.antal.update(
        mal=len(mal),
        kf=sum(gren.mal.niva == Malplats.KF for gren in mal),
        indikatorer=len(indikatorer),
        brister=len(trad.brister),
    )
    return trad


def _omradesgren(omrade: Malomrade, plan: Plan) -> Omradesgren:
    under: dict[int | None, list[Mal]] = defaultdict(list)
    for mal in omrade.mal.all():
        under[mal.overordnat_id].append(mal)

    def grenar(overordnat: int | None) -> tuple[Malgren, ...]:
        return tuple(_malgren(mal, plan, grenar(mal.pk)) for mal in under[overordnat])

    return Omradesgren(omrade, grenar(None))


def _malgren(mal: Mal, plan: Plan, underordnade: tuple[Malgren, ...]) -> Malgren:
    indikatorer = tuple(_indikatorgren(i, plan) for i in mal.indikatorer.all())
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
    horisonter = tuple(k.horisontellt for k in mal.horisontkopplingar.all())
    return Malgren(
        mal, indikatorer, tuple(mal.handlingsplaner.all()), underordnade, tuple(brister), horisonter
    )


def _indikatorgren(indikator: Indikator, plan: Plan) -> Indikatorgren:
    nivaer = {rad.ar: rad for rad in indikator.malnivaer.all() if rad.kon == indikator.kon}
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
    return Indikatorgren(indikator, nivaer, tuple(brister), plan.ar)


def _nivatext(rad: Malniva, decimaler: int) -> str:
    if rad.slag == Malniva.Slag.FORANDRING:
        return rad.get_forandring_display()
    if rad.slag == Malniva.Slag.INTERVALL:
        return f"{formatera(rad.a, decimaler)}–{formatera(rad.b, decimaler)}"
    return formatera(rad.varde, decimaler)


def _indikatorer() -> QuerySet[Indikator]:
    return Indikator.objects.select_related("nyckeltal", "egetmatt", "kunskapskort", "agare", "ansvarig")


def anvanda_nyckeltal() -> list[str]:
    """Kolada's ids of the nyckeltal that any indicator uses, sorted."""
    urval = Indikator.objects.order_by().filter(nyckeltal__isnull=False)
    return sorted(urval.values_list("nyckeltal__kolada_id", flat=True).distinct())


def indikatorer_for_bedomning(plan: Plan | None = None) -> QuerySet[Indikator]:
    """The indicators to judge (of every plan when None) with nyckeltal, goal, plan and target levels, in plan order."""
    urval = Indikator.objects.all() if plan is None else Indikator.objects.filter(mal__malomrade__plan=plan)
    return (
        urval.select_related(
            "nyckeltal", "egetmatt", "agare", "ansvarig", "mal__enhet", "mal__malomrade__plan"
        )
        .prefetch_related("malnivaer")
        .order_by(
            "-mal__malomrade__plan__fran_ar",
            "mal__malomrade__ordning",
            "mal__malomrade_id",
            "mal__ordning",
            "mal_id",
            "ordning",
            "id",
        )
    )


def handlingsplaner(
    *, plan: Plan | None = None, mal: Mal | None = None, enhet_id: int | None = None
) -> QuerySet[Handlingsplan]:
    """Action plans with their activities; with `plan`, those of its goals and those that belong to no goal."""
    urval = Handlingsplan.objects.select_related("mal__malomrade__plan", "enhet", "ansvarig")
    if plan is not None:
        urval = urval.filter(mal__malomrade__plan=plan) | urval.filter(mal__isnull=True)
    if mal is not None:
        urval = urval.filter(mal=mal)
    if enhet_id is not None:
        urval = urval.filter(enhet_id=enhet_id)
    return urval.prefetch_related(
        Prefetch("aktiviteter", Aktivitet.objects.order_by("ordning", "id"))
    ).order_by("namn", "id")


def egen_historik(nyckeltal_id: int, kommun_id: int, kon: str = "T") -> list[tuple[int, float]]:
    """One municipality's values of one nyckeltal, (year, value) in year order; years without value are left out."""
    return list(
        Varde.objects.filter(
            nyckeltal_id=nyckeltal_id,
            kommun_id=kommun_id,
            kon=kon,
            borttagen=False,
            varde__isnull=False,
        )
        .order_by("ar")
        .values_list("ar", "varde")
    )
