"""What a closed round was closed with, and how the same things stand today."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from kkik.models import Importkorning, Varde, Vardeandring
from organisation.queries import kommuninstallning
from planering.models import Indikator
from uppfoljning.models import Bedomning, Ogonblicksbild, Omgang
from uppfoljning.queries.utfall import arsutfall


@dataclass(frozen=True, slots=True)
class Nulage:
    """Today's value, when it was last revised (own measures: None), and today's lights; None: not computed now."""

    utfall: float | None
    reviderad: datetime | None
    mal_signal: str | None
    andra_signal: str | None
    trend: str | None


def nulage(omgang: Omgang) -> tuple[list[Ogonblicksbild], dict[int, Nulage]]:
    """(the pictures in the plan's order, how each stands today, by the picture's key). Eight queries at most."""
    bilder = list(
        Ogonblicksbild.objects.filter(omgang=omgang)
        .select_related("indikator")
        .order_by(
            "indikator__mal__malomrade__ordning",
            "indikator__mal__ordning",
            "indikator__mal_id",
            "indikator__ordning",
            "indikator_id",
            "ar",
            "kon",
        )
    )
    varden = _koladavarden([b.indikator for b in bilder])
    reviderade = _revideringar([b.indikator for b in bilder])
    egna = arsutfall({b.indikator.egetmatt_id for b in bilder if b.indikator.egetmatt_id is not None})
    lagen = {
        (b.indikator_id, b.ar, b.kon): b
        for b in Bedomning.objects.filter(indikator__in={b.indikator_id for b in bilder}).only(
            "indikator", "ar", "kon", "mal_signal", "andra_signal", "trend"
        )
    }
    ut = {}
    for b in bilder:
        i, nu = b.indikator, lagen.get((b.indikator_id, b.ar, b.kon))
        plats = (i.nyckeltal_id, b.ar, b.kon)
        eget = i.egetmatt_id is not None
        ut[b.pk] = Nulage(
            egna.get((i.egetmatt_id, b.kon), {}).get(b.ar) if eget else varden.get(plats),
            None if eget else reviderade.get(plats),
            nu.mal_signal if nu else None,
            nu.andra_signal if nu else None,
            nu.trend if nu else None,
        )
    return bilder, ut


def _egen() -> int | None:
    installning = kommuninstallning()
    return int(installning.kommunkod) if installning is not None else None


def _koladavarden(indikatorer: list[Indikator]) -> dict[tuple, float]:
    rader = Varde.objects.filter(
        nyckeltal_id__in={i.nyckeltal_id for i in indikatorer if i.nyckeltal_id is not None},
        kommun_id=_egen(),
        borttagen=False,
        varde__isnull=False,
    )
    return {(n, ar, kon): v for n, ar, kon, v in rader.values_list("nyckeltal_id", "ar", "kon", "varde")}


def _revideringar(indikatorer: list[Indikator]) -> dict[tuple, datetime]:
    """When each of our own values last changed: (nyckeltal, year, kön) → the end of the import that changed it."""
    rader = (
        Vardeandring.objects.filter(
            nyckeltal_id__in={i.nyckeltal_id for i in indikatorer if i.nyckeltal_id is not None},
            kommun_id=_egen(),
        )
        .values_list("nyckeltal_id", "ar", "kon")
        .annotate(korning=Max("importkorning"))
    )
    senast = {(n, ar, kon): korning for n, ar, kon, korning in rader}
    tider = dict(
        Importkorning.objects.filter(pk__in=set(senast.values()), avslutad__isnull=False).values_list(
            "pk", "avslutad"
        )
    )
    return {plats: timezone.localtime(tider[k]) for plats, k in senast.items() if k in tider}
