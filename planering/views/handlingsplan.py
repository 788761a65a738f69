"""Action plans."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from organisation.behorighet import kravs
from planering import actions, queries
from planering.forms import Handlingsplanformular
from planering.models import Handlingsplan, Mal
from planering.presenters import Planrad, aktivitetsrader, avstamningar, tidslinje
from planering.presenters.handlingsplan import sist_avstamda
from planering.presenters.planlista import RUBRIKER, planlista
from planering.queries.amnen import handlingsplansamne
from planering.views.gemensamt import borttagningssida, formularsida
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

LISTA = {"namn": "Handlingsplaner"}


def adress(plan: Handlingsplan, ankare: str = "") -> str:
    return reverse("planering:handlingsplan", args=[plan.pk]) + (f"#{ankare}" if ankare else "")


def smulor(plan: Handlingsplan | None, sist: str) -> list[dict[str, str]]:
    smulor = [
        {"namn": "Planering", "url": reverse("planering:plan")},
        LISTA | {"url": reverse("planering:handlingsplaner")},
    ]
    if plan is not None:
        smulor.append({"namn": plan.namn, "url": adress(plan)})
    return [*smulor, {"namn": sist}]


@kravs("planering.se_plan")
def handlingsplaner(request: HttpRequest) -> HttpResponse:
    """`?mina=1`, `?forsenade=1` and `?namnd=` choose; `?format=csv` gives what is chosen, one activity a row."""
    lista = planlista(request.GET, request.user, timezone.localdate())
    if request.GET.get("format") == "csv":
        return filsvar(csvtext(RUBRIKER, lista.csvrader()), "handlingsplaner.csv")
    kontext = {
        "lista": lista,
        "stod": stegstod(Steg.HANDLINGSPLAN),
        "far_andra": request.user.has_perm("planering.andra_plan"),
        "smulor": [{"namn": "Planering", "url": reverse("planering:plan")}, LISTA],
    }
    return render(request, "planering/handlingsplaner.html", kontext)


@kravs("planering.se_plan")
def handlingsplan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(queries.handlingsplaner_med_lage(), pk=pk)
    idag = timezone.localdate()
    rader = aktivitetsrader(plan, idag)
    gallande = [r for r in rader if not r.avford]
    far_andra = request.user.has_perm("planering.andra_plan")
    far_stamma_av = request.user.has_perm("planering.stam_av", plan)
    kontext = {
        "plan": plan,
        "rad": Planrad(plan, tuple(gallande), queries.planens_namndbrist(plan)),
        "aktiviteter": gallande,
        "avforda": [r for r in rader if r.avford],
        "avstamningar": avstamningar(rader),
        "bild": tidslinje(gallande, idag),
        "stod": stegstod(Steg.HANDLINGSPLAN, handlingsplansamne(plan)),
        "idag": idag,
        "far_andra": far_andra,
        "far_stamma_av": far_stamma_av,
        "tas_tillbaka": sist_avstamda(rader) if far_stamma_av else set(),
        "smulor": smulor(None, plan.namn),
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
        klart=adress,
        sparat="Handlingsplanen är skapad. Lägg till aktiviteterna.",
        kontext={
            "rubrik": "Ny handlingsplan",
            "ingress": "Vem gör vad, hur och när, och varför det leder till målet.",
            "smulor": smulor(None, "Ny handlingsplan"),
        },
    )


@kravs("planering.andra_plan")
def andra_handlingsplan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Handlingsplan.objects.select_related("enhet", "ansvarig"), pk=pk)
    return formularsida(
        request,
        objekt=plan,
        bygg=lambda data, objekt: Handlingsplanformular(
            data, objekt=objekt, dag=timezone.localdate(), avbryt=adress(plan)
        ),
        spara=lambda form: actions.andra_handlingsplan(
            **vem_och_nar(request),
            handlingsplan=plan,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=adress,
        sparat="Handlingsplanen är sparad.",
        kontext={
            "rubrik": "Ändra handlingsplanen",
            "smulor": smulor(plan, "Ändra"),
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
        avbryt=adress(plan),
        klart=reverse("planering:handlingsplaner"),
        kontext={"smulor": smulor(plan, "Ta bort")},
    )
