"""Action plans and their activities."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from planering import actions, queries
from planering.forms import Aktivitetsformular, Handlingsplanformular
from planering.models import Aktivitet, Handlingsplan, Mal
from planering.presenters import aktivitetsrad, planrad, tidslinje
from planering.views.gemensamt import borttagningssida, flytta, formularsida, vem_och_nar

LISTA = {"namn": "Handlingsplaner"}


def _adress(plan: Handlingsplan, ankare: str = "") -> str:
    return reverse("planering:handlingsplan", args=[plan.pk]) + (f"#{ankare}" if ankare else "")


def _smulor(plan: Handlingsplan | None, sist: str) -> list[dict[str, str]]:
    smulor = [
        {"namn": "Planering", "url": reverse("planering:plan")},
        LISTA | {"url": reverse("planering:handlingsplaner")},
    ]
    if plan is not None:
        smulor.append({"namn": plan.namn, "url": _adress(plan)})
    return [*smulor, {"namn": sist}]


@kravs("planering.se_plan")
def handlingsplaner(request: HttpRequest) -> HttpResponse:
    idag = timezone.localdate()
    kontext = {
        "rader": [planrad(plan, idag) for plan in queries.handlingsplaner()],
        "far_andra": request.user.has_perm("planering.andra_plan"),
        "smulor": [{"namn": "Planering", "url": reverse("planering:plan")}, LISTA],
    }
    return render(request, "planering/handlingsplaner.html", kontext)


@kravs("planering.se_plan")
def handlingsplan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(queries.handlingsplaner(), pk=pk)
    idag = timezone.localdate()
    aktiviteter = list(plan.aktiviteter.all())
    gallande = [a for a in aktiviteter if a.status != Aktivitet.Status.AVFORD]
    kontext = {
        "plan": plan,
        "rad": planrad(plan, idag),
        "aktiviteter": [aktivitetsrad(a, idag) for a in gallande],
        "avforda": [a for a in aktiviteter if a.status == Aktivitet.Status.AVFORD],
        "bild": tidslinje(gallande, idag),
        "idag": idag,
        "far_andra": request.user.has_perm("planering.andra_plan"),
        "smulor": _smulor(None, plan.namn),
    }
    return render(request, "planering/handlingsplan.html", kontext)


@kravs("planering.andra_plan")
def ny_handlingsplan(request: HttpRequest) -> HttpResponse:
    """`?mal=` proposes the goal."""
    vald = request.GET.get("mal", "")
    mal = None
    if vald.isascii() and vald.isdecimal() and len(vald) <= 18:
        mal = Mal.objects.filter(pk=int(vald)).first()
    return formularsida(
        request,
        bygg=lambda data, _: Handlingsplanformular(
            data,
            dag=timezone.localdate(),
            initial={"mal": mal} if mal else {},
            avbryt=reverse("planering:handlingsplaner"),
        ),
        spara=lambda form: actions.skapa_handlingsplan(**vem_och_nar(request), **form.varden()),
        klart=_adress,
        sparat="Handlingsplanen är skapad. Lägg till aktiviteterna.",
        kontext={
            "rubrik": "Ny handlingsplan",
            "ingress": "Vem gör vad, hur och när, och varför det leder till målet.",
            "smulor": _smulor(None, "Ny handlingsplan"),
        },
    )


@kravs("planering.andra_plan")
def andra_handlingsplan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Handlingsplan.objects.select_related("enhet", "ansvarig"), pk=pk)
    return formularsida(
        request,
        objekt=plan,
        bygg=lambda data, objekt: Handlingsplanformular(
            data, objekt=objekt, dag=timezone.localdate(), avbryt=_adress(plan)
        ),
        spara=lambda form: actions.andra_handlingsplan(
            **vem_och_nar(request),
            handlingsplan=plan,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=_adress,
        sparat="Handlingsplanen är sparad.",
        kontext={
            "rubrik": "Ändra handlingsplanen",
            "smulor": _smulor(plan, "Ändra"),
            "ta_bort": reverse("planering:ta_bort_handlingsplan", args=[pk]),
            "ta_bort_text": "Ta bort handlingsplanen",
        },
    )


@kravs("planering.andra_plan")
def ta_bort_handlingsplan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Handlingsplan, pk=pk)
    return borttagningssida(
        request,
        objekt=plan,
        vad="Handlingsplanen",
        ta_bort=lambda: actions.ta_bort_handlingsplan(**vem_och_nar(request), handlingsplan=plan),
        avbryt=_adress(plan),
        klart=reverse("planering:handlingsplaner"),
        kontext={"smulor": _smulor(plan, "Ta bort")},
    )


@kravs("planering.andra_plan")
def ny_aktivitet(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Handlingsplan, pk=pk)
    return formularsida(
        request,
        bygg=lambda data, _: Aktivitetsformular(data, avbryt=_adress(plan)),
        spara=lambda form: actions.skapa_aktivitet(
            **vem_och_nar(request), handlingsplan=plan, **form.varden()
        ),
        klart=lambda ny: _adress(plan, f"aktivitet-{ny.pk}"),
        sparat="Aktiviteten är tillagd.",
        kontext={"rubrik": "Ny aktivitet", "smulor": _smulor(plan, "Ny aktivitet")},
    )


@kravs("planering.andra_plan")
def andra_aktivitet(request: HttpRequest, pk: int) -> HttpResponse:
    aktivitet = get_object_or_404(Aktivitet.objects.select_related("handlingsplan"), pk=pk)
    plan = aktivitet.handlingsplan
    return formularsida(
        request,
        objekt=aktivitet,
        bygg=lambda data, objekt: Aktivitetsformular(data, objekt=objekt, avbryt=_adress(plan)),
        spara=lambda form: actions.andra_aktivitet(
            **vem_och_nar(request),
            aktivitet=aktivitet,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda _: _adress(plan, f"aktivitet-{pk}"),
        sparat="Aktiviteten är sparad.",
        kontext={
            "rubrik": "Ändra aktiviteten",
            "smulor": _smulor(plan, "Ändra aktivitet"),
            "ta_bort": reverse("planering:ta_bort_aktivitet", args=[pk]),
            "ta_bort_text": "Ta bort aktiviteten",
        },
    )


@kravs("planering.andra_plan")
def ta_bort_aktivitet(request: HttpRequest, pk: int) -> HttpResponse:
    aktivitet = get_object_or_404(Aktivitet.objects.select_related("handlingsplan"), pk=pk)
    plan = aktivitet.handlingsplan
    return borttagningssida(
        request,
        objekt=aktivitet,
        vad="Aktiviteten",
        ta_bort=lambda: actions.ta_bort_aktivitet(**vem_och_nar(request), aktivitet=aktivitet),
        avbryt=_adress(plan, f"aktivitet-{pk}"),
        klart=_adress(plan),
        kontext={"smulor": _smulor(plan, "Ta bort aktivitet")},
    )


@kravs("planering.andra_plan")
@require_POST
def flytta_aktivitet(request: HttpRequest, pk: int) -> HttpResponse:
    aktivitet = get_object_or_404(Aktivitet.objects.select_related("handlingsplan"), pk=pk)
    return flytta(
        request,
        lambda steg: actions.flytta_aktivitet(**vem_och_nar(request), aktivitet=aktivitet, steg=steg),
        _adress(aktivitet.handlingsplan, f"aktivitet-{pk}"),
    )
