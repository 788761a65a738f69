"""The planning part of a thread: which goals and indicators it is about, through all versions of the plans."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Model

from atgarder.domain.trad import slaktled
from planering.domain.trad import under
from planering.models import (
    Avsnitt,
    Handlingsplan,
    Horisontkoppling,
    Indikator,
    Mal,
    Malplats,
    Plan,
    Uppdragsenhet,
    Uppdragstext,
)
from uppfoljning.models import Analysavvikelse, Bedomning

# What a thread says of an outcome; the long inputs of the lights are not read.
LJUSFALT = (
    "indikator_id", "ar", "kon", "utfall", "mal_signal", "mal_indata", "andra_signal", "trend", "godhet",
    "avviker",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indikatorled:
    """An indicator as it stands in the plan in force, or in the newest that has it. `alla`: its keys in every
    version. `planer`: the names of the plans it has been in, oldest first. `mal`: the goal of the thread that it
    measures. `aktuell`: whether it is in the goal's own plan still."""

    rad: Indikator
    mal: Mal
    alla: frozenset[int]
    planer: tuple[str, ...]
    aktuell: bool


@dataclass(frozen=True, slots=True)
class Planled:
    """`mal`: the goals by key, with those above them. `upp`: goal → the goals that it serves. `vision`: goal's
    målområde → the descriptions (key, name, plan, first words) that it rests on."""

    plan: Plan | None
    rotmal: Mal | None
    mal: dict[int, Mal]
    upp: dict[int, list[int]]
    indikatorer: tuple[Indikatorled, ...]
    bedomningar: dict[int, Bedomning]
    vision: dict[int, list[tuple[int, str, str]]] = field(default_factory=dict)
    handlingsplaner: dict[int, list[Handlingsplan]] = field(default_factory=dict)

    @property
    def per_nyckel(self) -> dict[int, Indikatorled]:
        """Any version's key → the indicator of the thread."""
        return {nyckel: i for i in self.indikatorer for nyckel in i.alla}


def led_for_mal(pk: int, ar: int) -> Planled | None:
    """The goal with those below it, and what measures them, as the plan followed in `ar` has it. None: there is no
    such goal. Twelve queries."""
    slakt = _slakt(Mal)
    if pk not in slakt:
        return None
    aktuell = Plan.objects.aktuell(ar)
    rot = _foretradare(_mal(slakt[pk]), aktuell, lambda m: m.malomrade.plan)
    i_planen = {m.pk: m for m in _mal_i([rot.malomrade.plan_id])}
    nere = {rot.pk, *under(rot.pk, {m.pk: m.overordnat_id for m in i_planen.values()})}
    nu = {gammal: m for m in nere for gammal in slakt[m]}
    rader = _indikatorer(mal__in=list(nu))
    grupper = _grupper(rader)
    analyserade = set(
        Analysavvikelse.objects.filter(indikator__in=[i.pk for i in rader]).values_list(
            "indikator_id", flat=True
        )
    )
    led = []
    for grupp in grupper:
        rad = _foretradare(grupp, aktuell, lambda i: i.mal.malomrade.plan)
        kvar = rad.mal_id in nere
        if kvar or analyserade & {i.pk for i in grupp}:
            led.append(_led(rad, i_planen[nu[rad.mal_id]], grupp, kvar))
    return _planled(aktuell, rot, i_planen, nere, led)


def led_for_indikatorer(nycklar: Iterable[int], ar: int) -> Planled:
    """The indicators, each with its goal and those above it. Twelve queries at most."""
    slakt = _slakt(Indikator)
    alla = {s for n in nycklar if n in slakt for s in slakt[n]}
    aktuell = Plan.objects.aktuell(ar)
    led = []
    for grupp in _grupper(_indikatorer(pk__in=alla), slakt):
        rad = _foretradare(grupp, aktuell, lambda i: i.mal.malomrade.plan)
        led.append(_led(rad, rad.mal, grupp, aktuell is None or rad.mal.malomrade.plan_id == aktuell.pk))
    i_planerna = {m.pk: m for m in _mal_i({i.mal.malomrade.plan_id for i in led})}
    return _planled(aktuell, None, i_planerna, {i.mal.pk for i in led}, led)


def _planled(
    aktuell: Plan | None, rot: Mal | None, alla: dict[int, Mal], valda: set[int], led: list[Indikatorled]
) -> Planled:
    horisonter: dict[int, list[int]] = defaultdict(list)
    for mal, over in (
        Horisontkoppling.objects.filter(mal__in=list(alla))
        .order_by("id")
        .values_list("mal_id", "horisontellt_id")
    ):
        horisonter[mal].append(over)
    upp: dict[int, list[int]] = {}
    kvar = sorted(valda)
    while kvar:
        nyckel = kvar.pop()
        if nyckel not in upp and nyckel in alla:
            over = [alla[nyckel].overordnat_id] if alla[nyckel].overordnat_id else []
            upp[nyckel] = [o for o in [*over, *horisonter[nyckel]] if o in alla]
            kvar += upp[nyckel]
    mal = {m.pk: m for m in alla.values() if m.pk in upp}  # in the plan's order
    planer: dict[int, list[Handlingsplan]] = defaultdict(list)
    if rot is not None:
        for h in Handlingsplan.objects.filter(mal__in=valda, uppdrag__isnull=True).order_by("namn", "id"):
            planer[h.mal_id].append(h)
    return Planled(aktuell, rot, mal, upp, tuple(led), _bedomningar(led), _vision(mal.values()), dict(planer))


def _slakt(modell: type[Model]) -> dict[int, frozenset[int]]:
    return slaktled(dict(modell.objects.values_list("pk", "foregangare_id")))


def _mal(nycklar: Iterable[int]) -> list[Mal]:
    return list(Mal.objects.filter(pk__in=nycklar).select_related("malomrade__plan").order_by("id"))


def _mal_i(planer: Iterable[int]) -> list[Mal]:
    return list(
        Mal.objects.filter(malomrade__plan__in=list(planer))
        .select_related("malomrade__plan", "enhet")
        .defer("beskrivning")
        .order_by("malomrade__ordning", "malomrade_id", "ordning", "id")
    )


def _indikatorer(**villkor) -> list[Indikator]:
    return list(
        Indikator.objects.filter(**villkor)
        .select_related("mal__malomrade__plan", "mal__enhet", "agare", "ansvarig", "nyckeltal", "egetmatt")
        .defer("nyckeltal__sok", "nyckeltal__beskrivning", "varfor")
        .order_by("mal__malomrade__ordning", "mal__ordning", "ordning", "id")
    )


def _grupper(rader: list[Indikator], slakt: dict[int, frozenset[int]] | None = None) -> list[list[Indikator]]:
    """The versions of each, in the order of the rows. Within the rows alone when `slakt` is not given."""
    egna = slakt or slaktled({i.pk: i.foregangare_id for i in rader})
    ut: dict[int, list[Indikator]] = {}
    for i in rader:
        ut.setdefault(min(egna[i.pk]), []).append(i)
    return list(ut.values())


def _foretradare(rader: list, aktuell: Plan | None, plan) -> object:
    """The one in the plan in force, else in the newest plan."""
    return max(
        rader,
        key=lambda r: (
            aktuell is not None and plan(r).pk == aktuell.pk,
            plan(r).ar_last,
            plan(r).fran_ar,
            plan(r).version,
            r.pk,
        ),
    )


def _led(rad: Indikator, mal: Mal, grupp: list[Indikator], aktuell: bool) -> Indikatorled:
    planer = {i.mal.malomrade.plan_id: i.mal.malomrade.plan for i in grupp}
    namn = [
        f"{p.namn}, version {p.version}" if p.version > 1 else p.namn
        for p in sorted(planer.values(), key=lambda p: (p.fran_ar, p.version))
    ]
    return Indikatorled(rad, mal, frozenset(i.pk for i in grupp), tuple(namn), aktuell)


def _bedomningar(led: list[Indikatorled]) -> dict[int, Bedomning]:
    """Indikator → the lights of the newest year that has an outcome; else of the newest year. Two queries."""
    rader = (
        Bedomning.objects.filter(indikator__in=[i.rad.pk for i in led], kon=F("indikator__kon"))
        .only(*LJUSFALT)
        .order_by("indikator_id", "-ar")
        .distinct("indikator_id")
    )
    med, utan = rader.filter(utfall__isnull=False), rader.filter(utfall__isnull=True)
    return {b.indikator_id: b for b in utan} | {b.indikator_id: b for b in med}


def _vision(mal: Iterable[Mal]) -> dict[int, list[tuple[int, str, str]]]:
    """Målområde → the descriptions of the enheter that have its goals on the highest level, with the vision's words.
    Two queries."""
    overst: dict[int, set[tuple[int, int]]] = defaultdict(set)
    djup = {
        m.malomrade_id: min(Malplats(g.niva).djup for g in mal if g.malomrade_id == m.malomrade_id)
        for m in mal
    }
    for m in mal:
        if Malplats(m.niva).djup == djup[m.malomrade_id]:
            overst[m.malomrade_id].add((m.malomrade.plan_id, m.enhet_id))
    par = {p for alla in overst.values() for p in alla}
    rader = list(
        Uppdragsenhet.objects.filter(plan__in={p for p, _ in par}, enhet__in={e for _, e in par})
        .select_related("uppdrag")
        .order_by("uppdrag__ordning", "uppdrag_id", "id")
    )
    ord_ = dict(
        Uppdragstext.objects.filter(
            uppdrag__in={r.uppdrag_id for r in rader}, avsnitt=Avsnitt.VISION
        ).values_list("uppdrag_id", "text")
    )
    ut: dict[int, dict[int, tuple[int, str, str]]] = defaultdict(dict)
    for omrade, vilka in overst.items():
        for r in rader:
            if (r.plan_id, r.enhet_id) in vilka:
                ut[omrade][r.uppdrag_id] = (r.uppdrag_id, r.uppdrag.namn, ord_.get(r.uppdrag_id, ""))
    return {omrade: list(per.values()) for omrade, per in ut.items()}
