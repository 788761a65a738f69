"""One section of a description: writing it, its history, and its sources."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from planering.actions import uppdrag as actions
from planering.domain.fel import Krock, Planeringsfel
from planering.domain.uppdrag import FRAGOR
from planering.forms.uppdrag import Uppdragskallformular, Uppdragstextformular
from planering.models import Avsnitt, Uppdragskalla, Uppdragstext, Uppdragsversion
from planering.queries import uppdrag as queries
from planering.views.gemensamt import borttagningssida, formularsida, last_sida
from planering.views.uppdrag import adress, befolkning, far_andra, smulor_for
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


def _revision(request: HttpRequest) -> int | None:
    """The stamp that the page was opened with; None when it is missing or no number."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _text(pk: int) -> Uppdragstext:
    return get_object_or_404(queries.uppdragstexter(), pk=pk)


def _grannar(text: Uppdragstext) -> dict[str, Uppdragstext | None]:
    rader = queries.avsnitt_i_ordning(text.uppdrag)
    plats = [rad.pk for rad in rader].index(text.pk)
    return {
        "forra": rader[plats - 1] if plats else None,
        "nasta": rader[plats + 1] if plats + 1 < len(rader) else None,
    }


@kravs("planering.andra_plan")
def uppdragstext(request: HttpRequest, pk: int) -> HttpResponse:
    """Write one section. What is typed is saved as one types; without scripts, with the button."""
    text = _text(pk)
    plan = text.uppdrag.plan
    fonster = request.POST.get("fonster", "")[:36] or str(uuid.uuid4())
    if request.htmx and request.method == "POST":
        return _autospara(request, text, fonster)
    if request.method != "POST" and (svar := last_sida(request, plan)):
        return svar
    if request.method == "POST" and "text" not in request.POST:
        raise BadRequest("No text was sent, not even an empty one.")
    kontext = {
        "rubrik": text.get_avsnitt_display(),
        "text": text,
        "uppdrag": text.uppdrag,
        "fragor": FRAGOR[text.avsnitt],
        "kallor": list(text.kallor.order_by("ordning", "id")),
        "versioner": text.versioner.count(),
        "smulor": smulor_for(plan, text.uppdrag, text.get_avsnitt_display()),
    } | _grannar(text)
    if text.avsnitt == Avsnitt.BEFOLKNING and request.method == "GET":
        kontext |= befolkning()
    return formularsida(
        request,
        plan=plan,
        objekt=text,
        bygg=lambda data, objekt: Uppdragstextformular(
            data, objekt=objekt or text, fonster=fonster, avbryt=adress(text.uppdrag_id, text.avsnitt)
        ),
        spara=lambda form: actions.skriv_uppdragstext(
            **vem_och_nar(request),
            text=text,
            innehall=form.cleaned_data["text"],
            revision=form.cleaned_data["revision"] or 0,  # not said: then it is nothing to write over
            fonster=fonster,
        ),
        klart=lambda _: adress(text.uppdrag_id, text.avsnitt),
        sparat="Texten är sparad.",
        mall="planering/uppdragstext.html",
        kontext=kontext,
    )


def _autospara(request: HttpRequest, text: Uppdragstext, fonster: str) -> HttpResponse:
    """The answer is a line that says when it was saved, or what stands in the way. Always 200: htmx shows no other."""
    kontext: dict[str, Any] = {"text": text}
    if "text" not in request.POST:
        kontext["fel"] = "Texten kom inte fram. Ladda om sidan och försök igen."
        return render(request, "planering/_sparlage.html", kontext)
    try:
        kontext["sparad"] = actions.skriv_uppdragstext(
            **vem_och_nar(request),
            text=text,
            innehall=request.POST["text"],
            revision=_revision(request) or 0,
            fonster=fonster,
            slutlig=False,
        )
        kontext["nar"] = timezone.localtime()
    except Krock as krock:
        kontext["krock"] = krock.aktuell
    except Planeringsfel as fel:
        kontext["fel"] = str(fel)
    svar = render(request, "planering/_sparlage.html", kontext)
    if "sparad" in kontext:
        svar["HX-Trigger"] = "sparat"
    return svar


@kravs("planering.andra_plan")
def uppdragshistorik(request: HttpRequest, pk: int) -> HttpResponse:
    text = _text(pk)
    kontext = {
        "text": text,
        "uppdrag": text.uppdrag,
        "versioner": list(queries.versioner(text)),
        "andrar": far_andra(request, text.uppdrag.plan),
        "smulor": smulor_for(text.uppdrag.plan, text.uppdrag, f"{text.get_avsnitt_display()}, historik"),
    }
    return render(request, "planering/uppdragshistorik.html", kontext)


@kravs("planering.andra_plan")
@require_POST
def aterstall(request: HttpRequest, pk: int) -> HttpResponse:
    """Go back to a version. The text that stood there stays in the history."""
    version = get_object_or_404(Uppdragsversion.objects.select_related("text__uppdrag__plan"), pk=pk)
    historik = reverse("planering:uppdragshistorik", args=[version.text_id])
    try:
        actions.aterstall_uppdragstext(
            **vem_och_nar(request),
            version=version,
            revision=_revision(request) or 0,
        )
    except Krock as krock:
        namn = krock.aktuell.andrad_av.namn if krock.aktuell.andrad_av else "Någon annan"
        messages.error(request, f"{namn} har ändrat texten sedan du öppnade historiken. Inget är återställt.")
    except Planeringsfel as fel:
        messages.error(request, str(fel))
    else:
        messages.success(
            request, f"Version {version.nummer} gäller igen. Den text som stod finns kvar i historiken."
        )
    return redirect(historik)


@kravs("planering.andra_plan")
def ny_uppdragskalla(request: HttpRequest, pk: int) -> HttpResponse:
    text = _text(pk)
    tillbaka = adress(text.uppdrag_id, text.avsnitt)
    return formularsida(
        request,
        plan=text.uppdrag.plan,
        bygg=lambda data, _: Uppdragskallformular(data, avbryt=tillbaka),
        spara=lambda form: actions.skapa_uppdragskalla(**vem_och_nar(request), text=text, **form.varden()),
        klart=lambda _: tillbaka,
        sparat="Källan är tillagd.",
        kontext={
            "rubrik": "Ny källa",
            "ingress": f"Till avsnittet {text.get_avsnitt_display().lower()}.",
            "smulor": smulor_for(text.uppdrag.plan, text.uppdrag, "Ny källa"),
        },
    )


def _kalla(pk: int) -> Uppdragskalla:
    return get_object_or_404(Uppdragskalla.objects.select_related("text__uppdrag__plan"), pk=pk)


@kravs("planering.andra_plan")
def andra_uppdragskalla(request: HttpRequest, pk: int) -> HttpResponse:
    kalla = _kalla(pk)
    rad = kalla.text.uppdrag
    tillbaka = adress(rad.pk, kalla.text.avsnitt)
    return formularsida(
        request,
        plan=rad.plan,
        objekt=kalla,
        bygg=lambda data, objekt: Uppdragskallformular(data, objekt=objekt, avbryt=tillbaka),
        spara=lambda form: actions.andra_uppdragskalla(
            **vem_och_nar(request), kalla=kalla, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Källan är sparad.",
        kontext={
            "rubrik": "Ändra källan",
            "smulor": smulor_for(rad.plan, rad, "Ändra källa"),
            "ta_bort": reverse("planering:ta_bort_uppdragskalla", args=[pk]),
            "ta_bort_text": "Ta bort källan",
        },
    )


@kravs("planering.andra_plan")
def ta_bort_uppdragskalla(request: HttpRequest, pk: int) -> HttpResponse:
    kalla = _kalla(pk)
    rad = kalla.text.uppdrag
    tillbaka = adress(rad.pk, kalla.text.avsnitt)
    return last_sida(request, rad.plan) or borttagningssida(
        request,
        objekt=kalla,
        vad="Källan",
        ta_bort=lambda: actions.ta_bort_uppdragskalla(**vem_och_nar(request), kalla=kalla),
        avbryt=tillbaka,
        klart=tillbaka,
        kontext={"smulor": smulor_for(rad.plan, rad, "Ta bort källa")},
    )
