"""Calendar feeds: a person's own addresses, and what a calendar program reads from one."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation import begransning
from organisation.behorighet import kravs, oppen
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions import kalenderadress as actions
from uppfoljning.domain.ics import ics
from uppfoljning.models import Analysgrupp, Kalenderadress
from uppfoljning.queries import kalender as queries
from uppfoljning.views.forutsattningar import smulor

SE = "uppfoljning.se_analys"
# Each quarter of an hour: reads of one address, and reads from one place (many behind it have addresses of their own).
PER_NYCKEL, PER_ADRESS = 60, 600


@kravs(SE)
@require_http_methods(["GET", "HEAD", "POST"])
def adresser(request: HttpRequest) -> HttpResponse:
    """The person's own. A new one (POST, with the key of a group or none) is shown in the answer to this very post,
    once, and kept nowhere."""
    grupper = list(Analysgrupp.objects.filter(borttaget=None))
    ny, kontext = "", {}
    if request.method == "POST":
        vald = request.POST.get("grupp", "")
        grupp = next((g for g in grupper if str(g.pk) == vald), None)
        if vald and grupp is None:
            messages.warning(request, "Gruppen finns inte längre.")
            return redirect("uppfoljning:kalenderadresser")
        rad, nyckel = actions.ge_adress(**vem_och_nar(request), grupp=grupp)
        ny = request.build_absolute_uri(reverse("kalender:flode", args=[nyckel]))
        kontext = {"ny": ny, "nytt_namn": _namn(rad), "webcal": "webcal://" + ny.partition("://")[2]}
    rader = Kalenderadress.objects.filter(person=request.user, aterkallad=None).select_related("grupp")
    kontext |= {
        "rader": [(rad, _namn(rad)) for rad in rader],
        "grupper": grupper,
        "har": {rad.grupp_id for rad in rader},
        "smulor": smulor({"namn": "Kalender"}),
    }
    svar = render(request, "uppfoljning/forutsattningar/kalender.html", kontext)
    if ny:
        svar["Cache-Control"] = "no-store"
    return svar


@kravs(SE)
@require_POST
def aterkalla(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody's but one's own: another's is as little there as one that never was."""
    rad = Kalenderadress.objects.filter(pk=pk, person=request.user).first()
    if rad is None:
        messages.warning(request, "Adressen finns inte bland dina.")
    else:
        actions.aterkalla_adress(**vem_och_nar(request), adress=rad)
        messages.success(request, "Adressen är återkallad. Kalendrar som läser den får inget mer.")
    return redirect("uppfoljning:kalenderadresser")


def _namn(rad: Kalenderadress) -> str:
    return f"Arbetsplan: {rad.grupp.namn}" if rad.grupp else "Mina uppgifter"


@oppen
@require_safe
def flode(request: HttpRequest, nyckel: str) -> HttpResponse:
    """The calendar of an address. One that is unknown, taken back, or whose person may no longer see it: the same
    answer, whatever the reason."""
    vanta = begransning.begransa(f"kalender:plats:{begransning.klientadress(request)}", PER_ADRESS)
    vanta = vanta or begransning.begransa(f"kalender:{actions.kontrollsumma(nyckel)}", PER_NYCKEL)
    if vanta:
        return _svar(HttpResponse("För många hämtningar.", status=429, headers={"Retry-After": str(vanta)}))
    nu = timezone.now()
    rad = actions.anvand_adress(nyckel=nyckel, nar=nu)
    if rad is None:
        return _svar(HttpResponse("Adressen finns inte.", status=404))
    val = {
        "idag": timezone.localdate(nu),
        "host": urlsplit(request.build_absolute_uri("/")).hostname or "styrsnurran",
        "adress": lambda vad, pk: request.build_absolute_uri(reverse(SIDOR[vad], args=[pk])),
    }
    handelser = queries.gruppens(rad.grupp, **val) if rad.grupp else queries.personens(rad.person, **val)
    return _svar(HttpResponse(ics(_namn(rad), handelser), content_type="text/calendar; charset=utf-8"))


SIDOR = {
    "arbetsplan": "uppfoljning:arbetsplan",
    "inlamning": "uppfoljning:inlamning",
    "handlingsplan": "planering:handlingsplan",
}


def _svar(svar: HttpResponse) -> HttpResponse:
    if not svar.get("Content-Type", "").startswith("text/calendar"):
        svar["Content-Type"] = "text/plain; charset=utf-8"
    svar["Cache-Control"] = "private, no-store"
    svar["X-Robots-Tag"] = "noindex, nofollow"
    svar["Referrer-Policy"] = "no-referrer"
    return svar
