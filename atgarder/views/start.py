"""The section's first page: every proposal that has been laid forward, and where it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from atgarder.presenters.forslagslista import RUBRIKER, forslagslista
from atgarder.views.forslaggemensamt import SE
from organisation.behorighet import kravs
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.vyhjalp import filsvar
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod


@kravs(SE)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """`?skede=`, `?enhet=` and `?mina=1` choose; `?format=csv` gives what is chosen."""
    lista = forslagslista(request.GET, request.user)
    if request.GET.get("format") == "csv":
        return filsvar(csvtext(RUBRIKER, lista.csvrader()), "atgardsforslag.csv")
    kontext = {"lista": lista, "stod": stegstod(Steg.KONSEKVENSER)}
    return render(request, "atgarder/start.html", kontext)
