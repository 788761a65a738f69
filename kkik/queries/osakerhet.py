"""Margins of error that Kolada has published for our own values."""

from collections.abc import Iterable

from kkik.domain.osakerhet import tvillingar
from kkik.models import Nyckeltal, Varde


def osakerhetstal(nyckeltal_ids: Iterable[int]) -> dict[int, Nyckeltal]:
    """Nyckeltal → its margin of error (`kkik.domain.osakerhet`), for those that have one. Two queries."""
    onskade = set(nyckeltal_ids)
    rader = {k: (pk, titel) for k, pk, titel in Nyckeltal.objects.values_list("kolada_id", "pk", "titel")}
    par = {
        rader[kolada_id][0]: rader[tvilling][0]
        for kolada_id, tvilling in tvillingar({k: titel for k, (_, titel) in rader.items()}).items()
        if rader[kolada_id][0] in onskade
    }
    funna = Nyckeltal.objects.defer("sok", "beskrivning").in_bulk(par.values())
    return {pk: funna[tvilling] for pk, tvilling in par.items()}


def marginaler(nyckeltal_ids: Iterable[int], kommun_id: int) -> dict[tuple[int, int, str], tuple[float, str]]:
    """(nyckeltal, year, kön) → (margin, Kolada id of the twin) of one municipality's values. At most three queries.

    A margin of nought or less is no margin; removed and missing ones are left out.
    """
    tvilling = osakerhetstal(nyckeltal_ids)
    om = {t.pk: (pk, t.kolada_id) for pk, t in tvilling.items()}
    if not om:
        return {}
    rader = Varde.objects.filter(nyckeltal__in=list(om), kommun=kommun_id, borttagen=False, varde__gt=0)
    return {
        (om[n][0], ar, kon): (varde, om[n][1])
        for n, ar, kon, varde in rader.values_list("nyckeltal", "ar", "kon", "varde")
    }
