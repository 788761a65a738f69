"""What the views of a proposal share: finding it, who may, the closed door of a held one, deleting."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from atgarder.models import Konsekvensbeskrivning
from atgarder.queries.lage import forslagslage
from planering.domain.fel import Planeringsfel
from planering.views.aterkallbart import borttagning
from uppfoljning.models import Atgardsforslag

SE, BEREDA = "atgarder.se_atgarder", "atgarder.bereda"
LISTA = {"namn": "Förslag"}


def forslag_eller_404(pk: int) -> Atgardsforslag:
    forslag = Atgardsforslag.objects.select_related("analys__enhet", "andrad_av").filter(pk=pk).first()
    if forslag is None:
        raise Http404
    return forslag


def forslagsadress(forslag_pk: int, ankare: str = "") -> str:
    return reverse("atgarder:forslag", args=[forslag_pk]) + (f"#{ankare}" if ankare else "")


def smulor(forslag: Atgardsforslag | None, *sist: str) -> list[dict[str, str]]:
    ut = [LISTA | {"url": reverse("atgarder:start")}]
    if forslag is not None:
        ut.append({"namn": forslag.titel, "url": forslagsadress(forslag.pk)})
    return [*ut, *({"namn": namn} for namn in sist)]


def hinder(forslag: Atgardsforslag, *, del_av_beskrivning: bool = True) -> tuple[str, bool]:
    """(why nothing about it may be changed, whether it is only that the description is finished); empty when it may.

    The expected effects are no part of the description: they may change while it is finished.
    """
    if forslag.status != Atgardsforslag.Status.FORESLAS:
        return "Förslaget läggs inte fram. Det ändras i analysen.", False
    lage = forslagslage(forslag)
    if lage.skede.last:
        text = f"Läget är: {lage.skede.etikett.lower()}. Det som ett beslut vilar på ändras inte i efterhand."
        return text, False
    if del_av_beskrivning and lage.beskrivning is not None and lage.beskrivning.klar is not None:
        return f"Beskrivningen är klarmarkerad av {lage.beskrivning.klar_av}.", True
    return "", False


def last_sida(
    request: HttpRequest, forslag: Atgardsforslag, *, del_av_beskrivning: bool = True
) -> HttpResponse | None:
    """The page that says why it cannot be changed; None when it can."""
    skal, bara_klar = hinder(forslag, del_av_beskrivning=del_av_beskrivning)
    if not skal:
        return None
    kontext = {"forslag": forslag, "skal": skal, "bara_klar": bara_klar, "smulor": smulor(forslag, "Låst")}
    status = 409 if request.method == "POST" else 200
    return render(request, "atgarder/konsekvens/last.html", kontext, status=status)


def beskrivningen(forslag: Atgardsforslag) -> Konsekvensbeskrivning | None:
    return Konsekvensbeskrivning.objects.select_related("andrad_av").filter(forslag=forslag).first()


def formkontext(forslag: Atgardsforslag, rubrik: str, **kontext: Any) -> dict[str, Any]:
    """What a form's page needs besides the form."""
    return {
        "rubrik": rubrik,
        "forslag": forslag,
        "ingress": f"Gäller förslaget ”{forslag.titel}”.",
        "smulor": smulor(forslag, rubrik),
        "angra_rot": reverse("atgarder:angra_forslag", args=[forslag.pk, 0]).removesuffix("0/"),
    } | kontext


def forsok(request: HttpRequest, gor: Callable[[], Any], tillbaka: str, gjort: str) -> HttpResponse:
    """Do something small that has no form, and go back; say why when it was refused."""
    try:
        gor()
    except Planeringsfel as fel:
        messages.error(request, str(fel))
    else:
        messages.success(request, gjort)
    return redirect(tillbaka)


def ta_bort_sida(
    request: HttpRequest,
    *,
    objekt: Model,
    vad: str,
    ta_bort: Callable[[], None],
    forslag: Atgardsforslag,
    klart: str,
    del_av_beskrivning: bool = True,
) -> HttpResponse:
    """Ask, and then delete, with the way back in the message. What refuses is said, and nothing is gone."""
    if svar := last_sida(request, forslag, del_av_beskrivning=del_av_beskrivning):
        return svar
    return borttagning(
        request,
        objekt=objekt,
        vad=vad,
        ta_bort=ta_bort,
        klart=klart,
        angra=lambda handelse: reverse("atgarder:angra_forslag", args=[forslag.pk, handelse]),
        smulor=smulor(forslag, "Ta bort"),
    )
