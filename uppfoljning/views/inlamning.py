"""One enhet's report: written as a grid that saves itself, handed in, sent back, approved."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation.behorighet import kravs
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar
from uppfoljning.actions.inlamning import faststall_inlamning, lamna_tillbaka
from uppfoljning.actions.lamna_in import lamna_in
from uppfoljning.actions.rapport import InlamningLast, Inlamningsfel, Skriven, Sparat, spara_utkast
from uppfoljning.behorighet import inlamningens
from uppfoljning.models import Inlamning
from uppfoljning.omgangsformular import Tillbakaformular
from uppfoljning.omgangsvy import rundlage
from uppfoljning.queries.omgangar import inlamning_for, skyldighet
from uppfoljning.rapportnat import rapportnat
from uppfoljning.utfallsexport import rapportmall_xlsx
from uppfoljning.views.omgangar import LEDA, RAPPORTERA, smulor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORE = "f-"


def _eller_404(pk: int) -> Inlamning:
    rad = inlamning_for(pk)
    if rad is None:
        raise Http404
    return rad


def _adress(rad: Inlamning) -> str:
    return reverse("uppfoljning:inlamning", args=[rad.pk])


def _skrivet(data: QueryDict) -> dict[str, Skriven]:
    """Every box that was sent, with what it held when the page was opened. Line ends as browsers change them."""
    return {
        namn: Skriven(_rader(data.get(FORE + namn, "")), _rader(data[namn]))
        for namn in data
        if FORE + namn in data
    }


def _rader(text: str) -> str:
    return text.replace("\r\n", "\n")


def _spara(request: HttpRequest, rad: Inlamning, fonster: str) -> Sparat:
    text = request.POST.get("revision", "")
    revision = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    return spara_utkast(
        **vem_och_nar(request),
        inlamning=rad,
        rutor=_skrivet(request.POST),
        revision=revision,
        fonster=fonster,
    )


@kravs(RAPPORTERA, inlamningens)
@require_http_methods(["GET", "HEAD", "POST"])
def inlamning(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the report, or see what was handed in. What is typed is saved as one types; without scripts, with a
    button."""
    rad = _eller_404(pk)
    fonster = request.POST.get("fonster", "")[:36] or str(uuid.uuid4())
    if request.method != "POST":
        return _visa(request, rad, fonster)
    if request.htmx:
        return _autospara(request, rad, fonster)
    try:
        sparat = _spara(request, rad, fonster)
    except InlamningLast as fel:
        messages.error(request, str(fel))
        return redirect(_adress(rad))
    except Inlamningsfel as fel:
        return _visa(request, rad, fonster, fel=fel, skrivet=_skrivet(request.POST), status=422)
    if sparat.krockar:
        return _visa(
            request,
            sparat.inlamning,
            fonster,
            krockar=sparat.krockar,
            skrivet=_skrivet(request.POST),
            status=409,
        )
    if "lamna_in" not in request.POST:
        messages.success(request, "Utkastet är sparat.")
        return redirect(_adress(rad))
    try:
        lamna_in(**vem_och_nar(request), inlamning=rad, revision=sparat.inlamning.revision)
    except InlamningLast as fel:
        messages.error(request, str(fel))
        return redirect(_adress(rad))
    except Inlamningsfel as fel:
        return _visa(request, _eller_404(pk), fonster, fel=fel, status=422)
    messages.success(request, f"Rapporten för {rad.enhet.namn} är inlämnad.")
    return redirect(_adress(rad))


def _visa(
    request: HttpRequest,
    rad: Inlamning,
    fonster: str,
    *,
    fel: Inlamningsfel | None = None,
    krockar: dict[str, str] | None = None,
    skrivet: dict[str, Skriven] | None = None,
    status: int = 200,
) -> HttpResponse:
    s = skyldighet(rad)
    nat = rapportnat(s, timezone.localdate())
    if fel is not None:
        for namn, skriven in (skrivet or {}).items():
            if namn in nat.rutor:
                nat.rutor[namn].text = skriven.text
        nat.ta_emot_fel(fel.fel)
    if krockar:
        nat.ta_emot_krock(krockar, skrivet or {})
    skriver = rad.ar_utkast and not rad.omgang.ar_faststalld
    if skriver and fel is None:
        nat.granska()
    kontext: dict[str, Any] = {
        "inlamning": rad,
        "omgang": rad.omgang,
        "s": s,
        "nat": nat,
        "fel": nat.fel if fel is not None else [],
        "fel_i_formular": fel is not None or bool(krockar),
        "fonster": fonster,
        "lage": rundlage(rad, timezone.localdate()),
        "skriver": skriver,
        "far_leda": request.user.has_perm(LEDA),
        "smulor": smulor(rad.enhet.namn, omgang=rad.omgang),
    }
    return render(request, "uppfoljning/samla/inlamning.html", kontext, status=status)


def _autospara(request: HttpRequest, rad: Inlamning, fonster: str) -> HttpResponse:
    """The answer is a line that says when it was saved, or what stands in the way. Always 200: htmx shows no other."""
    kontext: dict[str, Any] = {}
    try:
        sparat = _spara(request, rad, fonster)
    except Inlamningsfel as fel:
        kontext["hinder"] = str(fel)
    else:
        nat = rapportnat(skyldighet(sparat.inlamning), timezone.localdate())
        nat.granska()
        kontext |= {"nat": nat, "nar": timezone.localtime(), "fel": nat.fel}
        kontext["krockar"] = [(nat.rutor[n], nu) for n, nu in sparat.krockar.items()]
    svar = render(request, "uppfoljning/samla/_sparlage.html", kontext)
    if "nat" in kontext and not kontext["krockar"]:
        svar["HX-Trigger"] = "sparat"
    return svar


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def tillbaka(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a report back, with a reason."""
    rad = _eller_404(pk)
    till_omgangen = reverse("uppfoljning:omgang", args=[rad.omgang_id])
    form = Tillbakaformular(request.POST if request.method == "POST" else None, avbryt=till_omgangen)
    if request.method == "POST" and form.is_valid():
        try:
            lamna_tillbaka(**vem_och_nar(request), inlamning=rad, skal=form.cleaned_data["skal"])
        except Inlamningsfel as fel:
            for falt, text in fel.fel.items():
                form.add_error(falt if falt in form.fields else None, text)
        else:
            messages.success(request, f"Rapporten för {rad.enhet.namn} är tillbaka för ändring.")
            return redirect(till_omgangen)
    kontext = {
        "form": form,
        "rubrik": "Lämna tillbaka rapporten",
        "ingress": f"{rad.omgang.namn}, {rad.enhet.namn}",
        "smulor": smulor("Lämna tillbaka", omgang=rad.omgang),
    }
    return render(request, "uppfoljning/samla/formular.html", kontext)


@kravs(LEDA)
@require_POST
def faststall(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _eller_404(pk)
    try:
        faststall_inlamning(**vem_och_nar(request), inlamning=rad)
    except Inlamningsfel as fel:
        messages.error(request, str(fel))
    else:
        messages.success(request, f"Rapporten för {rad.enhet.namn} är fastställd.")
    return redirect("uppfoljning:omgang", rad.omgang_id)


@kravs(RAPPORTERA, inlamningens)
@require_safe
def mall(request: HttpRequest, pk: int) -> HttpResponse:
    """The report's values as a workbook, to be filled in and read back."""
    rad = _eller_404(pk)
    return filsvar(rapportmall_xlsx(skyldighet(rad)), f"utfall-{rad.omgang.ar}-{rad.pk}.xlsx", XLSX)
