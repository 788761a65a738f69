"""For the next budget and plan: what decisions ask for, waiting, taken in or declined."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from atgarder.actions import onskemal as actions
from atgarder.forms.onskemal import AVBOJ, TA_IN, Svarsformular
from atgarder.presenters.onskemal import (
    BEHOVSRUBRIKER,
    MALRUBRIKER,
    Onskemalsbild,
    Onskemalsrad,
    onskemalsbild,
)
from organisation.behorighet import kravs
from planering.domain.fel import Planeringsfel
from planering.models import Plan
from planering.models.plan import Planstatus
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar

SE, TA_IN_I_PLAN = "atgarder.se_atgarder", "atgarder.ta_in_i_plan"


@dataclass(frozen=True, slots=True)
class Slag:
    """One of the two lists: the form's prefix, what one and several are called, and which rows are its own."""

    prefix: str
    en: str
    flera: str
    visade: Callable[[Onskemalsbild], Sequence[Onskemalsrad]]
    alla: Callable[[Onskemalsbild], Sequence[Onskemalsrad]]


BEHOV = Slag("behov", "Ett behov", "behov", lambda b: b.behov, lambda b: b.alla_behov)
MAL = Slag("mal", "Ett målförslag", "målförslag", lambda b: b.mal, lambda b: b.alla_mal)


@dataclass(frozen=True, slots=True)
class Valrad:
    """A row of the table with its box."""

    r: Onskemalsrad
    falt_id: str
    vald: bool


def _bild(request: HttpRequest) -> Onskemalsbild:
    return onskemalsbild(request.GET, lambda rad: request.user.has_perm(TA_IN_I_PLAN, rad))


def _planer() -> list[Plan]:
    return list(Plan.objects.exclude(status=Planstatus.BESLUTAD).order_by("-fran_ar", "-version"))


def _formular(slag: Slag, bild: Onskemalsbild, planer: list[Plan], data: Any = None) -> Svarsformular:
    """All rows that the person may answer, not only the shown: one that somebody has answered meanwhile is said."""
    visade = [r.rad for r in slag.visade(bild) if r.valbar]
    ovriga = [r.rad for r in slag.alla(bild) if r.valbar and r.rad not in visade]
    return Svarsformular(data, rader=[*visade, *ovriga], planer=planer, prefix=slag.prefix)


def _valrad(r: Onskemalsrad, form: Svarsformular) -> Valrad:
    if not r.valbar:
        return Valrad(r, "", False)
    return Valrad(r, form.falt_id(r.rad.pk), str(r.rad.pk) in form.valda)


def _del(slag: Slag, bild: Onskemalsbild, form: Svarsformular) -> dict[str, Any]:
    """What a list's template needs."""
    rader = slag.visade(bild)
    valbara = [r for r in rader if r.valbar]
    return {
        "form": form,
        "rader": [_valrad(r, form) for r in rader],
        "vantar": any(not r.besvarat for r in valbara),
        "besvarade": any(r.besvarat for r in valbara),
    }


def _rendera(request: HttpRequest, bild: Onskemalsbild, former: dict[str, Svarsformular]) -> HttpResponse:
    delar = {slag.prefix: _del(slag, bild, former[slag.prefix]) for slag in (BEHOV, MAL)}
    per_pk = {v.r.rad.pk: v for v in delar["behov"]["rader"]}
    kontext = {
        "bild": bild,
        "behov": delar["behov"],
        "mal": delar["mal"],
        "per_ar": [(summa, [per_pk[r.rad.pk] for r in rader]) for summa, rader in bild.per_ar],
        "former": list(former.values()),
        "fel_i_formular": any(form.errors for form in former.values()),
        "planer": former["behov"].planer,
        "far_svara": request.user.has_perm(TA_IN_I_PLAN),
        "far_planera": request.user.has_perm("planering.andra_plan"),
        "aktuell": Plan.objects.aktuell(timezone.localdate().year),
    }
    return render(request, "atgarder/onskemal/infor_budget.html", kontext)


@kravs(SE)
@require_safe
def sida(request: HttpRequest) -> HttpResponse:
    """`?lage=`, `?ar=` and `?enhet=` (a nämnd) choose; what waits when nothing is said."""
    bild, planer = _bild(request), _planer()
    return _rendera(request, bild, {s.prefix: _formular(s, bild, planer) for s in (BEHOV, MAL)})


def _svara(request: HttpRequest, slag: Slag) -> HttpResponse:
    bild, planer = _bild(request), _planer()
    tillbaka = reverse("atgarder:infor_budget") + (bild.fraga() if bild.smalnar else "")
    if request.method != "POST":
        return redirect(tillbaka)
    former = {s.prefix: _formular(s, bild, planer, request.POST if s is slag else None) for s in (BEHOV, MAL)}
    form = former[slag.prefix]
    if form.is_valid():
        try:
            text = _gor(request, slag, form.varden())
        except Planeringsfel as fel:
            form.ta_emot_fel(fel)
        else:
            messages.success(request, text)
            return redirect(tillbaka)
    return _rendera(request, bild, former)


def _gor(request: HttpRequest, slag: Slag, varden: dict[str, Any]) -> str:
    """Do it, all or nothing; what is said afterwards. Raises Planeringsfel."""
    rader, vem = varden["rad"], vem_och_nar(request)
    vilka = f"{slag.en} är" if len(rader) == 1 else f"{len(rader)} {slag.flera} är"
    if varden["gor"] == TA_IN:
        actions.ta_in_flera(**vem, onskemal=rader, plan=varden["plan"], svar=varden["svar"])
        return f"{vilka} med i {varden['plan'].namn}."
    if varden["gor"] == AVBOJ:
        actions.avboj_flera(**vem, onskemal=rader, svar=varden["svar"])
        return f"{vilka} besvarade med nej." if len(rader) > 1 else f"{vilka} besvarat med nej."
    actions.vanta_igen_flera(**vem, onskemal=rader)
    return "Svaret är taget tillbaka."


@kravs(TA_IN_I_PLAN)
def svara_om_behov(request: HttpRequest) -> HttpResponse:
    return _svara(request, BEHOV)


@kravs(TA_IN_I_PLAN)
def svara_om_malandringar(request: HttpRequest) -> HttpResponse:
    return _svara(request, MAL)


@kravs(SE)
@require_safe
def behovsfil(request: HttpRequest) -> HttpResponse:
    """The chosen needs."""
    return filsvar(csvtext(BEHOVSRUBRIKER, _bild(request).behovsrader()), "resursbehov.csv")


@kravs(SE)
@require_safe
def malandringsfil(request: HttpRequest) -> HttpResponse:
    return filsvar(csvtext(MALRUBRIKER, _bild(request).malrader()), "malforslag.csv")
