"""Describing the consequences: the four questions in one form, the rows one by one, finished and open again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from atgarder.actions import konsekvens as actions
from atgarder.forms.konsekvens import (
    Alternativformular,
    Beloppsformular,
    Dialogformular,
    Gruppformular,
    Konsekvensformular,
    Riskformular,
)
from atgarder.models import (
    Alternativ,
    Berordgrupp,
    Konsekvensbelopp,
    Konsekvensbeskrivning,
    Konsekvensrisk,
    Verksamhetsdialog,
)
from atgarder.queries.malval import valbara_mal
from atgarder.views.forslag import forslagets
from atgarder.views.forslaggemensamt import (
    BEREDA,
    beskrivningen,
    formkontext,
    forslag_eller_404,
    forslagsadress,
    forsok,
    last_sida,
    ta_bort_sida,
)
from organisation.behorighet import kravs
from planering.forms.bas import Planeringsformular
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.behorighet import Tillhor
from uppfoljning.models import Atgardsforslag


@dataclass(frozen=True, slots=True)
class Del:
    """A kind of row. `argument` is what the actions call it, `ankare` where it stands on the page."""

    modell: type[Model]
    formular: type[Planeringsformular]
    argument: str
    ankare: str
    ny: str
    vad: str
    skapa: Callable[..., Any]
    andra: Callable[..., Any]
    ta_bort: Callable[..., None]

    @property
    def sparat(self) -> str:
        return f"{self.vad} är spara{'t' if self.vad.endswith('et') else 'd'}."


DELAR = {
    "belopp": Del(
        Konsekvensbelopp,
        Beloppsformular,
        "belopp",
        "pengar",
        "Nytt belopp",
        "Beloppet",
        actions.skapa_belopp_flera_ar,
        actions.andra_belopp,
        actions.ta_bort_belopp,
    ),
    "risk": Del(
        Konsekvensrisk,
        Riskformular,
        "risk",
        "risker",
        "Ny risk",
        "Risken",
        actions.skapa_risk,
        actions.andra_risk,
        actions.ta_bort_risk,
    ),
    "grupp": Del(
        Berordgrupp,
        Gruppformular,
        "grupp",
        "grupper",
        "Ny berörd grupp",
        "Gruppen",
        actions.skapa_grupp,
        actions.andra_grupp,
        actions.ta_bort_grupp,
    ),
    "alternativ": Del(
        Alternativ,
        Alternativformular,
        "alternativ",
        "alternativ",
        "Nytt alternativ",
        "Alternativet",
        actions.skapa_alternativ,
        actions.andra_alternativ,
        actions.ta_bort_alternativ,
    ),
    "dialog": Del(
        Verksamhetsdialog,
        Dialogformular,
        "dialog",
        "dialog",
        "Ny dialog med verksamheten",
        "Dialogen",
        actions.skapa_dialog,
        actions.andra_dialog,
        actions.ta_bort_dialog,
    ),
}


def delens(pk: int, slag: str) -> Tillhor:
    """Raises Http404."""
    rad = get_object_or_404(DELAR[slag].modell.objects.select_related("beskrivning__forslag__analys"), pk=pk)
    return Tillhor(rad.behorighet_enhet_id)


@kravs(BEREDA, forslagets)
def andra_konsekvens(request: HttpRequest, pk: int) -> HttpResponse:
    """Scenario, the four questions and what happens otherwise; the first time makes the description."""
    forslag = forslag_eller_404(pk)
    if svar := last_sida(request, forslag):
        return svar
    rad = beskrivningen(forslag)
    malen = valbara_mal(rad, timezone.localdate().year)
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Konsekvensformular(
            data, objekt=objekt, malen=malen, avbryt=forslagsadress(pk)
        ),
        spara=lambda form: actions.spara_konsekvens(
            **vem_och_nar(request), forslag=forslag, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: forslagsadress(pk),
        sparat="Konsekvenserna är sparade.",
        kontext=formkontext(
            forslag,
            "Beskriv konsekvenserna",
            ingress=f"Av förslaget ”{forslag.titel}”. Spara när du vill; de fyra frågorna ska ha svar först när "
            "beskrivningen klarmarkeras.",
        ),
    )


@kravs(BEREDA, forslagets)
@require_POST
def klarmarkera(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Konsekvensbeskrivning, forslag=pk)
    return forsok(
        request,
        lambda: actions.klarmarkera(**vem_och_nar(request), beskrivning=rad),
        forslagsadress(pk),
        "Konsekvensbeskrivningen är klar. Förslaget kan prioriteras.",
    )


@kravs(BEREDA, forslagets)
@require_POST
def oppna_igen(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Konsekvensbeskrivning, forslag=pk)
    return forsok(
        request,
        lambda: actions.oppna_igen(**vem_och_nar(request), beskrivning=rad),
        forslagsadress(pk),
        "Konsekvensbeskrivningen är öppen igen.",
    )


@transaction.atomic
def _skapa(request: HttpRequest, forslag: Atgardsforslag, d: Del, varden: dict[str, Any]) -> Any:
    """The row, and the description it belongs to if nobody has begun one."""
    vem = vem_och_nar(request)
    beskrivning = beskrivningen(forslag) or actions.spara_konsekvens(**vem, forslag=forslag)
    return d.skapa(**vem, beskrivning=beskrivning, **varden)


@kravs(BEREDA, forslagets)
def ny_del(request: HttpRequest, pk: int, slag: str) -> HttpResponse:
    forslag, d = forslag_eller_404(pk), DELAR[slag]
    if svar := last_sida(request, forslag):
        return svar
    tillbaka = forslagsadress(pk, d.ankare)
    return formularsida(
        request,
        bygg=lambda data, _: d.formular(data, avbryt=tillbaka),
        spara=lambda form: _skapa(request, forslag, d, form.varden()),
        klart=lambda _: tillbaka,
        sparat=d.sparat,
        kontext=formkontext(forslag, d.ny),
    )


@kravs(BEREDA, delens)
def andra_del(request: HttpRequest, pk: int, slag: str) -> HttpResponse:
    d = DELAR[slag]
    rad = get_object_or_404(
        d.modell.objects.select_related("beskrivning__forslag__analys__enhet", "andrad_av"), pk=pk
    )
    forslag = rad.beskrivning.forslag
    if svar := last_sida(request, forslag):
        return svar
    tillbaka = forslagsadress(forslag.pk, d.ankare)
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: d.formular(data, objekt=objekt, avbryt=tillbaka),
        spara=lambda form: d.andra(
            **vem_och_nar(request),
            **{d.argument: rad},
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda _: tillbaka,
        sparat=d.sparat,
        kontext=formkontext(
            forslag,
            f"Ändra {d.vad.lower()}",
            ta_bort=reverse(f"atgarder:ta_bort_{slag}", args=[pk]),
            ta_bort_text=f"Ta bort {d.vad.lower()}",
        ),
    )


@kravs(BEREDA, delens)
def ta_bort_del(request: HttpRequest, pk: int, slag: str) -> HttpResponse:
    d = DELAR[slag]
    rad = get_object_or_404(d.modell.objects.select_related("beskrivning__forslag__analys__enhet"), pk=pk)
    forslag = rad.beskrivning.forslag
    return ta_bort_sida(
        request,
        objekt=rad,
        vad=d.vad,
        ta_bort=lambda: d.ta_bort(**vem_och_nar(request), **{d.argument: rad}),
        forslag=forslag,
        klart=forslagsadress(forslag.pk, d.ankare),
    )
