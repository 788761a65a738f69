"""Everything in the whole thread of a goal, an indicator or a decision. The number of queries does not depend on how
much there is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from atgarder.models import (
    Atgardseffekt,
    Beslut,
    Beslutadeffekt,
    Beslutsavslut,
    Beslutspunkt,
    Effektbedomning,
    Malandringsforslag,
    Placering,
    Prioriteringsforslag,
    Resursbehov,
)
from atgarder.queries.lage import Forslagslage, forslagslagen
from atgarder.queries.tradplan import Planled, led_for_indikatorer, led_for_mal
from uppfoljning.models import Analys, Analysavvikelse, Atgardsforslag, Hypotes, Slutsats


@dataclass(frozen=True, slots=True)
class Beslutsled:
    """A proposal's point in a decision that stands. `effekter` with `utslag` where one was computed."""

    rad: Beslutspunkt
    stangt: bool
    effekter: tuple[Beslutadeffekt, ...]
    behov: tuple[Resursbehov, ...]
    malandringar: tuple[Malandringsforslag, ...]


@dataclass(frozen=True, slots=True)
class Tradrader:
    """`punkter`: proposal → its points, oldest decision first. `prioriteringar`: proposal → closed rounds, oldest
    first. `bedomda`: assignment → what people make of its effect. `beslut`: the decision that it is drawn for."""

    plan: Planled
    avvikelser: tuple[Analysavvikelse, ...]
    analyser: tuple[Analys, ...]
    hypoteser: tuple[Hypotes, ...]
    slutsatser: tuple[Slutsats, ...]
    forslag: tuple[Atgardsforslag, ...]
    lagen: dict[int, Forslagslage]
    prioriteringar: dict[int, list[Prioriteringsforslag]]
    punkter: dict[int, list[Beslutsled]]
    bedomda: dict[int, Effektbedomning]
    beslut: Beslut | None = None


def trad_for_mal(pk: int, ar: int) -> Tradrader | None:
    plan = led_for_mal(pk, ar)
    return _rader(plan) if plan is not None else None


def trad_for_indikator(pk: int, ar: int) -> Tradrader | None:
    plan = led_for_indikatorer([pk], ar)
    return _rader(plan) if plan.indikatorer else None


def trad_for_beslut(pk: int, ar: int) -> Tradrader | None:
    """Of the proposals that the decision is about. A corrected decision is read as the one that stands."""
    beslut = Beslut.objects.filter(pk=pk).select_related("namnd", "underlag__enhet").first()
    if beslut is None:
        return None
    forslag = list(beslut.punkter.values_list("forslag_id", "forslag__analys_id"))
    avvikelser = Analysavvikelse.objects.filter(analys__in={a for _, a in forslag})
    plan = led_for_indikatorer(avvikelser.values_list("indikator_id", flat=True), ar)
    return _rader(plan, beslut=beslut, bara={f for f, _ in forslag}, analyser={a for _, a in forslag})


def _rader(
    plan: Planled,
    *,
    beslut: Beslut | None = None,
    bara: set[int] | None = None,
    analyser: Iterable[int] = (),
) -> Tradrader:
    avvikelser = tuple(
        Analysavvikelse.objects.filter(
            Q(analys__in=analyser) if beslut is not None else Q(indikator__in=list(plan.per_nyckel))
        ).order_by("analys__oppnad", "analys_id", "id")
    )
    vilka = {*analyser, *(a.analys_id for a in avvikelser)}
    forslag = Atgardsforslag.objects.filter(analys__in=vilka).exclude(status=Atgardsforslag.Status.AVSTAS)
    if bara is not None:
        forslag = forslag.filter(pk__in=bara)
    forslag = tuple(
        forslag.select_related("analys__enhet")
        .prefetch_related(_nycklar("hypoteser"))
        .order_by("analys__oppnad", "analys_id", "ordning", "id")
    )
    nycklar = [f.pk for f in forslag]
    lagen = forslagslagen(nycklar)
    uppdrag = [lage.uppdrag.pk for lage in lagen.values() if lage.uppdrag is not None]
    return Tradrader(
        plan=plan,
        avvikelser=avvikelser,
        analyser=tuple(Analys.objects.filter(pk__in=vilka).select_related("enhet").order_by("oppnad", "id")),
        hypoteser=tuple(
            Hypotes.objects.filter(analys__in=vilka).order_by("analys__oppnad", "analys_id", "ordning", "id")
        ),
        slutsatser=tuple(
            Slutsats.objects.filter(analys__in=vilka)
            .prefetch_related(_nycklar("hypoteser"))
            .order_by("analys__oppnad", "analys_id", "-fraga", "ordning", "id")
        ),
        forslag=forslag,
        lagen=lagen,
        prioriteringar=_prioriteringar(nycklar),
        punkter=_punkter(nycklar),
        bedomda={b.uppdrag_id: b for b in Effektbedomning.objects.filter(uppdrag__in=uppdrag)},
        beslut=beslut,
    )


def _nycklar(vag: str) -> Prefetch:
    return Prefetch(vag, queryset=Hypotes.objects.only("pk").order_by("ordning", "id"), to_attr="bygger_pa")


def _prioriteringar(forslag: list[int]) -> dict[int, list[Prioriteringsforslag]]:
    ut: dict[int, list[Prioriteringsforslag]] = defaultdict(list)
    rader = Prioriteringsforslag.objects.filter(forslag__in=forslag, prioritering__avslutad__isnull=False)
    placeringar = Prefetch("placeringar", queryset=Placering.objects.order_by("id"), to_attr="placerade")
    rader = rader.select_related("prioritering").prefetch_related(placeringar)
    for r in rader.order_by("prioritering__avslutad", "id"):
        ut[r.forslag_id].append(r)
    return dict(ut)


def _punkter(forslag: list[int]) -> dict[int, list[Beslutsled]]:
    """Six queries."""
    rader = list(
        Beslutspunkt.objects.filter(forslag__in=forslag, beslut__rattat_av__isnull=True)
        .select_related("beslut__namnd", "beslut__underlag")
        .defer("beslut__underlag__innehall")
        .order_by("beslut__sammantrade", "beslut_id", "ordning", "id")
    )
    stangda = set(
        Beslutsavslut.objects.filter(beslut__in={p.beslut_id for p in rader}).values_list(
            "beslut_id", flat=True
        )
    )
    nycklar = [p.pk for p in rader]
    utslag = {
        u.effekt_id: u for u in Atgardseffekt.objects.filter(effekt__punkt__in=nycklar).defer("underlag")
    }
    effekter: dict[int, list[Beslutadeffekt]] = defaultdict(list)
    for e in Beslutadeffekt.objects.filter(punkt__in=nycklar).select_related("indikator").order_by("id"):
        e.raknad = utslag.get(e.pk)
        effekter[e.punkt_id].append(e)
    behov: dict[int, list[Resursbehov]] = defaultdict(list)
    for b in Resursbehov.objects.filter(punkt__in=nycklar).select_related("plan").order_by("ar", "id"):
        behov[b.punkt_id].append(b)
    andringar: dict[int, list[Malandringsforslag]] = defaultdict(list)
    for a in Malandringsforslag.objects.filter(punkt__in=nycklar).select_related("plan").order_by("id"):
        andringar[a.punkt_id].append(a)
    ut: dict[int, list[Beslutsled]] = defaultdict(list)
    for p in rader:
        ut[p.forslag_id].append(
            Beslutsled(
                p,
                p.beslut_id in stangda,
                tuple(effekter[p.pk]),
                tuple(behov[p.pk]),
                tuple(andringar[p.pk]),
            )
        )
    return dict(ut)
