"""Reads for the cockpit: what stands beside the indicators."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, Subquery

from kkik.models import Importkorning
from planering.domain.aktivitetslage import Lage
from planering.models import Aktivitet
from planering.queries import med_lage
from uppfoljning.models import Berakning
from uppfoljning.queries import Signaltabell

SNART = timedelta(days=14)
KLARA = (Lage.KLAR, Lage.AVFORD)


@dataclass(frozen=True, slots=True)
class Vid:
    """Beside the indicators. `oppna`: activities that remain, soonest first, those without a date last. `sena`: those
    of them that are late as the action plans themselves say it, past their end or late by the newest check-in;
    `snart`: those to be done within a fortnight, today included, and not late already.

    `rakning`: how the newest calculation stands (Jobbstatus), "" when there is none.
    """

    oppna: tuple[Aktivitet, ...]
    sena: tuple[Aktivitet, ...]
    snart: tuple[Aktivitet, ...]
    mal_med_handlingsplan: frozenset[int]
    importkorning: Importkorning | None
    rakning: str


def vid_sidan(tabell: Signaltabell, idag: date) -> Vid:
    """The plan's activities (and those of action plans that belong to no goal), the newest import and calculation.
    Two queries, three when other plans are to be looked into."""
    samma = tabell.malens_slakt()
    rader = _aktiviteter(samma, idag) if tabell.sikt.plan is not None else []
    oppna = sorted(
        ((a, lage) for a, lage in rader if lage.lage not in KLARA),
        key=lambda rad: rad[0].klar_senast or date.max,
    )
    rakning = Berakning.objects.order_by("-id").values("status")[:1]
    importkorning = Importkorning.objects.annotate(rakning=Subquery(rakning)).order_by("-id").first()
    return Vid(
        oppna=tuple(a for a, _ in oppna),
        sena=tuple(a for a, lage in oppna if lage.sen),
        snart=tuple(
            a
            for a, lage in oppna
            if a.klar_senast is not None and idag <= a.klar_senast <= idag + SNART and not lage.sen
        ),
        mal_med_handlingsplan=frozenset(samma[a.mal_id] for a, _ in rader if a.mal_id is not None),
        importkorning=importkorning,
        rakning=(importkorning.rakning or "") if importkorning is not None else "",
    )


def _aktiviteter(mal: Iterable[int], idag: date):
    return med_lage(
        Aktivitet.objects.filter(Q(handlingsplan__mal__in=list(mal)) | Q(handlingsplan__mal__isnull=True))
        .annotate(mal_id=F("handlingsplan__mal_id"))
        .order_by("klar_senast", "pk"),
        idag,
    )
