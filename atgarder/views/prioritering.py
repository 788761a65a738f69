"""The rounds, and one of them: a participant's working surface, or the common picture."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from atgarder.domain.prioritering import Kvadrant
from atgarder.models import Prioritering
from atgarder.presenters.prioritering import POANGORD, STEGORD, arbetsrader, rutor, stegval
from atgarder.presenters.prioriteringsbild import fynd, matrisbild, visade
from atgarder.presenters.prioriteringsfil import listfil, resultatfil
from atgarder.queries.amnen import prioriteringsamne
from atgarder.queries.prioritering import (
    Prioriteringsbild,
    egna_placeringar,
    egna_poang,
    prioriteringar,
    prioriteringsbild,
    rader,
)
from atgarder.queries.prioriteringsfakta import fakta
from atgarder.views.prioriteringsgemensamt import BEREDA, SE, Lasare, adress, lasare, runda_eller_404, smulor
from organisation.behorighet import kravs
from styrsnurra.gemensamt.vyhjalp import filsvar
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

LAGEN = {"oppna": ("Pågår", True), "avslutade": ("Avslutade", False)}


def _vald(request: HttpRequest) -> str:
    vald = request.GET.get("visa", "")
    return vald if vald in LAGEN else ""


def _urval(vald: str):
    return prioriteringar(LAGEN[vald][1] if vald else None)


@kravs(SE)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """`?visa=oppna` or `avslutade` chooses."""
    vald = _vald(request)
    val = [{"text": "Alla", "url": "?", "vald": not vald}]
    val += [{"text": t, "url": f"?visa={kod}", "vald": kod == vald} for kod, (t, _) in LAGEN.items()]
    mina = Prioritering.objects.filter(avslutad__isnull=True, deltagare__person=request.user)
    kontext = {
        "prioriteringar": list(_urval(vald)),
        "min_tur": set(mina.filter(deltagare__klar__isnull=True).values_list("pk", flat=True)),
        "val": val,
        "vald": vald,
        "far_bereda": request.user.has_perm(BEREDA),
        "stod": stegstod(Steg.PRIORITERA),
    }
    return render(request, "atgarder/prioritering/lista.html", kontext)


@kravs(SE)
@require_safe
def lista_csv(request: HttpRequest) -> HttpResponse:
    return filsvar(listfil(_urval(_vald(request))), "prioriteringar.csv")


@kravs(SE)
@require_safe
def visa(request: HttpRequest, pk: int) -> HttpResponse:
    """The own part while there is one to do; else the common picture, when it may be seen."""
    runda = runda_eller_404(pk)
    vem = lasare(runda, request.user)
    kontext = {"runda": runda, "lasare": vem, "smulor": smulor(None, runda.enhet.namn)}
    kontext["stod"] = stegstod(Steg.PRIORITERA, prioriteringsamne(runda))
    if vem.ser_bilden:
        kontext |= _gemensam(prioriteringsbild(runda))
        return render(request, "atgarder/prioritering/bild.html", kontext)
    deltagare = list(runda.deltagare.all())
    kontext |= {"deltagare": deltagare, "klara": sum(d.klar is not None for d in deltagare)}
    kontext |= _arbete(request, runda, vem)
    mall = "placera" if vem.placerar else "vantar"
    return render(request, f"atgarder/prioritering/{mall}.html", kontext)


def _arbete(request: HttpRequest, runda: Prioritering, vem: Lasare) -> dict[str, Any]:
    forslag = rader(runda)
    om = fakta(r.forslag_id for r in forslag)
    matris = runda.modell == Prioritering.Modell.MATRIS
    egna, poang = {}, {}
    if vem.deltagare is not None:
        egna = egna_placeringar(vem.deltagare) if matris else {}
        poang = {} if matris else egna_poang(vem.deltagare)
    kriterier = [] if matris else list(runda.kriterier.all())
    arbete = arbetsrader(forslag, om, egna, kriterier, poang)
    return {
        "rader": arbete,
        "rutor": rutor(arbete) if matris else (),
        "kvadranter": [(k.etikett, k.beskrivning, k.value) for k in Kvadrant],
        "stegval": stegval(STEGORD if matris else POANGORD),
        "bedomda": sum(r.bedomd for r in arbete),
        "angra": _angra(request, arbete),
    }


def _angra(request: HttpRequest, arbete: list) -> dict[str, Any] | None:
    """Where a proposal lay before it was moved by the form, for the way back."""
    fran = next((r for r in arbete if str(r.rad.pk) == request.GET.get("fran")), None)
    forra = {namn: request.GET.get(namn, "") for namn in ("insats", "effekt")}
    if fran is None or any(v not in {"", *"123456"} for v in forra.values()):
        return None
    return {"rad": fran.rad.pk} | forra


def _gemensam(bild: Prioriteringsbild) -> dict[str, Any]:
    alla = visade(bild, _nummer(bild))
    rubrik, mening = fynd(alla, avslutad=bild.prioritering.ar_avslutad)
    matris = bild.prioritering.modell == Prioritering.Modell.MATRIS
    return {
        "bild": bild,
        "visade": alla,
        "rubrik": rubrik,
        "mening": mening,
        "matris": matrisbild([(v.bokstav, v.rad) for v in alla]) if matris and bild.raknade else None,
        "andrade": [d.namn for d in bild.deltagare if d.pk in bild.andrade and d.pk in bild.raknade],
        "inte_klara": [d.namn for d in bild.deltagare if d.klar is None],
    }


@kravs(SE)
@require_safe
def resultat_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """Every judgement and what they come to; only to those who may see the common picture."""
    runda = runda_eller_404(pk)
    if not lasare(runda, request.user).ser_bilden:
        messages.info(request, "Bilden kan laddas ner när du får se den.")
        return redirect(adress(runda))
    bild = prioriteringsbild(runda)
    namn = slugify(runda.titel)[:60] or "prioritering"
    return filsvar(resultatfil(bild, visade(bild, _nummer(bild))), f"{namn}.csv")


def _nummer(bild: Prioriteringsbild) -> dict[int, int]:
    """The row's key → its number in the order chosen, which gives it its letter."""
    i_ordning = sorted(bild.rader, key=lambda r: (r.rad.ordning, r.rad.pk))
    return {r.rad.pk: nr for nr, r in enumerate(i_ordning)}
