"""Indicators: choose a measure, say what is good, and what follows from what it measures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kkik import queries as kkik
from kkik.models import Nyckeltal
from organisation.behorighet import kravs
from planering import actions
from planering.forms import Indikatorformular
from planering.models import Egetmatt, Indikator, Mal
from planering.presenters import grannkort, mattkort, traffrader
from planering.views.gemensamt import (
    borttagningssida,
    egen_kommun,
    flytta,
    formularsida,
    last_sida,
    planadress,
    plansmula,
)
from styrsnurra.gemensamt.vyhjalp import vem_och_nar

FLEST_TRAFFAR = 20
FLEST_EGNA = 50


def hamta_indikator(pk: int) -> Indikator:
    rader = Indikator.objects.select_related(
        "nyckeltal",
        "egetmatt__agare",
        "kunskapskort",
        "agare",
        "ansvarig",
        "mal__malomrade__plan",
        "mal__enhet",
    )
    return get_object_or_404(rader, pk=pk)


def mattkontext(mal: Mal, matt: Nyckeltal | Egetmatt, kon: str = "T") -> dict:
    """What the card beside a form shows of the measure, and the way back."""
    plan = mal.malomrade.plan
    return {
        "mal": mal,
        "matt": matt,
        "nyckeltal": matt if isinstance(matt, Nyckeltal) else None,
        "kort": mattkort(matt, egen_kommun(), kon),
        "smulor": [plansmula(plan), {"namn": mal.titel, "url": planadress(plan, f"mal-{mal.pk}")}],
    }


def _grannar(matt: Nyckeltal | Egetmatt, indikator: Indikator | None = None) -> dict:
    """How we stand beside others, in the way the indicator says, else the way that is confirmed for the nyckeltal."""
    kommun = egen_kommun()
    if isinstance(matt, Egetmatt) or kommun is None:
        return {}
    vem = indikator or kkik.gallande_riktning(matt.pk)
    if vem is None:
        return {"grannar": grannkort(matt, kommun)}
    intervall = (vem.intervall_a, vem.intervall_b) if vem.riktning == Indikator.Riktning.INTERVALL else None
    val = {"kon": indikator.kon, "gruppkod": indikator.jamforelsegrupp} if indikator else {}
    return {"grannar": grannkort(matt, kommun, riktning=vem.riktning, intervall=intervall, **val)}


@kravs("planering.andra_plan")
def ny_indikator(request: HttpRequest, pk: int) -> HttpResponse:
    """First the measure (`?q=` searches), then, with `?nyckeltal=` or `?egetmatt=`, the form."""
    mal = get_object_or_404(Mal.objects.select_related("malomrade__plan"), pk=pk)
    matt = _valt_matt(request)
    # What was written is shown in the words of the form, which only a measure has.
    if (request.method != "POST" or matt is None) and (svar := last_sida(request, mal.malomrade.plan)):
        return svar
    return _valj_matt(request, mal) if matt is None else _indikatorformular(request, mal, matt)


def _valt_matt(request: HttpRequest) -> Nyckeltal | Egetmatt | None:
    eget = request.GET.get("egetmatt", "")
    if eget.isascii() and eget.isdecimal() and len(eget) <= 18:
        return Egetmatt.objects.select_related("agare").filter(pk=int(eget)).first()
    return kkik.hamta_nyckeltal(request.GET.get("nyckeltal", "")[:10].replace("\x00", ""))


def _valj_matt(request: HttpRequest, mal: Mal) -> HttpResponse:
    fraga = request.GET.get("q", "").strip()
    traffar: list[Nyckeltal] = []
    egna = Egetmatt.objects.select_related("agare")
    antal = 0
    if fraga:
        urval = kkik.sok_nyckeltal(fraga, bara_med_varden=False, med_forsvunna=False).exclude(kommuntyp="L")
        traffar = list(urval[: FLEST_TRAFFAR + 1])
        antal = len(traffar)
        egna = egna.filter(namn__icontains=fraga.replace("\x00", ""))
    upptagna = list(mal.indikatorer.values_list("nyckeltal_id", "egetmatt_id"))
    kontext = {
        "mal": mal,
        "fraga": fraga,
        "traffar": traffrader(traffar[:FLEST_TRAFFAR], egen_kommun()),
        "fler": antal > FLEST_TRAFFAR,
        "egna": list(egna[:FLEST_EGNA]),
        "redan": {nyckeltal for nyckeltal, _ in upptagna},
        "redan_egna": {eget for _, eget in upptagna},
        "fel_okant": bool(request.GET.get("nyckeltal") or request.GET.get("egetmatt")),
        "smulor": [
            plansmula(mal.malomrade.plan),
            {"namn": mal.titel, "url": planadress(mal.malomrade.plan, f"mal-{mal.pk}")},
            {"namn": "Ny indikator"},
        ],
    }
    mall = "planering/_traffar.html" if request.htmx else "planering/valj_nyckeltal.html"
    return render(request, mall, kontext)


def _indikatorformular(request: HttpRequest, mal: Mal, matt: Nyckeltal | Egetmatt) -> HttpResponse:
    kontext = mattkontext(mal, matt)
    plan = mal.malomrade.plan
    tillbaka = planadress(plan, f"mal-{mal.pk}")
    eget = isinstance(matt, Egetmatt)
    vad = {"egetmatt": matt} if eget else {"nyckeltal": matt}
    sok = "" if eget else f"?q={matt.kolada_id}"
    return formularsida(
        request,
        plan=plan,
        bygg=lambda data, _: Indikatorformular(
            data,
            plan=plan,
            matt=matt,
            kommun_id=egen_kommun(),
            dag=timezone.localdate(),
            decimaler=kontext["kort"].decimaler,
            avbryt=tillbaka,
        ),
        spara=lambda form: actions.skapa_indikator(**vem_och_nar(request), mal=mal, **vad, **form.varden()),
        klart=_efter_ny,
        sparat="Indikatorn är tillagd.",
        mall="planering/indikator.html",
        kontext=kontext
        | _grannar(matt)
        | {
            "rubrik": "Ny indikator",
            "byt": f"{reverse('planering:ny_indikator', args=[mal.pk])}{sok}",
        },
    )


def _efter_ny(ny: Indikator) -> str:
    """The target levels, if it is to have any."""
    if ny.riktning == Indikator.Riktning.NEUTRAL or not ny.far_malniva:
        return planadress(ny.mal.malomrade.plan, f"indikator-{ny.pk}")
    return reverse("planering:malnivaer", args=[ny.pk])


@kravs("planering.andra_plan")
def andra_indikator(request: HttpRequest, pk: int) -> HttpResponse:
    indikator = hamta_indikator(pk)
    plan = indikator.mal.malomrade.plan
    if request.method != "POST" and (svar := last_sida(request, plan)):
        return svar
    tillbaka = planadress(plan, f"indikator-{pk}")
    return formularsida(
        request,
        plan=plan,
        objekt=indikator,
        bygg=lambda data, objekt: Indikatorformular(
            data,
            objekt=objekt,
            plan=plan,
            matt=indikator.matt,
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
        kontext=mattkontext(indikator.mal, indikator.matt, indikator.kon)
        | _grannar(indikator.matt, indikator)
        | {
            "rubrik": "Ändra indikatorn",
            "indikator": indikator,
            "ta_bort": reverse("planering:ta_bort_indikator", args=[pk]),
            "ta_bort_text": "Ta bort indikatorn",
        },
    )


@kravs("planering.andra_plan")
def ta_bort_indikator(request: HttpRequest, pk: int) -> HttpResponse:
    indikator = hamta_indikator(pk)
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
    indikator = hamta_indikator(pk)
    return flytta(
        request,
        lambda steg: actions.flytta_indikator(**vem_och_nar(request), indikator=indikator, steg=steg),
        planadress(indikator.mal.malomrade.plan, f"indikator-{pk}"),
    )
