"""Analyses: the list, opening one, its first page, concluding and reopening it, what has happened in it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisation.behorighet import egna_enheter, kravs
from organisation.models import Handelse
from planering.models import Plan
from planering.presenters.historik import planens_historik
from planering.views.aterkallbart import angrasida
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions import analys as actions
from uppfoljning.analysbehorighet import analysens
from uppfoljning.analysformular import Analysformular, Skalformular, Slutordsformular
from uppfoljning.analysfrysning import fryst, mening
from uppfoljning.charts import linje
from uppfoljning.models import Bedomning
from uppfoljning.presenters import radvy
from uppfoljning.queries import indikator_for, indikatorsida, signaltabell, sikt, sikt_for
from uppfoljning.queries.analyser import analyslista, pagaende_per_avvikelse
from uppfoljning.queries.analyshistorik import handelser
from uppfoljning.views.analysgemensamt import (
    ANALYSERA,
    SE,
    analys_eller_404,
    formkontext,
    last_sida,
    smulor,
    visa,
)
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

PER_SIDA = 50
STATUSAR = {"pagar": "Pågår", "klar": "Klara"}


@kravs(SE)
@require_safe
def analyser(request: HttpRequest) -> HttpResponse:
    """`?status=pagar` or `klar` chooses."""
    vald = request.GET.get("status", "")
    vald = vald if vald in STATUSAR else ""
    val = [{"text": "Alla", "url": "?", "vald": not vald}]
    val += [{"text": text, "url": f"?status={kod}", "vald": kod == vald} for kod, text in STATUSAR.items()]
    kontext = {
        "analyser": list(analyslista(vald)),
        "val": val,
        "vald": vald,
        "far_analysera": request.user.has_perm(ANALYSERA),
        "stod": stegstod(Steg.SOK_ORSAKER),
    }
    return render(request, "uppfoljning/analys/lista.html", kontext)


def _heltal(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 9 else None


@kravs(ANALYSERA)
def ny(request: HttpRequest) -> HttpResponse:
    """First which deviations (`?indikator=`, one or more, and `?ar=`; or `?bedomning=`), then the form."""
    ids, ar = _fragade(request)
    valda = _valda(ids, ar) if ids else []
    if not valda:
        return _valj(request, ar, fel=bool(ids) or "valt" in request.GET)
    pagar = pagaende_per_avvikelse(valda[0]["ar"])
    redan = {a["indikator"].pk: pagar[a["indikator"].pk] for a in valda if a["indikator"].pk in pagar}
    if redan:
        kontext = {"redan": list(redan.values()), "smulor": smulor(None, "Öppna en analys")}
        return render(request, "uppfoljning/analys/redan.html", kontext, status=409)
    return _oppna(request, valda)


def _fragade(request: HttpRequest) -> tuple[list[int], int | None]:
    """The indicators asked for, and the year."""
    tal = lambda namn: [i for i in map(_heltal, request.GET.getlist(namn)) if i is not None]  # noqa: E731
    ids, ar = tal("indikator"), _heltal(request.GET.get("ar"))
    if not ids and (nycklar := tal("bedomning")):
        par = list(Bedomning.objects.filter(pk__in=nycklar).order_by("pk").values_list("indikator", "ar"))
        ids, ar = [i for i, _ in par], par[0][1] if par else None
    return ids, ar


def _valda(ids: list[int], ar: int | None) -> list[dict[str, Any]]:
    """The chosen deviations as they are frozen. All are taken from the plan of the first."""
    forsta = indikator_for(ids[0])
    if forsta is None:
        return []
    tabell = signaltabell(sikt_for(forsta.mal.malomrade.plan_id, ar), bara=ids, serier=False)
    if tabell.sikt.ar is None:
        return []
    per = {r.indikator.pk: r for r in tabell.rader if r.bedomning is not None}
    idag = timezone.localdate()
    return [fryst(per[i], tabell.sikt.ar, idag) for i in dict.fromkeys(ids) if i in per]


def _valj(request: HttpRequest, ar: int | None, *, fel: bool) -> HttpResponse:
    """All that deviates, worst first, and the rest to choose from."""
    idag = timezone.localdate()
    s = sikt(None, ar, i_ar=idag.year)
    tabell = signaltabell(s, serier=False)
    pagar = pagaende_per_avvikelse(s.ar) if s.ar is not None else {}
    bedomda = [r for r in tabell.rader if r.bedomning is not None]
    avviker = sorted((r for r in bedomda if r.avviker), key=lambda r: (-r.bedomning.poang, r.indikator.namn))
    ovriga = [r for r in bedomda if not r.avviker and r.bedomning.utfall is not None]

    def rad(r) -> dict[str, Any]:
        v = radvy(r, s.ar, idag)
        return {"r": v, "mening": mening(v, s.ar), "pagar": pagar.get(v.pk)}

    kontext = {
        "ar": s.ar,
        "avviker": [rad(r) for r in avviker],
        "ovriga": [rad(r) for r in ovriga],
        "fel": fel,
        "smulor": smulor(None, "Öppna en analys"),
    }
    return render(request, "uppfoljning/analys/valj.html", kontext)


def _oppna(request: HttpRequest, valda: list[dict[str, Any]]) -> HttpResponse:
    forsta = valda[0]["indikator"]
    forval = {"titel": f"Varför avviker {forsta.namn}?"[:200]}
    enheter = egna_enheter(request.user, ANALYSERA)
    if enheter is None or forsta.agare_id in enheter:
        forval["enhet"] = forsta.agare
    return formularsida(
        request,
        bygg=lambda data, _: Analysformular(
            data,
            dag=timezone.localdate(),
            enheter=enheter,
            initial=forval,
            avbryt=reverse("uppfoljning:analyser"),
        ),
        spara=lambda form: actions.oppna_analys(**vem_och_nar(request), avvikelser=valda, **form.varden()),
        klart=lambda a: reverse("uppfoljning:analys_matfel", args=[a.pk]),
        sparat="Analysen är öppnad. Börja med att utesluta mätfel.",
        mall="uppfoljning/analys/oppna.html",
        kontext={"rubrik": "Öppna en analys", "valda": valda, "smulor": smulor(None, "Öppna en analys")},
    )


@kravs(SE)
@require_safe
def analys(request: HttpRequest, pk: int) -> HttpResponse:
    """The question, the deviation with its chart, how far, and what comes next."""
    rad = analys_eller_404(pk)
    avvikelse = rad.avvikelser.order_by("id").first()
    sida = indikatorsida(indikator_for(avvikelse.indikator_id), avvikelse.ar) if avvikelse else None
    return visa(
        request,
        rad,
        "",
        "analys",
        linje=linje(sida) if sida is not None and sida.matris.ar.size else None,
        brister=[] if rad.ar_klar else actions.brister(rad),
    )


@kravs(ANALYSERA, analysens)
def andra(request: HttpRequest, pk: int) -> HttpResponse:
    rad = analys_eller_404(pk)
    if svar := last_sida(request, rad):
        return svar
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Analysformular(
            data,
            objekt=objekt,
            dag=timezone.localdate(),
            enheter=egna_enheter(request.user, ANALYSERA),
            avbryt=reverse("uppfoljning:analys", args=[pk]),
        ),
        spara=lambda form: actions.andra_analys(
            **vem_och_nar(request), analys=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda a: reverse("uppfoljning:analys", args=[a.pk]),
        sparat="Analysen är sparad.",
        kontext=formkontext(rad, "Ändra analysen"),
    )


@kravs(ANALYSERA, analysens)
def avsluta(request: HttpRequest, pk: int) -> HttpResponse:
    rad = analys_eller_404(pk)
    if svar := last_sida(request, rad):
        return svar
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Slutordsformular(
            data, objekt=objekt, avbryt=reverse("uppfoljning:analys", args=[pk])
        ),
        spara=lambda form: actions.avsluta_analys(**vem_och_nar(request), analys=rad, **form.varden()),
        klart=lambda a: reverse("uppfoljning:berattelse", args=[a.pk]),
        sparat="Analysen är avslutad. Här är den som berättelse.",
        kontext=formkontext(
            rad, "Avsluta analysen", ingress="En avslutad analys är låst. Den kan öppnas igen, med ett skäl."
        ),
    )


@kravs(ANALYSERA, analysens)
def ateroppna(request: HttpRequest, pk: int) -> HttpResponse:
    rad = analys_eller_404(pk)
    if not rad.ar_klar:
        return redirect("uppfoljning:analys", pk=pk)
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Skalformular(
            data, objekt=objekt, avbryt=reverse("uppfoljning:analys", args=[pk])
        ),
        spara=lambda form: actions.ateroppna_analys(
            **vem_och_nar(request), analys=rad, skal=form.cleaned_data["skal"]
        ),
        klart=lambda a: reverse("uppfoljning:analys", args=[a.pk]),
        sparat="Analysen är öppen igen.",
        kontext=formkontext(rad, "Öppna analysen igen"),
    )


@kravs(SE)
@require_safe
def historik(request: HttpRequest, pk: int) -> HttpResponse:
    rad = analys_eller_404(pk)
    sida = Paginator(handelser(rad), PER_SIDA).get_page(request.GET.get("sida"))
    far = request.user.has_perm(ANALYSERA, rad) and not rad.ar_klar
    kontext = formkontext(rad, "Analysens historik") | {
        "ingress": "Vem som ändrade vad och när.",
        "rader": planens_historik(Plan(), sida),
        "sida": sida,
        "visa_galler": True,
        "far_andra": far,
        "visa_angra": far,
    }
    return render(request, "planering/historik.html", kontext)


@kravs(ANALYSERA, analysens)
def angra(request: HttpRequest, pk: int, handelse: int) -> HttpResponse:
    """Ask, saying what will be as it was, and then do it."""
    rad = analys_eller_404(pk)
    if svar := last_sida(request, rad):
        return svar
    h = get_object_or_404(Handelse, pk=handelse, typ__startswith="uppfoljning.")
    return angrasida(
        request,
        handelse=h,
        hor_hit=handelser(rad).filter(pk=h.pk).exists(),
        angra=lambda: actions.angra_analysandring(**vem_och_nar(request), analys=rad, handelse=h),
        tillbaka=reverse("uppfoljning:analys", args=[pk]),
        smulor=smulor(rad, "Ångra"),
    )
