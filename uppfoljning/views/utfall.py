"""Outcomes of own measures: which there are, tables read from files with a dry run, and keys for other systems."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation.behorighet import kravs
from planering.domain.resursrader import Radfel
from planering.forms.resurs import Inlasningsformular
from planering.models import Egetmatt
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions import leveransnyckel, omgang
from uppfoljning.actions import utfall as actions
from uppfoljning.domain.utfallsrader import RUBRIKER, tolka_tabell
from uppfoljning.models import Leveransnyckel, Mattrapportering, Utfall, Utfallsinlasning
from uppfoljning.omgangsformular import Nyckelformular, Rapporteringsformular
from uppfoljning.queries.mattlista import andringsrader, mattlista, mattsida
from uppfoljning.views.omgangar import LEDA, RAPPORTERA, SE, smulor

FLEST_VISADE = 200
GE_NYCKLAR = "uppfoljning.ge_nycklar"
MATTEN = {"namn": "Egna mått"}


@kravs(SE)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """Every own measure with its newest outcome."""
    kontext = {
        "rader": mattlista(),
        "smulor": smulor("Egna mått"),
        "far_rapportera": request.user.has_perm(RAPPORTERA),
    }
    return render(request, "uppfoljning/samla/matt.html", kontext)


def _smulor(*sist: str) -> list[dict[str, str]]:
    return [*smulor(), MATTEN | {"url": reverse("uppfoljning:utfall")}, *({"namn": n} for n in sist)]


@kravs(SE)
@require_safe
def matt(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure's outcomes, and how it is reported."""
    rad = get_object_or_404(Egetmatt.objects.select_related("agare"), pk=pk)
    kontext = {
        "matt": rad,
        "sida": mattsida(rad),
        "far_leda": request.user.has_perm(LEDA),
        "smulor": _smulor(rad.namn),
    }
    return render(request, "uppfoljning/samla/mattsida.html", kontext)


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def rapportering(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Egetmatt, pk=pk)
    tillbaka = reverse("uppfoljning:matt", args=[pk])
    form = Rapporteringsformular(
        request.POST if request.method == "POST" else None,
        matt=rad,
        rapportering=Mattrapportering.objects.filter(egetmatt=rad).first(),
        dag=timezone.localdate(),
        avbryt=tillbaka,
    )
    if request.method == "POST" and form.is_valid():
        omgang.satt_mattrapportering(**vem_och_nar(request), matt=rad, **form.varden())
        messages.success(request, "Så rapporteras måttet från och med nu.")
        return redirect(tillbaka)
    kontext = {
        "form": form,
        "rubrik": "Så rapporteras måttet",
        "ingress": rad.namn,
        "smulor": _smulor(rad.namn),
    }
    return render(request, "uppfoljning/samla/formular.html", kontext)


@kravs(RAPPORTERA)
@require_http_methods(["GET", "HEAD", "POST"])
def las_in(request: HttpRequest) -> HttpResponse:
    """Take a file or a pasted table. Nothing is saved here: the next page shows what would change."""
    form = Inlasningsformular(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        avbryt=reverse("uppfoljning:omgangar"),
    )
    kontext: dict[str, Any] = {
        "form": form,
        "rubriker": list(RUBRIKER.values()),
        "smulor": smulor("Läs in utfall"),
    }
    if form.is_valid():
        rader, fel, okanda = tolka_tabell([(rad.nummer, rad.celler) for rad in form.rader])
        if fel:
            kontext |= {"radfel": fel[:FLEST_VISADE], "antal_fel": len(fel), "fel_i_formular": True}
        elif not rader:
            form.add_error(None, "Tabellen har inga värden.")
        else:
            kalla = Utfall.Kalla.FIL if form.cleaned_data["fil"] else Utfall.Kalla.INKLISTRAT
            inlasning = actions.las_in(**vem_och_nar(request), namn=form.kalla, kalla=kalla, rader=rader)
            if okanda:
                messages.warning(request, f"Kolumner som inte används: {', '.join(okanda[:10])}.")
            return redirect("uppfoljning:utfallsinlasning", inlasning.pk)
    return render(request, "uppfoljning/samla/las_in.html", kontext)


@kravs(RAPPORTERA)
@require_http_methods(["GET", "HEAD", "POST"])
def inlasning(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run, for the one who read the table. POST saves, or with `avbryt` throws it away."""
    rad = get_object_or_404(Utfallsinlasning, pk=pk)
    klart = redirect("uppfoljning:omgangar")
    if rad.person_id != request.user.pk:
        messages.error(request, "Tabellen är inläst av någon annan, som får bekräfta den.")
        return klart
    if rad.status != Utfallsinlasning.Status.VANTAR:
        messages.info(request, f"”{rad.namn}” är {rad.get_status_display().lower()}.")
        return klart
    vem = vem_och_nar(request)
    andrat, status = False, 200
    try:
        if "avbryt" in request.POST:
            actions.avbryt_inlasning(**vem, inlasning=rad)
            messages.info(request, "Inget ändrades.")
            return klart
        if request.method == "POST":
            g = actions.bekrafta_inlasning(**vem, inlasning=rad)
            messages.success(request, _klartext(len(g.andringar)))
            return klart
    except actions.LagetAndrat:
        andrat, status = True, 409
    except actions.Utfallsfel:
        status = 422
    except actions.RedanAvgjord as fel:
        messages.info(request, str(fel))
        return klart
    g, _ = actions.granska_inlasning(**vem, inlasning=rad)
    fel = [Radfel(f.rad, RUBRIKER.get(f.kolumn, ""), f.text) for f in g.fel]
    kontext = {
        "rad": rad,
        "g": g,
        "andrat": andrat,
        "andringar": andringsrader(g.andringar[:FLEST_VISADE]),
        "radfel": fel[:FLEST_VISADE],
        "antal_fel": len(fel),
        "fel_i_formular": bool(fel),
        "smulor": smulor("Läs in utfall"),
    }
    return render(request, "uppfoljning/samla/inlasning.html", kontext, status=status)


def _klartext(antal: int) -> str:
    if not antal:
        return "Inget var ändrat."
    return "Ett värde är inläst." if antal == 1 else f"{antal} värden är inlästa."


# ---- Keys ----


@kravs(GE_NYCKLAR)
@require_safe
def nycklar(request: HttpRequest) -> HttpResponse:
    rader = Leveransnyckel.objects.prefetch_related("matt")
    return render(request, "uppfoljning/samla/nycklar.html", {"rader": rader, "smulor": smulor("Nycklar")})


@kravs(GE_NYCKLAR)
@require_http_methods(["GET", "HEAD", "POST"])
def ny_nyckel(request: HttpRequest) -> HttpResponse:
    """Make a key. It is shown in the answer to this very post, once, and kept nowhere."""
    tillbaka = reverse("uppfoljning:nycklar")
    form = Nyckelformular(request.POST if request.method == "POST" else None, avbryt=tillbaka)
    bana = [*smulor(), {"namn": "Nycklar", "url": tillbaka}, {"namn": "Ny nyckel"}]
    if request.method == "POST" and form.is_valid():
        try:
            rad, hemlighet = leveransnyckel.ge_nyckel(
                **vem_och_nar(request), namn=form.cleaned_data["namn"], matt=form.cleaned_data["matt"]
            )
        except leveransnyckel.Nyckelfel as fel:
            for falt, text in fel.fel.items():
                form.add_error(falt, text)
        else:
            exempel = form.cleaned_data["matt"][0]
            kontext = {"rad": rad, "hemlighet": hemlighet, "exempel": exempel, "smulor": bana}
            kontext["rot"] = request.build_absolute_uri("/").rstrip("/")
            svar = render(request, "uppfoljning/samla/nyckel_klar.html", kontext)
            svar["Cache-Control"] = "no-store"
            return svar
    kontext = {
        "form": form,
        "rubrik": "Ny nyckel",
        "ingress": "Med en nyckel kan ett annat system leverera utfall för de mått du väljer, och inget annat.",
        "smulor": bana,
    }
    return render(request, "uppfoljning/samla/formular.html", kontext)


@kravs(GE_NYCKLAR)
@require_POST
def aterkalla(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Leveransnyckel, pk=pk)
    leveransnyckel.aterkalla_nyckel(**vem_och_nar(request), nyckel=rad)
    messages.success(request, f"Nyckeln för {rad.namn} är återkallad och kan inte användas mer.")
    return redirect("uppfoljning:nycklar")
