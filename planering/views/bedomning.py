"""The plan's indicators judged together: start an exercise, and write what was agreed into the plan."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from organisation.behorighet import kravs
from planering import actions
from planering.actions.bedomning import (
    FALT,
    forslag,
    plannyckel,
    plannycklar,
    skriv_in_bedomning,
    starta_bedomning,
)
from planering.domain.fel import Planeringsfel, PlanLast
from planering.forms.bedomning import Bedomningsformular
from planering.models import Indikator, Plan, Planstatus
from planering.views.gemensamt import formularsida, last_sida, planadress, plansmula
from planering.views.utkaststod import utkaststod
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from verktyg import queries as verktyg
from verktyg.instrument import hamta
from verktyg.models import Genomforande


def _smulor(plan: Plan, *mer: str) -> list[dict[str, str]]:
    sida = {"namn": "Bedöm tillsammans", "url": reverse("planering:bedomningar", args=[plan.pk])}
    return [plansmula(plan), sida, *({"namn": text} for text in mer)]


@kravs("planering.se_plan")
def bedom_aktuell(request: HttpRequest) -> HttpResponse:
    """To the plan that people mean when they say no more: the one being made, else the one that is followed."""
    plan = Plan.objects.exclude(status=Planstatus.BESLUTAD).order_by("-fran_ar", "-version").first()
    plan = plan or Plan.objects.order_by("-fran_ar", "-version").first()
    return redirect("planering:bedomningar", plan.pk) if plan else redirect("planering:plan")


@kravs("planering.se_plan")
def bedomningar(request: HttpRequest, pk: int) -> HttpResponse:
    """The exercises that speak of the plan's indicators, with the rounds there have been."""
    plan = get_object_or_404(Plan, pk=pk)
    rundor = list(verktyg.genomforanden().filter(galler_nyckel__in=plannycklar(plan)))
    kontext = {
        "plan": plan,
        "nyckel": plannyckel(plan),
        "antal": Indikator.objects.filter(mal__malomrade__plan=plan).count(),
        "ovningar": [
            {
                "instrument": hamta(instrument),
                "rundor": [r for r in rundor if r.instrument == instrument],
                "starta_url": reverse("planering:starta_bedomning", args=[pk, instrument]),
            }
            for instrument in FALT
        ],
        "andrar": request.user.has_perm("planering.andra_plan"),
        "last": actions.last_text(plan) if plan.ar_last else "",
        "smulor": [plansmula(plan), {"namn": "Bedöm tillsammans"}],
    }
    return render(request, "planering/bedomningar.html", kontext)


@kravs("planering.andra_plan")
def starta(request: HttpRequest, pk: int, instrument: str) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    if instrument not in FALT:
        raise Http404
    if svar := last_sida(request, plan):
        return svar
    ovning = hamta(instrument)
    antal = Indikator.objects.filter(mal__malomrade__plan=plan).count()
    return formularsida(
        request,
        bygg=lambda data, _: Bedomningsformular(data, avbryt=reverse("planering:bedomningar", args=[pk])),
        spara=lambda form: starta_bedomning(
            **vem_och_nar(request), plan=plan, instrument=instrument, **form.varden()
        ),
        klart=_efter_starten,
        sparat="Övningen är startad.",
        kontext={
            "rubrik": f"{ovning.titel} för {plan.namn}",
            "ingress": f"{ovning.syfte} Planens {antal} indikatorer bedöms under sina mål.",
            "smulor": _smulor(plan, ovning.titel),
        },
    )


def _efter_starten(runda: Genomforande) -> str:
    """To where people are put in their groups, when there are groups."""
    sida = "deltagare" if runda.grupper.exists() else "genomforande"
    return reverse(f"verktyg:{sida}", args=[runda.pk])


@kravs("planering.andra_plan")
def forslagen(request: HttpRequest, pk: int, genomforande: int) -> HttpResponse:
    """What was agreed and differs from the plan, before → after; what is ticked is written in."""
    plan = get_object_or_404(Plan, pk=pk)
    runda = get_object_or_404(
        Genomforande, pk=genomforande, galler_nyckel__in=plannycklar(plan), instrument__in=list(FALT)
    )
    if svar := last_sida(request, plan):
        return svar
    stod = utkaststod(request)
    fel: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            return stod.spara(lambda: _skriv_in(request, plan, runda))
        except PlanLast as last:
            messages.error(request, str(last))
            return redirect(planadress(plan))
        except Planeringsfel as ett:
            fel = ett.fel
    kontext = {
        "plan": plan,
        "runda": runda,
        "ovning": runda.fragorna,
        "rader": _rader(stod.data, stod.kvar is not None, forslag(plan, runda), fel),
        "enats": len(verktyg.konsensus(runda.pk)),
        "fel": [(falt, text) for falt, texter in fel.items() for text in texter],
        "smulor": _smulor(plan, runda.titel),
        **stod.kontext,
    }
    return render(request, "planering/bedomning.html", kontext, status=422 if fel else 200)


def _skriv_in(request: HttpRequest, plan: Plan, runda: Genomforande) -> str:
    valda, skal, revisioner = _valda(request)
    skrivna = skriv_in_bedomning(
        **vem_och_nar(request), plan=plan, runda=runda, valda=valda, skal=skal, revisioner=revisioner
    )
    antal = len(skrivna)
    text = "En indikator ändrades." if antal == 1 else f"{antal} indikatorer ändrades."
    messages.success(request, text if antal else "Inget var valt, så inget ändrades.")
    return reverse("planering:bedomningar", args=[plan.pk])


def _valda(request: HttpRequest) -> tuple[dict[int, str], dict[int, str], dict[int, int]]:
    """What was ticked: key → the value it was ticked for; the reasons written beside; and the revisions seen."""
    valda, skal, revisioner = {}, {}, {}
    for namn, varde in request.POST.items():
        slag, _, nyckel = namn.partition("_")
        if not _heltal(nyckel):
            continue
        if slag == "vald":
            valda[int(nyckel)] = varde
        elif slag == "skal":
            skal[int(nyckel)] = varde
        elif slag == "rev" and _heltal(varde):
            revisioner[int(nyckel)] = int(varde)
    return valda, skal, revisioner


def _heltal(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


def _rader(
    data: Mapping[str, str] | None, utkast: bool, forslagen: list, fel: dict[str, list[str]]
) -> list[dict[str, Any]]:
    """Every proposal is ticked from the start; what a person has unticked stays so. A row that was not there when a
    draft was kept is ticked too. The revision is that of the page that was opened, until its change has been told."""
    ut = []
    for f in forslagen:
        nyckel = f.indikator.pk
        fanns = data is not None and (not utkast or f"rev_{nyckel}" in data)
        texter = fel.get(f"skal_{nyckel}", []) + fel.get(f"vald_{nyckel}", [])
        ut.append(
            {
                "f": f,
                "vald": f"vald_{nyckel}" in data if fanns else True,
                "skal": data.get(f"skal_{nyckel}", "") if data is not None else "",
                "revision": data.get(f"rev_{nyckel}", "") if fanns and not texter else f.indikator.revision,
                "fel": texter,
            }
        )
    return ut
