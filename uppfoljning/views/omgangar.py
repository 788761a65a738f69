"""Rounds: the list, opening and changing one, one round's page, closing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisation.behorighet import kravs
from organisation.models import Enhet, Person
from planering.domain.planval import som_foljs
from planering.queries import planer
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions import omgang as actions
from uppfoljning.domain.perioder import TERTIAL, senaste_gangna
from uppfoljning.models import Omgang
from uppfoljning.omgangsformular import Omgangsformular, rapportenheter
from uppfoljning.omgangsvy import fryst, omgangsrad, rundlage
from uppfoljning.queries.omgangar import (
    mina_inlamningar,
    omgang_for,
    omgangar,
    personer_som_rapporterar,
    rapportorer,
    skyldigheter,
)
from uppfoljning.queries.saknas import saknas

SE, LEDA, RAPPORTERA = "uppfoljning.se_signaler", "uppfoljning.leda", "uppfoljning.rapportera"
LISTA = {"namn": "Samla in"}


def smulor(*sist: str, omgang: Omgang | None = None) -> list[dict[str, str]]:
    ut = [LISTA | {"url": reverse("uppfoljning:omgangar")}]
    if omgang is not None:
        ut.append({"namn": omgang.namn, "url": reverse("uppfoljning:omgang", args=[omgang.pk])})
    return [*ut, *({"namn": namn} for namn in sist)]


def omgang_eller_404(pk: int) -> Omgang:
    rad = omgang_for(pk)
    if rad is None:
        raise Http404
    return rad


@kravs(SE)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What I owe, and all rounds."""
    idag = timezone.localdate()
    rader = [omgangsrad(o, idag) for o in omgangar()]
    far_rapportera = request.user.has_perm(RAPPORTERA)
    far_leda = request.user.has_perm(LEDA)
    mina = mina_inlamningar(request.user, rader, bara_egna=far_leda) if far_rapportera else []
    kontext = {
        "oppna": [r for r in rader if not r.omgang.ar_faststalld],
        "stangda": [r for r in rader if r.omgang.ar_faststalld],
        "mina": [rundlage(i, idag) for i in mina],
        "far_rapportera": far_rapportera,
        "far_leda": far_leda,
        "far_ge_nycklar": request.user.has_perm("uppfoljning.ge_nycklar"),
    }
    return render(request, "uppfoljning/samla/omgangar.html", kontext)


@kravs(SE)
@require_safe
def visa_saknas(request: HttpRequest) -> HttpResponse:
    """Outcomes, owners and indicators that have gone missing."""
    kontext = {"s": saknas(timezone.localdate()), "smulor": smulor("Saknas")}
    kontext["far_andra"] = request.user.has_perm("planering.andra_plan")
    return render(request, "uppfoljning/samla/saknas.html", kontext)


def _formular(request: HttpRequest, omgang: Omgang | None = None) -> Omgangsformular:
    i_omgangen = [i.enhet for i in omgang.inlamningar.all()] if omgang else []
    enheter = rapportenheter(timezone.localdate(), i_omgangen)
    personer: list[Person] = personer_som_rapporterar(timezone.localdate())
    per_enhet: dict[int, list[Person]] = {e.pk: rapportorer(e, personer) for e in enheter}
    return Omgangsformular(
        request.POST if request.method == "POST" else None,
        objekt=omgang,
        planer=[p for p in planer() if p.ar_last] or planer(),
        enheter=enheter,
        personer=per_enhet,
        initial=_forval(request, enheter, per_enhet) if omgang is None else {},
        avbryt=reverse("uppfoljning:omgang", args=[omgang.pk]) if omgang else reverse("uppfoljning:omgangar"),
    )


def _forval(request: HttpRequest, enheter: list[Enhet], per_enhet: dict[int, list[Person]]) -> dict[str, Any]:
    """A new round begins today, for every nämnd and bolag, each with the person who has its role."""
    idag = timezone.localdate()
    ar, tertial = senaste_gangna(TERTIAL, idag)
    foljs = som_foljs(planer(), ar)
    ut: dict[str, Any] = {"galler": f"tertial-{tertial}", "ar": ar, "oppnar": idag}
    ut["plan"] = foljs if foljs is not None and foljs.ar_last and ar in foljs.ar else None
    for e in enheter:
        ut[f"med_{e.pk}"] = e.niva in ("namnd", "bolag")
        egna = [p for p in per_enhet[e.pk] if any(r.enhet_id == e.pk for r in p.roller.all())]
        ut[f"ansvarig_{e.pk}"] = egna[0] if len(egna) == 1 else None
    return ut


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: HttpRequest) -> HttpResponse:
    form = _formular(request)
    if request.method == "POST" and form.is_valid():
        try:
            omgang = actions.oppna_omgang(**vem_och_nar(request), **form.varden())
        except actions.Omgangsfel as fel:
            form.ta_emot_fel(fel)
        else:
            messages.success(request, f"{omgang.namn} är öppnad.")
            return redirect("uppfoljning:omgang", omgang.pk)
    kontext = {"form": form, "rubrik": "Öppna en omgång", "smulor": smulor("Ny omgång")}
    return render(request, "uppfoljning/samla/omgangsformular.html", kontext)


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def andra(request: HttpRequest, pk: int) -> HttpResponse:
    omgang = omgang_eller_404(pk)
    if omgang.ar_faststalld:
        messages.error(request, f"{omgang.namn} är fastställd och kan inte ändras.")
        return redirect("uppfoljning:omgang", pk)
    form = _formular(request, omgang)
    if request.method == "POST" and form.is_valid():
        try:
            actions.andra_omgang(**vem_och_nar(request), omgang=omgang, **form.varden())
        except actions.Omgangsfel as fel:
            form.ta_emot_fel(fel)
        else:
            messages.success(request, f"{omgang.namn} är sparad.")
            return redirect("uppfoljning:omgang", pk)
    kontext = {
        "form": form,
        "rubrik": "Ändra omgången",
        "ingress": omgang.namn,
        "smulor": smulor("Ändra", omgang=omgang),
    }
    return render(request, "uppfoljning/samla/omgangsformular.html", kontext)


@kravs(SE)
@require_safe
def omgang(request: HttpRequest, pk: int) -> HttpResponse:
    """An open round: who has handed in what. A closed one: the numbers as they were, and what has changed since."""
    rad = omgang_eller_404(pk)
    if rad.ar_faststalld:
        kontext = {"omgang": rad, "frys": fryst(rad), "smulor": smulor()}
        return render(request, "uppfoljning/samla/fryst.html", kontext)
    idag = timezone.localdate()
    delar, utan = skyldigheter(rad)
    lagen = [rundlage(s.inlamning, idag, s) for s in delar]
    far_leda = request.user.has_perm(LEDA)
    kontext = {
        "omgang": rad,
        "rad": omgangsrad(rad, idag),
        "lagen": [(lage, request.user.has_perm(RAPPORTERA, lage.inlamning)) for lage in lagen],
        "utan": utan,
        "far_leda": far_leda,
        "smulor": smulor(),
        "kan_stangas": far_leda and not any(lage.vantar for lage in lagen),
    }
    return render(request, "uppfoljning/samla/omgang.html", kontext)


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def faststall(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what closing means, and close."""
    rad = omgang_eller_404(pk)
    if rad.ar_faststalld:
        messages.info(request, f"{rad.namn} är redan fastställd.")
        return redirect("uppfoljning:omgang", pk)
    fel, status = "", 200
    if request.method == "POST":
        try:
            actions.faststall_omgang(
                **vem_och_nar(request), omgang=rad, utan=request.POST.get("utan") == "ja"
            )
        except actions.Omgangsfel as e:
            fel, status = str(e), 409
        else:
            messages.success(request, f"{rad.namn} är fastställd.")
            return redirect("uppfoljning:omgang", pk)
    lage = omgangsrad(rad, timezone.localdate())
    kontext = {
        "omgang": rad,
        "rad": lage,
        "fel": fel,
        "fel_i_formular": bool(fel),
        "smulor": smulor("Fastställ", omgang=rad),
    }
    return render(request, "uppfoljning/samla/faststall.html", kontext, status=status)
