"""Indicators: choose a nyckeltal, say what is good, set the levels."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kkik import queries as kkik
from kkik.models import Nyckeltal
from organisation.behorighet import kravs
from planering import actions
from planering.forms import Indikatorformular, Malnivaformular
from planering.models import Indikator, Mal
from planering.presenters import Nyckeltalskort, nyckeltalskort
from planering.views.gemensamt import (
    borttagningssida,
    egen_kommun,
    flytta,
    formularsida,
    last_sida,
    planadress,
    plansmula,
    vem_och_nar,
)

FLEST_TRAFFAR = 20


def _indikator(pk: int) -> Indikator:
    rader = Indikator.objects.select_related(
        "nyckeltal", "agare", "ansvarig", "mal__malomrade__plan", "mal__enhet"
    )
    return get_object_or_404(rader, pk=pk)


@kravs("planering.andra_plan")
def ny_indikator(request: HttpRequest, pk: int) -> HttpResponse:
    """First the nyckeltal (`?q=` searches), then, with `?nyckeltal=`, the form."""
    mal = get_object_or_404(Mal.objects.select_related("malomrade__plan"), pk=pk)
    if svar := last_sida(request, mal.malomrade.plan):
        return svar
    nyckeltal = kkik.hamta_nyckeltal(request.GET.get("nyckeltal", "")[:10].replace("\x00", ""))
    if nyckeltal is None:
        return _valj_nyckeltal(request, mal)
    return _indikatorformular(request, mal, nyckeltal)


def _valj_nyckeltal(request: HttpRequest, mal: Mal) -> HttpResponse:
    fraga = request.GET.get("q", "").strip()
    traffar: list[Nyckeltal] = []
    antal = 0
    if fraga:
        urval = kkik.sok_nyckeltal(fraga, bara_med_varden=False, med_forsvunna=False).exclude(kommuntyp="L")
        traffar = list(urval[: FLEST_TRAFFAR + 1])
        antal = len(traffar)
    redan = set(mal.indikatorer.values_list("nyckeltal_id", flat=True))
    kontext = {
        "mal": mal,
        "fraga": fraga,
        "traffar": traffar[:FLEST_TRAFFAR],
        "fler": antal > FLEST_TRAFFAR,
        "redan": redan,
        "fel_okant": bool(request.GET.get("nyckeltal")),
        "smulor": [
            plansmula(mal.malomrade.plan),
            {"namn": mal.titel, "url": planadress(mal.malomrade.plan, f"mal-{mal.pk}")},
            {"namn": "Ny indikator"},
        ],
    }
    mall = "planering/_traffar.html" if request.htmx else "planering/valj_nyckeltal.html"
    return render(request, mall, kontext)


def _indikatorformular(request: HttpRequest, mal: Mal, nyckeltal: Nyckeltal) -> HttpResponse:
    kort = nyckeltalskort(nyckeltal, egen_kommun())
    plan = mal.malomrade.plan
    tillbaka = planadress(plan, f"mal-{mal.pk}")
    return formularsida(
        request,
        bygg=lambda data, _: Indikatorformular(
            data,
            plan=plan,
            nyckeltal=nyckeltal,
            kommun_id=egen_kommun(),
            dag=timezone.localdate(),
            decimaler=kort.decimaler,
            avbryt=tillbaka,
        ),
        spara=lambda form: actions.skapa_indikator(
            **vem_och_nar(request), mal=mal, nyckeltal=nyckeltal, **form.varden()
        ),
        klart=lambda ny: (
            planadress(plan, f"indikator-{ny.pk}")
            if ny.riktning == Indikator.Riktning.NEUTRAL
            else reverse("planering:malnivaer", args=[ny.pk])
        ),
        sparat="Indikatorn är tillagd.",
        mall="planering/indikator.html",
        kontext=_kontext(mal, nyckeltal, kort)
        | {
            "rubrik": "Ny indikator",
            "byt": f"{reverse('planering:ny_indikator', args=[mal.pk])}?q={nyckeltal.kolada_id}",
        },
    )


def _kontext(mal: Mal, nyckeltal: Nyckeltal, kort: Nyckeltalskort) -> dict:
    plan = mal.malomrade.plan
    return {
        "mal": mal,
        "nyckeltal": nyckeltal,
        "kort": kort,
        "smulor": [plansmula(plan), {"namn": mal.titel, "url": planadress(plan, f"mal-{mal.pk}")}],
    }


@kravs("planering.andra_plan")
def andra_indikator(request: HttpRequest, pk: int) -> HttpResponse:
    indikator = _indikator(pk)
    plan = indikator.mal.malomrade.plan
    if svar := last_sida(request, plan):
        return svar
    kort = nyckeltalskort(indikator.nyckeltal, egen_kommun(), indikator.kon)
    tillbaka = planadress(plan, f"indikator-{pk}")
    return formularsida(
        request,
        objekt=indikator,
        bygg=lambda data, objekt: Indikatorformular(
            data,
            objekt=objekt,
            plan=plan,
            nyckeltal=indikator.nyckeltal,
            kommun_id=egen_kommun(),
            dag=timezone.localdate(),
            avbryt=tillbaka,
        ),
        spara=lambda form: actions.andra_indikator(
            **vem_och_nar(request),
            indikator=indikator,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda _: tillbaka,
        sparat="Indikatorn är sparad.",
        mall="planering/indikator.html",
        kontext=_kontext(indikator.mal, indikator.nyckeltal, kort)
        | {
            "rubrik": "Ändra indikatorn",
            "indikator": indikator,
            "ta_bort": reverse("planering:ta_bort_indikator", args=[pk]),
            "ta_bort_text": "Ta bort indikatorn",
        },
    )


@kravs("planering.andra_plan")
def malnivaer(request: HttpRequest, pk: int) -> HttpResponse:
    indikator = _indikator(pk)
    plan = indikator.mal.malomrade.plan
    if svar := last_sida(request, plan):
        return svar
    kort = nyckeltalskort(indikator.nyckeltal, egen_kommun(), indikator.kon)
    tillbaka = planadress(plan, f"indikator-{pk}")
    kontext = _kontext(indikator.mal, indikator.nyckeltal, kort) | {
        "indikator": indikator,
        "plan": plan,
        "rubrik": f"Målnivåer för {indikator.namn}",
    }
    if indikator.riktning == Indikator.Riktning.NEUTRAL:
        return render(request, "planering/malnivaer_neutral.html", kontext)

    def bygg(data, objekt):
        return Malnivaformular(
            data, objekt=objekt or indikator, plan=plan, historik=kort.historik, avbryt=tillbaka
        )

    if request.htmx and request.method == "POST":
        return render(request, "planering/_granser.html", {"form": bygg(request.POST, indikator)})
    return formularsida(
        request,
        objekt=indikator,
        bygg=bygg,
        spara=lambda form: actions.satt_malnivaer(
            **vem_och_nar(request),
            indikator=indikator,
            nivaer=form.nivaer(),
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda _: tillbaka,
        sparat="Målnivåerna är sparade.",
        mall="planering/malnivaer.html",
        kontext=kontext,
    )


@kravs("planering.andra_plan")
def ta_bort_indikator(request: HttpRequest, pk: int) -> HttpResponse:
    indikator = _indikator(pk)
    plan = indikator.mal.malomrade.plan
    return last_sida(request, plan) or borttagningssida(
        request,
        objekt=indikator,
        vad="Indikatorn",
        ta_bort=lambda: actions.ta_bort_indikator(**vem_och_nar(request), indikator=indikator),
        avbryt=planadress(plan, f"indikator-{pk}"),
        klart=planadress(plan, f"mal-{indikator.mal_id}"),
        kontext={"smulor": [plansmula(plan), {"namn": "Ta bort indikator"}]},
    )


@kravs("planering.andra_plan")
@require_POST
def flytta_indikator(request: HttpRequest, pk: int) -> HttpResponse:
    indikator = _indikator(pk)
    return flytta(
        request,
        lambda steg: actions.flytta_indikator(**vem_och_nar(request), indikator=indikator, steg=steg),
        planadress(indikator.mal.malomrade.plan, f"indikator-{pk}"),
    )
