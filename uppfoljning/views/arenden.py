"""Items for an indicator's owner."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisation.behorighet import kravs
from uppfoljning.actions.arenden import Arendefel, besvara_arende
from uppfoljning.arendeformular import Arendeformular
from uppfoljning.behorighet import Tillhor
from uppfoljning.models import Arende
from uppfoljning.queries.arenden import arende_for, avslutade_arenden, mina, oppna_arenden

SE, SVARA = "uppfoljning.se_analys", "uppfoljning.analysera"


@kravs(SE)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    oppna = oppna_arenden()
    egna = mina(oppna, request.user, SVARA)
    sammanhang = {
        "egna": egna,
        "andras": [a for a in oppna if a not in egna],
        "avslutade": avslutade_arenden() if request.GET.get("visa") == "avslutade" else None,
    }
    return render(request, "uppfoljning/arenden/lista.html", sammanhang)


@kravs(SE)
@require_http_methods(["GET", "HEAD", "POST"])
def arende(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody may read it; the owner answers."""
    rad = arende_for(pk)
    if rad is None:
        raise Http404
    far = rad.oppet and _far_svara(request, rad)
    form = (
        Arendeformular(request.POST if request.method == "POST" and far else None, arende=rad)
        if far
        else None
    )
    if form is not None and form.is_bound and form.is_valid():
        try:
            besvara_arende(av=request.user, nar=timezone.now(), arende=rad, **form.cleaned_data)
        except Arendefel as fel:
            for falt, text in fel.fel.items():
                form.add_error(falt or None, text)
        else:
            messages.success(request, "Svaret är sparat.")
            return redirect("uppfoljning:arenden")
    status = 200 if request.method != "POST" else 409 if form is None else 422
    sammanhang = {
        "a": rad,
        "i": rad.indikator,
        "form": form,
        "byt_url": _byt_url(rad) if request.user.has_perm("planering.andra_plan") else "",
        "definition_url": _definition_url(rad),
        "smulor": [{"namn": "Ärenden", "url": reverse("uppfoljning:arenden")}, {"namn": rad.indikator.namn}],
    }
    return render(request, "uppfoljning/arenden/arende.html", sammanhang, status=status)


def _far_svara(request: HttpRequest, rad: Arende) -> bool:
    i = rad.indikator
    return i.ansvarig_id == request.user.pk or request.user.has_perm(SVARA, Tillhor(i.agare_id))


def _byt_url(rad: Arende) -> str:
    """Where the indicator is changed; a decided plan says there that it needs a new version."""
    if rad.orsak == Arende.Orsak.DEFINITION:
        return ""
    return reverse("planering:andra_indikator", args=[rad.indikator_id])


def _definition_url(rad: Arende) -> str:
    if rad.orsak != Arende.Orsak.DEFINITION or not rad.fakta.startswith("brott:"):
        return ""
    return reverse("kkik:definition", args=[int(rad.fakta.removeprefix("brott:"))])
