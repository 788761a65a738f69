"""The whole thread of a goal, an indicator or a decision."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from atgarder.models import Beslut
from atgarder.presenters.trad import tradvy
from atgarder.queries.trad import Tradrader, trad_for_beslut, trad_for_indikator, trad_for_mal
from organisation.behorighet import kravs

SLAG = ("mal", "indikator", "beslut")
HAMTA = {"mal": trad_for_mal, "indikator": trad_for_indikator, "beslut": trad_for_beslut}
VAD = {"mal": "Målet", "indikator": "Indikatorn", "beslut": "Beslutet"}


@kravs("atgarder.se_atgarder")
@require_safe
def trad(request: HttpRequest, slag: str, pk: int) -> HttpResponse:
    if slag == "beslut" and (rattat := Beslut.objects.filter(rattar=pk).values_list("pk", flat=True).first()):
        return redirect("atgarder:trad", slag, rattat)  # the decision that stands tells the thread
    rader = HAMTA[slag](pk, timezone.localdate().year)
    if rader is None:
        raise Http404
    titel, rot = _rot(slag, rader)
    kontext = {
        "slag": slag,
        "vad": VAD[slag],
        "titel": titel,
        "vy": tradvy(rader, request.user, timezone.localdate(), rot),
    }
    return render(request, "atgarder/trad/trad.html", kontext)


def _rot(slag: str, rader: Tradrader) -> tuple[str, list[str]]:
    """What the thread is called after, and the keys of its nodes."""
    if slag == "mal":
        return rader.plan.rotmal.titel, [f"mal-{rader.plan.rotmal.pk}"]
    if slag == "indikator":
        i = rader.plan.indikatorer[0].rad
        return i.namn, [f"indikator-{i.pk}", f"utfall-{i.pk}"]
    punkter = [led.rad for alla in rader.punkter.values() for led in alla]
    return str(rader.beslut), [f"punkt-{p.pk}" for p in punkter if p.beslut_id == rader.beslut.pk]
