"""Another face for a goal than the proposed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisation.behorighet import kravs
from uppfoljning import actions
from uppfoljning.actions import Ansiktsfel
from uppfoljning.behorighet import malets
from uppfoljning.forms import Ansiktsformular
from uppfoljning.presenters import gruppvy
from uppfoljning.queries import ansiktshistorik, malgrupp


@kravs("uppfoljning.satt_ansikte", malets)
@require_http_methods(["GET", "HEAD", "POST"])
def ansikte(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a face with a reason, or take the chosen one back. `?ar=` says for which year."""
    text = request.GET.get("ar", "")
    ar = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    grupp = malgrupp(pk, ar)
    if grupp is None:
        raise Http404
    grund = {
        "forslag": grupp.forslag.signal.etikett_maluppfyllelse.lower(),
        "ar_satt": grupp.satt is not None,
    }
    formular = Ansiktsformular(request.POST or None, **grund)
    if request.method == "POST" and formular.is_valid():
        try:
            actions.satt_ansikte(
                av=request.user, nar=timezone.now(), mal=grupp.mal, ar=ar, **formular.cleaned_data
            )
        except Ansiktsfel as fel:
            for falt, meddelande in fel.fel.items():
                formular.add_error(falt, meddelande)
        else:
            messages.success(request, f"Ansiktet för ”{grupp.mal.titel}” {ar} är sparat.")
            return redirect(
                f"{reverse('uppfoljning:maluppfyllelse')}?plan={grupp.mal.malomrade.plan_id}&ar={ar}"
            )
    sammanhang = {
        "grupp": gruppvy(grupp, ()),
        "rader": grupp.rader,
        "ar": ar,
        "form": formular,
        "historik": ansiktshistorik(pk, ar),
        "smulor": [
            {"namn": "Måluppfyllelse", "url": f"{reverse('uppfoljning:maluppfyllelse')}?ar={ar}"},
            {"namn": grupp.mal.titel, "url": ""},
        ],
    }
    return render(request, "uppfoljning/ansikte.html", sammanhang, status=422 if formular.is_bound else 200)
