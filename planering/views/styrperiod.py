"""Mandatperioder, with the plans of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from organisation.behorighet import kravs
from planering import actions, queries
from planering.actions.styrperiod import hinder_mot_borttagning
from planering.forms import Styrperiodformular
from planering.models import Styrperiod
from planering.views.gemensamt import borttagningssida, formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


def _smulor(sist: str, *, lista: bool = False) -> list[dict[str, str]]:
    smulor = [{"namn": "Planering", "url": reverse("planering:plan")}]
    if not lista:
        smulor.append({"namn": "Styrperioder", "url": reverse("planering:styrperioder")})
    return [*smulor, {"namn": sist}]


@kravs("planering.se_plan")
def styrperioder(request: HttpRequest) -> HttpResponse:
    planer = list(queries.planer())
    perioder = list(Styrperiod.objects.all())
    kontext = {
        "perioder": [
            (p, [plan for plan in planer if p.fran_ar <= plan.fran_ar <= p.till_ar]) for p in perioder
        ],
        "utan": [
            plan for plan in planer if not any(p.fran_ar <= plan.fran_ar <= p.till_ar for p in perioder)
        ],
        "far_andra": request.user.has_perm("planering.andra_plan"),
        "smulor": _smulor("Styrperioder", lista=True),
    }
    return render(request, "planering/styrperioder.html", kontext)


@kravs("planering.andra_plan")
def ny_styrperiod(request: HttpRequest) -> HttpResponse:
    tillbaka = reverse("planering:styrperioder")
    return formularsida(
        request,
        bygg=lambda data, _: Styrperiodformular(data, avbryt=tillbaka),
        spara=lambda form: actions.skapa_styrperiod(**vem_och_nar(request), **form.varden()),
        klart=lambda _: tillbaka,
        sparat="Styrperioden är tillagd.",
        kontext={"rubrik": "Ny styrperiod", "smulor": _smulor("Ny styrperiod")},
    )


@kravs("planering.andra_plan")
def andra_styrperiod(request: HttpRequest, pk: int) -> HttpResponse:
    period = get_object_or_404(Styrperiod, pk=pk)
    tillbaka = reverse("planering:styrperioder")
    return formularsida(
        request,
        objekt=period,
        bygg=lambda data, objekt: Styrperiodformular(data, objekt=objekt, avbryt=tillbaka),
        spara=lambda form: actions.andra_styrperiod(
            **vem_och_nar(request), styrperiod=period, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Styrperioden är sparad.",
        kontext={
            "rubrik": "Ändra styrperioden",
            "smulor": _smulor(period.namn),
            "ta_bort": reverse("planering:ta_bort_styrperiod", args=[pk]),
            "ta_bort_text": "Ta bort styrperioden",
        },
    )


@kravs("planering.andra_plan")
def ta_bort_styrperiod(request: HttpRequest, pk: int) -> HttpResponse:
    period = get_object_or_404(Styrperiod, pk=pk)
    return borttagningssida(
        request,
        objekt=period,
        vad="Styrperioden",
        ta_bort=lambda: actions.ta_bort_styrperiod(**vem_och_nar(request), styrperiod=period),
        avbryt=reverse("planering:andra_styrperiod", args=[pk]),
        klart=reverse("planering:styrperioder"),
        hinder=hinder_mot_borttagning(period),
        kontext={"smulor": _smulor("Ta bort styrperiod")},
    )
