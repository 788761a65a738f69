"""The plan as an outline, its frame, its decision, and its målområden."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from planering import actions, queries
from planering.actions.bedomning import FALT
from planering.domain import regler
from planering.domain.lasning import lasningstext
from planering.domain.planval import narmast_fore, senare_versioner
from planering.forms import Beslutsformular, Malomradesformular, Planformular
from planering.models import Malomrade, Plan
from planering.presenters.planblad import planblad
from planering.queries.amnen import planamne
from planering.queries.lasning import lasning
from planering.queries.resurser import oronmarkt_per_mal
from planering.views.gemensamt import borttagningssida, flytta, formularsida, last_sida, planadress, plansmula
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from verktyg.domain.instrument import Steg
from verktyg.queries import Stegstod, stegstod


@kravs("planering.se_plan")
def plan(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The outline of one plan, or of the current one."""
    planer = list(queries.planer())
    far_andra = request.user.has_perm("planering.andra_plan")
    vald = Plan.objects.aktuell(timezone.localdate().year) if pk is None else get_object_or_404(Plan, pk=pk)
    if vald is None:
        return render(request, "planering/ingen_plan.html", {"far_andra": far_andra})
    trad, andrar = queries.plantrad(vald), far_andra and not vald.ar_last
    kontext = {
        "plan": vald,
        "planer": planer,
        "trad": trad,
        "omraden": planblad(trad, andrar=andrar, far_andra=far_andra, oronmarkt=oronmarkt_per_mal(vald)),
        "andrar": andrar,
        "far_andra": far_andra,
        "far_besluta": request.user.has_perm("planering.registrera_beslut") and not vald.ar_last,
        "skal": actions.last_text(vald) if vald.ar_last else "",
        "stod": _stod(vald),
        **_versioner(vald, planer),
    }
    return render(request, "planering/plan.html", kontext)


def _stod(plan: Plan) -> Stegstod:
    """The exercises of the step are done for this plan's indicators."""
    bedom = reverse("planering:bedomningar", args=[plan.pk])
    return stegstod(Steg.SATTA_MAL, planamne(plan), adresser=dict.fromkeys(FALT, bedom))


def _versioner(vald: Plan, planer: list[Plan]) -> dict[str, Plan | None]:
    """What has taken the plan's place, what is about to, and what it can be compared with."""
    nyare = senare_versioner(vald, planer)
    return {
        "ersatt_av": next((p for p in reversed(nyare) if p.ar_last), None),
        "paborjad": next((p for p in nyare if not p.ar_last), None) if vald.ar_last else None,
        "jamfors_med": narmast_fore(vald, planer),
    }


@kravs("planering.andra_plan")
def ny_plan(request: HttpRequest) -> HttpResponse:
    """The first year proposed is the next that has no plan yet, with the two years after it."""
    tillbaka, upptagna = reverse("planering:plan"), {p.fran_ar for p in queries.planer()}
    ar = timezone.localdate().year + 1
    while ar in upptagna:
        ar += 1
    forval = {"namn": f"Mål och budget {regler.period(ar, ar + 2)}", "fran_ar": ar, "till_ar": ar + 2}
    return formularsida(
        request,
        bygg=lambda data, _: Planformular(data, initial=forval, avbryt=tillbaka),
        spara=lambda form: actions.skapa_plan(**vem_och_nar(request), **form.varden()),
        klart=planadress,
        sparat="Planen är skapad. Lägg till det första målområdet.",
        kontext={
            "rubrik": "Ny plan",
            "ingress": "En plan gäller ett budgetår och, om ni vill, åren efter.",
            "smulor": [{"namn": "Planering", "url": tillbaka}, {"namn": "Ny plan"}],
        },
    )


@kravs("planering.andra_plan")
def andra_plan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    return formularsida(
        request,
        plan=plan,
        objekt=plan,
        bygg=lambda data, objekt: Planformular(data, objekt=objekt, avbryt=planadress(plan)),
        spara=lambda form: actions.andra_plan(
            **vem_och_nar(request), plan=plan, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=planadress,
        sparat="Planen är sparad.",
        kontext={
            "rubrik": "Ändra planen",
            "smulor": [plansmula(plan), {"namn": "Ändra"}],
            "ta_bort": reverse("planering:ta_bort_plan", args=[pk]),
            "ta_bort_text": "Ta bort planen",
        },
    )


@kravs("planering.registrera_beslut")
def besluta_plan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.select_related("foregangare"), pk=pk)
    if request.method != "POST" and (svar := last_sida(request, plan)):
        return svar
    trad = queries.plantrad(plan)
    return formularsida(
        request,
        plan=plan,
        objekt=plan,
        bygg=lambda data, objekt: Beslutsformular(data, objekt=objekt, avbryt=planadress(plan)),
        spara=lambda form: actions.besluta_plan(
            **vem_och_nar(request), plan=plan, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=planadress,
        sparat="Beslutet är registrerat. Planen kan inte längre ändras.",
        mall="planering/beslut.html",
        kontext={
            "rubrik": "Registrera fullmäktiges beslut",
            "plan": plan,
            "trad": trad,
            "mot": narmast_fore(plan, queries.planer()),
            "lasning": lasningstext(*lasning(plan)),
            "smulor": [plansmula(plan), {"namn": "Beslut"}],
        },
    )


@kravs("planering.andra_plan")
def ta_bort_plan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    return last_sida(request, plan) or borttagningssida(
        request,
        objekt=plan,
        vad="Planen",
        ta_bort=lambda: actions.ta_bort_plan(**vem_och_nar(request), plan=plan),
        avbryt=planadress(plan),
        klart=reverse("planering:plan"),
        kontext={"smulor": [plansmula(plan), {"namn": "Ta bort"}]},
    )


@kravs("planering.andra_plan")
def nytt_malomrade(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    return formularsida(
        request,
        plan=plan,
        bygg=lambda data, _: Malomradesformular(data, avbryt=planadress(plan)),
        spara=lambda form: actions.skapa_malomrade(**vem_och_nar(request), plan=plan, **form.varden()),
        klart=lambda omrade: planadress(plan, f"omrade-{omrade.pk}"),
        sparat="Målområdet är tillagt. Lägg till dess första mål.",
        kontext={
            "rubrik": "Nytt målområde",
            "ingress": "Målområden samlar målen under några få rubriker som invånarna känner igen.",
            "smulor": [plansmula(plan), {"namn": "Nytt målområde"}],
        },
    )


@kravs("planering.andra_plan")
def andra_malomrade(request: HttpRequest, pk: int) -> HttpResponse:
    omrade = get_object_or_404(Malomrade.objects.select_related("plan"), pk=pk)
    tillbaka = planadress(omrade.plan, f"omrade-{pk}")
    return formularsida(
        request,
        plan=omrade.plan,
        objekt=omrade,
        bygg=lambda data, objekt: Malomradesformular(data, objekt=objekt, avbryt=tillbaka),
        spara=lambda form: actions.andra_malomrade(
            **vem_och_nar(request), malomrade=omrade, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Målområdet är sparat.",
        kontext={
            "rubrik": "Ändra målområdet",
            "smulor": [plansmula(omrade.plan), {"namn": omrade.namn}],
            "ta_bort": reverse("planering:ta_bort_malomrade", args=[pk]),
            "ta_bort_text": "Ta bort målområdet",
        },
    )


@kravs("planering.andra_plan")
def ta_bort_malomrade(request: HttpRequest, pk: int) -> HttpResponse:
    omrade = get_object_or_404(Malomrade.objects.select_related("plan"), pk=pk)
    return last_sida(request, omrade.plan) or borttagningssida(
        request,
        objekt=omrade,
        vad="Målområdet",
        ta_bort=lambda: actions.ta_bort_malomrade(**vem_och_nar(request), malomrade=omrade),
        avbryt=planadress(omrade.plan, f"omrade-{pk}"),
        klart=planadress(omrade.plan),
        kontext={"smulor": [plansmula(omrade.plan), {"namn": "Ta bort målområde"}]},
    )


@kravs("planering.andra_plan")
@require_POST
def flytta_malomrade(request: HttpRequest, pk: int) -> HttpResponse:
    omrade = get_object_or_404(Malomrade.objects.select_related("plan"), pk=pk)
    return flytta(
        request,
        lambda steg: actions.flytta_malomrade(**vem_och_nar(request), malomrade=omrade, steg=steg),
        planadress(omrade.plan, f"omrade-{pk}"),
    )
