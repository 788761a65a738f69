"""What the catalogue shows beside the search hits."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from kkik.models import Lage, Nyckeltal, Nyckeltalslage

Landslagen = dict[int, Nyckeltalslage]


def landslagen(nyckeltal_ids: Iterable[int], kon: str = "T") -> Landslagen:
    """The country in each nyckeltal's newest year. One query."""
    return {
        r.nyckeltal_id: r for r in Nyckeltalslage.objects.filter(nyckeltal__in=list(nyckeltal_ids), kon=kon)
    }


def egna_lagen(nyckeltal_ids: Iterable[int], kommun: int, kon: str = "T") -> dict[int, Lage]:
    """One municipality's places; a nyckeltal without an own value is left out. One query."""
    rader = Lage.objects.filter(nyckeltal__in=list(nyckeltal_ids), kommun=kommun, kon=kon)
    return {r.nyckeltal_id: r for r in rader}


def antal_per_omrade(traffar: QuerySet[Nyckeltal]) -> dict[str, int]:
    """Hits per area ("" for those that have none), for the chooser. One query."""
    return dict(traffar.order_by().values_list("verksamhetsomrade").annotate(antal=Count("pk")))
