"""The imports: what is being fetched, what has been, and what waits for a decision."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kkik.actions.importera import (
    KanInteGodkannas,
    avsla_import,
    fanga_avbrutna_importer,
    godkann_import,
    hinder,
    koa_import,
)
from kkik.forms_import import Importformular
from kkik.models import Importkorning
from kkik.presenters import importer as presenter
from kkik.queries import importer as las
from organisation.behorighet import kravs
from organisation.models import Jobbstatus

PER_SIDA = 20


@kravs("kkik.se_import")
@require_safe
def importer(request: HttpRequest) -> HttpResponse:
    return _oversikt(request, Importformular())


def _oversikt(request: HttpRequest, form: Importformular, status: int = 200) -> HttpResponse:
    fanga_avbrutna_importer(nar=timezone.now())
    sida = Paginator(las.importkorningar(), PER_SIDA).get_page(request.GET.get("sida"))
    aktuell = las.aktuell_import()
    sammanhang = {
        "aktuell": aktuell,
        "vantande": las.vantande_importer(),
        "misslyckad": None if aktuell else las.senaste_fel(),
        "lagrat": las.lagrat(),
        "schemalagda": las.schemalagda(timezone.now()),
        "sida": sida,
        "rader": presenter.korningsrader(sida),
        "far_starta": request.user.has_perm("kkik.starta_import"),
        "form": form,
        **_framsteg(aktuell),
    }
    return render(request, "kkik/importer.html", sammanhang, status=status)


def _framsteg(korning: Importkorning | None) -> dict:
    if korning is None or not korning.pagar:
        return {}
    return {"f": presenter.framsteg(korning, list(korning.steg.all())), "korning": korning}


@kravs("kkik.starta_import")
@require_POST
def importera(request: HttpRequest) -> HttpResponse:
    form = Importformular(request.POST)
    if not form.is_valid():
        return _oversikt(request, form, status=422)
    omfattning = form.omfattning()
    hel = omfattning["nyckeltal"] in ("alla", "lagrade") and omfattning["fran_ar"] is None
    slag = Importkorning.Slag.FULL if hel else Importkorning.Slag.URVAL
    korning = koa_import(av=request.user, nar=timezone.now(), slag=slag, omfattning=omfattning)
    if korning is None:
        messages.warning(request, "En import pågår redan eller står i kö. Vänta tills den är klar.")
        return redirect("kkik:importer")
    return redirect("kkik:importkorning", pk=korning.pk)


@kravs("kkik.se_import")
@require_safe
def importkorning(request: HttpRequest, pk: int) -> HttpResponse:
    fanga_avbrutna_importer(nar=timezone.now())
    korning = get_object_or_404(Importkorning, pk=pk)
    rad = presenter.korningsrader([korning])[0]
    vantar = korning.status == Jobbstatus.VANTAR
    sammanhang = {
        "korning": korning,
        "rad": rad,
        "sparade_sidor": presenter.sparade_sidor(korning),
        "steg": korning.steg.all(),
        "antal": presenter.antalsrader(korning) if rad.har_antal else [],
        "katalog": presenter.katalograder(korning) if rad.har_antal else [],
        "startad_av": las.namn_pa(korning, "startad_av"),
        "godkand_av": las.namn_pa(korning, "godkand_av"),
        "hinder": hinder(korning, timezone.now()) if vantar else "",
        "far_starta": request.user.has_perm("kkik.starta_import"),
        **_framsteg(korning),
    }
    return render(request, "kkik/importkorning.html", sammanhang)


@kravs("kkik.se_import")
@require_safe
def framsteg(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that asks for itself again every other second, until the run has ended."""
    fanga_avbrutna_importer(nar=timezone.now())
    korning = get_object_or_404(Importkorning, pk=pk)
    if not korning.pagar:
        svar = HttpResponse(status=204)
        svar["HX-Refresh"] = "true"
        return svar
    return render(request, "kkik/_importframsteg.html", _framsteg(korning))


@kravs("kkik.starta_import")
@require_POST
def godkann(request: HttpRequest, pk: int) -> HttpResponse:
    korning = get_object_or_404(Importkorning, pk=pk)
    try:
        godkann_import(av=request.user, nar=timezone.now(), korning=korning)
        messages.success(request, "Importen är godkänd och förs in.")
    except KanInteGodkannas as fel:
        messages.error(request, str(fel))
    return redirect("kkik:importkorning", pk=pk)


@kravs("kkik.starta_import")
@require_POST
def avsla(request: HttpRequest, pk: int) -> HttpResponse:
    korning = get_object_or_404(Importkorning, pk=pk)
    try:
        avsla_import(av=request.user, nar=timezone.now(), korning=korning)
        messages.success(request, "Importen är avslagen. Ingenting fördes in.")
    except KanInteGodkannas as fel:
        messages.error(request, str(fel))
    return redirect("kkik:importkorning", pk=pk)
