"""All target levels of a plan on one page, to type in or paste over."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html

from kkik.models import Kon
from organisation.behorighet import kravs
from planering import queries
from planering.actions.malnivanat import Natfel, satt_malnivanat
from planering.domain.fel import PlanLast
from planering.forms.malnivanat import Malnivanat
from planering.forms.rutnat import UTAN_FORE, utan_fore
from planering.forms.skrivet import ifyllda
from planering.models import Plan
from planering.queries.historik import senaste_ur_natet
from planering.views.gemensamt import last_sida, planadress, plansmula
from planering.views.utkaststod import utkaststod
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


@kravs("planering.andra_plan")
def malnivanat(request: HttpRequest, pk: int, kon: str | None = None) -> HttpResponse:
    """GET shows the grid. POST fills it from a pasted block (`klistra`), looks at it (`granska`), or saves it all.
    `kon` is whose levels: women's, men's, or (None) each indicator's own."""
    plan = get_object_or_404(Plan, pk=pk)
    if request.method != "POST" and (svar := last_sida(request, plan)):
        return svar
    stod = utkaststod(request)
    nat = Malnivanat(plan, queries.indikatorer_i_ordning(plan), queries.nivaer_i_plan(plan), stod.data, kon)
    sparas = request.method == "POST" and not {"klistra", "granska"} & request.POST.keys()
    if sparas and utan_fore(request.POST):
        nat.allmanna_fel.append(UTAN_FORE)
    if svar := last_sida(request, plan, lambda: ifyllda(r for rad in nat.rader for r in rad.rutor)):
        return svar
    kontext = {
        "plan": plan,
        "nat": nat,
        "konval": _konval(plan, kon) if nat.delade or kon else [],
        "avbryt": planadress(plan),
        "smulor": [plansmula(plan), {"namn": "Målnivåer"}],
        "klistrat": (stod.data or {}).get("block", ""),
        "granskat": request.method == "POST",
        **stod.kontext,
    }
    if request.method != "POST":
        return render(request, "planering/malnivanat.html", kontext)
    if "klistra" in request.POST:
        nat.klistra(request.POST.get("block", ""), _heltal(request, "fran_rad"), _heltal(request, "fran_ar"))
        kontext["klistrat"] = "" if not nat.allmanna_fel else kontext["klistrat"]
    prova = "klistra" in request.POST or "granska" in request.POST or bool(nat.fel)
    status = 200
    try:
        if not prova:
            return stod.spara(lambda: _spara(request, plan, nat))
        with transaction.atomic():
            satt_malnivanat(**vem_och_nar(request), plan=plan, rader=nat.andrade(), kon=kon)
            transaction.set_rollback(True)
    except Natfel as fel:
        nat.ta_emot(fel)
        status = 409 if fel.krockar else 422
    except PlanLast as fel:
        messages.error(request, str(fel))
        return redirect(planadress(plan))
    kontext["fel_i_formular"] = bool(nat.fel)
    return render(
        request, "planering/malnivanat.html", kontext, status=422 if nat.fel and status == 200 else status
    )


def _spara(request: HttpRequest, plan: Plan, nat: Malnivanat) -> str:
    """Says what was saved, with the way back."""
    andrade = satt_malnivanat(**vem_och_nar(request), plan=plan, rader=nat.andrade(), kon=nat.kon)
    antal = len(andrade)
    handelse = senaste_ur_natet(plan) if antal else None
    if handelse is None:
        messages.success(request, "Inget var ändrat.")
    else:
        text = '{} <a href="{}">Ångra</a>'
        vems = f" ({Kon(nat.kon).label.lower()})" if nat.kon else ""
        vad = f"Målnivåerna{vems} för {antal} indikator{'er' if antal != 1 else ''} är sparade."
        messages.success(request, format_html(text, vad, reverse("planering:angra", args=[handelse.pk])))
    return planadress(plan)


def _konval(plan: Plan, kon: str | None) -> list[dict[str, Any]]:
    """Each has its own address, and so its own draft."""
    val = (
        (None, "Alla", "malnivanat"),
        ("K", "Kvinnor", "malnivanat_kvinnor"),
        ("M", "Män", "malnivanat_man"),
    )
    return [
        {"text": text, "url": reverse(f"planering:{namn}", args=[plan.pk]), "vald": kod == kon}
        for kod, text, namn in val
    ]


def _heltal(request: HttpRequest, namn: str) -> int | None:
    text = request.POST.get(namn, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
