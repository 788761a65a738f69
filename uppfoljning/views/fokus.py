"""The focus list, and the calendar of what is published when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisation.behorighet import kravs
from organisation.models import Enhet
from planering.models import Indikator
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.domain.perioder import MANADER
from uppfoljning.domain.publicering import Publicering, kalender
from uppfoljning.fokusvy import fokussida
from uppfoljning.queries import signaltabell, sikt
from uppfoljning.queries.fokus import Kalenderrad, kalenderrader, konsindata
from uppfoljning.urval import Urval
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

SE = "uppfoljning.se_signaler"


@kravs(SE)
@require_safe
def fokus(request: HttpRequest) -> HttpResponse:
    """The worst first, within the reader's choice; the choice stands in the address."""
    urval, idag = Urval.av(request.GET), timezone.localdate()
    tabell = signaltabell(sikt(urval.plan, urval.ar, i_ar=idag.year))
    sammanhang = {
        "tabell": tabell,
        "sikt": tabell.sikt,
        "urval": urval,
        "utan_urval": Urval(plan=urval.plan, ar=urval.ar).fraga(),
        "sida": fokussida(tabell, urval, konsindata(tabell), idag),
        "analys_url": _analysadress(request),
        "csv_url": reverse("uppfoljning:maluppfyllelse_csv")
        + urval.fraga(avvikelser=True, sortering="viktigast", fallande=False),
        "plan_url": reverse("planering:plan"),
        "stod": stegstod(Steg.FOKUSERA),
    }
    return render(request, "uppfoljning/fokus/fokus.html", sammanhang)


def _analysadress(request: HttpRequest) -> str:
    """Where an analysis is opened, for those who may; "" otherwise."""
    if not request.user.has_perm("uppfoljning.analysera"):
        return ""
    try:
        return reverse("uppfoljning:ny_analys")
    except NoReverseMatch:
        return ""


Indikatorrad = tuple[Indikator, Enhet]


@dataclass(frozen=True, slots=True)
class Kalenderpost:
    """What is published on one day of one kind and year. `kvar`: those whose own value has not come, though the day
    has passed; they are not among `indikatorer`."""

    dag: date
    slag: str
    ar: int | None
    indikatorer: tuple[Indikatorrad, ...]
    kvar: tuple[Indikatorrad, ...] = ()


@dataclass(frozen=True, slots=True)
class Kalendermanad:
    namn: str
    poster: tuple[Kalenderpost, ...]


@kravs(SE)
@require_safe
def publiceringskalender(request: HttpRequest) -> HttpResponse:
    """What is published when of what the plan's indicators measure."""
    urval, idag = Urval.av(request.GET), timezone.localdate()
    vald = sikt(urval.plan, urval.ar, i_ar=idag.year)
    rader = kalenderrader(vald.plan) if vald.plan is not None else {}
    alla_namnder = {e.pk: e for rad in rader.values() for _, e in rad.indikatorer}
    inom = {pk: ii for pk, rad in rader.items() if (ii := _inom(rad, urval.namnd))}
    dagarna = kalender((rader[pk].dagar for pk in inom), idag)

    sammanhang = {
        "sikt": vald,
        "urval": urval,
        "namnder": sorted(alla_namnder.values(), key=lambda e: svensk_nyckel(e.namn)),
        "manader": _manader(_poster(dagarna.kommande, rader, inom, idag), idag),
        "nyss": _poster(dagarna.nyss, rader, inom, idag),
        "utan": [rad for pk in dagarna.utan for rad in inom[pk]],
        "antal": len(inom),
        "alla": len(rader),
        "plan_url": reverse("planering:plan"),
    }
    return render(request, "uppfoljning/fokus/kalender.html", sammanhang)


def _inom(rad: Kalenderrad, namnd: int | None) -> tuple[Indikatorrad, ...]:
    return tuple((i, e) for i, e in rad.indikatorer if namnd is None or e.pk == namnd)


def _poster(
    handelser: Iterable[Publicering],
    rader: dict[int, Kalenderrad],
    inom: dict[int, tuple[Indikatorrad, ...]],
    idag: date,
) -> list[Kalenderpost]:
    """In the order given, with all that comes on a day in one entry; names in Swedish order."""
    ut = []
    for (dag, slag, ar), samma in groupby(
        sorted(handelser, key=lambda h: (abs((h.dag - idag).days), h.dag, h.slag, h.ar or 0)),
        key=lambda h: (h.dag, h.slag, h.ar),
    ):
        kom: list[Indikatorrad] = []
        kvar: list[Indikatorrad] = []
        for h in samma:
            vantar = dag < idag and ar is not None and ar not in rader[h.nyckel].har_utfall
            (kvar if vantar else kom).extend(inom[h.nyckel])
        ut.append(Kalenderpost(dag, slag.etikett, ar, _i_ordning(kom), _i_ordning(kvar)))
    return ut


def _i_ordning(rader: list[Indikatorrad]) -> tuple[Indikatorrad, ...]:
    return tuple(sorted(rader, key=lambda r: (svensk_nyckel(r[0].namn), r[0].pk)))


def _manader(poster: list[Kalenderpost], idag: date) -> list[Kalendermanad]:
    ut: dict[tuple[int, int], list[Kalenderpost]] = {}
    for p in poster:
        ut.setdefault((p.dag.year, p.dag.month), []).append(p)
    return [
        Kalendermanad(
            MANADER[manad - 1].capitalize() + ("" if ar == idag.year else f" {ar}"), tuple(manadens)
        )
        for (ar, manad), manadens in ut.items()
    ]
