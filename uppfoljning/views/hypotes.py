"""One hypothesis: its evidence side by side, its verdict, and changing it."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from organisation.behorighet import kravs
from planering.views.gemensamt import flyttsteg, formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions import analys as actions
from uppfoljning.analysbehorighet import analysens, hypotesens
from uppfoljning.analysformular import Hypotesformular, Utslagsformular, fragans_forval
from uppfoljning.belaggsbilder import Bildkalla
from uppfoljning.models import Belagg, Hypotes
from uppfoljning.queries.analyser import analysbild
from uppfoljning.views.analysgemensamt import (
    ANALYSERA,
    SE,
    analys_eller_404,
    formkontext,
    forsok,
    last_sida,
    ram,
    smulor,
    stegadress,
    ta_bort_sida,
)


def hypotes_eller_404(pk: int) -> Hypotes:
    belagg = Belagg.objects.select_related("nyckeltal", "egetmatt")
    rad = (
        Hypotes.objects.select_related("analys__enhet")
        .prefetch_related(Prefetch("belagg", queryset=belagg.order_by("id"), to_attr="alla_belagg"))
        .filter(pk=pk)
        .first()
    )
    if rad is None:
        raise Http404
    return rad


def adress(hypotes: Hypotes, ankare: str = "") -> str:
    return reverse("uppfoljning:hypotes", args=[hypotes.pk]) + (f"#{ankare}" if ankare else "")


@kravs(SE)
@require_safe
def hypotes(request: HttpRequest, pk: int) -> HttpResponse:
    rad = hypotes_eller_404(pk)
    bild = analysbild(rad.analys)
    kalla = Bildkalla(rad.alla_belagg)
    med_bild = [(b, kalla.linje(b), kalla.enhetsbild(b)) for b in rad.alla_belagg]
    spalter = [
        {"riktning": kod, "namn": namn, "belagg": [m for m in med_bild if m[0].riktning == kod]}
        for kod, namn in Belagg.Riktning.choices
    ]
    kontext = ram(request, bild, "belagg") | {
        "h": rad,
        "spalter": spalter[:2],
        "neutrala": spalter[2],
        "antal": len(med_bild),
        "utslagen": list(rad.utslagshistorik.all()),
        "slag": Belagg.Slag.choices,
        "smulor": smulor(rad.analys, "Hypotes"),
    }
    return render(request, "uppfoljning/analys/hypotes.html", kontext)


@kravs(ANALYSERA, analysens)
def ny_hypotes(request: HttpRequest, pk: int) -> HttpResponse:
    """`?fraga=`: the question of the checklist that it comes from, whose words it begins with."""
    analys = analys_eller_404(pk)
    if svar := last_sida(request, analys):
        return svar
    fraga = request.GET.get("fraga", "")
    return formularsida(
        request,
        bygg=lambda data, _: Hypotesformular(
            data, initial=fragans_forval(fraga), avbryt=stegadress(analys, "hypoteser")
        ),
        spara=lambda form: actions.skapa_hypotes(
            **vem_och_nar(request), analys=analys, fraga=fraga, **form.varden()
        ),
        klart=adress,
        sparat="Hypotesen är sparad. Pröva den nu mot belägg.",
        kontext=formkontext(analys, "Ny hypotes"),
    )


@kravs(ANALYSERA, hypotesens)
def andra_hypotes(request: HttpRequest, pk: int) -> HttpResponse:
    rad = hypotes_eller_404(pk)
    if svar := last_sida(request, rad.analys):
        return svar
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Hypotesformular(data, objekt=objekt, avbryt=adress(rad)),
        spara=lambda form: actions.andra_hypotes(
            **vem_och_nar(request), hypotes=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=adress,
        sparat="Hypotesen är sparad.",
        kontext=formkontext(
            rad.analys,
            "Ändra hypotesen",
            ta_bort=reverse("uppfoljning:ta_bort_hypotes", args=[pk]),
            ta_bort_text="Ta bort hypotesen",
        ),
    )


@kravs(ANALYSERA, hypotesens)
def utslag(request: HttpRequest, pk: int) -> HttpResponse:
    rad = hypotes_eller_404(pk)
    if svar := last_sida(request, rad.analys):
        return svar
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Utslagsformular(data, objekt=objekt, avbryt=adress(rad)),
        spara=lambda form: actions.avgor_hypotes(
            **vem_och_nar(request), hypotes=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda h: adress(h, "utslag"),
        sparat="Utslaget är sparat.",
        mall="uppfoljning/analys/utslag.html",
        kontext=formkontext(rad.analys, "Avgör hypotesen", h=rad, belagg=rad.alla_belagg),
    )


@kravs(ANALYSERA, hypotesens)
def ta_bort_hypotes(request: HttpRequest, pk: int) -> HttpResponse:
    rad = hypotes_eller_404(pk)
    return ta_bort_sida(
        request,
        objekt=rad,
        vad="Hypotesen",
        ta_bort=lambda: actions.ta_bort_hypotes(**vem_och_nar(request), hypotes=rad),
        analys=rad.analys,
        klart=stegadress(rad.analys, "hypoteser"),
    )


@kravs(ANALYSERA, hypotesens)
@require_POST
def flytta(request: HttpRequest, pk: int) -> HttpResponse:
    rad = hypotes_eller_404(pk)
    steg = flyttsteg(request)
    return forsok(
        request,
        lambda: steg and actions.flytta_hypotes(**vem_och_nar(request), hypotes=rad, steg=steg),
        stegadress(rad.analys, "prioritera", f"hypotes-{pk}"),
    )


@kravs(ANALYSERA, hypotesens)
@require_POST
def vikt(request: HttpRequest, pk: int) -> HttpResponse:
    """How much it weighs; pressing the chosen weight again takes it back."""
    rad = hypotes_eller_404(pk)
    vald = request.POST.get("paverkan", "")
    ny = "" if vald == rad.paverkan else vald
    return forsok(
        request,
        lambda: actions.satt_paverkan(**vem_och_nar(request), hypotes=rad, paverkan=ny),
        stegadress(rad.analys, "prioritera", f"hypotes-{pk}"),
    )
