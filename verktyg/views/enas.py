"""In the meeting: what is most disagreed on first, and what the group settles on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from verktyg import actions, queries
from verktyg.presenters import Block, konsensusblock, laget, sparat, ta_emot, visa_krock
from verktyg.tilltrade import far_se_resultat
from verktyg.views.gemensamt import fel_vid_plats, rundadress, rundan, smulor


@kravs("verktyg.leda", rundan)
def enas(request: HttpRequest, pk: int) -> HttpResponse:
    runda = rundan(pk)
    if runda.fragorna.gemensam or not far_se_resultat(runda, leder=True, har_svarat_klart=False):
        messages.warning(request, "Det finns inget att enas om än.")
        return redirect(rundadress(runda))
    nu, res = timezone.now(), queries.resultat(runda)
    block = konsensusblock(res, nu)
    if request.method != "POST":
        return _sida(request, res, block)
    bara = request.POST.get("bara", "")
    valda = [ett for ett in block if ett.plats.kod == bara] if bara else block
    fel = _spara(request, runda, valda, nu)
    krockar = [ett for ett in valda if ett.krock]
    felrader = fel_vid_plats(valda, fel)
    if request.htmx:
        kontext = {
            "b": valda[0] if valda else None,
            "fel": felrader,
            "besvarade": sum(bool(b.varde) for b in block),
            "antal": len(block),
            "enas": True,
        }
        return render(request, "verktyg/_sparat.html", kontext)
    if krockar or fel:
        return _sida(request, res, block, felrader, 409 if krockar else 200)
    messages.success(request, "Det ni enats om är sparat.")
    return redirect(request.path if bara else rundadress(runda))


def _spara(request: HttpRequest, runda, valda: list[Block], nu) -> dict[str, list[str]]:
    """Save each; a conflict or an error at one does not stop the others. The errors, by place."""
    fel: dict[str, list[str]] = {}
    for ett, post in zip(valda, ta_emot(valda, request.POST), strict=True):
        try:
            ny = actions.satt_konsensus(
                **vem_och_nar(request),
                genomforande=runda,
                plats=post.plats,
                varde=post.varde,
                anteckning=post.text,
                forra=post.forra,
            )
        except actions.Krock as krock:
            visa_krock(ett, krock.aktuella[post.plats], nu)
        except actions.Verktygsfel as avslag:
            fel |= avslag.fel
        else:
            ett.forra, ett.sparat = (ny.pk if ny else 0), sparat(ny, runda, nu)
    return fel


@kravs("verktyg.leda", rundan)
@require_POST
def godta_eniga(request: HttpRequest, pk: int) -> HttpResponse:
    runda = rundan(pk)
    if far_se_resultat(runda, leder=True, har_svarat_klart=False):
        antal = actions.godta_eniga(**vem_och_nar(request), genomforande=runda)
        rad = "rad" if antal == 1 else "rader"
        messages.success(request, f"{antal} {rad} där alla svarat lika är införda.")
    return redirect("verktyg:enas", runda.pk)


def _sida(request: HttpRequest, res, block: list[Block], fel=(), status: int = 200) -> HttpResponse:
    lage = laget(res)
    kontext = {
        "runda": res.genomforande,
        "instrument": res.instrument,
        "res": res,
        "rader": block,
        "lage": lage,
        "besvarade": lage["enade"],
        "antal": len(block),
        "fel": fel,
        "fel_i_formular": bool(fel) or status == 409,
        "krockar": [b for b in block if b.krock],
        "enas": True,
        "smulor": smulor(res.instrument, res.genomforande, "Enas"),
    }
    return render(request, "verktyg/enas.html", kontext, status=status)
