"""The page of one indicator, its figures as a file, and comments."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kkik.domain.likhet import percentil
from kkik.domain.trend import FONSTER
from organisation.behorighet import kravs
from planering.models import Indikator
from planering.queries import kunskapskort
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.diagram import taltabell
from styrsnurra.gemensamt.tal import formatera
from styrsnurra.gemensamt.vyhjalp import filsvar
from uppfoljning import actions
from uppfoljning.behorighet import Tillhor, indikatorns
from uppfoljning.charts import linje
from uppfoljning.forms import Kommentarsformular
from uppfoljning.framtidvy import framtid
from uppfoljning.indikatorvy import kon_mening, ljusen
from uppfoljning.ljusfalt import XMR, trend_av
from uppfoljning.orsaker import saknas_text
from uppfoljning.periodbild import Periodbild, periodbild
from uppfoljning.presenters import ar_preliminar
from uppfoljning.queries import Indikatorsida, indikator_for, indikatorsida
from uppfoljning.texter import malniva_text, rang_text, visad_enhet

SE, KOMMENTERA = "uppfoljning.se_signaler", "uppfoljning.kommentera"


def _eller_404(pk: int) -> Indikator:
    rad = indikator_for(pk)
    if rad is None:
        raise Http404
    return rad


def _ar(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) == 4 else None


@kravs(SE)
@require_safe
def indikator(request: HttpRequest, pk: int) -> HttpResponse:
    sida = indikatorsida(_eller_404(pk), _ar(request.GET.get("ar")), med_kon=request.GET.get("kon") == "1")
    return _visa(request, sida)


@kravs(KOMMENTERA, indikatorns)
@require_http_methods(["GET", "HEAD", "POST"])
def kommentar(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a comment; a refused one is shown again on the indicator's page, as it was written."""
    rad = _eller_404(pk)
    adress = reverse("uppfoljning:indikator", args=[pk])
    if request.method != "POST":
        return redirect(adress)
    formular = Kommentarsformular(
        request.POST,
        adress=reverse("uppfoljning:kommentar", args=[pk]),
        ar_text=str(_ar(request.POST.get("kommentar-ar")) or ""),
    )
    if formular.is_valid():
        ar, text = formular.cleaned_data["ar"], formular.cleaned_data["text"]
        try:
            actions.kommentera(av=request.user, nar=timezone.now(), indikator=rad, ar=ar, text=text)
        except actions.Kommentarsfel as fel:
            formular.add_error(None, str(fel))
        else:
            messages.success(request, "Kommentaren är sparad.")
            return redirect(f"{adress}?ar={ar}#kommentarer")
    sida = indikatorsida(rad, _ar(request.POST.get("kommentar-ar")))
    return _visa(request, sida, formular, status=422)


@kravs(SE)
@require_safe
def indikator_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of the chart, unrounded."""
    sida = indikatorsida(_eller_404(pk), _ar(request.GET.get("ar")), med_kon=request.GET.get("kon") == "1")
    kolumner, rader = taltabell(linje(sida))
    text = csvtext(["År", *kolumner], ([ar, *varden] for ar, varden in rader))
    n = sida.indikator.nyckeltal
    return filsvar(text, f"{n.kolada_id}.csv" if n else f"indikator-{pk}.csv")


def _visa(
    request: HttpRequest, sida: Indikatorsida, formular: Kommentarsformular | None = None, status: int = 200
) -> HttpResponse:
    i, ar, idag = sida.indikator, sida.ar, timezone.localdate()
    enhet = visad_enhet(i.matt.enhet)
    far = request.user.has_perm(KOMMENTERA, Tillhor(i.agare_id))
    gar = ar is not None and (sida.bedomning is not None or ar in i.mal.malomrade.plan.ar)
    if formular is None and far and gar:
        formular = Kommentarsformular(
            adress=reverse("uppfoljning:kommentar", args=[i.pk]), ar_text=str(ar), initial={"ar": ar}
        )
    sammanhang: dict[str, Any] = {
        "sida": sida,
        "i": i,
        "ar": ar,
        "enhet": enhet,
        "ljus": ljusen(sida, idag),
        "perioder": _perioder(sida, enhet),
        "framtid": framtid(sida),
        "linje": linje(sida),
        "kon_mening": kon_mening(sida),
        "visar_kon": bool(sida.kon or sida.egna_kon),
        "kan_visa_kon": i.matt.konsuppdelat and i.kon == "T",
        "preliminar": ar is not None and ar_preliminar(i.nyckeltal, ar, idag),
        "prickar": _prickar(sida, ar),
        "brott_i_trenden": max(
            (b for b in sida.matris.brott if ar and ar - FONSTER + 1 < b <= ar), default=None
        ),
        "historik": _historik(sida, enhet, idag),
        "kommentarsformular": formular if far else None,
        "nyckeltal_url": reverse("kkik:nyckeltal", args=[i.nyckeltal.kolada_id]) if i.nyckeltal else "",
        "kunskapskort": kunskapskort(i),
        "far_andra_kort": request.user.has_perm("planering.andra_plan"),
        "fel_i_formular": formular is not None and formular.is_bound and not formular.is_valid(),
        "far_satta_ansikte": request.user.has_perm("uppfoljning.satt_ansikte", Tillhor(i.mal.enhet_id)),
        "csv_url": reverse("uppfoljning:indikator_csv", args=[i.pk]) + (f"?ar={ar}" if ar else ""),
        "smulor": [
            {
                "namn": "Måluppfyllelse",
                "url": reverse("uppfoljning:maluppfyllelse") + (f"?ar={ar}" if ar else ""),
            },
            {"namn": i.mal.titel, "url": ""},
        ],
    }
    return render(request, "uppfoljning/indikator.html", sammanhang, status=status)


def _prickar(sida: Indikatorsida, ar: int | None) -> dict[str, Any] | None:
    """All other municipalities in the year, with the middle half of them; None when nobody has a value."""
    if ar is None:
        return None
    varden = sida.alla_andra(ar)
    if not varden:
        return None
    v = sida.matris.varden_for(ar)[sida.matris.kommuner != (sida.egen or 0)]
    egen = sida.matris.varde(ar, sida.egen) if sida.egen is not None else None
    return {"varden": varden, "egen": egen, "p25": percentil(v, 25), "p75": percentil(v, 75)}


def _perioder(sida: Indikatorsida, enhet: str) -> Periodbild | None:
    """The months or tertials, where they have been judged."""
    b = sida.bedomning
    if b is None or b.trend_regel != XMR or sida.serie is None:
        return None
    return periodbild(sida.serie, trend_av(vars(b)), b.ar, enhet, sida.indikator.decimaler)


def _historik(sida: Indikatorsida, enhet: str, idag: date) -> list[dict[str, Any]]:
    """Year by year: the target level and what came of it, newest first; years ahead have only the level."""
    return [
        {
            "b": b,
            "malniva": malniva_text(b.mal_indata["mal"], enhet),
            "utfall": formatera(b.utfall, sida.indikator.decimaler, enhet),
            "saknas": saknas_text(b.saknas_orsak, b.vantas, idag),
            "plats": rang_text(b.andra_rang, b.andra_n) if b.andra_signal != "gra" else "",
            "trend": b.trend or "gra",
            "vald": sida.bedomning is not None and b.pk == sida.bedomning.pk,
        }
        for b in sida.bedomningar
    ]
