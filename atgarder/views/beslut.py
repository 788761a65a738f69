"""Decisions: the list, one decision, recording it and correcting it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from atgarder.actions import beslut as actions
from atgarder.forms.beslut import Beslutsformular
from atgarder.models import Beslut
from atgarder.presenters.beslut import RUBRIKER, aterkopplingar, beslutslista, punktvyer
from atgarder.queries.amnen import underlagsamne
from atgarder.queries.beslut import hamta_beslut, kedja
from atgarder.views.underlag import BEREDA, REGISTRERA, SE, smulor, underlag_eller_404, underlagets
from organisation.behorighet import kravs
from planering.actions import kasta_utkast
from planering.domain.fel import Planeringsfel
from planering.forms.bas import visa
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar
from uppfoljning.behorighet import enheten
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

ATERKOPPLA = "atgarder.aterkoppla"
# The decision's fields as they are read against the minutes.
I_ORDNING = (
    "rattar_skal",
    "instans",
    "namnd",
    "sammantrade",
    "paragraf",
    "diarienummer",
    "lydelse",
    "reservation",
    "informeras",
    "uppfoljning_hur",
    "uppfoljning_nar",
    "effektuppfoljning_nar",
)
beslutets = enheten(Beslut, "underlag__enhet")


def beslut_eller_404(pk: int) -> Beslut:
    rad = hamta_beslut(pk)
    if rad is None:
        raise Http404
    return rad


def adress(beslut: Beslut, ankare: str = "") -> str:
    url = reverse("atgarder:beslut", args=[beslut.pk])
    return f"{url}#{ankare}" if ankare else url


def beslutssmulor(beslut: Beslut, *sist: str) -> list[dict[str, str]]:
    return [*smulor(None), {"namn": str(beslut), "url": adress(beslut)}, *({"namn": n} for n in sist)]


@kravs(SE)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """`?instans=` and `?ar=` choose; `?format=csv` gives what is chosen."""
    bild = beslutslista(request.GET)
    if request.GET.get("format") == "csv":
        return filsvar(csvtext(RUBRIKER, bild.csvrader()), "beslut.csv")
    kontext = {
        "lista": bild,
        "far_bereda": request.user.has_perm(BEREDA),
        "far_registrera": request.user.has_perm(REGISTRERA),
        "stod": stegstod(Steg.BESLUTA),
    }
    return render(request, "atgarder/beslut/lista.html", kontext)


@kravs(SE)
@require_safe
def beslut(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision as it was recorded, its paper, its outcomes, what follows, and what is owed to those who took
    part."""
    rad = beslut_eller_404(pk)
    rader = aterkopplingar(rad)
    gallande = not hasattr(rad, "rattat_av")
    avslutat = hasattr(rad, "avslut")
    kontext = {
        "b": rad,
        "u": rad.underlag,
        "punkter": punktvyer(rad),
        "aterkopplingar": rader,
        "kvar": [a.namn for a in rader if a.rad is None],
        "kedja": kedja(rad),
        "gallande": gallande,
        "avslutat": avslutat,
        "far_ratta": gallande and request.user.has_perm(REGISTRERA, rad),
        "far_aterkoppla": gallande and not avslutat and request.user.has_perm(ATERKOPPLA, rad),
        "far_bereda": gallande and request.user.has_perm(BEREDA, rad),
        "smulor": smulor(None, rad.underlag.enhet.namn),
        "stod": stegstod(Steg.BESLUTA, underlagsamne(rad.underlag)),
    }
    return render(request, "atgarder/beslut/beslut.html", kontext)


@kravs(REGISTRERA, underlagets)
def registrera(request: HttpRequest, pk: int) -> HttpResponse:
    """Write it, read it through, and record it."""
    rad = underlag_eller_404(pk)
    if rad.lamnat is None or (finns := rad.beslut.order_by("-id").first()):
        if rad.lamnat is None:
            messages.error(request, "Underlaget är inte lämnat än. Ett beslut fattas på det som ligger fast.")
            return redirect("atgarder:underlag", pk=pk)
        messages.error(request, "Beslutet är redan registrerat. Blev något fel rättas det här.")
        return redirect(adress(finns))
    rader = list(rad.rader.select_related("forslag").order_by("ordning", "id"))

    def bygg(data: Any, _: Any = None) -> Beslutsformular:
        return Beslutsformular(
            data,
            dag=timezone.localdate(),
            underlag=rad,
            rader=rader,
            avbryt=reverse("atgarder:underlag", args=[pk]),
        )

    return _skriv_och_granska(
        request,
        bygg,
        lambda form: actions.registrera_beslut(**vem_och_nar(request), underlag=rad, **form.varden()),
        {
            "rubrik": "Registrera beslut",
            "ingress": f"Ärendet ”{rad.titel}”. Det som registreras ändras inte sedan; ett fel rättas med ett nytt "
            "beslut.",
            "smulor": smulor(rad, "Registrera beslut"),
            "u": rad,
        },
        "Beslutet är registrerat. Nu återstår att ge uppdragen och att återkoppla.",
    )


@kravs(REGISTRERA, beslutets)
def ratta(request: HttpRequest, pk: int) -> HttpResponse:
    gammalt = beslut_eller_404(pk)
    if hasattr(gammalt, "rattat_av"):
        messages.error(request, "Beslutet är redan rättat. Det här är det som gäller.")
        return redirect(adress(gammalt.rattat_av))
    rader = list(gammalt.underlag.rader.select_related("forslag").order_by("ordning", "id"))

    def bygg(data: Any, _: Any = None) -> Beslutsformular:
        return Beslutsformular(
            data,
            dag=timezone.localdate(),
            underlag=gammalt.underlag,
            rader=rader,
            rattar=gammalt,
            avbryt=adress(gammalt),
        )

    return _skriv_och_granska(
        request,
        bygg,
        lambda form: actions.ratta_beslut(**vem_och_nar(request), rattar=gammalt, **form.varden()),
        {
            "rubrik": "Rätta beslutet",
            "ingress": f"{gammalt} står kvar som det registrerades. Rättelsen blir ett nytt beslut som gäller i "
            "stället.",
            "smulor": beslutssmulor(gammalt, "Rätta"),
            "u": gammalt.underlag,
            "rattar": gammalt,
        },
        "Beslutet är rättat. Det här är det som gäller.",
    )


def _skriv_och_granska(
    request: HttpRequest,
    bygg: Callable[..., Beslutsformular],
    spara: Callable[[Beslutsformular], Beslut],
    kontext: dict[str, Any],
    sparat: str,
) -> HttpResponse:
    """A form in two steps: `granska` tries it and shows what would be recorded, `registrera` records it, `skriv` goes
    back to the form. All that was typed goes along."""
    klart = lambda b: adress(b)  # noqa: E731
    if request.method != "POST":
        return formularsida(request, bygg=bygg, spara=spara, klart=klart, sparat=sparat, kontext=kontext)
    sokvag = request.get_full_path()[:300]
    form = bygg(request.POST)
    steg = "registrera" if "registrera" in request.POST else "skriv" if "skriv" in request.POST else "granska"
    if steg == "skriv":
        form.med_utkast(sokvag, aterstallt=True)
        return render(request, "planering/formular.html", kontext | {"form": form})
    if form.is_valid():
        try:
            rad = spara(form) if steg == "registrera" else _prova(spara, form)
        except Planeringsfel as fel:
            form.ta_emot_fel(fel)
        else:
            if rad is None:
                return render(request, "atgarder/beslut/granska.html", kontext | _granskad(form))
            kasta_utkast(av=request.user, adress=sokvag)
            messages.success(request, sparat)
            return redirect(klart(rad))
    form.med_utkast(sokvag)
    return render(request, "planering/formular.html", kontext | {"form": form})


def _prova(spara: Callable[[Beslutsformular], Beslut], form: Beslutsformular) -> None:
    """Everything that recording would do, and then undone: what it would refuse is said before it is confirmed."""
    with transaction.atomic():
        spara(form)
        transaction.set_rollback(True)


def _granskad(form: Beslutsformular) -> dict[str, Any]:
    """What the page to confirm shows, and the fields that go along."""
    return {
        "form": form,
        "skickas": [(n, v) for n, f in form.fields.items() for v in form.data.getlist(n)],
        "punkter": [
            (
                r.forslag,
                visa(form.fields[f"utfall_{r.forslag_id}"], form.data.get(f"utfall_{r.forslag_id}")),
                form.cleaned_data[f"andring_{r.forslag_id}"],
            )
            for r in form.rader
        ],
        "rader": [
            (form.fields[n].label, visa(form.fields[n], form.data.get(n)))
            for n in I_ORDNING
            if form.cleaned_data.get(n)
        ],
    }
