"""Goals."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from planering import actions
from planering.forms import Malformular
from planering.models import Mal, Malomrade
from planering.views.gemensamt import borttagningssida, flytta, formularsida, last_sida, planadress, plansmula
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


def _mal(pk: int) -> Mal:
    rader = Mal.objects.select_related("malomrade__plan", "enhet", "ansvarig", "overordnat__malomrade")
    return get_object_or_404(rader, pk=pk)


@kravs("planering.andra_plan")
def nytt_mal(request: HttpRequest, pk: int) -> HttpResponse:
    """A goal in a målområde; `?under=` proposes the goal that it serves."""
    omrade = get_object_or_404(Malomrade.objects.select_related("plan"), pk=pk)
    over = _overordnat(request, omrade)
    initial: dict[str, Any] = {"overordnat": over} if over else {}
    tillbaka = planadress(omrade.plan, f"mal-{over.pk}" if over else f"omrade-{pk}")
    return formularsida(
        request,
        plan=omrade.plan,
        bygg=lambda data, _: Malformular(
            data,
            plan=omrade.plan,
            malomrade=omrade,
            dag=timezone.localdate(),
            initial=dict(initial),
            avbryt=tillbaka,
        ),
        spara=lambda form: actions.skapa_mal(**vem_och_nar(request), **form.varden()),
        klart=lambda mal: planadress(omrade.plan, f"mal-{mal.pk}"),
        sparat="Målet är tillagt. Lägg till en indikator som visar om det nås.",
        kontext={
            "rubrik": "Nytt mål",
            "ingress": f"Ett mål som bidrar till ”{over.titel}”." if over else "",
            "smulor": [plansmula(omrade.plan), {"namn": omrade.namn, "url": tillbaka}, {"namn": "Nytt mål"}],
        },
    )


def _overordnat(request: HttpRequest, omrade: Malomrade) -> Mal | None:
    under = request.GET.get("under", "")
    if not under.isdecimal() or not under.isascii() or len(under) > 18:
        return None
    return Mal.objects.filter(pk=int(under), malomrade=omrade).exclude(niva="enhet").first()


@kravs("planering.andra_plan")
def andra_mal(request: HttpRequest, pk: int) -> HttpResponse:
    mal = _mal(pk)
    plan = mal.malomrade.plan
    tillbaka = planadress(plan, f"mal-{pk}")
    return formularsida(
        request,
        plan=plan,
        objekt=mal,
        bygg=lambda data, objekt: Malformular(
            data, objekt=objekt, plan=plan, malomrade=None, dag=timezone.localdate(), avbryt=tillbaka
        ),
        spara=lambda form: actions.andra_mal(
            **vem_och_nar(request), mal=mal, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Målet är sparat.",
        kontext={
            "rubrik": "Ändra målet",
            "smulor": [plansmula(plan), {"namn": mal.malomrade.namn, "url": tillbaka}, {"namn": "Ändra mål"}],
            "ta_bort": reverse("planering:ta_bort_mal", args=[pk]),
            "ta_bort_text": "Ta bort målet",
        },
    )


@kravs("planering.andra_plan")
def ta_bort_mal(request: HttpRequest, pk: int) -> HttpResponse:
    mal = _mal(pk)
    plan = mal.malomrade.plan
    return last_sida(request, plan) or borttagningssida(
        request,
        objekt=mal,
        vad="Målet",
        ta_bort=lambda: actions.ta_bort_mal(**vem_och_nar(request), mal=mal),
        avbryt=planadress(plan, f"mal-{pk}"),
        klart=planadress(plan, f"omrade-{mal.malomrade_id}"),
        hinder=actions.hinder_mot_borttagning(mal),
        kontext={"smulor": [plansmula(plan), {"namn": "Ta bort mål"}]},
    )


@kravs("planering.andra_plan")
@require_POST
def flytta_mal(request: HttpRequest, pk: int) -> HttpResponse:
    mal = _mal(pk)
    return flytta(
        request,
        lambda steg: actions.flytta_mal(**vem_och_nar(request), mal=mal, steg=steg),
        planadress(mal.malomrade.plan, f"mal-{pk}"),
    )
