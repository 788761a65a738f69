"""What has happened, and taking back the latest of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from organisation.behorighet import kravs
from organisation.models import Handelse
from planering import actions, queries
from planering.domain.fel import Planeringsfel
from planering.models import Aktivitet, Avstamning, Handlingsplan, Plan
from planering.presenters.historik import handelsens_rad, historik, planens_historik
from planering.presenters.historikadress import SLAG, radens_adress, radens_plan
from planering.queries.historik import resurshistorik
from planering.views.gemensamt import plansmula
from planering.views.resurser import resursadress, resurssmulor
from styrsnurra.gemensamt.vyhjalp import vem_och_nar

PER_SIDA = 50


def _planens(request: HttpRequest, plan: Plan, handelser: Any, kontext: dict[str, Any]) -> HttpResponse:
    sida = Paginator(handelser, PER_SIDA).get_page(request.GET.get("sida"))
    fore = (sida.number - 1) * PER_SIDA
    kontext |= {
        "rader": planens_historik(plan, sida, handelser[:fore] if fore else ()),
        "sida": sida,
        "visa_galler": True,
        "far_andra": request.user.has_perm("planering.andra_plan"),
    }
    return render(request, "planering/historik.html", kontext)


@kravs("planering.se_plan")
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    vald = get_object_or_404(Plan, pk=pk)
    kontext = {
        "rubrik": "Planens historik",
        "ingress": "Vem som ändrade vad och när, i planen och allt som ligger i den.",
        "smulor": [plansmula(vald), {"namn": "Historik"}],
    }
    return _planens(request, vald, queries.planhistorik(vald), kontext)


@kravs("planering.se_plan")
def resurser(request: HttpRequest, pk: int) -> HttpResponse:
    """The frames and outcomes, the verksamheter, and what is set aside for goals."""
    vald = get_object_or_404(Plan, pk=pk)
    kontext = {
        "rubrik": "Resursernas historik",
        "ingress": "Vem som ändrade ramar, utfall, verksamheter och öronmärkningar, och vad som stod där innan.",
        "smulor": resurssmulor(vald, "Historik"),
    }
    return _planens(request, vald, resurshistorik(vald), kontext)


@kravs("planering.se_plan")
def objektets(request: HttpRequest, slag: str, pk: int) -> HttpResponse:
    objekt = get_object_or_404(SLAG[slag], pk=pk)
    vald = radens_plan(objekt)
    if isinstance(objekt, (Handlingsplan, Aktivitet)):
        hp = objekt if isinstance(objekt, Handlingsplan) else objekt.handlingsplan
        hemma = {"namn": str(hp), "url": radens_adress(hp)}
    else:
        hemma = plansmula(vald) if vald else {"namn": str(objekt)[:60], "url": radens_adress(objekt)}
    kontext = {
        "rubrik": f"Historik: {objekt}",
        "rader": historik(objekt, last=vald is not None and vald.ar_last),
        "far_andra": request.user.has_perm("planering.andra_plan"),
        "smulor": [hemma, {"namn": "Historik"}],
    }
    return render(request, "planering/historik.html", kontext)


def _handelse(pk: int) -> Handelse:
    return get_object_or_404(Handelse, pk=pk, typ__startswith="planering.")


@kravs("planering.se_plan")
def handelse(request: HttpRequest, pk: int) -> HttpResponse:
    """One event with all that it changed, however much that was."""
    h = _handelse(pk)
    kontext = {
        "rubrik": "En händelse",
        "rader": [handelsens_rad(h, actions.kan_angras(h))],
        "visa_galler": True,
        "far_andra": request.user.has_perm("planering.andra_plan"),
        "smulor": [{"namn": "Planering", "url": reverse("planering:plan")}, {"namn": "Händelse"}],
    }
    return render(request, "planering/historik.html", kontext)


def _visas(h: Handelse, rad: Any) -> str:
    """The address where what has been put back is read."""
    match h.typ:
        case "planering.satt_ramar":
            return resursadress(rad)
        case "planering.svara_om_malkvalitet":
            adress = reverse("planering:malets_kvalitet", args=[rad.pk])
            return f"{adress}#fraga-{h.data['fraga']}"
    return radens_adress(rad)


@kravs("planering.andra_plan")
def angra(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, saying what will be as it was, and then do it."""
    return _angra(request, _handelse(pk))


def _avstamning(pk: int) -> Avstamning:
    """Raises Http404."""
    return get_object_or_404(
        Avstamning.objects.select_related("aktivitet__handlingsplan", "aktivitet__ansvarig"), pk=pk
    )


@kravs("planering.stam_av", lambda pk: _avstamning(pk).aktivitet)
def ta_tillbaka_avstamning(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a check-in, by whoever may make one."""
    avstamning = _avstamning(pk)
    h = actions.avstamningens_handelse(avstamning)
    if h is None:
        raise Http404("The log does not have it.")
    return _angra(request, h, radens_adress(avstamning.aktivitet))


def _angra(request: HttpRequest, h: Handelse, tillbaka: str = "") -> HttpResponse:
    hinder, status = "", 200
    if not actions.kan_angras(h):
        hinder = "Den här händelsen går inte att ångra."
    elif request.method == "POST":
        try:
            rad = actions.angra(**vem_och_nar(request), handelse=h)
        except Planeringsfel as fel:
            hinder, status = str(fel), 409
        else:
            messages.success(request, _gjort(h, rad))
            return redirect(_visas(h, rad))
    antal = sum(len(rader) for rader in h.data.get("borttaget", {}).values())
    kontext = {
        "rad": handelsens_rad(h, False),
        "hinder": hinder,
        "tillbaka": tillbaka,
        "antal": antal,
        "antal_indikatorer": len(h.data["handelser"]) if h.typ == "planering.satt_malnivanat" else 0,
        "smulor": [{"namn": "Planering", "url": reverse("planering:plan")}, {"namn": "Ångra"}],
    }
    return render(request, "planering/angra.html", kontext, status=status)


def _gjort(h: Handelse, rad: Any) -> str:
    match h.typ:
        case "planering.stam_av":
            return f"Avstämningen av ”{rad}” är tillbakatagen."
        case "planering.satt_ramar":
            return "Ramarna och utfallen är som de var före ändringen."
        case "planering.satt_malnivanat":
            return "Målnivåerna är som de var före ändringen."
    borta = h.typ.startswith("planering.ta_bort_")
    return f"”{rad}” är {'återställt' if borta else 'som det var före ändringen'}."
