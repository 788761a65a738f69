"""What the focus pages need beside the signal table."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from organisation.models import Enhet
from planering.models import Indikator, Plan
from uppfoljning.domain.publicering import Publiceringsdagar
from uppfoljning.models import Bedomning
from uppfoljning.queries.enheter import namnder
from uppfoljning.queries.tabell import Signaltabell


def konsindata(tabell: Signaltabell) -> dict[int, dict[str, Any]]:
    """By Bedomning: what the gender gap was computed from, for the table's rows where it deviates. One query."""
    ids = [r.bedomning.id for r in tabell.rader if r.bedomning is not None and r.bedomning.kon_avviker]
    return dict(Bedomning.objects.filter(pk__in=ids).values_list("pk", "kon_indata"))


@dataclass(frozen=True, slots=True)
class Kalenderrad:
    """A nyckeltal of the plan: `indikatorer` on it with their nämnder. `har_utfall`: the years we have values for."""

    kolada_id: str
    titel: str
    indikatorer: tuple[tuple[Indikator, Enhet], ...]
    dagar: Publiceringsdagar
    har_utfall: frozenset[int] = field(default_factory=frozenset)


def kalenderrader(plan: Plan) -> dict[int, Kalenderrad]:
    """By nyckeltal, in the order of the plan. Four queries."""
    rader = (
        Indikator.objects.filter(mal__malomrade__plan=plan, nyckeltal__isnull=False)
        .select_related("nyckeltal", "mal")
        .defer("nyckeltal__sok", "nyckeltal__beskrivning")
        .order_by("mal__malomrade__ordning", "mal__malomrade_id", "mal__ordning", "mal_id", "ordning", "id")
    )
    tillhor = namnder()
    per_nyckeltal: dict[int, list[Indikator]] = {}
    for i in rader:
        per_nyckeltal.setdefault(i.nyckeltal_id, []).append(i)
    utfall = _utfallsar(i.pk for ii in per_nyckeltal.values() for i in ii)
    ut = {}
    for pk, indikatorer in per_nyckeltal.items():
        n = indikatorer[0].nyckeltal
        ut[pk] = Kalenderrad(
            n.kolada_id,
            n.titel,
            tuple((i, tillhor[i.agare_id]) for i in indikatorer),
            Publiceringsdagar(pk, n.publiceringsar, n.preliminar_publicering, n.publicering),
            frozenset(ar for i in indikatorer for ar in utfall.get(i.pk, ())),
        )
    return ut


def _utfallsar(indikatorer: Iterable[int]) -> dict[int, set[int]]:
    ut: dict[int, set[int]] = {}
    rader = Bedomning.objects.filter(indikator__in=list(indikatorer), utfall__isnull=False)
    for pk, ar in rader.values_list("indikator", "ar"):
        ut.setdefault(pk, set()).add(ar)
    return ut
