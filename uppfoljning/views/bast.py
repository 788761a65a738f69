"""Vad gör de bästa: other municipalities for a nyckeltal, own units for an own measure."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from organisation.behorighet import kravs
from organisation.queries import kommuninstallning
from planering.models import Egetmatt, Indikator
from uppfoljning.bastvy import bastvy
from uppfoljning.enhetsvy import enhetsvy
from uppfoljning.queries import indikator_for
from uppfoljning.queries.egna_enheter import enhetstabell
from uppfoljning.queries.exempel import exempel_om
from uppfoljning.queries.forebilder import forebilder_for

SE = "uppfoljning.se_analys"


@kravs(SE)
@require_safe
def bast(request: HttpRequest, pk: int) -> HttpResponse:
    i = indikator_for(pk)
    if i is None:
        raise Http404
    sammanhang = _gemensamt(request, i.nyckeltal_id, i.egetmatt) | {
        "i": i,
        "rubrik": i.namn,
        "smulor": [
            {"namn": "Måluppfyllelse", "url": reverse("uppfoljning:maluppfyllelse")},
            {"namn": i.namn, "url": reverse("uppfoljning:indikator", args=[pk])},
        ],
    }
    if i.nyckeltal is not None:
        sammanhang |= _andra(i)
    return render(request, "uppfoljning/bast/bast.html", sammanhang)


@kravs(SE)
@require_safe
def enheter(request: HttpRequest, pk: int) -> HttpResponse:
    """An own measure without an indicator has units too."""
    matt = get_object_or_404(Egetmatt, pk=pk)
    sammanhang = _gemensamt(request, None, matt) | {
        "rubrik": matt.namn,
        "smulor": [
            {"namn": "Egna mått", "url": reverse("planering:egna_matt")},
            {"namn": matt.namn, "url": ""},
        ],
    }
    return render(request, "uppfoljning/bast/bast.html", sammanhang)


def _andra(i: Indikator) -> dict[str, Any]:
    installning = kommuninstallning()
    if installning is None:
        return {"ingen_kommun": True}
    f = forebilder_for(i, int(installning.kommunkod))
    return {"vy": bastvy(i, f), "har_enhetsdata": i.nyckeltal.har_enhetsdata}


def _gemensamt(request: HttpRequest, nyckeltal: int | None, matt: Egetmatt | None) -> dict[str, Any]:
    far = request.user.has_perm("uppfoljning.analysera")
    fraga = {"nyckeltal": nyckeltal} if nyckeltal is not None else {"egetmatt": matt.pk if matt else ""}
    return {
        "matt": matt,
        "enheter": _enheter(request, matt),
        "exempel": exempel_om(nyckeltal=nyckeltal, egetmatt=matt.pk if matt else None),
        "nytt_exempel": f"{reverse('uppfoljning:nytt_exempel')}?{urlencode(fraga)}" if far else "",
    }


def _enheter(request: HttpRequest, matt: Egetmatt | None) -> Any:
    if matt is None:
        return None
    text = request.GET.get("ar", "")
    ar = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    tabell = enhetstabell(matt, ar)
    return None if tabell is None else enhetsvy(tabell)
