"""The red thread as a picture and as a list, and the order of goals by drag."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from organisation.models import Enhet, Enhetsniva
from planering import actions, queries
from planering.domain.fel import Krock, Planeringsfel
from planering.models import Plan
from planering.presenters.rodtrad import rodtrad
from planering.queries.resurser import oronmarkt_per_mal
from planering.views.gemensamt import planadress, plansmula
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


@kravs("planering.se_plan")
def trad(request: HttpRequest) -> HttpResponse:
    """`?plan=` is another than the current one, `?visa=lista` the same as a table."""
    planer, fragad = list(queries.planer()), request.GET.get("plan", "")
    plan = next((p for p in planer if str(p.pk) == fragad), None)
    if plan is None and fragad:
        raise Http404("Planen finns inte.")
    plan = plan or Plan.objects.aktuell(timezone.localdate().year)
    far_andra = request.user.has_perm("planering.andra_plan")
    if plan is None:
        return render(request, "planering/ingen_plan.html", {"far_andra": far_andra})
    namnder = Enhet.objects.gallande(*plan.dagar).filter(niva__in=(Enhetsniva.NAMND, Enhetsniva.BOLAG))
    andrar = far_andra and not plan.ar_last
    kontext = {
        "plan": plan,
        "planer": planer,
        "trad": rodtrad(
            queries.plantrad(plan),
            namnder,
            queries.namnder(),
            andrar=andrar,
            oronmarkt=oronmarkt_per_mal(plan),
        ),
        "andrar": andrar,
        "lista": request.GET.get("visa") == "lista",
        "smulor": [plansmula(plan), {"namn": "Röda tråden"}],
    }
    return render(request, "planering/trad.html", kontext)


@kravs("planering.andra_plan")
@require_POST
def ordna(request: HttpRequest, pk: int) -> HttpResponse:
    """What was dropped: `slag`, the order as it was seen (`sedd`) and as it was left (`ny`), keys with commas."""
    plan = get_object_or_404(Plan, pk=pk)
    sedd, ny = _nycklar(request.POST.get("sedd", "")), _nycklar(request.POST.get("ny", ""))
    if sedd is None or ny is None:
        return HttpResponseBadRequest("Ordningen gick inte att läsa.")
    slag = request.POST.get("slag", "")
    try:
        actions.ordna(**vem_och_nar(request), plan=plan, slag=slag, sedd=sedd, ny=ny)
    except Krock:
        messages.error(
            request, "Någon annan har ändrat ordningen sedan sidan visades. Här är den som den är nu."
        )
    except Planeringsfel as fel:
        messages.error(request, str(fel))
    ankare = {"malomrade": "omrade", "mal": "mal", "indikator": "indikator"}.get(slag)
    flyttad = request.POST.get("flyttad", "")
    har_ankare = ankare and flyttad.isascii() and flyttad.isdecimal()
    return redirect(planadress(plan, f"{ankare}-{flyttad}" if har_ankare else ""))


def _nycklar(text: str) -> list[int] | None:
    delar = text.split(",")
    if not all(d.isascii() and d.isdecimal() and len(d) <= 18 for d in delar) or len(delar) > 1000:
        return None
    return [int(d) for d in delar]
