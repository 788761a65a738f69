"""The distribution of resources: the year's overview, the grids, and files out."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from kkik.domain.matris import Matris
from kkik.models import Nyckeltal
from kkik.queries import Grupper, GruppSaknas, Jamforelsegrupp, alla_kommuner, matriser
from kkik.queries.grupper import LIKNANDE
from organisation.behorighet import kravs
from planering.actions import resurstabell as actions
from planering.domain.fel import Planeringsfel, PlanLast
from planering.domain.resurskolumner import RAM, UTFALL
from planering.export import resurser_csv, resurser_xlsx
from planering.forms.rutnat import UTAN_FORE, Rutnat, utan_fore
from planering.forms.skrivet import ifyllda
from planering.models import Plan, Ram, Verksamhet
from planering.presenters.ramnat import Natbild, att_hamta, natbild
from planering.presenters.resurser import Resursar, resursar
from planering.presenters.resurskostnad import Koladakostnad, koladakostnader
from planering.queries.amnen import planamne
from planering.queries.historik import senaste_ur_natet
from planering.queries.resurser import arets_fore, radordning, ramar_fore_planen, resurslage, verksamheter
from planering.views.gemensamt import egen_kommun, last_sida, planadress, plansmula
from planering.views.utkaststod import Utkaststod, utkaststod
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FLEST_VARNINGAR = 5


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
    fore_planen = ramar_fore_planen(plan, rader)
    bild = resursar(rader, ar, list(plan.ar), _kolada(rader, ar), fore_planen)
    kontext = {
        "plan": plan,
        "bild": bild,
        **_tomt_ar(bild, far_andra and not plan.ar_last),
        "ar": ar,
        "arsval": [{"text": str(a), "url": resursadress(plan, a), "vald": a == ar} for a in plan.ar],
        "har_verksamheter": bool(rader),
        "far_andra": far_andra,
        "andrar": far_andra and not plan.ar_last,
        "utfall_gar": ar <= timezone.localdate().year,
        "stod": stegstod(Steg.RESURSFORDELNING, planamne(plan)),
        "smulor": resurssmulor(plan),
    }
    return render(request, "planering/resurser.html", kontext)


def _tomt_ar(bild: Resursar, andrar: bool) -> dict[str, Any]:
    """What a year without frames says, and offers the one who may set them."""
    kan_hamta = any(rad.fore for rad in bild.utan_ram)
    text = "Här visas hur pengarna fördelas när ramarna är inlagda."
    if andrar and kan_hamta:
        text = f"Utgå från ramarna och volymerna {bild.ar - 1}: du ser dem i rutnätet innan något sparas."
    elif andrar:
        text = "Ange dem i rutnätet, eller läs in dem ur Excel."
    return {"kan_hamta": kan_hamta, "tomtext": text, "hamtatext": f"Hämta från {bild.ar - 1}"}


def _valt_ar(request: HttpRequest, plan: Plan) -> int:
    """`?ar=` if the plan has it, else this year if it does, else the plan's first."""
    onskat = request.GET.get("ar", "")
    ar = int(onskat) if len(onskat) == 4 and onskat.isascii() and onskat.isdecimal() else 0
    i_ar = timezone.localdate().year
    return ar if ar in plan.ar else i_ar if i_ar in plan.ar else plan.fran_ar


def _kolada(rader: list[Verksamhet], ar: int) -> dict[int, Koladakostnad]:
    """The newest cost, not after `ar`, by each chosen nyckeltal. Two queries, however many they are."""
    kommun = egen_kommun()
    valda = {v.nyckeltal_id: v.nyckeltal for v in rader if v.nyckeltal_id}
    if kommun is None or not valda:
        return {}
    grupper = Grupper(kommun)

    def grupp(nyckeltal: Nyckeltal, m: Matris) -> Jamforelsegrupp:
        try:
            return grupper.grupp(LIKNANDE, nyckeltal)
        except GruppSaknas:
            return alla_kommuner(m.kommuner.tolist())

    return koladakostnader(valda, matriser(valda, till=ar), grupp, kommun)


@kravs("planering.andra_resurser")
def ramar(request: HttpRequest, pk: int, ar: int) -> HttpResponse:
    """The year's frames and volumes as a grid."""
    plan = _plan_med_ar(pk, ar)
    if request.method != "POST" and (svar := last_sida(request, plan)):
        return svar
    return _rutnat(request, plan, ar, RAM)


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
    """Show the grid, look at what would change (`granska`), fill in from the year before (`hamta`), or save all."""
    rader = sorted(verksamheter(plan), key=radordning)
    skickat = request.method == "POST"
    fore = arets_fore(plan, rader, ar) if del_ == RAM else {}
    data = request.POST.dict() if skickat else {}
    hamtas = att_hamta(rader, ar, fore, data) if del_ == RAM else {}
    hamta = del_ == RAM and "hamta" in (request.POST if skickat else request.GET)
    if hamta:
        for rutor in hamtas.values():
            data |= rutor
    stod = utkaststod(request)
    if hamta and not skickat:
        stod = replace(stod, kvar=None)  # asked for: not what was left here before
    nat = Rutnat.bygg(rader, ar, del_, data if skickat or hamta else stod.data, stod.kvar is not None)
    sparas = skickat and not (hamta or request.htmx or "granska" in request.POST)
    if sparas and utan_fore(request.POST):
        nat.allmanna_fel.append(UTAN_FORE)
    if del_ == RAM and (
        svar := last_sida(request, plan, lambda: ifyllda(r for rad in nat.rader for r in rad.finns))
    ):
        return svar
    kontext: dict[str, Any] = {
        "plan": plan,
        "ar": ar,
        "nat": nat,
        "bild": _natbild(nat, rader, ar, fore) if del_ == RAM else None,
        "hamtade": len(hamtas) if hamta else None,
        "kan_hamta": 0 if hamta else len(hamtas),
        "utfall": del_ == UTFALL,
        "tabellnamn": "Utfall" if del_ == UTFALL else "Ramar och volymer",
        "avbryt": resursadress(plan, ar),
        "smulor": resurssmulor(plan, f"{'Utfall' if del_ == UTFALL else 'Ramar'} {ar}", ar),
        **stod.kontext,
    }
    if not skickat and not hamta:
        return render(request, "planering/rutnat.html", kontext)
    return _skickat(stod, plan, ar, nat, kontext, spara=not hamta)


def _natbild(nat: Rutnat, rader: list[Verksamhet], ar: int, fore: dict[int, Ram]) -> Natbild:
    olasta = [
        (rad.verksamhet.pk, ruta.kolumn.namn)
        for rad in nat.rader
        for ruta in rad.finns
        if ruta.fel and (rad.verksamhet.pk, ruta.kolumn.namn) not in nat.celler
    ]
    return natbild(rader, ar, nat.celler, olasta, fore)


def _skickat(
    stod: Utkaststod, plan: Plan, ar: int, nat: Rutnat, kontext: dict[str, Any], *, spara: bool
) -> HttpResponse:
    request = stod.request
    granska = bool(request.htmx) or "granska" in request.POST or not spara
    status = 200
    try:
        if granska or nat.fel:
            kontext["granskning"] = _granska(plan, ar, nat)
        else:
            return stod.spara(lambda: _spara(request, plan, ar, nat))
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


def med_angra(text: str, plan: Plan) -> str:
    """What is said when frames have been saved, with the way back."""
    handelse = senaste_ur_natet(plan, "planering.satt_ramar")
    if handelse is None:
        return text
    return format_html('{} <a href="{}">Ångra</a>', text, reverse("planering:angra", args=[handelse.pk]))


def _spara(request: HttpRequest, plan: Plan, ar: int, nat: Rutnat) -> str:
    g = actions.spara_celler(**vem_och_nar(request), plan=plan, ar=ar, celler=nat.celler)
    text = f"{g.antal_celler} celler är sparade." if g.antal_celler != 1 else "En cell är sparad."
    messages.success(request, med_angra(text, plan) if g.andrar_nagot else "Inget var ändrat.")
    if g.varningar:
        messages.warning(request, f"Stämmer det? {' '.join(g.varningar[:FLEST_VARNINGAR])}")
    return resursadress(plan, ar)


def _granska(plan: Plan, ar: int, nat: Rutnat) -> Any:
    """What saving would do; its errors are put in the boxes. Boxes that could not be read are left out."""
    g = actions.granska_celler(resurslage(plan, timezone.localdate()), ar, nat.celler)
    if g.fel:
        nat.ta_emot_fel(g)
    return g


@kravs("planering.se_plan")
def exportera_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    return filsvar(resurser_xlsx(verksamheter(plan), plan.ar), _filnamn(plan, "xlsx"), XLSX)


@kravs("planering.se_plan")
def exportera_csv(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    return filsvar(resurser_csv(verksamheter(plan), plan.ar), _filnamn(plan, "csv"))


def _filnamn(plan: Plan, andelse: str) -> str:
    return f"resurser-{plan.fran_ar}-{plan.till_ar}.{andelse}"
