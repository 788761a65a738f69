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
    vilket = instrumentet(instrument)
    kontext = {
        "instrument": vilket,
        "rundor": queries.rundor(request.user, queries.genomforanden(instrument=vilket.id)),
        "far_leda": request.user.has_perm("verktyg.leda"),
        "smulor": smulor(vilket),
    }
    return render(request, "verktyg/instrument.html", kontext)


@kravs("verktyg.leda")
def starta(request: HttpRequest, instrument: str) -> HttpResponse:
    vilket = instrumentet(instrument)
    form = Startformular(
        request.POST if request.method == "POST" else None,
        instrument=vilket,
        person=request.user,
        dag=timezone.localdate(),
        initial={"titel": f"{vilket.titel} {timezone.localdate().year}"},
        avbryt=reverse("verktyg:instrument", args=[vilket.id]),
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
        "smulor": smulor(vilket, sist="Starta"),
    }
    return render(request, "verktyg/formular.html", kontext)
