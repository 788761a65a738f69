"""The whole plan out to Excel, and back in by way of a dry run."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from organisation.behorighet import kravs
from planering.actions import planbok as actions
from planering.domain.fel import Planeringsfel
from planering.forms.planbok import Planboksformular
from planering.importers import Filfel
from planering.models import Plan, Planinlasning
from planering.planbok.skriv import planen_som_xlsx
from planering.views.gemensamt import planadress, plansmula
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FLEST_VISADE = 300


@kravs("planering.se_plan")
def plan_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    try:
        innehall = planen_som_xlsx(plan, timezone.localtime())
    except Planeringsfel as fel:
        messages.error(request, str(fel))
        return redirect(planadress(plan))
    namn = slugify(plan.namn) or "plan"
    return filsvar(innehall, f"{namn[:60]}-v{plan.version}.xlsx", XLSX)


@kravs("planering.andra_plan")
def las_in_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file. Nothing is saved here: the next page shows what would change."""
    plan = get_object_or_404(Plan, pk=pk)
    form = Planboksformular(
        request.POST if request.method == "POST" else None, request.FILES or None, avbryt=planadress(plan)
    )
    if form.is_valid():
        try:
            inlasning = actions.las_in_planbok(
                **vem_och_nar(request), plan=plan, namn=form.cleaned_data["fil"].name, blad=form.blad
            )
        except Filfel as fel:
            form.add_error("fil", str(fel))
        else:
            return redirect("planering:planinlasning", inlasning.pk)
    kontext = {
        "plan": plan,
        "form": form,
        "smulor": [plansmula(plan), {"namn": "Läs in från Excel"}],
    }
    return render(request, "planering/las_in_plan.html", kontext)


@kravs("planering.andra_plan")
def planinlasning(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run, and the button that makes it real. POST saves, or with `avbryt` throws the file away."""
    rad = get_object_or_404(Planinlasning.objects.select_related("plan"), pk=pk)
    plan = rad.plan
    if rad.status != Planinlasning.Status.VANTAR:
        messages.info(request, f"”{rad.namn}” är {rad.get_status_display().lower()}.")
        return redirect(planadress(plan))
    andrat, status = False, 200
    try:
        if request.method == "POST":
            if "avbryt" in request.POST:
                actions.avbryt_planinlasning(**vem_och_nar(request), inlasning=rad)
                messages.info(request, "Filen lästes inte in. Inget är ändrat.")
                return redirect(planadress(plan))
            try:
                actions.bekrafta_planinlasning(**vem_och_nar(request), inlasning=rad)
            except (actions.LagetAndrat, actions.Bokenfel):
                andrat, status = True, 409
            else:
                messages.success(request, f"”{rad.namn}” är inläst.")
                return redirect(planadress(plan))
        provning = actions.prova(**vem_och_nar(request), plan=plan, blad=rad.blad)
    except (Filfel, Planeringsfel) as fel:
        messages.error(request, str(fel))
        return redirect(planadress(plan))
    if provning.fingeravtryck != rad.lage:
        actions.visa_pa_nytt(inlasning=rad, provning=provning)
    return render(request, "planering/planinlasning.html", _kontext(rad, provning, andrat), status=status)


def _kontext(rad: Planinlasning, provning: actions.Provning, andrat: bool) -> dict:
    antal = {slag: provning.antal(slag) for slag in ("ny", "andrad", "borttagen", "flyttad")}
    return {
        "rad": rad,
        "plan": rad.plan,
        "provning": provning,
        "antal": antal,
        "visade": provning.andringar[:FLEST_VISADE],
        "felen": provning.fel[:FLEST_VISADE],
        "andrat": andrat,
        "fel_i_formular": bool(provning.fel),
        "smulor": [
            plansmula(rad.plan),
            {"namn": "Läs in från Excel", "url": reverse("planering:las_in_plan", args=[rad.plan_id])},
            {"namn": "Granska"},
        ],
    }
