"""The comparison: any nyckeltal, any municipality."""

from typing import Any

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kkik import queries
from kkik.charts import jamforelsediagram
from kkik.domain.trend import FONSTER
from kkik.models import Kommun, Kon, Nyckeltal
from kkik.presenters import jamforelse as presentera
from kkik.presenters.ord import kalltext, kort_enhet, nedlagt_ar, stycken, utan_slutar, visad_signal
from kkik.queries.sidan import definitionshistorik, koladamedel, revisioner
from kkik.views.val import RIKTNINGSVAL, Val, las_val, vald_kommun
from organisation.behorighet import kravs
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.vyhjalp import filsvar

CSV_RUBRIKER = ("Kommunkod", "Kommun", "Kön", "År", "Värde")


@kravs("kkik.se_nyckeltal")
@require_safe
def nyckeltal(request: HttpRequest, kolada_id: str) -> HttpResponse:
    rad = queries.hamta_nyckeltal(kolada_id)
    if rad is None:
        raise Http404("Nyckeltalet finns inte.")
    kommun = vald_kommun(request)
    val_av_riktning = queries.gallande_riktning(rad.pk)
    grund = {
        "nyckeltal": rad,
        "titel": utan_slutar(rad.titel),
        "nedlagt": nedlagt_ar(rad.titel),
        "stycken": stycken(rad.beskrivning),
        "producent": kalltext(rad.beskrivning),
        "riktningsval": val_av_riktning,
        "kan_valja_riktning": request.user.has_perm("kkik.bekrafta_riktning"),
    }
    if kommun is None:
        return render(request, "kkik/nyckeltal_tomt.html", grund)
    val = las_val(request.GET, kommun, val_av_riktning)
    j = _jamfor(rad, val)
    if j is None:
        return render(request, "kkik/nyckeltal_tomt.html", {**grund, "vald_kommun": kommun, "val": val})
    namn = queries.kommunnamn()
    if request.GET.get("format") == "csv":
        return _csv(rad, j, namn)
    return render(request, "kkik/nyckeltal.html", {**grund, **_sidan(request, rad, val, j, namn)})


def _jamfor(rad: Nyckeltal, val: Val) -> queries.Jamforelse | None:
    idag = timezone.localdate()

    def gor(grupp: str) -> queries.Jamforelse | None:
        return queries.jamfor(
            rad,
            val.kommun.pk,
            idag=idag,
            ar=val.ar,
            kon=val.kon,
            riktning=val.riktning,
            intervall=val.intervall,
            gruppkod=grupp,
        )

    try:
        return gor(val.grupp)
    except queries.GruppSaknas as fel:
        val.fel.append(f"{fel} Alla kommuner visas.")
        val.grupp = "alla"
        return gor("alla")


def _sidan(
    request: HttpRequest, rad: Nyckeltal, val: Val, j: queries.Jamforelse, namn: dict[int, str]
) -> dict[str, Any]:
    dec, enhet, kommun = presentera.decimaler(j), kort_enhet(rad.enhet), val.kommun
    signal = visad_signal(j.mot_andra)
    sortering = request.GET.get("sortera", "")
    rader = presentera.kommunrader(j, namn)
    liknande = _liknande(rad, kommun)
    versioner, brott = definitionshistorik(rad)
    return {
        "vald_kommun": kommun,
        "val": val,
        "j": j,
        "enhet": enhet,
        "fore_ar": j.ar - presentera.ANDRING_AR,
        "decimaler": dec,
        "signal": signal,
        "andra_rubrik": presentera.rubrik_andra(j),
        "andra_text": presentera.mening_andra(j, enhet, dec),
        "trend_text": presentera.mening_trenden(j, enhet, dec),
        "kon_text": presentera.mening_konen(j, enhet, dec),
        "ofullstandigt": presentera.ofullstandigt(j, kommun.namn, enhet, dec),
        "har_kon": any(np.any(~np.isnan(j.matriser[k].varden)) for k in ("K", "M") if k in j.matriser),
        "diagram": jamforelsediagram(
            j,
            namn=kommun.namn,
            rubrik=presentera.rubrik(j, kommun.namn, enhet, dec),
            sammanfattning="",
            enhet=enhet,
            decimaler=dec,
            signal=signal,
            gruppnamn=presentera.gruppord(j),
            visa_kon=val.visa_kon,
        ),
        "prickar": _varden(j),
        "rader": presentera.sortera(rader, sortering if sortering in presentera.SORTERINGAR else "namn"),
        "sortering": sortering if sortering in presentera.SORTERINGAR else "",
        "sorteringar": _sorteringar(request, sortering),
        "liknande": liknande,
        "liknande_rader": _liknande_rader(j, namn, liknande),
        "koladamedel": koladamedel(rad, kommun.pk, j.ar, j.kon),
        "revisioner": revisioner(rad, kommun.pk),
        "versioner": versioner,
        "brott": brott,
        "brott_i_trenden": max((b for b in j.matris.brott if j.ar - FONSTER + 1 < b <= j.ar), default=None),
        "far_avgora_definition": request.user.has_perm("kkik.bekrafta_definition"),
        **_valjare(rad, j, namn, kommun),
        "csv_url": _adress(request, format="csv"),
        "kon_url": _adress(request, visa=None if val.visa_kon else "kon"),
    }


def _varden(j: queries.Jamforelse) -> list[float]:
    varden = j.matris.varden_for(j.ar)
    return varden[~np.isnan(varden)].tolist()


def _liknande(rad: Nyckeltal, kommun: Kommun) -> queries.Jamforelsegrupp | None:
    try:
        return queries.grupp("liknande", kommun.pk, rad)
    except queries.GruppSaknas:
        return None


def _liknande_rader(j, namn, liknande):
    if liknande is None:
        return []
    return presentera.sortera(
        presentera.kommunrader(j, namn, liknande.medlemmar | {j.kommun}),
        "varde" if j.riktning == "lag" else "-varde",
    )


def _valjare(rad: Nyckeltal, j: queries.Jamforelse, namn: dict[int, str], kommun: Kommun) -> dict[str, Any]:
    """The choosers: years that have any value, newest first; groups by heading; municipalities by name."""
    matris = j.matris
    har = np.any(~np.isnan(matris.varden), axis=1)
    ar = [int(y) for y in matris.ar[har][::-1]]
    grupper: dict[str, list[queries.Gruppval]] = {}
    for g in queries.gruppval(kommun.pk, rad):
        grupper.setdefault(g.slag, []).append(g)
    return {
        "arsval": ar if j.ar in ar else sorted([*ar, j.ar], reverse=True),
        "gruppval": grupper,
        "kommunval": sorted(
            ((f"{k:04d}", namn[k]) for k in matris.kommuner.tolist()), key=lambda p: svensk_nyckel(p[1])
        ),
        "konsval": Kon.choices,
        "riktningar": RIKTNINGSVAL,
    }


def _sorteringar(request: HttpRequest, nu: str) -> dict[str, dict[str, str]]:
    """Per column: where its heading leads, and how the table is sorted by it now."""
    ut = {}
    for falt in ("namn", "varde", "andring"):
        nasta = f"-{falt}" if nu == falt or (falt != "namn" and nu != f"-{falt}") else falt
        lage = {falt: "ascending", f"-{falt}": "descending"}.get(nu or "namn", "")
        ut[falt] = {"url": _adress(request, sortera=nasta) + "#alla-kommuner", "lage": lage}
    return ut


def _adress(request: HttpRequest, **andra: str | None) -> str:
    fraga = request.GET.copy()
    for namn, varde in andra.items():
        if varde is None:
            fraga.pop(namn, None)
        else:
            fraga[namn] = varde
    return f"?{fraga.urlencode()}"


def _csv(rad: Nyckeltal, j: queries.Jamforelse, namn: dict[int, str]) -> HttpResponse:
    text = csvtext(CSV_RUBRIKER, presentera.csvrader(j.matris, j.kon, namn))
    return filsvar(text, f"{rad.kolada_id}-{j.kon}.csv")
