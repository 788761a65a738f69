"""All target levels of a plan on one page, to type in or paste over."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from organisation.behorighet import kravs
from planering import queries
from planering.actions.malnivanat import Natfel, satt_malnivanat
from planering.domain.fel import PlanLast
from planering.forms.malnivanat import Malnivanat
from planering.models import Plan
from planering.views.gemensamt import last_sida, planadress, plansmula
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


@kravs("planering.andra_plan")
def malnivanat(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the grid. POST fills it from a pasted block (`klistra`), looks at it (`granska`), or saves it all."""
    plan = get_object_or_404(Plan, pk=pk)
    if svar := last_sida(request, plan):
        return svar
    nat = Malnivanat(
        plan,
        queries.indikatorer_i_ordning(plan),
        queries.nivaer_i_plan(plan),
        request.POST if request.method == "POST" else None,
    )
    kontext = {
        "plan": plan,
        "nat": nat,
        "avbryt": planadress(plan),
        "smulor": [plansmula(plan), {"namn": "Målnivåer"}],
        "klistrat": request.POST.get("block", ""),
        "granskat": request.method == "POST",
    }
    if request.method != "POST":
        return render(request, "planering/malnivanat.html", kontext)
    if "klistra" in request.POST:
        nat.klistra(request.POST.get("block", ""), _heltal(request, "fran_rad"), _heltal(request, "fran_ar"))
        kontext["klistrat"] = "" if not nat.allmanna_fel else kontext["klistrat"]
    prova = "klistra" in request.POST or "granska" in request.POST or bool(nat.fel)
    status = 200
    try:
        with transaction.atomic():
            andrade = satt_malnivanat(**vem_och_nar(request), plan=plan, rader=nat.andrade())
            if prova:
                transaction.set_rollback(True)
    except Natfel as fel:
        nat.ta_emot(fel)
        status = 409 if fel.krockar else 422
    except PlanLast as fel:
        messages.error(request, str(fel))
        return redirect(planadress(plan))
    else:
        if not prova:
            antal = len(andrade)
            text = f"Målnivåerna för {antal} indikator{'er' if antal != 1 else ''} är sparade."
            messages.success(request, text if antal else "Inget var ändrat.")
            return redirect(planadress(plan))
    kontext["fel_i_formular"] = bool(nat.fel)
    return render(
        request, "planering/malnivanat.html", kontext, status=422 if nat.fel and status == 200 else status
    )


def _heltal(request: HttpRequest, namn: str) -> int | None:
    text = request.POST.get(namn, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
