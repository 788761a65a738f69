"""Expected effects in numbers, with calculation 5's realism check beside the form."""

from functools import cache, partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from atgarder.actions import forvantan as actions
from atgarder.forms.forvantan import Forvantansformular
from atgarder.models import Forvantadeffekt
from atgarder.presenters.levande import Levande, levande
from atgarder.queries.indikatorval import indikatorval
from atgarder.views.forslag import forslagets
from atgarder.views.forslaggemensamt import (
    BEREDA,
    formkontext,
    forslag_eller_404,
    forslagsadress,
    last_sida,
    ta_bort_sida,
)
from organisation.behorighet import kravs
from planering.views.gemensamt import egen_kommun, formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.behorighet import enheten
from uppfoljning.models import Atgardsforslag

forvantningens = enheten(Forvantadeffekt, "forslag__analys__enhet")
MALL, LEVANDE = "atgarder/konsekvens/forvantan.html", "atgarder/konsekvens/_levande.html"


@kravs(BEREDA, forslagets)
def ny_forvantan(request: HttpRequest, pk: int) -> HttpResponse:
    """`?indikator=` proposes one. While one types, htmx asks for the value now and the realism check; without script
    the button "Räkna" does, and neither saves anything."""
    forslag = forslag_eller_404(pk)
    if svar := last_sida(request, forslag, del_av_beskrivning=False):
        return svar
    tillbaka = forslagsadress(pk, "effekt")
    analysens, ovriga = indikatorval(forslag, timezone.localdate().year)
    kontext = formkontext(forslag, "Ny förväntad effekt", kan_valja=bool(analysens or ovriga))
    foreslagen = next((i for i in analysens if str(i.pk) == request.GET.get("indikator")), None)
    if foreslagen is None and len(analysens) == 1:
        foreslagen = analysens[0]

    def bygg(data: Any, _: Any) -> Forvantansformular:
        form = Forvantansformular(
            data,
            analysens=analysens,
            ovriga=ovriga,
            url=request.get_full_path(),
            avbryt=tillbaka,
            initial={"indikator": foreslagen},
        )
        form.levande = cache(partial(_levande, form))
        return form

    if svar := _raknat(request, bygg, None, kontext):
        return svar
    return formularsida(
        request,
        bygg=bygg,
        spara=lambda form: actions.skapa_forvantan(**vem_och_nar(request), forslag=forslag, **form.varden()),
        klart=lambda _: tillbaka,
        sparat="Den förväntade effekten är sparad.",
        mall=MALL,
        kontext=kontext,
    )


@kravs(BEREDA, forvantningens)
def andra_forvantan(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _rad_eller_404(pk)
    forslag: Atgardsforslag = rad.forslag
    if svar := last_sida(request, forslag, del_av_beskrivning=False):
        return svar
    tillbaka = forslagsadress(forslag.pk, "effekt")
    kontext = formkontext(
        forslag,
        f"Förväntad effekt på {rad.indikator.namn}",
        kan_valja=True,
        ta_bort=reverse("atgarder:ta_bort_forvantan", args=[pk]),
        ta_bort_text="Ta bort den förväntade effekten",
    )

    def bygg(data: Any, objekt: Any) -> Forvantansformular:
        form = Forvantansformular(
            data,
            objekt=objekt or rad,
            analysens=[],
            ovriga=[],
            url=request.get_full_path(),
            avbryt=tillbaka,
        )
        form.levande = cache(partial(_levande, form))
        return form

    if svar := _raknat(request, bygg, rad, kontext):
        return svar
    return formularsida(
        request,
        objekt=rad,
        bygg=bygg,
        spara=lambda form: actions.andra_forvantan(
            **vem_och_nar(request), forvantan=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Den förväntade effekten är sparad.",
        mall=MALL,
        kontext=kontext,
    )


@kravs(BEREDA, forvantningens)
def ta_bort_forvantan(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _rad_eller_404(pk)
    return ta_bort_sida(
        request,
        objekt=rad,
        vad="Den förväntade effekten",
        ta_bort=lambda: actions.ta_bort_forvantan(**vem_och_nar(request), forvantan=rad),
        forslag=rad.forslag,
        klart=forslagsadress(rad.forslag_id, "effekt"),
        del_av_beskrivning=False,
    )


def _rad_eller_404(pk: int) -> Forvantadeffekt:
    rader = Forvantadeffekt.objects.select_related(
        "forslag__analys__enhet", "indikator__nyckeltal", "indikator__egetmatt", "andrad_av"
    )
    return get_object_or_404(rader, pk=pk)


def _levande(form: Forvantansformular) -> Levande:
    """Worked out when the page asks for it: a stale edit builds more forms than it shows."""
    return levande(*form.last(), egen_kommun(), timezone.localdate().year)


def _raknat(
    request: HttpRequest, bygg: Any, objekt: Forvantadeffekt | None, kontext: dict[str, Any]
) -> HttpResponse | None:
    """What is asked for while one types; None when it is to be saved, or shown for the first time."""
    if request.method != "POST" or not (request.htmx or request.POST.get("rakna")):
        return None
    form = bygg(request.POST, objekt)
    return render(request, LEVANDE if request.htmx else MALL, kontext | {"form": form})
