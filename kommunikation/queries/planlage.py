"""How far the planning of a plan has come, counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F

from kommunikation.domain.hjul import Planlage
from organisation.models import Enhet, Enhetsniva
from planering.domain.regler import malnivahinder
from planering.models import Handlingsplan, Indikator, Mal, Malniva, Plan, Uppdragsenhet, Verksamhet
from planering.queries import rotter

# What the counting asks of an indicator: a plan has hundreds.
_INDIKATORFALT = (
    "mal_id",
    "kon",
    "riktning",
    "ansvarig_id",
    "kategori",
    "paverkansgrad",
    "malniva_skal",
)
NAMNDNIVAER = (Enhetsniva.NAMND, Enhetsniva.BOLAG)


def planlagen(planer: Iterable[Plan], idag: date) -> dict[int, Planlage]:
    """By plan (key). Eight queries, however many and large the plans."""
    vilka = list(planer)
    namnder = set(Enhet.objects.gallande(idag).filter(niva__in=NAMNDNIVAER).values_list("pk", flat=True))
    beskrivna = _enheter(Uppdragsenhet.objects.filter(plan__in=vilka, uppdrag__texter__text__gt=""), namnder)
    med_ram = _enheter(
        Verksamhet.objects.filter(plan__in=vilka, ramar__isnull=False, slag=Verksamhet.Slag.VERKSAMHET),
        namnder,
    )
    mal: dict[int, set[int]] = defaultdict(set)
    for plan_id, pk in Mal.objects.filter(malomrade__plan__in=vilka).values_list("malomrade__plan_id", "pk"):
        mal[plan_id].add(pk)
    indikatorer = _indikatorer(vilka)
    atgardsplaner = _handlingsplaner(mal)
    ut = {}
    for plan in vilka:
        rader = indikatorer[plan.pk]
        ut[plan.pk] = Planlage(
            namn=plan.namn,
            beslut=f"{plan.paragraf}, {plan.beslutad.isoformat()}" if plan.ar_last else "",
            namnder=len(namnder),
            beskrivna=len(beskrivna[plan.pk]),
            med_ram=len(med_ram[plan.pk]),
            mal=len(mal[plan.pk]),
            utan_indikator=len(mal[plan.pk] - {i.mal_id for i, _ in rader}),
            indikatorer=len(rader),
            utan_malniva=sum(_saknar_malniva(i, set(plan.ar) - ar) for i, ar in rader),
            utan_ansvarig=sum(i.ansvarig_id is None for i, _ in rader),
            handlingsplaner=atgardsplaner[plan.pk] + atgardsplaner[None],
        )
    return ut


def _enheter(rader, namnder: set[int]) -> dict[int, set[int]]:
    ut: dict[int, set[int]] = defaultdict(set)
    for plan_id, enhet_id in rader.values_list("plan_id", "enhet_id").distinct():
        if enhet_id in namnder:
            ut[plan_id].add(enhet_id)
    return ut


def _indikatorer(planer: list[Plan]) -> dict[int, list[tuple[Any, set[int]]]]:
    """Plan → its indicators as rows of plain values, each with the years that have a target level of the indicator's
    own gender."""
    nivaer: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    falt = ("indikator_id", "kon", "ar")
    for pk, kon, ar in Malniva.objects.filter(indikator__mal__malomrade__plan__in=planer).values_list(*falt):
        nivaer[pk][kon].add(ar)
    ut: dict[int, list[tuple[Any, set[int]]]] = defaultdict(list)
    rader = Indikator.objects.filter(mal__malomrade__plan__in=planer).annotate(plan=F("mal__malomrade__plan"))
    for i in rader.order_by().values_list("pk", "plan", *_INDIKATORFALT, named=True):
        ut[i.plan].append((i, nivaer[i.pk][i.kon]))
    return ut


def _saknar_malniva(i: Any, saknas: set[int]) -> bool:
    """The plan page's rule: one that is only followed needs none."""
    far = bool(i.malniva_skal) or not malnivahinder(i.kategori, i.paverkansgrad)
    return i.riktning != Indikator.Riktning.NEUTRAL and far and bool(saknas)


def _handlingsplaner(mal: dict[int, set[int]]) -> Counter:
    """How many by plan, given each plan's goals; under None those that serve no goal. One that serves a goal in another
    version of the plan, or in next year's, serves it here."""
    rot = rotter(Mal)
    rotter_i = {plan: {rot.get(nyckel, nyckel) for nyckel in nycklar} for plan, nycklar in mal.items()}
    ut: Counter = Counter()
    for rad in Handlingsplan.objects.order_by().values_list("mal_id", flat=True):
        if rad is None:
            ut[None] += 1
        else:
            ut.update(plan for plan, inom in rotter_i.items() if rot.get(rad, rad) in inom)
    return ut
