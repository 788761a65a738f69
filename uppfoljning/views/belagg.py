"""Evidence: choosing what it is, choosing its measure, and saying what it shows."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kkik import queries as kkik
from kkik.models import Nyckeltal
from organisation.behorighet import kravs
from planering.models import Egetmatt
from planering.presenters import traffrader
from planering.views.gemensamt import egen_kommun, formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions import analys as actions
from uppfoljning.actions.analys.belagg import MED_EGET, MED_NYCKELTAL
from uppfoljning.analysbehorighet import belaggets, hypotesens
from uppfoljning.belaggsbilder import Bildkalla
from uppfoljning.belaggsformular import Belaggsformular
from uppfoljning.models import Belagg, Hypotes
from uppfoljning.views.analysgemensamt import ANALYSERA, formkontext, last_sida, smulor, ta_bort_sida
from uppfoljning.views.hypotes import adress, hypotes_eller_404

FLEST_TRAFFAR = 20
FLEST_FORSLAG = 8


@kravs(ANALYSERA, hypotesens)
def nytt(request: HttpRequest, pk: int) -> HttpResponse:
    """`?slag=` what it is, then for figures `?nyckeltal=` or `?egetmatt=` (`?q=` searches), then the form."""
    hypotes = hypotes_eller_404(pk)
    if svar := last_sida(request, hypotes.analys):
        return svar
    slag = request.GET.get("slag", "")
    if slag not in Belagg.Slag.values:
        slag = Belagg.Slag.NYCKELTAL.value
    matt = _matt(request, slag)
    if slag in MED_NYCKELTAL | MED_EGET and matt is None:
        return _valj(request, hypotes, slag)
    return _formular(request, hypotes, slag, matt)


def _matt(request: HttpRequest, slag: str) -> Nyckeltal | Egetmatt | None:
    eget = request.GET.get("egetmatt", "")
    if slag in MED_EGET and eget.isascii() and eget.isdecimal() and len(eget) <= 9:
        return Egetmatt.objects.select_related("agare").filter(pk=int(eget)).first()
    if slag in MED_NYCKELTAL:
        n = kkik.hamta_nyckeltal(request.GET.get("nyckeltal", "")[:10].replace("\x00", ""))
        return n if n is not None and (slag != Belagg.Slag.KON or n.konsuppdelat) else None
    return None


def _valj(request: HttpRequest, hypotes: Hypotes, slag: str) -> HttpResponse:
    fraga = request.GET.get("q", "").strip()
    traffar: list[Nyckeltal] = []
    if slag in MED_NYCKELTAL:
        traffar = _traffar(fraga, slag) if fraga else _foreslagna(hypotes, slag)
    egna = list(Egetmatt.objects.select_related("agare")[:50]) if slag in MED_EGET else []
    kontext = {
        "h": hypotes,
        "fraga": fraga,
        "slag": slag,
        "slagval": Belagg.Slag.choices,
        "med_sok": slag in MED_NYCKELTAL,
        "traffar": traffrader(traffar[:FLEST_TRAFFAR], egen_kommun()),
        "egna": egna,
        "okant": bool(request.GET.get("nyckeltal") or request.GET.get("egetmatt")),
        "smulor": [
            *smulor(hypotes.analys),
            {"namn": "Hypotes", "url": adress(hypotes)},
            {"namn": "Nytt belägg"},
        ],
    }
    mall = "uppfoljning/analys/_traffar.html" if request.htmx else "uppfoljning/analys/valj_matt.html"
    return render(request, mall, kontext)


def _traffar(fraga: str, slag: str) -> list[Nyckeltal]:
    urval = kkik.sok_nyckeltal(fraga, bara_med_varden=True, med_forsvunna=False).exclude(kommuntyp="L")
    if slag == Belagg.Slag.KON:
        urval = urval.filter(konsuppdelat=True)
    return list(urval[:FLEST_TRAFFAR])


def _foreslagna(hypotes: Hypotes, slag: str) -> list[Nyckeltal]:
    """Measures that lie near: the deviations' own operating areas, those where we lie far from the middle first."""
    egna = [
        a.indikator.nyckeltal
        for a in hypotes.analys.avvikelser.select_related("indikator__nyckeltal")
        if a.indikator.nyckeltal is not None
    ]
    omraden = {n.verksamhetsomrade for n in egna}
    if slag == Belagg.Slag.KON:
        nara = [n for n in egna if n.konsuppdelat]
        urval = kkik.sok_nyckeltal("", bara_med_varden=True, med_forsvunna=False).filter(konsuppdelat=True)
    else:
        nara = []
        urval = kkik.sok_nyckeltal("", bara_med_varden=True, med_forsvunna=False)
    urval = urval.filter(verksamhetsomrade__in=omraden).exclude(pk__in=[n.pk for n in egna])
    rader = list(urval.exclude(kommuntyp="L")[:200])
    kommun = egen_kommun()
    lagen = kkik.egna_lagen([n.pk for n in rader], kommun) if kommun is not None else {}

    def langt_fran_mitten(n: Nyckeltal) -> float:
        lage = lagen.get(n.pk)
        if lage is None or not lage.n or lage.under is None:
            return -1.0
        return abs((lage.under + (lage.lika or 0) / 2) / lage.n - 0.5)

    rader.sort(key=lambda n: (-langt_fran_mitten(n), n.kolada_id))
    return [*nara, *rader][:FLEST_FORSLAG]


def _formular(
    request: HttpRequest, hypotes: Hypotes, slag: str, matt: Nyckeltal | Egetmatt | None
) -> HttpResponse:
    vad = _vad(matt)
    prov = Belagg(hypotes=hypotes, slag=slag, gruppkod="liknande" if slag == "nyckeltal" else "", **vad)
    riktning = request.GET.get("riktning", "")
    return formularsida(
        request,
        bygg=lambda data, _: Belaggsformular(
            data,
            slag=slag,
            kommun_id=egen_kommun(),
            initial={"riktning": riktning} if riktning in Belagg.Riktning.values else {},
            avbryt=adress(hypotes),
            **vad,
        ),
        spara=lambda form: actions.skapa_belagg(
            **vem_och_nar(request), hypotes=hypotes, slag=slag, **vad, **form.varden()
        ),
        klart=lambda b: adress(hypotes, f"belagg-{b.pk}"),
        sparat="Belägget är sparat.",
        mall="uppfoljning/analys/belaggsformular.html",
        kontext=_kontext(hypotes, prov, "Nytt belägg"),
    )


def _vad(matt: Nyckeltal | Egetmatt | None) -> dict[str, Any]:
    if isinstance(matt, Egetmatt):
        return {"egetmatt": matt}
    return {"nyckeltal": matt} if matt is not None else {}


def _kontext(hypotes: Hypotes, belagg: Belagg, rubrik: str) -> dict[str, Any]:
    """The picture beside the form, so that one sees what it shows while one writes it."""
    kalla = Bildkalla([belagg])
    kontext = formkontext(hypotes.analys, rubrik)
    kontext["smulor"] = [
        *smulor(hypotes.analys),
        {"namn": "Hypotes", "url": adress(hypotes)},
        {"namn": rubrik},
    ]
    return kontext | {
        "h": hypotes,
        "b": belagg,
        "linje": kalla.linje(belagg),
        "enheter": kalla.enhetsbild(belagg),
    }


def _belagg_eller_404(pk: int) -> Belagg:
    rad = (
        Belagg.objects.select_related("hypotes__analys__enhet", "nyckeltal", "egetmatt").filter(pk=pk).first()
    )
    if rad is None:
        raise Http404
    return rad


@kravs(ANALYSERA, belaggets)
def andra(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _belagg_eller_404(pk)
    if svar := last_sida(request, rad.hypotes.analys):
        return svar
    vad = _vad(rad.nyckeltal or rad.egetmatt)
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Belaggsformular(
            data,
            objekt=objekt,
            slag=rad.slag,
            kommun_id=egen_kommun(),
            avbryt=adress(rad.hypotes),
            **vad,
        ),
        spara=lambda form: actions.andra_belagg(
            **vem_och_nar(request), belagg=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda b: adress(rad.hypotes, f"belagg-{b.pk}"),
        sparat="Belägget är sparat.",
        mall="uppfoljning/analys/belaggsformular.html",
        kontext=_kontext(rad.hypotes, rad, "Ändra belägget")
        | {
            "ta_bort": reverse("uppfoljning:ta_bort_belagg", args=[pk]),
            "ta_bort_text": "Ta bort belägget",
        },
    )


@kravs(ANALYSERA, belaggets)
def ta_bort(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _belagg_eller_404(pk)
    return ta_bort_sida(
        request,
        objekt=rad,
        vad="Belägget",
        ta_bort=lambda: actions.ta_bort_belagg(**vem_och_nar(request), belagg=rad),
        analys=rad.hypotes.analys,
        klart=adress(rad.hypotes),
    )
