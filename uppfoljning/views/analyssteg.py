"""The steps of an analysis, each its own page within the same frame."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from organisation.behorighet import kravs
from planering.domain.fel import Krock, Planeringsfel
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions import analys as actions
from uppfoljning.analysbehorighet import analysens
from uppfoljning.domain.analysregler import Steg
from uppfoljning.domain.orsakslista import MATFEL, RUBRIK, RUBRIKER, Rubrik
from uppfoljning.models import Analys, Atgardsforslag, Hypotes, Slutsats
from uppfoljning.orsaksformular import Orsaksformular
from uppfoljning.queries.amnen import analysamne
from uppfoljning.queries.analyser import Analysbild, analysbild
from uppfoljning.views.analysgemensamt import ANALYSERA, SE, analys_eller_404, last_sida, stegadress, visa
from verktyg.domain.instrument import Steg as Verktygssteg
from verktyg.queries import Stegstod, stegstod

SVARSSTEG = {
    Steg.MATFEL.value: (RUBRIK[MATFEL],),
    Steg.ORSAKER.value: tuple(r for r in RUBRIKER if r.kod != MATFEL),
}


@kravs(SE)
@require_safe
def svarssteg(request: HttpRequest, pk: int, steg: str) -> HttpResponse:
    """Steps 1 and 2: the cause checklist, measuring error first."""
    analys = analys_eller_404(pk)
    bild = analysbild(analys)
    form = Orsaksformular(rubriker=SVARSSTEG[steg], sparade=bild.svar)
    return _checklista(request, analys, bild, steg, form)


@kravs(ANALYSERA, analysens)
def svara(request: HttpRequest, pk: int, steg: str) -> HttpResponse:
    """Save all answers of a step, or none of them; what was typed is kept when something is wrong."""
    analys = analys_eller_404(pk)
    if svar := last_sida(request, analys):
        return svar
    if request.method != "POST":
        return redirect(stegadress(analys, steg))
    bild = analysbild(analys)
    rubriker = SVARSSTEG[steg]
    form = Orsaksformular(request.POST, rubriker=rubriker, sparade=bild.svar)
    if form.is_valid():
        try:
            antal = _spara(request, analys, form, rubriker)
        except Krock as krock:
            return _krock(request, analys, steg, krock)
        except Planeringsfel as fel:
            form.ta_emot_fel(fel.fel)
        else:
            messages.success(request, "Svaren är sparade." if antal else "Inget var ändrat.")
            return redirect(stegadress(analys, steg))
    return _checklista(request, analys, bild, steg, form, status=422)


@transaction.atomic
def _spara(request: HttpRequest, analys: Analys, form: Orsaksformular, rubriker: tuple[Rubrik, ...]) -> int:
    antal = 0
    for rubrik in rubriker:
        if svar := form.svar(rubrik):
            sparade = actions.svara_om_orsaker(
                **vem_och_nar(request),
                analys=analys,
                rubrik=rubrik.kod,
                svar=svar,
                revisioner=form.revisioner(rubrik),
            )
            antal += len(sparade)
    return antal


def _krock(request: HttpRequest, analys: Analys, steg: str, krock: Krock) -> HttpResponse:
    """Somebody else answered the same question meanwhile: both are shown, and saving again is a choice."""
    bild = analysbild(analys)
    data = request.POST.copy()
    for fraga, sparat in bild.svar.items():
        data[f"revision-{fraga}"] = str(sparat.revision)
    form = Orsaksformular(data, rubriker=SVARSSTEG[steg], sparade=bild.svar)
    form.is_valid()
    return _checklista(request, analys, bild, steg, form, status=409, krock=krock.aktuell)


def _checklista(
    request: HttpRequest, analys: Analys, bild: Analysbild, steg: str, form: Orsaksformular, **ovrigt
) -> HttpResponse:
    status = ovrigt.pop("status", 200)
    rubriker = [
        {"rubrik": r, "rader": form.rader(r, bild.hypoteser_ur), "hinder": bild.hinder(r.kod)}
        for r in form.rubriker
    ]
    return visa(
        request,
        analys,
        steg,
        "checklista",
        status,
        bild=bild,
        form=form,
        steg=steg,
        rubriker=rubriker,
        stangd=next((r["hinder"] for r in rubriker if r["hinder"]), ""),
        spara_url=reverse(f"uppfoljning:svara_{steg}", args=[analys.pk]),
        stod=stegstod(Verktygssteg.SOK_ORSAKER, analysamne(analys)),
        **ovrigt,
    )


@kravs(SE)
@require_safe
def hypoteser(request: HttpRequest, pk: int) -> HttpResponse:
    return visa(request, analys_eller_404(pk), Steg.HYPOTESER, "hypoteser")


@kravs(SE)
@require_safe
def belagg(request: HttpRequest, pk: int) -> HttpResponse:
    return visa(request, analys_eller_404(pk), Steg.BELAGG, "belagg")


@kravs(SE)
@require_safe
def prioritera(request: HttpRequest, pk: int) -> HttpResponse:
    return visa(request, analys_eller_404(pk), Steg.PRIORITERA, "prioritera", vikter=Hypotes.Paverkan.choices)


@kravs(SE)
@require_safe
def slutsatser(request: HttpRequest, pk: int) -> HttpResponse:
    analys = analys_eller_404(pk)
    bild = analysbild(analys)
    fragor = [
        {"kod": kod, "text": text, "slutsatser": bild.slutsatser_om(kod)}
        for kod, text in Slutsats.Fraga.choices
    ]
    return visa(
        request, analys, Steg.SLUTSATSER, "slutsatser", bild=bild, fragor=fragor, stod=_slutsatsstod(analys)
    )


def _slutsatsstod(analys: Analys) -> Stegstod:
    return stegstod(Verktygssteg.SLUTSATSER, analysamne(analys))


@kravs(SE)
@require_safe
def forslag(request: HttpRequest, pk: int) -> HttpResponse:
    analys = analys_eller_404(pk)
    return visa(
        request,
        analys,
        Steg.FORSLAG,
        "forslag",
        statusar=Atgardsforslag.Status,
        stod=_slutsatsstod(analys),
    )


@kravs(ANALYSERA, analysens)
@require_POST
def ordna(request: HttpRequest, pk: int) -> HttpResponse:
    """What was dropped: the order as it was seen (`sedd`) and as it was left (`ny`), keys with commas."""
    analys = analys_eller_404(pk)
    sedd, ny = _nycklar(request.POST.get("sedd", "")), _nycklar(request.POST.get("ny", ""))
    if sedd is None or ny is None:
        return HttpResponseBadRequest("Ordningen gick inte att läsa.")
    try:
        actions.ordna_hypoteser(**vem_och_nar(request), analys=analys, sedd=sedd, ny=ny)
    except Krock:
        messages.error(
            request, "Någon annan har ändrat ordningen sedan sidan visades. Här är den som den är nu."
        )
    except Planeringsfel as fel:
        messages.error(request, str(fel))
    return redirect(stegadress(analys, Steg.PRIORITERA.value))


def _nycklar(text: str) -> list[int] | None:
    delar = text.split(",")
    if not all(d.isascii() and d.isdecimal() and len(d) <= 18 for d in delar) or len(delar) > 1000:
        return None
    return [int(d) for d in delar]
