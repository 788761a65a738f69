"""The signal table, on the page and as a file."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisation.behorighet import kravs
from styrsnurra.gemensamt.vyhjalp import filsvar
from uppfoljning.export import signaltabell_csv
from uppfoljning.presenters import Gruppvy, Radvy, gruppvy, radvy
from uppfoljning.queries import Rad, Signaltabell, signaltabell, sikt
from uppfoljning.urval import Urval
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

SE = "uppfoljning.se_signaler"
_KOLUMNER = (
    ("Indikator", "namn", ""),
    ("Målnivå", "malniva", "tal"),
    ("Utfall", "utfall", "tal"),
    ("", "", ""),
    ("Trend, fem år", "trend", ""),
    ("Väntas", "vantat", ""),
    ("Mot andra kommuner", "andra", ""),
    ("Kommentar och ansvarig", "ansvarig", ""),
)


@dataclass(frozen=True, slots=True)
class Kolumn:
    """A column's heading. `ordning`: what aria-sort says, "" when not sorted by."""

    namn: str
    klass: str
    url: str
    ordning: str


@kravs(SE)
@require_safe
def maluppfyllelse(request: HttpRequest) -> HttpResponse:
    urval = Urval.av(request.GET)
    tabell = signaltabell(sikt(urval.plan, urval.ar, i_ar=timezone.localdate().year))
    grupper = _grupper(tabell, urval)
    rader = _ordnade(tabell, urval) if urval.sortering else [r for g in grupper for r in g.rader]
    sammanhang = {
        "tabell": tabell,
        "sikt": tabell.sikt,
        "ar_serie": tabell.sikt.ar_serie,
        "urval": urval,
        "grupper": () if urval.sortering else grupper,
        "rader": rader,
        "antal": len(rader),
        "alla": len(tabell.rader),
        "kolumner": _kolumner(urval, tabell),
        "csv_url": reverse("uppfoljning:maluppfyllelse_csv") + urval.fraga(),
        "utan_urval": Urval(plan=urval.plan, ar=urval.ar).fraga(),
        "i_planens_ordning": urval.fraga(sortering="", fallande=False),
        "plan_url": reverse("planering:plan"),
        "far_satta_ansikte": request.user.has_perm("uppfoljning.satt_ansikte"),
        "visat_urval": _urval_i_ord(tabell, urval),
        "stod": stegstod(Steg.SAMLA_INFORMATION),
    }
    return render(request, "uppfoljning/maluppfyllelse.html", sammanhang)


@kravs(SE)
@require_safe
def maluppfyllelse_csv(request: HttpRequest) -> HttpResponse:
    """The same rows in the same order as the page with the same address."""
    urval = Urval.av(request.GET)
    tabell = signaltabell(sikt(urval.plan, urval.ar, i_ar=timezone.localdate().year))
    rader = (
        _ordnade(tabell, urval) if urval.sortering else [r for g in _grupper(tabell, urval) for r in g.rader]
    )
    return filsvar(signaltabell_csv(rader, tabell.sikt.ar), f"maluppfyllelse-{tabell.sikt.ar or 'tom'}.csv")


def _vyer(rader: list[Rad], tabell: Signaltabell) -> list[Radvy]:
    idag = timezone.localdate()
    return [radvy(r, tabell.sikt.ar or idag.year, idag) for r in rader]


def _grupper(tabell: Signaltabell, urval: Urval) -> list[Gruppvy]:
    """The goals with the rows within the choice; goals without any are left out once something is chosen away."""
    ut = []
    for grupp in tabell.grupper:
        rader = [r for r in grupp.rader if urval.galler(r)]
        if rader or (not urval.smalnar):
            ut.append(gruppvy(grupp, tuple(_vyer(rader, tabell))))
    return ut


def _ordnade(tabell: Signaltabell, urval: Urval) -> list[Radvy]:
    return _vyer(urval.ordna([r for r in tabell.rader if urval.galler(r)]), tabell)


def _kolumner(urval: Urval, tabell: Signaltabell) -> list[Kolumn]:
    ar = tabell.sikt.ar_serie
    ut = []
    for namn, nyckel, klass in _KOLUMNER:
        if not nyckel:
            ut.append(Kolumn(f"{ar[0]}–{ar[-1]}" if ar else "Serie", klass, "", ""))
            continue
        vald = urval.sortering == nyckel
        ordning = ("descending" if urval.fallande else "ascending") if vald else ""
        url = urval.fraga(sortering=nyckel, fallande=vald and not urval.fallande)
        ut.append(Kolumn(namn, klass, url, ordning))
    return ut


def _urval_i_ord(tabell: Signaltabell, urval: Urval) -> str:
    """What the table shows, for the print and the caption."""
    delar = []
    if urval.namnd is not None:
        delar.append(next((e.namn for e in tabell.namnder if e.pk == urval.namnd), "okänd nämnd"))
    if urval.omrade is not None:
        delar.append(next((o.namn for o in tabell.omraden if o.pk == urval.omrade), "okänt målområde"))
    if urval.avvikelser:
        delar.append("bara avvikelser")
    if urval.okommenterade:
        delar.append("avvikelser utan kommentar")
    return ", ".join(delar) or "alla nämnder"
