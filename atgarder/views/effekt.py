"""The verdict on one expected effect, computing it at once, and what people make of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atgarder.actions import effekt as actions
from atgarder.forms.effekt import Bedomningsformular
from atgarder.models import Atgardsuppdrag, Beslutadeffekt
from atgarder.presenters.effekt import effektvy
from atgarder.presenters.jamforda import jamforda
from atgarder.queries.effekter import (
    effekten,
    egen_kommuns_namn,
    uppdragets_bedomning,
    uppdragets_effekter,
)
from kkik.queries import kommunnamn
from organisation.behorighet import kravs
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar
from uppfoljning.behorighet import enheten

SE, FOLJ_UPP = "atgarder.se_atgarder", "atgarder.folja_upp"
UPPDRAGETS = enheten(Atgardsuppdrag, "enhet")


@kravs(SE)
@require_safe
def effekt(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _eller_404(pk)
    uppdrag = getattr(rad.punkt, "uppdrag", None)
    vy = effektvy(rad, uppdrag, egen_kommuns_namn(), timezone.localdate())
    grupp = jamforda(vy.r, kommunnamn()) if vy.r is not None else []
    sammanhang = {
        "v": vy,
        "uppdrag": uppdrag,
        "punkt": rad.punkt,
        "jamforda": grupp,
        "rattat_av": getattr(rad.punkt.beslut, "rattat_av", None),
        "i": rad.indikator,
    }
    return render(request, "atgarder/effekt/effekt.html", sammanhang)


@kravs(SE)
@require_safe
def effekt_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The compared municipalities with their means, unrounded, the own one among them."""
    rad = _eller_404(pk)
    vy = effektvy(rad, None, egen_kommuns_namn(), timezone.localdate())
    grupp = jamforda(vy.r, kommunnamn()) if vy.r is not None else []
    text = csvtext(
        ["Kommunkod", "Kommun", "Före", "Efter", "Förändring"],
        ([f"{j.kommun:04d}", j.namn, j.fore, j.efter, j.forandring] for j in grupp),
    )
    return filsvar(text, f"effekt-{pk}.csv")


@kravs(FOLJ_UPP, UPPDRAGETS)
@require_http_methods(["GET", "HEAD", "POST"])
def bedom(request: HttpRequest, pk: int) -> HttpResponse:
    """What we make of it, with the computed verdicts in sight."""
    uppdrag = get_object_or_404(Atgardsuppdrag.objects.select_related("punkt__forslag"), pk=pk)
    tillbaka = uppdragsadress(uppdrag, "effekt")
    rad = uppdragets_bedomning(uppdrag)
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Bedomningsformular(
            data,
            objekt=objekt,
            avbryt=tillbaka,
            initial={} if objekt else {"datum": timezone.localdate()},
        ),
        spara=lambda form: actions.bedom_effekt(
            **vem_och_nar(request),
            uppdrag=uppdrag,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda _: tillbaka,
        sparat="Bedömningen är sparad.",
        mall="atgarder/effekt/bedom.html",
        kontext={
            "rubrik": "Vad menar vi om effekten?",
            "uppdrag": uppdrag,
            "effekter": uppdragets_vyer(uppdrag),
            "smulor": [{"namn": str(uppdrag), "url": tillbaka}, {"namn": "Bedöm effekten", "url": ""}],
        },
    )


@kravs(FOLJ_UPP, UPPDRAGETS)
@require_POST
def rakna(request: HttpRequest, pk: int) -> HttpResponse:
    """At once, for one assignment: the job comes by itself every morning and after every import."""
    uppdrag = get_object_or_404(Atgardsuppdrag, pk=pk)
    antal = actions.rakna_effekter(
        nar=timezone.now(), effekter=Beslutadeffekt.objects.filter(punkt=uppdrag.punkt_id)
    )
    if antal:
        messages.success(request, "Utslaget är räknat på det som är inläst nu.")
    else:
        messages.info(request, "Beslutet har inga förväntade effekter att räkna på.")
    return redirect(uppdragsadress(uppdrag, "effekt"))


def uppdragets_vyer(uppdrag: Atgardsuppdrag):
    idag, namn = timezone.localdate(), egen_kommuns_namn()
    return [effektvy(e, uppdrag, namn, idag) for e in uppdragets_effekter(uppdrag)]


def uppdragsadress(uppdrag: Atgardsuppdrag, ankare: str = "") -> str:
    return reverse("atgarder:uppdrag", args=[uppdrag.pk]) + (f"#{ankare}" if ankare else "")


def _eller_404(pk: int) -> Beslutadeffekt:
    rad = effekten(pk)
    if rad is None:
        raise Http404
    return rad
