"""Drafts, saved as one types."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from planering import actions
from planering.domain.fel import Planeringsfel

# Whose forms may keep drafts: those built on `planering.forms.bas`.
MED_UTKAST = {"planering", "uppfoljning", "atgarder"}
INTE_INNEHALL = {"csrfmiddlewaretoken", "spara"}


@kravs("planering.se_plan")
@require_POST
def spara(request: HttpRequest) -> HttpResponse:
    """Keep what is typed in the form at `?adress=`, for the one who types."""
    adress = _formularadress(request)
    data = {namn: varden for namn, varden in request.POST.lists() if namn not in INTE_INNEHALL}
    nu = timezone.now()
    try:
        actions.spara_utkast(av=request.user, nar=nu, adress=adress, data=data)
    except Planeringsfel as fel:
        return render(request, "planering/_utkast_sparat.html", {"fel": str(fel)})
    return render(request, "planering/_utkast_sparat.html", {"nu": nu})


@kravs("planering.se_plan")
@require_POST
def kasta(request: HttpRequest) -> HttpResponse:
    adress = _formularadress(request)
    actions.kasta_utkast(av=request.user, adress=adress)
    return redirect(adress)


def _formularadress(request: HttpRequest) -> str:
    """A form of ours that the person may use. Anything else is a bad request: nothing else is kept or led to."""
    adress = request.GET.get("adress", "")
    try:
        vy = resolve(adress.partition("?")[0])
    except Resolver404:
        raise BadRequest from None
    behorighet = getattr(vy.func, "behorighet", "")
    if vy.app_name not in MED_UTKAST or len(adress) > 300 or not request.user.has_perm(behorighet):
        raise BadRequest
    return adress
