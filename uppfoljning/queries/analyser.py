"""Analyses as the pages show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Prefetch, Q, QuerySet

from planering.models import Indikator
from planering.queries import foregangare_till
from uppfoljning.domain.orsakslista import RUBRIKER, Fraga, Rubrik, hinder, kvar_av_matfel
from uppfoljning.models import (
    Analys,
    Analysavvikelse,
    Analysdeltagare,
    Atgardsforslag,
    Belagg,
    Hypotes,
    Kunskapskalla,
    Orsakssvar,
    Slutsats,
)


def analyslista(status: str = "") -> QuerySet[Analys]:
    """Newest first, those under way before the concluded; with counts and the deviations. Two queries."""
    rader = Analys.objects.select_related("enhet").prefetch_related(
        Prefetch("avvikelser", queryset=Analysavvikelse.objects.select_related("indikator"))
    )
    if status:
        rader = rader.filter(status=status)
    utslag = Hypotes.Utslag
    return rader.annotate(
        antal_hypoteser=Count("hypoteser", distinct=True),
        antal_verifierade=Count("hypoteser", filter=Q(hypoteser__utslag=utslag.VERIFIERAD), distinct=True),
        antal_forkastade=Count("hypoteser", filter=Q(hypoteser__utslag=utslag.FORKASTAD), distinct=True),
        antal_forslag=Count("forslag", distinct=True),
    ).order_by("-status", "-oppnad", "-id")


def hamta_analys(pk: int) -> Analys | None:
    return Analys.objects.select_related("enhet", "andrad_av").filter(pk=pk).first()


@dataclass(frozen=True)
class Analysbild:
    """Everything in an analysis. `svar` by question. Hypotheses come with their evidence, in order of priority."""

    analys: Analys
    avvikelser: tuple[Analysavvikelse, ...]
    deltagare: tuple[Analysdeltagare, ...]
    svar: dict[str, Orsakssvar]
    hypoteser: tuple[Hypotes, ...]
    slutsatser: tuple[Slutsats, ...]
    forslag: tuple[Atgardsforslag, ...]

    @property
    def kvar_av_matfel(self) -> int:
        return kvar_av_matfel(set(self.svar))

    @property
    def indikatorer(self) -> list[Indikator]:
        return [a.indikator for a in self.avvikelser]

    def hinder(self, kod: str) -> str:
        """Why a heading is not open yet; "" when it is."""
        return hinder(kod, set(self.svar))

    def med_utslag(self, utslag: str) -> list[Hypotes]:
        return [h for h in self.hypoteser if h.utslag == utslag]

    @cached_property
    def verifierade(self) -> list[Hypotes]:
        return self.med_utslag(Hypotes.Utslag.VERIFIERAD)

    @cached_property
    def forkastade(self) -> list[Hypotes]:
        return self.med_utslag(Hypotes.Utslag.FORKASTAD)

    @cached_property
    def oppna(self) -> list[Hypotes]:
        return self.med_utslag(Hypotes.Utslag.OPPEN)

    @cached_property
    def belagg(self) -> list[Belagg]:
        return [b for h in self.hypoteser for b in h.alla_belagg]

    @cached_property
    def hypoteser_ur(self) -> dict[str, list[Hypotes]]:
        """Question → the hypotheses that came from it."""
        ut: dict[str, list[Hypotes]] = defaultdict(list)
        for h in self.hypoteser:
            if h.fraga:
                ut[h.fraga].append(h)
        return ut

    def slutsatser_om(self, fraga: str) -> list[Slutsats]:
        return [s for s in self.slutsatser if s.fraga == fraga]

    @property
    def beror(self) -> list[Slutsats]:
        return self.slutsatser_om(Slutsats.Fraga.BEROR)

    @property
    def battre(self) -> list[Slutsats]:
        return self.slutsatser_om(Slutsats.Fraga.BATTRE)

    def lage(self, rubrik: Rubrik) -> list[tuple[Fraga, Orsakssvar | None]]:
        """The questions of a heading with their answers."""
        return [(f, self.svar.get(f.id)) for f in rubrik.fragor]

    def antal_svar(self, rubriker: Iterable[Rubrik] = RUBRIKER) -> tuple[int, int]:
        """(answered, asked)."""
        fragor = [f.id for r in rubriker for f in r.fragor]
        return sum(f in self.svar for f in fragor), len(fragor)


def analysbild(analys: Analys) -> Analysbild:
    """Nine queries at most, however much there is in it."""
    belagg = Belagg.objects.select_related("nyckeltal", "egetmatt", "andrad_av").defer(
        "nyckeltal__sok", "nyckeltal__beskrivning"
    )
    hypoteser = list(
        analys.hypoteser.order_by("ordning", "id").prefetch_related(
            Prefetch("belagg", queryset=belagg, to_attr="alla_belagg")
        )
    )
    for h in hypoteser:
        h.analys = analys
        h.talar_for = [b for b in h.alla_belagg if b.riktning == Belagg.Riktning.FOR]
        h.talar_mot = [b for b in h.alla_belagg if b.riktning == Belagg.Riktning.MOT]
        h.neutrala = [b for b in h.alla_belagg if b.riktning == Belagg.Riktning.NEUTRAL]
    avvikelser = analys.avvikelser.select_related(
        "indikator__nyckeltal", "indikator__egetmatt", "indikator__mal"
    ).defer("indikator__nyckeltal__sok")
    forslag = analys.forslag.prefetch_related(
        "hypoteser", Prefetch("kunskapskallor", queryset=Kunskapskalla.objects.order_by("id"))
    )
    return Analysbild(
        analys=analys,
        avvikelser=tuple(avvikelser),
        deltagare=tuple(analys.deltagare.all()),
        svar={s.fraga: s for s in analys.svar.all()},
        hypoteser=tuple(hypoteser),
        slutsatser=tuple(analys.slutsatser.order_by("fraga", "ordning", "id").prefetch_related("hypoteser")),
        forslag=tuple(forslag),
    )


def analyser_for(indikator: Indikator) -> list[Analys]:
    """Those that analyse the indicator, or one that it continues from an earlier plan; newest first. Two queries."""
    return analyser_per_indikator([indikator.pk]).get(indikator.pk, [])


def analyser_per_indikator(indikator_ids: Iterable[int]) -> dict[int, list[Analys]]:
    """Likewise for many: indikator → analyses, those under way first. A constant number of queries."""
    ids = set(indikator_ids)
    if not Analysavvikelse.objects.exists():
        return {}
    kedjor = foregangare_till(Indikator, ids)
    galler: dict[int, set[int]] = defaultdict(set)
    for i in ids:
        for nyckel in (i, *kedjor.get(i, ())):
            galler[nyckel].add(i)
    rader = Analysavvikelse.objects.filter(indikator__in=list(galler)).select_related("analys")
    ut: dict[int, dict[int, Analys]] = defaultdict(dict)
    for rad in rader:
        for i in galler[rad.indikator_id]:
            ut[i][rad.analys_id] = rad.analys
    return {
        i: sorted(per.values(), key=lambda a: (not a.ar_klar, a.oppnad, a.pk), reverse=True)
        for i, per in ut.items()
    }


def pagaende_per_avvikelse(ar: int) -> dict[int, Analys]:
    """Indikator → the analysis under way of its outcome in the year. One query."""
    rader = Analysavvikelse.objects.filter(ar=ar, analys__status=Analys.Status.PAGAR)
    return {r.indikator_id: r.analys for r in rader.select_related("analys").order_by("id")}
