"""Everything that the lights of a plan's indicators are computed from, in a few queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from kkik import queries as kkik
from kkik.domain.matris import Matris, senaste_ar
from kkik.models import Kon, Nyckeltal, Varde
from kkik.queries import GruppSaknas, Jamforelsegrupp
from organisation.queries import kommuninstallning
from planering.models import Egetmatt, Indikator, Malniva, Plan
from uppfoljning.domain.perioder import perioder as delar_av_aret
from uppfoljning.egna import Egenserie
from uppfoljning.models import Utfall
from uppfoljning.queries.utfall import arsutfall


@dataclass(frozen=True, slots=True, eq=False)
class Underlag:
    """`egen` is the own municipality's id, None before one is chosen. `malnivaer` by indikator, kön and year.

    `matriser` by (nyckeltal, kön): T for all, K and M where the nyckeltal is divided by gender; a measure of one's
    own has no nyckeltal (None) and an empty matrix: there is nobody else to measure. `grupper` by
    (code, operating area): the group as it looks from here, or the text that says why there is none.
    `borttagna`: (nyckeltal, year, kön) of our own values that Kolada has deleted. `marginaler`: (nyckeltal, year,
    kön) → (margin of error of our own value, the Kolada id it comes from). `egna`: (own measure, kön) → its outcomes.
    """

    egen: int | None
    indikatorer: list[Indikator]
    malnivaer: dict[int, dict[str, dict[int, Malniva]]]
    matriser: dict[tuple[int | None, str], Matris]
    befolkning: Matris | None
    grupper: dict[tuple[str, str], Jamforelsegrupp | str]
    borttagna: frozenset[tuple[int, int, str]]
    marginaler: dict[tuple[int, int, str], tuple[float, str]] = field(default_factory=dict)
    egna: dict[tuple[int, str], Egenserie] = field(default_factory=dict)

    def senaste_dataar(self, plan_id: int) -> int | None:
        """The newest of the newest years of a plan's measures; None without any values."""
        ar: list[int | None] = []
        for i in self.indikatorer:
            if i.mal.malomrade.plan_id == plan_id:
                serie = self.egen_serie(i, i.kon)
                ar.append(
                    senaste_ar(self.matriser[i.nyckeltal_id, i.kon])
                    if serie is None
                    else max(serie.ar, default=None)
                )
        return max((a for a in ar if a is not None), default=None)

    def egen_serie(self, indikator: Indikator, kon: str) -> Egenserie | None:
        """The outcomes of an own measure, empty before any is reported; None for a nyckeltal."""
        if indikator.egetmatt is None:
            return None
        return self.egna.get((indikator.egetmatt_id, kon)) or Egenserie(indikator.egetmatt.frekvens)


def underlag(plan: Plan | None = None) -> Underlag:
    """What the indicators of one plan, or of all, are judged on. The number of queries depends only on how many
    comparison groups are in use."""
    rader = Indikator.objects.select_related("nyckeltal", "egetmatt", "mal__malomrade__plan").order_by("id")
    if plan is not None:
        rader = rader.filter(mal__malomrade__plan=plan)
    indikatorer = list(rader)
    installning = kommuninstallning()
    egen = int(installning.kommunkod) if installning is not None else None
    nyckeltal = {i.nyckeltal_id: i.nyckeltal for i in indikatorer if i.nyckeltal is not None}
    malnivaer = _malnivaer(indikatorer)
    koder = {
        kkik.gruppnyckel(i.jamforelsegrupp, i.nyckeltal): i.nyckeltal
        for i in indikatorer
        if i.nyckeltal is not None
    }
    return Underlag(
        egen=egen,
        indikatorer=indikatorer,
        malnivaer=malnivaer,
        matriser=_matriser(indikatorer, malnivaer, nyckeltal),
        befolkning=kkik.befolkningsmatris(),
        grupper={nyckel: _grupp(nyckel[0], egen, n) for nyckel, n in koder.items()},
        borttagna=_borttagna(egen, nyckeltal),
        marginaler=kkik.marginaler(nyckeltal, egen) if egen is not None else {},
        egna=egna_serier(i.egetmatt for i in indikatorer if i.egetmatt is not None),
    )


def egna_serier(matt: Iterable[Egetmatt]) -> dict[tuple[int, str], Egenserie]:
    """(measure, kön) → outcomes, for those that have any. At most three queries, however many measures."""
    frekvens = {m.pk: m.frekvens for m in matt}
    if not frekvens:
        return {}
    per_ar = arsutfall(frekvens)
    perioder: dict[tuple[int, str], list[tuple[int, int | None, float]]] = {}
    rader = Utfall.objects.filter(egetmatt__in=list(frekvens), enhet__isnull=True).order_by("ar", "period")
    for pk, kon, ar, period, varde in rader.values_list("egetmatt", "kon", "ar", "period", "varde"):
        if period in delar_av_aret(frekvens[pk]):
            perioder.setdefault((pk, kon), []).append((ar, period, varde))
    return {
        n: Egenserie(frekvens[n[0]], per_ar.get(n, {}), tuple(perioder.get(n, ())))
        for n in per_ar.keys() | perioder.keys()
    }


def _malnivaer(indikatorer: list[Indikator]) -> dict[int, dict[str, dict[int, Malniva]]]:
    ut: dict[int, dict[str, dict[int, Malniva]]] = {i.pk: {} for i in indikatorer}
    for m in Malniva.objects.filter(indikator__in=indikatorer):
        ut[m.indikator_id].setdefault(m.kon, {})[m.ar] = m
    return ut


def _matriser(
    indikatorer: list[Indikator], malnivaer: dict, nyckeltal: dict[int, Nyckeltal]
) -> dict[tuple[int | None, str], Matris]:
    behov: dict[str, set[int]] = {kon: set() for kon in Kon.values}
    for i in indikatorer:
        if i.nyckeltal is None:
            continue
        for kon in {i.kon, *malnivaer[i.pk]}:
            behov[kon].add(i.nyckeltal_id)
    for pk, n in nyckeltal.items():
        if n.konsuppdelat:
            behov[Kon.KVINNOR].add(pk)
            behov[Kon.MAN].add(pk)
    ut: dict[tuple[int | None, str], Matris] = {(None, kon): tom_matris() for kon in Kon.values}
    for kon, ids in behov.items():
        if ids:
            ut |= {(pk, kon): m for pk, m in kkik.matriser(ids, kon).items()}
    return ut


def tom_matris() -> Matris:
    """No years and no municipalities: what is known of a measure that only we have."""
    return Matris(np.empty(0, np.int16), np.empty(0, np.int16), np.empty((0, 0)))


def _grupp(kod: str, egen: int | None, nyckeltal: Nyckeltal) -> Jamforelsegrupp | str:
    if egen is None:
        return "Kommunen är inte vald."
    try:
        return kkik.grupp(kod, egen, nyckeltal)
    except GruppSaknas as fel:
        return str(fel)


def _borttagna(egen: int | None, nyckeltal_ids: Iterable[int]) -> frozenset[tuple[int, int, str]]:
    rader = Varde.objects.filter(kommun_id=egen, nyckeltal_id__in=list(nyckeltal_ids), borttagen=True)
    return frozenset(rader.values_list("nyckeltal_id", "ar", "kon")) if egen is not None else frozenset()
