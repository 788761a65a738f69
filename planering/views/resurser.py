"""The distribution of resources: the year's overview, the grids, and files out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kkik.queries import matriser
from organisation.behorighet import kravs
from planering.actions import resurstabell as actions
from planering.domain.fel import Planeringsfel, PlanLast
from planering.domain.resurskolumner import RAM, UTFALL
from planering.export import resurser_csv, resurser_xlsx
from planering.forms.rutnat import Rutnat
from planering.models import Plan, Verksamhet
from planering.presenters.resurser import Koladakostnad, resursar
from planering.queries.resurser import resurslage, verksamheter
from planering.views.gemensamt import egen_kommun, last_sida, planadress, plansmula
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def resursadress(plan: Plan, ar: int | None = None, ankare: str = "") -> str:
    adress = reverse("planering:resurser", args=[plan.pk])
    return adress + (f"?ar={ar}" if ar else "") + (f"#{ankare}" if ankare else "")


def resurssmulor(plan: Plan, sist: str = "", ar: int | None = None) -> list[dict[str, str]]:
    smulor = [plansmula(plan), {"namn": "Resurser"}]
    if sist:
        smulor[-1]["url"] = resursadress(plan, ar)
        smulor.append({"namn": sist})
    return smulor


@kravs("planering.se_plan")
def resurser(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    ar = _valt_ar(request, plan)
    rader = list(verksamheter(plan))
    far_andra = request.user.has_perm("planering.andra_resurser")
    kontext = {
        "plan": plan,
        "bild": resursar(rader, ar, list(plan.ar), _kolada(rader, ar)),
        "ar": ar,
        "arsval": [{"text": str(a), "url": resursadress(plan, a), "vald": a == ar} for a in plan.ar],
        "har_verksamheter": bool(rader),
        "far_andra": far_andra,
        "andrar": far_andra and not plan.ar_last,
        "utfall_gar": ar <= timezone.localdate().year,
        "stod": stegstod(Steg.RESURSFORDELNING),
        "smulor": resurssmulor(plan),
    }
    return render(request, "planering/resurser.html", kontext)


def _valt_ar(request: HttpRequest, plan: Plan) -> int:
    """`?ar=` if the plan has it, else this year if it does, else the plan's first."""
    onskat = request.GET.get("ar", "")
    ar = int(onskat) if len(onskat) == 4 and onskat.isascii() and onskat.isdecimal() else 0
    i_ar = timezone.localdate().year
    return ar if ar in plan.ar else i_ar if i_ar in plan.ar else plan.fran_ar


def _kolada(rader: list[Verksamhet], ar: int) -> dict[int, Koladakostnad]:
    """The own municipality's newest cost, not after `ar`, by each chosen nyckeltal. One query."""
    kommun = egen_kommun()
    valda = {v.nyckeltal_id: v.nyckeltal for v in rader if v.nyckeltal_id}
    if kommun is None or not valda:
        return {}
    ut = {}
    for pk, m in matriser(valda, till=ar).items():
        for y in reversed(m.ar):
            varde = m.varde(int(y), kommun)
            if varde is not None:
                nyckeltal = valda[pk]
                ut[pk] = Koladakostnad(nyckeltal.kolada_id, nyckeltal.titel, int(y), varde)
                break
    return ut


@kravs("planering.andra_resurser")
def ramar(request: HttpRequest, pk: int, ar: int) -> HttpResponse:
    """The year's frames and volumes as a grid."""
    plan = _plan_med_ar(pk, ar)
    return last_sida(request, plan) or _rutnat(request, plan, ar, RAM)


@kravs("planering.andra_resurser")
def utfall(request: HttpRequest, pk: int, ar: int) -> HttpResponse:
    """The year's outcomes as a grid, also for a decided plan."""
    plan = _plan_med_ar(pk, ar)
    if ar > timezone.localdate().year:
        messages.error(request, f"Utfall för {ar} kan anges först när året har börjat.")
        return redirect(resursadress(plan, ar))
    return _rutnat(request, plan, ar, UTFALL)


def _plan_med_ar(pk: int, ar: int) -> Plan:
    plan = get_object_or_404(Plan, pk=pk)
    if ar not in plan.ar:
        raise Http404
    return plan


def _rutnat(request: HttpRequest, plan: Plan, ar: int, del_: str) -> HttpResponse:
    """Show the grid, look at what would change (`granska`), or save all of it."""
    rader = sorted(
        verksamheter(plan), key=lambda v: (v.enhet.namn, v.enhet_id, v.slag == "reserv", v.namn, v.omrade)
    )
    nat = Rutnat.bygg(rader, ar, del_, request.POST if request.method == "POST" else None)
    kontext: dict[str, Any] = {
        "plan": plan,
        "ar": ar,
        "nat": nat,
        "utfall": del_ == UTFALL,
        "tabellnamn": "Utfall" if del_ == UTFALL else "Ramar och volymer",
        "avbryt": resursadress(plan, ar),
        "smulor": resurssmulor(plan, f"{'Utfall' if del_ == UTFALL else 'Ramar'} {ar}", ar),
    }
    if request.method != "POST":
        return render(request, "planering/rutnat.html", kontext)
    granska = bool(request.htmx) or "granska" in request.POST
    status = 200
    try:
        if granska or nat.fel:
            kontext["granskning"] = _granska(plan, ar, nat)
        else:
            g = actions.spara_celler(**vem_och_nar(request), plan=plan, ar=ar, celler=nat.celler)
            text = f"{g.antal_celler} celler är sparade." if g.antal_celler != 1 else "En cell är sparad."
            messages.success(request, text if g.andrar_nagot else "Inget var ändrat.")
            return redirect(resursadress(plan, ar))
    except actions.Cellkrock as krock:
        nat.ta_emot_krock(krock)
        status = 409
    except PlanLast as fel:
        messages.error(request, str(fel))
        return redirect(planadress(plan))
    except Planeringsfel as fel:
        nat.ta_emot_fel(fel)
    if request.htmx:
        return render(request, "planering/_granskning.html", kontext)
    kontext |= {"fel": nat.fel, "fel_i_formular": bool(nat.fel) or status == 409}
    return render(request, "planering/rutnat.html", kontext, status=status)


def _granska(plan: Plan, ar: int, nat: Rutnat) -> Any:
    """What saving would do; its errors are put in the boxes. Boxes that could not be read are left out."""
    g = actions.granska_celler(resurslage(plan, timezone.localdate()), ar, nat.celler)
    if g.fel:
        nat.ta_emot_fel(g)
    return g


@kravs("planering.se_plan")
def exportera_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    return filsvar(resurser_xlsx(verksamheter(plan)), _filnamn(plan, "xlsx"), XLSX)


@kravs("planering.se_plan")
def exportera_csv(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    return filsvar(resurser_csv(verksamheter(plan)), _filnamn(plan, "csv"))


def _filnamn(plan: Plan, andelse: str) -> str:
    return f"resurser-{plan.fran_ar}-{plan.till_ar}.{andelse}"
