"""Verksamheter, what is set aside for goals, and the reading of tables with its dry run."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from organisation.behorighet import kravs
from planering.actions import kasta_utkast, resurstabell
from planering.actions import resurs as actions
from planering.domain.fel import Planeringsfel
from planering.domain.resursrader import RUBRIKER, Resursrad, tabelltext, tolka_tabell
from planering.forms.resurs import Inlasningsformular, Oronmarkningsformular, Verksamhetsformular
from planering.models import Oronmarkning, Plan, Ram, Resursinlasning, Verksamhet
from planering.views.gemensamt import borttagningssida, formularsida, last_sida
from planering.views.resurser import med_angra, resursadress, resurssmulor
from planering.views.utkaststod import Utkaststod, utkaststod
from styrsnurra.gemensamt.vyhjalp import vem_och_nar

FLEST_VISADE = 200


@kravs("planering.andra_resurser")
def ny_verksamhet(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    return formularsida(
        request,
        plan=plan,
        bygg=lambda data, _: Verksamhetsformular(data, plan=plan, avbryt=resursadress(plan)),
        spara=lambda form: actions.skapa_verksamhet(**vem_och_nar(request), plan=plan, **form.varden()),
        klart=lambda rad: resursadress(plan, ankare=f"namnd-{rad.enhet_id}"),
        sparat="Verksamheten är tillagd. Ange dess ramar.",
        mall="planering/verksamhet.html",
        kontext={"rubrik": "Ny verksamhet", "smulor": resurssmulor(plan, "Ny verksamhet")},
    )


@kravs("planering.andra_resurser")
def andra_verksamhet(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Verksamhet.objects.select_related("plan", "enhet", "nyckeltal"), pk=pk)
    tillbaka = resursadress(rad.plan, ankare=f"namnd-{rad.enhet_id}")
    return formularsida(
        request,
        plan=rad.plan,
        objekt=rad,
        bygg=lambda data, objekt: Verksamhetsformular(data, objekt=objekt, plan=rad.plan, avbryt=tillbaka),
        spara=lambda form: actions.andra_verksamhet(
            **vem_och_nar(request), verksamhet=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Verksamheten är sparad.",
        mall="planering/verksamhet.html",
        kontext={
            "rubrik": "Ändra verksamheten",
            "smulor": resurssmulor(rad.plan, str(rad)),
            "ta_bort": reverse("planering:ta_bort_verksamhet", args=[pk]),
            "ta_bort_text": "Ta bort verksamheten",
        },
    )


@kravs("planering.andra_resurser")
def ta_bort_verksamhet(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Verksamhet.objects.select_related("plan"), pk=pk)
    return last_sida(request, rad.plan) or borttagningssida(
        request,
        objekt=rad,
        vad="Verksamheten",
        ta_bort=lambda: actions.ta_bort_verksamhet(**vem_och_nar(request), verksamhet=rad),
        avbryt=reverse("planering:andra_verksamhet", args=[pk]),
        klart=resursadress(rad.plan),
        kontext={"smulor": resurssmulor(rad.plan, "Ta bort verksamhet")},
    )


@kravs("planering.andra_resurser")
def ny_oronmarkning(request: HttpRequest, pk: int) -> HttpResponse:
    ram = get_object_or_404(Ram.objects.select_related("verksamhet__plan", "verksamhet__enhet"), pk=pk)
    plan = ram.verksamhet.plan
    tillbaka = resursadress(plan, ram.ar, "oronmarkt")
    return formularsida(
        request,
        plan=plan,
        bygg=lambda data, _: Oronmarkningsformular(data, plan=plan, avbryt=tillbaka),
        spara=lambda form: actions.skapa_oronmarkning(**vem_och_nar(request), ram=ram, **form.varden()),
        klart=lambda _: tillbaka,
        sparat="Pengarna är öronmärkta.",
        kontext={
            "rubrik": "Öronmärk för ett mål",
            "ingress": f"Ur ramen för {ram.verksamhet}, {ram.verksamhet.enhet}, {ram.ar}.",
            "smulor": resurssmulor(plan, "Öronmärk", ram.ar),
        },
    )


def _oronmarkning(pk: int) -> Oronmarkning:
    rader = Oronmarkning.objects.select_related(
        "ram__verksamhet__plan", "ram__verksamhet__enhet", "mal__malomrade"
    )
    return get_object_or_404(rader, pk=pk)


@kravs("planering.andra_resurser")
def andra_oronmarkning(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _oronmarkning(pk)
    plan = rad.ram.verksamhet.plan
    tillbaka = resursadress(plan, rad.ram.ar, "oronmarkt")
    return formularsida(
        request,
        plan=plan,
        objekt=rad,
        bygg=lambda data, objekt: Oronmarkningsformular(data, objekt=objekt, plan=plan, avbryt=tillbaka),
        spara=lambda form: actions.andra_oronmarkning(
            **vem_och_nar(request), oronmarkning=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Öronmärkningen är sparad.",
        kontext={
            "rubrik": "Ändra öronmärkningen",
            "ingress": f"Ur ramen för {rad.ram.verksamhet}, {rad.ram.verksamhet.enhet}, {rad.ram.ar}.",
            "smulor": resurssmulor(plan, "Ändra öronmärkning", rad.ram.ar),
            "ta_bort": reverse("planering:ta_bort_oronmarkning", args=[pk]),
            "ta_bort_text": "Ta bort öronmärkningen",
        },
    )


@kravs("planering.andra_resurser")
def ta_bort_oronmarkning(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _oronmarkning(pk)
    plan = rad.ram.verksamhet.plan
    tillbaka = resursadress(plan, rad.ram.ar, "oronmarkt")
    return last_sida(request, plan) or borttagningssida(
        request,
        objekt=rad,
        vad="Öronmärkningen",
        ta_bort=lambda: actions.ta_bort_oronmarkning(**vem_och_nar(request), oronmarkning=rad),
        avbryt=tillbaka,
        klart=tillbaka,
        kontext={"smulor": resurssmulor(plan, "Ta bort öronmärkning", rad.ram.ar)},
    )


@kravs("planering.andra_resurser")
def las_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file or a pasted table. Nothing is saved here: the next page shows what would change."""
    plan = get_object_or_404(Plan, pk=pk)
    stod = utkaststod(request)
    form = Inlasningsformular(
        request.POST if request.method == "POST" else None, request.FILES or None, avbryt=resursadress(plan)
    )
    if request.method != "POST":
        last = _redan_last(request.GET.get("ur", ""), plan)
        form.initial["klistrat"] = last or _kvarlamnat(stod)
        stod = replace(stod, kvar=stod.kvar if form.initial["klistrat"] and not last else None)
    form.med_utkast(stod.adress)
    kontext = {
        "plan": plan,
        "form": form,
        "rubriker": list(RUBRIKER.values()),
        "utkast": stod.kvar,
        "smulor": resurssmulor(plan, "Läs in"),
    }
    if form.is_valid():
        tabell = tolka_tabell([(rad.nummer, rad.celler) for rad in form.rader])
        fel = resurstabell.fel_i_tabell(plan=plan, nar=timezone.now(), tabell=tabell) if tabell.fel else []
        if not fel and not tabell.rader:
            form.add_error(None, "Tabellen har rubriker men inga rader.")
        elif not fel:
            try:
                inlasning, _ = resurstabell.las_in(
                    **vem_och_nar(request), plan=plan, namn=form.kalla, rader=tabell.rader
                )
            except resurstabell.Tabellfel as tabellfel:
                fel = tabellfel.rader
            else:
                if tabell.okanda:
                    messages.warning(request, f"Kolumner som inte används: {', '.join(tabell.okanda[:10])}.")
                kasta_utkast(av=request.user, adress=stod.adress)
                return redirect("planering:inlasning", inlasning.pk)
        if fel:
            kontext |= {"radfel": fel[:FLEST_VISADE], "antal_fel": len(fel), "fel_i_formular": True}
            return render(request, "planering/las_in.html", kontext, status=422)
    return render(request, "planering/las_in.html", kontext)


def _kvarlamnat(stod: Utkaststod) -> str:
    """A table that was pasted and not read. A file cannot be kept."""
    return (stod.data or {}).get("klistrat", "")


def _redan_last(nyckel: str, plan: Plan) -> str:
    """The rows of a table that was read and could not be saved, to be put right."""
    if not (nyckel.isascii() and nyckel.isdecimal() and len(nyckel) < 10):
        return ""
    rad = Resursinlasning.objects.filter(plan=plan, pk=nyckel, status=Resursinlasning.Status.VANTAR).first()
    return tabelltext([Resursrad.ur_json(data) for data in rad.rader]) if rad else ""


@kravs("planering.andra_resurser")
def inlasning(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run: what would change, and the button that does it. POST saves, or with `avbryt` throws it away."""
    rad = get_object_or_404(Resursinlasning.objects.select_related("plan"), pk=pk)
    if rad.status != Resursinlasning.Status.VANTAR:
        messages.info(request, f"”{rad.namn}” är {rad.get_status_display().lower()}.")
        return redirect(resursadress(rad.plan))
    andrat, status = False, 200
    if request.method == "POST":
        try:
            if "avbryt" in request.POST:
                resurstabell.avbryt_inlasning(**vem_och_nar(request), inlasning=rad)
                messages.info(request, "Inläsningen är avbruten. Inget är ändrat.")
                return redirect(resursadress(rad.plan))
            g = resurstabell.bekrafta_inlasning(**vem_och_nar(request), inlasning=rad)
        except resurstabell.LagetAndrat:
            andrat, status = True, 409
        except resurstabell.Tabellfel:
            status = 409
        except Planeringsfel as fel:
            messages.error(request, str(fel))
            return redirect(resursadress(rad.plan))
        else:
            text = f"{len(g.rader)} rader är inlästa ur ”{rad.namn}”."
            messages.success(request, med_angra(text, rad.plan) if g.andrar_nagot else text)
            return redirect(resursadress(rad.plan))
    g, _ = resurstabell.granska_inlasning(rad, timezone.now())
    kontext = {
        "rad": rad,
        "plan": rad.plan,
        "g": g,
        "visade": g.rader[:FLEST_VISADE],
        "felen": g.fel[:FLEST_VISADE],
        "flest": FLEST_VISADE,
        "andrat": andrat,
        "fel_i_formular": bool(g.fel),
        "varningar": g.varningar[:FLEST_VISADE],
        "smulor": resurssmulor(rad.plan, "Läs in"),
    }
    return render(request, "planering/inlasning.html", kontext, status=status)
