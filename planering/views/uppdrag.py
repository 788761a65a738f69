"""Descriptions of what is to be done: the list, the whole of one, and its frame. Its texts: `uppdragstext`."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kkik.queries import folkserie
from organisation.behorighet import kravs
from organisation.queries import kommuninstallning
from planering.actions import uppdrag as actions
from planering.charts import befolkningsdiagram
from planering.forms.uppdrag import Uppdragsformular
from planering.models import Plan
from planering.queries import uppdrag as queries
from planering.queries.amnen import planamne, uppdragsamne
from planering.views.gemensamt import borttagningssida, egen_kommun, formularsida, last_sida, plansmula
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod


def adress(pk: int, ankare: str = "") -> str:
    return reverse("planering:uppdrag", args=[pk]) + (f"#{ankare}" if ankare else "")


def smulor_for(plan: Plan, uppdrag: Any = None, sist: str = "") -> list[dict[str, str]]:
    smulor = [
        plansmula(plan),
        {"namn": "Uppdrag", "url": reverse("planering:uppdragslista", args=[plan.pk])},
    ]
    if uppdrag is not None:
        smulor.append({"namn": uppdrag.namn, "url": adress(uppdrag.pk)})
    if sist:
        smulor.append({"namn": sist})
    else:
        smulor[-1].pop("url")
    return smulor


def far_andra(request: HttpRequest, plan: Plan) -> bool:
    return request.user.has_perm("planering.andra_plan") and not plan.ar_last


@kravs("planering.se_plan")
def uppdragslista(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    rader = list(queries.uppdragslista(plan))
    kontext = {
        "plan": plan,
        "rader": rader,
        "andrar": far_andra(request, plan),
        "stod": stegstod(Steg.BESKRIV_UPPDRAG, planamne(plan), *map(uppdragsamne, rader)),
        "smulor": smulor_for(plan),
    }
    return render(request, "planering/uppdragslista.html", kontext)


@kravs("planering.andra_plan")
def nytt_uppdrag(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    tillbaka = reverse("planering:uppdragslista", args=[pk])
    return formularsida(
        request,
        plan=plan,
        bygg=lambda data, _: Uppdragsformular(data, plan=plan, avbryt=tillbaka),
        spara=lambda form: actions.skapa_uppdrag(**vem_och_nar(request), plan=plan, **form.varden()),
        klart=lambda uppdrag: adress(uppdrag.pk),
        sparat="Uppdragsbeskrivningen är skapad. Skriv det första avsnittet.",
        kontext={
            "rubrik": "Ny uppdragsbeskrivning",
            "ingress": "Vad som ligger till grund för målen: vision, program, lagar, befolkning, omvärld och dialog.",
            "smulor": smulor_for(plan, sist="Ny uppdragsbeskrivning"),
        },
    )


@kravs("planering.se_plan")
def uppdrag(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(queries.uppdrag(), pk=pk)
    kontext = {
        "uppdrag": rad,
        "plan": rad.plan,
        "avsnitt": queries.avsnitt_i_ordning(rad),
        "enheter": [e.enhet for e in rad.enhetsrader.all()],
        "andrar": far_andra(request, rad.plan),
        "far_andra": request.user.has_perm("planering.andra_plan"),
        "stod": stegstod(Steg.BESKRIV_UPPDRAG, uppdragsamne(rad)),
        "smulor": smulor_for(rad.plan, rad),
    } | befolkning()
    return render(request, "planering/uppdrag.html", kontext)


def befolkning() -> dict[str, Any]:
    """The own municipality's inhabitants as a chart; nothing where none are known."""
    installning, kommun = kommuninstallning(), egen_kommun()
    folk = folkserie(kommun) if kommun is not None else None
    if folk is None:
        return {}
    return {"folk": befolkningsdiagram(folk, installning.namn), "folkmatt": folk.nyckeltal}


@kravs("planering.andra_plan")
def andra_uppdrag(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(queries.uppdrag(), pk=pk)
    return formularsida(
        request,
        plan=rad.plan,
        objekt=rad,
        bygg=lambda data, objekt: Uppdragsformular(data, objekt=objekt, plan=rad.plan, avbryt=adress(pk)),
        spara=lambda form: actions.andra_uppdrag(
            **vem_och_nar(request), uppdrag=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda uppdrag: adress(uppdrag.pk),
        sparat="Uppdragsbeskrivningen är sparad.",
        kontext={
            "rubrik": "Ändra namn och enheter",
            "smulor": smulor_for(rad.plan, rad, "Ändra"),
            "ta_bort": reverse("planering:ta_bort_uppdrag", args=[pk]),
            "ta_bort_text": "Ta bort uppdragsbeskrivningen",
        },
    )


@kravs("planering.andra_plan")
def ta_bort_uppdrag(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(queries.uppdrag(), pk=pk)
    return last_sida(request, rad.plan) or borttagningssida(
        request,
        objekt=rad,
        vad="Uppdragsbeskrivningen",
        ta_bort=lambda: actions.ta_bort_uppdrag(**vem_och_nar(request), uppdrag=rad),
        avbryt=adress(pk),
        klart=reverse("planering:uppdragslista", args=[rad.plan_id]),
        kontext={"smulor": smulor_for(rad.plan, rad, "Ta bort")},
    )
