"""Reads for the cockpit: what stands beside the indicators."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q

from kkik.models import Importkorning
from planering.models import Aktivitet, Avstamning, Plan
from planering.queries import lage_for
from uppfoljning.models import Berakning

SNART = timedelta(days=14)
KLARA = (Aktivitet.Status.KLAR, Aktivitet.Status.AVFORD)


@dataclass(frozen=True, slots=True)
class Vid:
    """Beside the indicators. `oppna`: activities that remain, soonest first, those without a date last."""

    oppna: tuple[Aktivitet, ...]
    mal_med_handlingsplan: frozenset[int]
    importkorning: Importkorning | None
    berakning: Berakning | None

    def sena(self, idag: date) -> list[Aktivitet]:
        """Late as the action plans themselves say it: past their end, or late by the newest check-in."""
        return [a for a in self.oppna if lage_for(a, idag).sen]

    def snart(self, idag: date) -> list[Aktivitet]:
        """To be done within a fortnight, today included, and not late already."""
        return [
            a
            for a in self.oppna
            if a.klar_senast is not None
            and idag <= a.klar_senast <= idag + SNART
            and not lage_for(a, idag).sen
        ]


def vid_sidan(plan: Plan | None) -> Vid:
    """The plan's activities (and those of action plans that belong to no goal), the newest import and calculation.
    Four queries."""
    rader = list(
        Aktivitet.objects.filter(
            Q(handlingsplan__mal__malomrade__plan=plan) | Q(handlingsplan__mal__isnull=True)
        )
        .select_related("handlingsplan")
        .prefetch_related(Prefetch("avstamningar", Avstamning.objects.order_by("dag", "id")))
        .order_by("klar_senast", "pk")
        if plan is not None
        else ()
    )
    oppna = sorted((a for a in rader if a.status not in KLARA), key=lambda a: a.klar_senast or date.max)
    return Vid(
        tuple(oppna),
        frozenset(a.handlingsplan.mal_id for a in rader if a.handlingsplan.mal_id is not None),
        Importkorning.objects.order_by("-id").first(),
        Berakning.objects.order_by("-id").first(),
    )
