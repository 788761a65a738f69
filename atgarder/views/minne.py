"""The memory of what worked, and what did not. Open to everybody: no names of persons."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from atgarder.presenters.effekt import effektvy
from atgarder.presenters.minne import csvrader, minnesrad, val
from atgarder.queries import minne as queries
from atgarder.queries.effekter import egen_kommuns_namn
from organisation.behorighet import kravs
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.vyhjalp import filsvar

SE = "atgarder.se_minne"
PER_SIDA = 20


@kravs(SE)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    sokning = _sokning(request)
    sida = Paginator(queries.minnen(sokning), PER_SIDA).get_page(request.GET.get("sida"))
    sida.object_list = [minnesrad(m) for m in sida.object_list]
    sammanhang = {
        "sida": sida,
        "s": sokning,
        "val": val(sokning),
        "fraga": request.GET.urlencode(),
        "far_se_exempel": request.user.has_perm("uppfoljning.se_analys"),
    }
    return render(request, "atgarder/minne/lista.html", sammanhang)


@kravs(SE)
@require_safe
def minnen_csv(request: HttpRequest) -> HttpResponse:
    """As it is filtered."""
    rubriker, rader = csvrader(queries.minnen(_sokning(request)))
    return filsvar(csvtext(rubriker, rader), "det-som-fungerade.csv")


@kravs(SE)
@require_safe
def minnet(request: HttpRequest, pk: int) -> HttpResponse:
    m = queries.minnet(pk)
    if m is None:
        raise Http404
    idag, namn = timezone.localdate(), egen_kommuns_namn()
    oppen = not request.user.has_perm("uppfoljning.se_signaler")
    inne = request.user.has_perm("atgarder.se_atgarder")
    sammanhang = {
        "m": m,
        "effekter": [effektvy(e, m.uppdrag, namn, idag, oppen=oppen) for e in m.effekter],
        "inne": inne,
        "smulor": [
            {"namn": "Det som fungerade", "url": reverse("atgarder:minne")},
            {"namn": m.forslag.titel, "url": ""},
        ],
    }
    return render(request, "atgarder/minne/minnet.html", sammanhang)


def _sokning(request: HttpRequest) -> queries.Sokning:
    fraga = request.GET
    return queries.Sokning(
        text=fraga.get("q", "").strip(),
        omrade=fraga.get("omrade", ""),
        matt=fraga.get("matt", ""),
        utslag=fraga.get("utslag", ""),
    )
