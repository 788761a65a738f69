"""What the views of the analysis room share: finding an analysis, its frame, and the closed door of a concluded one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from planering.domain.fel import Planeringsfel
from planering.views.aterkallbart import borttagning
from uppfoljning.analyssteg import nasta, stegen
from uppfoljning.models import Analys
from uppfoljning.queries.analyser import Analysbild, analysbild, hamta_analys

SE, ANALYSERA = "uppfoljning.se_analys", "uppfoljning.analysera"
LISTA = {"namn": "Analyser"}


def analys_eller_404(pk: int) -> Analys:
    analys = hamta_analys(pk)
    if analys is None:
        raise Http404
    return analys


def stegadress(analys: Analys, steg: str, ankare: str = "") -> str:
    adress = reverse(f"uppfoljning:analys_{steg}", args=[analys.pk])
    return f"{adress}#{ankare}" if ankare else adress


def smulor(analys: Analys | None, *sist: str) -> list[dict[str, str]]:
    ut = [LISTA | {"url": reverse("uppfoljning:analyser")}]
    if analys is not None:
        ut.append({"namn": analys.titel, "url": reverse("uppfoljning:analys", args=[analys.pk])})
    return [*ut, *({"namn": namn} for namn in sist)]


def ram(request: HttpRequest, bild: Analysbild, nu: str = "") -> dict[str, Any]:
    """What the frame around a step shows."""
    stegvyer = stegen(bild, nu)
    far = request.user.has_perm(ANALYSERA, bild.analys)
    return {
        "analys": bild.analys,
        "bild": bild,
        "stegen": stegvyer,
        "nu": nu,
        "nasta": nasta(stegvyer),
        "far_analysera": far,
        "far_skriva": far and not bild.analys.ar_klar,
        "smulor": smulor(None, bild.analys.enhet.namn),
    }


def visa(
    request: HttpRequest, analys: Analys, nu: str, mall: str, status: int = 200, **kontext: Any
) -> HttpResponse:
    bild = kontext.pop("bild", None) or analysbild(analys)
    return render(request, f"uppfoljning/analys/{mall}.html", ram(request, bild, nu) | kontext, status=status)


def last_sida(request: HttpRequest, analys: Analys) -> HttpResponse | None:
    """The page that says why a concluded analysis cannot be changed; None when it can."""
    if not analys.ar_klar:
        return None
    status = 409 if request.method == "POST" else 200
    kontext = {"analys": analys, "smulor": smulor(analys, "Avslutad")}
    return render(request, "uppfoljning/analys/last.html", kontext, status=status)


def forsok(request: HttpRequest, gor: Callable[[], Any], tillbaka: str) -> HttpResponse:
    """Do something small that has no form, and go back; say why when it was refused."""
    try:
        gor()
    except Planeringsfel as fel:
        messages.error(request, str(fel))
    return redirect(tillbaka)


def ta_bort_sida(
    request: HttpRequest, *, objekt: Model, vad: str, ta_bort: Callable[[], None], analys: Analys, klart: str
) -> HttpResponse:
    """Ask, and then delete, with the way back in the message. What refuses is said, and nothing is gone."""
    if svar := last_sida(request, analys):
        return svar
    return borttagning(
        request,
        objekt=objekt,
        vad=vad,
        ta_bort=ta_bort,
        klart=klart,
        angra=lambda handelse: reverse("uppfoljning:angra_analys", args=[analys.pk, handelse]),
        smulor=smulor(analys, "Ta bort"),
    )


def formkontext(analys: Analys, rubrik: str, **kontext: Any) -> dict[str, Any]:
    """What a form's page needs besides the form: its heading, the way back, and where changes are taken back."""
    return {
        "rubrik": rubrik,
        "smulor": smulor(analys, rubrik),
        "angra_rot": reverse("uppfoljning:angra_analys", args=[analys.pk, 0]).removesuffix("0/"),
    } | kontext
