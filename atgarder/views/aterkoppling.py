"""Telling those who took part, and closing a decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from atgarder.actions import beslut as actions
from atgarder.forms.beslut import Aterkopplingsformular
from atgarder.models import Aterkoppling, Beslut
from atgarder.presenters.beslut import aterkopplingar
from atgarder.views.beslut import ATERKOPPLA, adress, beslut_eller_404, beslutets, beslutssmulor
from organisation.behorighet import kravs
from planering.domain.fel import Planeringsfel
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


@kravs(ATERKOPPLA, beslutets)
def aterkoppla(request: HttpRequest, pk: int, till: str) -> HttpResponse:
    """Record it, or change what was recorded."""
    beslut = beslut_eller_404(pk)
    if till not in Aterkoppling.Till.values:
        raise Http404
    if svar := last_sida(request, beslut):
        return svar
    rad = next((a for a in beslut.aterkopplingar.all() if a.till == till), None)
    namn = Aterkoppling.Till(till).label
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Aterkopplingsformular(
            data, objekt=objekt, avbryt=adress(beslut, "aterkoppling")
        ),
        spara=lambda form: _spara(request, beslut, till, form),
        klart=lambda _: adress(beslut, "aterkoppling"),
        sparat="Återkopplingen är sparad.",
        kontext={
            "rubrik": f"Återkoppling: {namn.lower()}",
            "ingress": f"Om {beslut}, ”{beslut.underlag.titel}”.",
            "smulor": beslutssmulor(beslut, "Återkoppling"),
        },
    )


def _spara(request: HttpRequest, beslut: Beslut, till: str, form: Aterkopplingsformular) -> Aterkoppling:
    v = form.cleaned_data
    grund = vem_och_nar(request) | {"beslut": beslut, "till": till, "revision": v["revision"]}
    if v["gjord"] == "ja":
        return actions.aterkoppla(**grund, datum=v["datum"], hur=v["hur"], sagt=v["sagt"])
    return actions.avsta_aterkoppling(**grund, skal=v["skal"])


def last_sida(request: HttpRequest, beslut: Beslut) -> HttpResponse | None:
    """The page that says why nothing more is recorded of a decision; None when it can be."""
    rattat = getattr(beslut, "rattat_av", None)
    if rattat is None and not hasattr(beslut, "avslut"):
        return None
    status = 409 if request.method == "POST" else 200
    kontext = {"b": beslut, "rattat_av": rattat, "smulor": beslutssmulor(beslut, "Låst")}
    return render(request, "atgarder/beslut/last_beslut.html", kontext, status=status)


@kravs(ATERKOPPLA, beslutets)
def avsluta(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and then close it."""
    beslut = beslut_eller_404(pk)
    if svar := last_sida(request, beslut):
        return svar
    status = 200
    if request.method == "POST":
        try:
            actions.stang_beslut(**vem_och_nar(request), beslut=beslut)
        except Planeringsfel as fel:
            messages.error(request, str(fel))
            status = 409
        else:
            messages.success(
                request,
                "Beslutet är avslutat. Alla som var med har fått veta, eller ett skäl.",
            )
            return redirect(adress(beslut))
    rader = aterkopplingar(beslut)
    kontext = {
        "b": beslut,
        "aterkopplingar": rader,
        "kvar": [a for a in rader if a.rad is None],
        "smulor": beslutssmulor(beslut, "Avsluta"),
    }
    return render(request, "atgarder/beslut/avsluta.html", kontext, status=status)
