"""The tools by step of the wheel, one tool, and starting it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from organisation.behorighet import kravs
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from verktyg import actions, queries
from verktyg.domain.instrument import Slag, Steg
from verktyg.forms import Startformular
from verktyg.instrument import alla
from verktyg.queries import Amne, Rundrad
from verktyg.tilltrade import far_leda
from verktyg.views.gemensamt import instrumentet, smulor


@kravs("verktyg.se")
def start(request: HttpRequest) -> HttpResponse:
    oppna = queries.rundor(request.user, queries.genomforanden(oppna=True))
    checklistor = {rad.instrument.id: rad for rad in queries.checklistor()}
    steg = []
    for ett in Steg:
        rader = [
            {
                "instrument": i,
                "checklista": checklistor.get(i.id),
                "oppna": [r for r in oppna if r.genomforande.instrument == i.id],
            }
            for i in alla()
            if i.steg == ett
        ]
        if rader:
            steg.append({"steg": ett, "rader": rader})
    kontext = {
        "steg": steg,
        "att_svara": [r for r in oppna if r.inbjuden and r.att_svara],
        "far_leda": request.user.has_perm("verktyg.leda"),
        "idag": timezone.localdate(),
    }
    return render(request, "verktyg/start.html", kontext)


@kravs("verktyg.se")
def instrument(request: HttpRequest, instrument: str) -> HttpResponse:
    """`?amne=` says what it is to be used for: rounds about that come first, and a new one will be about it."""
    vilket = instrumentet(instrument)
    amne = queries.amnet(request.GET.get("amne", ""), request.user)
    rundor = queries.rundor(request.user, queries.genomforanden(instrument=vilket.id))
    egna, andras = _om(rundor, amne)
    kontext = {
        "instrument": vilket,
        "amne": amne,
        "egna": egna,
        "rundor": andras,
        "fortsatt": _fortsatt(request, egna if amne else rundor) if vilket.gemensam else None,
        "far_leda": request.user.has_perm("verktyg.leda"),
        "smulor": smulor(vilket),
    }
    return render(request, "verktyg/instrument.html", kontext)


def _om(rundor: list[Rundrad], amne: Amne | None) -> tuple[list[Rundrad], list[Rundrad]]:
    """Those about `amne`, and the others."""
    egna = [r for r in rundor if amne is not None and r.genomforande.galler_nyckel == amne.nyckel]
    return egna, [r for r in rundor if r not in egna]


def _fortsatt(request: HttpRequest, rundor: list[Rundrad]) -> Rundrad | None:
    """The newest open round that the reader may fill in."""
    return next(
        (
            r
            for r in rundor
            if r.far_svara or (r.genomforande.ar_oppen and far_leda(request.user, r.genomforande))
        ),
        None,
    )


@kravs("verktyg.leda")
def starta(request: HttpRequest, instrument: str) -> HttpResponse:
    """`?amne=` says what the round will be about."""
    vilket = instrumentet(instrument)
    amne = queries.amnet(request.GET.get("amne", ""), request.user)
    form = Startformular(
        request.POST if request.method == "POST" else None,
        instrument=vilket,
        person=request.user,
        dag=timezone.localdate(),
        amne=amne,
        avbryt=reverse("verktyg:instrument", args=[vilket.id]) + (amne.fraga if amne else ""),
    )
    if request.method == "POST" and form.is_valid():
        try:
            runda = actions.starta(**vem_och_nar(request), instrument=vilket.id, **form.varden())
        except actions.Verktygsfel as fel:
            form.ta_emot_fel(fel)
        else:
            if vilket.slag == Slag.CHECKLISTA:
                messages.success(request, "Checklistan är påbörjad. Svaren sparas medan ni fyller i.")
                return redirect("verktyg:svara", runda.pk)
            messages.success(request, "Övningen är startad. Bjud in dem som ska svara.")
            return redirect("verktyg:deltagare", runda.pk)
    kontext = {
        "form": form,
        "rubrik": f"Starta {vilket.titel}",
        "ingress": vilket.ger,
        "amne": amne,
        "smulor": smulor(vilket, sist="Starta"),
    }
    return render(request, "verktyg/formular.html", kontext)
