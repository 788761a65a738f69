"""Good examples: the list, each of them, and writing them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from kkik.models import Nyckeltal
from organisation.behorighet import kravs
from planering.domain.fel import Planeringsfel
from planering.models import Egetmatt
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions import exempel as actions
from uppfoljning.actions.angra import senaste_andring
from uppfoljning.exempelformular import Exempelformular
from uppfoljning.models import GottExempel
from uppfoljning.queries import exempel as queries

SE, SKRIV = "uppfoljning.se_analys", "uppfoljning.analysera"
PER_SIDA = 20


@kravs(SE)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    text, omrade = request.GET.get("q", ""), request.GET.get("omrade", "").replace("\x00", "")
    sida = Paginator(queries.exempel(text, omrade=omrade), PER_SIDA).get_page(request.GET.get("sida"))
    sammanhang = {
        "sida": sida,
        "fraga": text,
        "omrade": omrade,
        "omraden": queries.exempelomraden(),
        "far_skriva": request.user.has_perm(SKRIV),
    }
    return render(request, "uppfoljning/exempel/lista.html", sammanhang)


@kravs(SE)
@require_safe
def exempel(request: HttpRequest, pk: int) -> HttpResponse:
    """Also one that has been removed: an analysis may point to it."""
    rad = _eller_404(pk)
    far = request.user.has_perm(SKRIV)
    sammanhang = {
        "e": rad,
        "far_skriva": far,
        "kan_angra": far and (rad.borttaget is not None or senaste_andring(rad) is not None),
        "smulor": [_listsmula(), {"namn": rad.titel, "url": ""}],
    }
    return render(request, "uppfoljning/exempel/exempel.html", sammanhang)


@kravs(SKRIV)
@require_http_methods(["GET", "HEAD", "POST"])
def nytt(request: HttpRequest) -> HttpResponse:
    """`?nyckeltal=` or `?egetmatt=` is what it is about."""
    forval, tillbaka = _forval(request)
    return formularsida(
        request,
        bygg=lambda data, _: Exempelformular(data, initial=forval, avbryt=tillbaka),
        spara=lambda form: actions.skapa_exempel(**vem_och_nar(request), **form.varden()),
        klart=lambda rad: reverse("uppfoljning:exempel", args=[rad.pk]),
        sparat="Exemplet är tillagt.",
        kontext={
            "rubrik": "Nytt gott exempel",
            "ingress": "Det som någon gjort och som gav resultat. Goda exempel utifrån behöver alltid anpassas till de "
            "egna villkoren.",
            "smulor": [_listsmula(), {"namn": "Nytt", "url": ""}],
        },
    )


@kravs(SKRIV)
@require_http_methods(["GET", "HEAD", "POST"])
def andra(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _eller_404(pk)
    tillbaka = reverse("uppfoljning:exempel", args=[pk])
    if rad.borttaget is not None:
        messages.warning(request, "Exemplet är borttaget. Ångra borttagningen först.")
        return redirect(tillbaka)
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Exempelformular(data, objekt=objekt, avbryt=tillbaka),
        spara=lambda form: actions.andra_exempel(
            **vem_och_nar(request), exempel=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Exemplet är sparat.",
        kontext={
            "rubrik": f"Ändra {rad.titel}",
            "smulor": [_listsmula(), {"namn": rad.titel, "url": tillbaka}],
        },
    )


@kravs(SKRIV)
@require_http_methods(["GET", "HEAD", "POST"])
def ta_bort(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _eller_404(pk)
    if request.method == "POST" and rad.borttaget is None:
        actions.ta_bort_exempel(**vem_och_nar(request), exempel=rad)
        messages.success(request, "Exemplet är borttaget ur listan. Det går att ångra.")
    return redirect("uppfoljning:exempel", pk=pk)


@kravs(SKRIV)
@require_http_methods(["GET", "HEAD", "POST"])
def angra(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _eller_404(pk)
    if request.method == "POST":
        try:
            actions.angra_exempel(**vem_och_nar(request), exempel=rad)
        except Planeringsfel as fel:
            messages.warning(request, str(fel))
        else:
            messages.success(request, "Det är som det var innan.")
    return redirect("uppfoljning:exempel", pk=pk)


def _eller_404(pk: int) -> GottExempel:
    return get_object_or_404(
        GottExempel.objects.select_related("nyckeltal", "egetmatt", "andrad_av").defer(
            "sok", "nyckeltal__sok"
        ),
        pk=pk,
    )


def _listsmula() -> dict[str, str]:
    return {"namn": "Goda exempel", "url": reverse("uppfoljning:exempel_lista")}


def _forval(request: HttpRequest) -> tuple[dict[str, Any], str]:
    """What the form starts with, and where to go back to."""
    lista_ = reverse("uppfoljning:exempel_lista")
    n = _rad(Nyckeltal, request.GET.get("nyckeltal", ""))
    if n is not None:
        sok = urlencode({"q": n.kolada_id})
        return {"nyckeltal": n.kolada_id, "omrade": n.verksamhetsomrade}, f"{lista_}?{sok}"
    matt = _rad(Egetmatt, request.GET.get("egetmatt", ""))
    return ({"egetmatt": matt} if matt is not None else {}), lista_


def _rad(modell: Any, text: str) -> Any:
    hel = text.isascii() and text.isdecimal() and len(text) <= 9
    return modell.objects.filter(pk=int(text)).first() if hel and int(text) <= 2**31 - 1 else None
