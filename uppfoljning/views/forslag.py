"""Conclusions, proposals and what the proposals build on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from organisation.behorighet import kravs
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions import analys as actions
from uppfoljning.analysbehorighet import analysens, forslagets, kallans, slutsatsens
from uppfoljning.forslagsformular import Forslagsformular, Kunskapsformular, Slutsatsformular
from uppfoljning.models import Analys, Atgardsforslag, Hypotes, Kunskapskalla, Slutsats
from uppfoljning.views.analysgemensamt import (
    ANALYSERA,
    analys_eller_404,
    formkontext,
    last_sida,
    stegadress,
    ta_bort_sida,
)


def _hypoteser(analys: Analys) -> list[Hypotes]:
    return list(analys.hypoteser.order_by("ordning", "id"))


@kravs(ANALYSERA, analysens)
def ny_slutsats(request: HttpRequest, pk: int) -> HttpResponse:
    """`?fraga=` proposes which question it answers."""
    analys = analys_eller_404(pk)
    if svar := last_sida(request, analys):
        return svar
    fraga = request.GET.get("fraga", "")
    fraga = fraga if fraga in Slutsats.Fraga.values else Slutsats.Fraga.BEROR.value
    return formularsida(
        request,
        bygg=lambda data, _: Slutsatsformular(
            data,
            hypoteser=_hypoteser(analys),
            initial={"fraga": fraga},
            avbryt=stegadress(analys, "slutsatser"),
        ),
        spara=lambda form: actions.skapa_slutsats(**vem_och_nar(request), analys=analys, **form.varden()),
        klart=lambda s: stegadress(analys, "slutsatser", f"slutsats-{s.pk}"),
        sparat="Slutsatsen är sparad.",
        kontext=formkontext(analys, "Ny slutsats"),
    )


@kravs(ANALYSERA, slutsatsens)
def andra_slutsats(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Slutsats.objects.select_related("analys__enhet"), pk=pk)
    analys = rad.analys
    if svar := last_sida(request, analys):
        return svar
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Slutsatsformular(
            data, objekt=objekt, hypoteser=_hypoteser(analys), avbryt=stegadress(analys, "slutsatser")
        ),
        spara=lambda form: actions.andra_slutsats(
            **vem_och_nar(request), slutsats=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda s: stegadress(analys, "slutsatser", f"slutsats-{s.pk}"),
        sparat="Slutsatsen är sparad.",
        kontext=formkontext(
            analys,
            "Ändra slutsatsen",
            ta_bort=reverse("uppfoljning:ta_bort_slutsats", args=[pk]),
            ta_bort_text="Ta bort slutsatsen",
        ),
    )


@kravs(ANALYSERA, slutsatsens)
def ta_bort_slutsats(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Slutsats.objects.select_related("analys__enhet"), pk=pk)
    return ta_bort_sida(
        request,
        objekt=rad,
        vad="Slutsatsen",
        ta_bort=lambda: actions.ta_bort_slutsats(**vem_och_nar(request), slutsats=rad),
        analys=rad.analys,
        klart=stegadress(rad.analys, "slutsatser"),
    )


@kravs(ANALYSERA, analysens)
def nytt_forslag(request: HttpRequest, pk: int) -> HttpResponse:
    analys = analys_eller_404(pk)
    if svar := last_sida(request, analys):
        return svar
    return formularsida(
        request,
        bygg=lambda data, _: Forslagsformular(
            data, hypoteser=_hypoteser(analys), avbryt=stegadress(analys, "forslag")
        ),
        spara=lambda form: actions.skapa_forslag(**vem_och_nar(request), analys=analys, **form.varden()),
        klart=lambda f: stegadress(analys, "forslag", f"forslag-{f.pk}"),
        sparat="Förslaget är sparat. Lägg till vad det bygger på.",
        kontext=formkontext(analys, "Nytt förslag"),
    )


@kravs(ANALYSERA, forslagets)
def andra_forslag(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Atgardsforslag.objects.select_related("analys__enhet"), pk=pk)
    analys = rad.analys
    if svar := last_sida(request, analys):
        return svar
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Forslagsformular(
            data, objekt=objekt, hypoteser=_hypoteser(analys), avbryt=stegadress(analys, "forslag")
        ),
        spara=lambda form: actions.andra_forslag(
            **vem_och_nar(request), forslag=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda f: stegadress(analys, "forslag", f"forslag-{f.pk}"),
        sparat="Förslaget är sparat.",
        kontext=formkontext(
            analys,
            "Ändra förslaget",
            ta_bort=reverse("uppfoljning:ta_bort_forslag", args=[pk]),
            ta_bort_text="Ta bort förslaget",
        ),
    )


@kravs(ANALYSERA, forslagets)
def ta_bort_forslag(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Atgardsforslag.objects.select_related("analys__enhet"), pk=pk)
    return ta_bort_sida(
        request,
        objekt=rad,
        vad="Förslaget",
        ta_bort=lambda: actions.ta_bort_forslag(**vem_och_nar(request), forslag=rad),
        analys=rad.analys,
        klart=stegadress(rad.analys, "forslag"),
    )


@kravs(ANALYSERA, forslagets)
def ny_kalla(request: HttpRequest, pk: int) -> HttpResponse:
    forslag = get_object_or_404(Atgardsforslag.objects.select_related("analys__enhet"), pk=pk)
    if svar := last_sida(request, forslag.analys):
        return svar
    tillbaka = stegadress(forslag.analys, "forslag", f"forslag-{pk}")
    return formularsida(
        request,
        bygg=lambda data, _: Kunskapsformular(data, avbryt=tillbaka),
        spara=lambda form: actions.skapa_kunskapskalla(
            **vem_och_nar(request), forslag=forslag, **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Kunskapskällan är sparad.",
        kontext=formkontext(forslag.analys, "Ny kunskapskälla", ingress=f"För förslaget ”{forslag.titel}”."),
    )


def _kalla_eller_404(pk: int) -> Kunskapskalla:
    return get_object_or_404(Kunskapskalla.objects.select_related("forslag__analys__enhet"), pk=pk)


@kravs(ANALYSERA, kallans)
def andra_kalla(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _kalla_eller_404(pk)
    analys = rad.forslag.analys
    if svar := last_sida(request, analys):
        return svar
    tillbaka = stegadress(analys, "forslag", f"forslag-{rad.forslag_id}")
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Kunskapsformular(data, objekt=objekt, avbryt=tillbaka),
        spara=lambda form: actions.andra_kunskapskalla(
            **vem_och_nar(request), kunskapskalla=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Kunskapskällan är sparad.",
        kontext=formkontext(
            analys,
            "Ändra kunskapskällan",
            ta_bort=reverse("uppfoljning:ta_bort_kalla", args=[pk]),
            ta_bort_text="Ta bort kunskapskällan",
        ),
    )


@kravs(ANALYSERA, kallans)
def ta_bort_kalla(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _kalla_eller_404(pk)
    return ta_bort_sida(
        request,
        objekt=rad,
        vad="Kunskapskällan",
        ta_bort=lambda: actions.ta_bort_kunskapskalla(**vem_och_nar(request), kunskapskalla=rad),
        analys=rad.forslag.analys,
        klart=stegadress(rad.forslag.analys, "forslag", f"forslag-{rad.forslag_id}"),
    )
