"""The mail queue, for administrators."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from organisation import actions, queries
from organisation.behorighet import kravs
from organisation.models import Utskick

PER_SIDA = 50
ADMINISTRERA = "organisation.administrera"


@kravs(ADMINISTRERA)
@require_safe
def utskick(request: HttpRequest) -> HttpResponse:
    """`?lage=` chooses by where they stand."""
    antal = queries.utskick_per_lage()
    vald = request.GET.get("lage", "")
    vald = vald if vald in antal else ""
    sida = Paginator(queries.utskick(vald), PER_SIDA).get_page(request.GET.get("sida"))
    val = [{"text": f"Alla ({sum(antal.values())})", "url": "?", "vald": not vald}]
    val += [
        {"text": f"{etikett} ({antal[lage]})", "url": f"?lage={lage}", "vald": lage == vald}
        for lage, (etikett, _) in queries.UTSKICKSLAGEN.items()
    ]
    kontext = {"sida": sida, "val": val, "vald": vald, "epost_finns": settings.EPOST_FINNS}
    return render(request, "organisation/utskick.html", kontext)


@kravs(ADMINISTRERA)
@require_safe
def brev(request: HttpRequest, pk: int) -> HttpResponse:
    """One message, as it was written."""
    rad = get_object_or_404(Utskick.objects.select_related("mottagare"), pk=pk)
    smulor = [{"namn": "Utskick", "url": reverse("organisation:utskick")}, {"namn": rad.amne}]
    return render(request, "organisation/utskicksbrev.html", {"u": rad, "smulor": smulor})


@kravs(ADMINISTRERA)
@require_POST
def skicka_om(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Utskick, pk=pk)
    if actions.skicka_om(av=request.user, nar=timezone.now(), utskick=rad):
        messages.success(request, "Brevet ligger i kön igen.")
    else:
        messages.warning(
            request, f"Brevet skickas inte om: {rad.lage}. Vänta någon minut om det nyss påbörjades."
        )
    return redirect("organisation:utskicksbrev", pk=pk)
