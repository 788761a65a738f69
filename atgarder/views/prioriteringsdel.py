"""A participant's own part, saved at once: by a script, which gets JSON, or by a form, which is sent back."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from atgarder.actions import prioritering as actions
from atgarder.models import Kriteriepoang, Placering, Prioritering, Prioriteringsforslag
from atgarder.presenters.prioritering import lagestext
from atgarder.views.prioriteringsgemensamt import PRIORITERA, adress, last_sida, runda_eller_404
from organisation.behorighet import kravs
from planering.domain.fel import Planeringsfel
from styrsnurra.gemensamt.vyhjalp import vem_och_nar

OLASLIGT = -1  # what is no step on the scale, for the action to refuse


def _rad(pk: int) -> Prioriteringsforslag:
    return get_object_or_404(
        Prioriteringsforslag.objects.select_related("prioritering__enhet", "forslag"), pk=pk
    )


def _steg(text: str | None) -> int | None:
    """A posted step; None for none."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 1 else OLASLIGT


def _svara(
    request: HttpRequest, rad: Prioriteringsforslag, gor: Callable[[], dict[str, Any]], angra: str = ""
) -> HttpResponse:
    """Do it and say what stands there now. `angra`: added to the address, for the page to offer the way back."""
    som_json = request.accepts("application/json") and not request.accepts("text/html")
    runda = rad.prioritering
    if not som_json and (svar := last_sida(request, runda)):
        return svar
    try:
        data = gor()
    except Planeringsfel as fel:
        if som_json:
            last = isinstance(fel, actions.Prioriteringslast)
            return JsonResponse({"fel": str(fel)}, status=409 if last else 400)
        messages.error(request, str(fel))
        return redirect(adress(runda, f"rad-{rad.pk}"))
    if som_json:
        return JsonResponse(data)
    messages.success(request, f"{rad.forslag.titel}: {data['text']}")
    return redirect(f"{adress(runda)}{angra}#rad-{rad.pk}")


@kravs(PRIORITERA)
@require_POST
def placera(request: HttpRequest, pk: int) -> HttpResponse:
    """`insats` and `effekt` 1–6; both empty takes it out of the matrix."""
    rad = _rad(pk)
    fore = Placering.objects.filter(rad=rad, deltagare__person=request.user).first()

    def gor() -> dict[str, Any]:
        steg = {namn: _steg(request.POST.get(namn)) for namn in ("insats", "effekt")}
        nu = actions.placera(**vem_och_nar(request), rad=rad, **steg)
        return {"text": lagestext(nu.insats, nu.effekt) if nu else "Inte placerad"}

    forra = {"fran": rad.pk, "insats": fore.insats if fore else "", "effekt": fore.effekt if fore else ""}
    return _svara(request, rad, gor, f"?{urlencode(forra)}")


@kravs(PRIORITERA)
@require_POST
def poang(request: HttpRequest, pk: int) -> HttpResponse:
    """`k<criterion's key>` 1–6, or empty; criteria that are not sent stay."""
    rad = _rad(pk)

    def gor() -> dict[str, Any]:
        kriterier = list(rad.prioritering.kriterier.all())
        sanda = {k.pk: _steg(request.POST[f"k{k.pk}"]) for k in kriterier if f"k{k.pk}" in request.POST}
        nu: list[Kriteriepoang] = actions.poangsatt(**vem_och_nar(request), rad=rad, poang=sanda)
        return {"text": f"{len(nu)} av {len(kriterier)} poäng satta"}

    return _svara(request, rad, gor)


def _min_del(request: HttpRequest, runda: Prioritering, gor: Callable[..., Any], klart: str) -> HttpResponse:
    if svar := last_sida(request, runda):
        return svar
    try:
        gor(**vem_och_nar(request), prioritering=runda)
    except Planeringsfel as fel:
        messages.error(request, str(fel))
    else:
        messages.success(request, klart)
    return redirect(adress(runda))


@kravs(PRIORITERA)
@require_POST
def klar(request: HttpRequest, pk: int) -> HttpResponse:
    text = "Din del är klar. Här är den gemensamma bilden av dem som är klara."
    return _min_del(request, runda_eller_404(pk), actions.klar_med_min_del, text)


@kravs(PRIORITERA)
@require_POST
def oppna(request: HttpRequest, pk: int) -> HttpResponse:
    text = "Din del är öppen igen. Det syns i den gemensamma bilden att du ändrade efter att ha sett den."
    return _min_del(request, runda_eller_404(pk), actions.oppna_min_del, text)
