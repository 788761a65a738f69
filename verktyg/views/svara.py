"""Answering: one page, saved answer by answer with htmx, or all at once as a form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from organisation.behorighet import kravs
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from verktyg import actions, queries
from verktyg.domain.instrument import Fritext
from verktyg.presenters import Block, grupperat, sparat, svarsblock, ta_emot, visa_krock
from verktyg.tilltrade import far_leda, far_svara
from verktyg.views.gemensamt import fel_vid_plats, rundadress, rundan, smulor


@kravs("verktyg.svara")
def svara(request: HttpRequest, pk: int) -> HttpResponse:
    runda = rundan(pk)
    if not runda.ar_oppen:
        messages.warning(request, "Genomförandet är avslutat och tar inte emot fler svar.")
        return redirect(rundadress(runda))
    inbjuden = queries.inbjudan_for(runda, request.user) is not None
    if not far_svara(request.user, runda, inbjuden=inbjuden):
        raise PermissionDenied
    nu = timezone.now()
    sparade = queries.gallande_svar(queries.deltagande_for(runda, request.user))
    block = svarsblock(runda, runda.rader.all(), sparade, nu)
    if request.method != "POST":
        return _sida(request, runda, block)
    valda = block
    rensa = request.POST.get("rensa", "")
    if bara := request.POST.get("bara", ""):
        valda = [ett for ett in block if ett.plats.kod == bara]
    poster = ta_emot(valda, request.POST)
    poster = [actions.Post(p.plats, "", "", p.forra) if p.plats.kod == rensa else p for p in poster]
    fel, status = {}, 200
    try:
        svar = actions.svara(**vem_och_nar(request), genomforande=runda, svar=poster)
    except actions.Krock as krock:
        status = 409
        for ett in valda:
            if ett.plats in krock.aktuella:
                visa_krock(ett, krock.aktuella[ett.plats], nu)
    except actions.Verktygsfel as avslag:
        fel = avslag.fel
    else:
        for ett in valda:
            if nytt := svar[ett.plats]:
                ett.forra, ett.sparat = nytt.pk, sparat(nytt, runda, nu)
    felrader = fel_vid_plats(valda, fel)
    if request.htmx:
        kontext = {"b": valda[0] if valda else None, "fel": felrader} | _framsteg(block, runda)
        return render(request, "verktyg/_sparat.html", kontext)
    if status == 409 or fel:
        return _sida(request, runda, block, felrader, status)
    if bara or rensa:
        return redirect(
            f"{request.path}#falt-{next((b.plats.id for b in block if b.plats.kod in (bara, rensa)), '')}"
        )
    messages.success(request, "Svaren är sparade.")
    return redirect(rundadress(runda))


def _framsteg(block: list[Block], runda) -> dict:
    return {"besvarade": sum(b.besvarad for b in block), "antal": len(block)}


def _sida(request: HttpRequest, runda, block: list[Block], fel=(), status: int = 200) -> HttpResponse:
    instrument = runda.fragorna
    fragor = instrument.fragor
    kontext = {
        "runda": runda,
        "amne": queries.amnet(runda.galler_nyckel, request.user) if runda.galler_nyckel else None,
        "instrument": instrument,
        "grupper": grupperat(block),
        "en_fraga": fragor[0] if instrument.rader and len(fragor) == 1 else None,
        "alternativ": () if instrument.gemensam else instrument.svarssatt(fragor[0]).alternativ,
        "bara_text": isinstance(instrument.svar, Fritext),
        "fel": fel,
        "fel_i_formular": bool(fel) or status == 409,
        "krockar": [b for b in block if b.krock],
        "far_leda": far_leda(request.user, runda),
        "tillbaka": reverse("verktyg:genomforande", args=[runda.pk]),
        "smulor": smulor(instrument, runda, "Svara"),
    } | _framsteg(block, runda)
    return render(request, "verktyg/svara.html", kontext, status=status)
