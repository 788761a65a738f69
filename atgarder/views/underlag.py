"""Decision papers: writing one, its page and its files, handing it in and taking it back."""

import re
import unicodedata
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from atgarder.actions import beslut as actions
from atgarder.forms.underlag import Underlagsformular
from atgarder.models import Beslut, Beslutsunderlag, Prioritering
from atgarder.presenters.beslut import underlagslage
from atgarder.queries.amnen import underlagsamne
from atgarder.queries.underlag import hamta_underlag, valbara
from atgarder.skrivare.pdf import pdf
from atgarder.skrivare.word import word
from atgarder.underlagsinnehall import brister, dokumentet
from organisation.behorighet import egna_enheter, kravs
from planering.domain.fel import Planeringsfel
from planering.presenters.historik import historik
from planering.views.gemensamt import borttagningssida, formularsida
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar
from uppfoljning.behorighet import enheten
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

SE, BEREDA, REGISTRERA = "atgarder.se_atgarder", "atgarder.bereda", "atgarder.registrera_beslut"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
underlagets = enheten(Beslutsunderlag, "enhet")


def underlag_eller_404(pk: int) -> Beslutsunderlag:
    rad = hamta_underlag(pk)
    if rad is None:
        raise Http404
    return rad


def adress(underlag: Beslutsunderlag) -> str:
    return reverse("atgarder:underlag", args=[underlag.pk])


def smulor(underlag: Beslutsunderlag | None, *sist: str) -> list[dict[str, str]]:
    ut = [{"namn": "Beslut", "url": reverse("atgarder:beslutslista")}]
    if underlag is not None:
        ut.append({"namn": underlag.titel, "url": adress(underlag)})
    return [*ut, *({"namn": namn} for namn in sist)]


def _formular(request: HttpRequest, data: Any, objekt: Beslutsunderlag | None, **kwargs: Any):
    val = valbara(objekt)
    # Rounds that are closed are what one leans on; one that goes on may be chosen before it is.
    prioriteringar = Prioritering.objects.order_by("-datum", "-id")
    return Underlagsformular(
        data,
        objekt=objekt,
        dag=timezone.localdate(),
        enheter=egna_enheter(request.user, BEREDA),
        forslag=[f for f, _ in val],
        fakta={f.pk: lage.skede.etikett for f, lage in val},
        prioriteringar=prioriteringar,
        **kwargs,
    )


@kravs(BEREDA)
def nytt(request: HttpRequest) -> HttpResponse:
    """`?forslag=` (one or several) and `?prioritering=` propose what it is about."""
    val = valbara()
    if not val and request.method != "POST":
        kontext = {"smulor": smulor(None, "Nytt beslutsunderlag")}
        return render(request, "atgarder/beslut/inget_att_valja.html", kontext)
    return formularsida(
        request,
        bygg=lambda data, _: _formular(
            request, data, None, initial=_forval(request, val), avbryt=reverse("atgarder:beslutslista")
        ),
        spara=lambda form: actions.skapa_underlag(**vem_och_nar(request), **form.varden()),
        klart=adress,
        sparat="Underlaget är sparat. Läs igenom det, och lämna det när det är klart.",
        kontext={"rubrik": "Nytt beslutsunderlag", "smulor": smulor(None, "Nytt beslutsunderlag")},
    )


def _forval(request: HttpRequest, val: list) -> dict[str, Any]:
    fragade = set(request.GET.getlist("forslag"))
    forslag = [f for f, _ in val if str(f.pk) in fragade]
    nyckel = request.GET.get("prioritering", "")
    runda = None
    if nyckel.isascii() and nyckel.isdecimal() and len(nyckel) <= 18:
        runda = Prioritering.objects.filter(pk=nyckel).first()
    if runda is not None and not forslag:
        med = set(runda.rader.values_list("forslag_id", flat=True))
        forslag = [f for f, _ in val if f.pk in med]
    ut: dict[str, Any] = {"forslag": forslag, "prioritering": runda}
    return ut | ({"enhet": forslag[0].analys.enhet, "titel": forslag[0].titel} if forslag else {})


@kravs(SE)
@require_safe
def underlag(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as it will be or as it was handed in, what is missing in it, and what may be done with it."""
    rad = underlag_eller_404(pk)
    beslut = list(Beslut.objects.filter(underlag=rad).select_related("namnd", "rattat_av").order_by("id"))
    kontext = {
        "u": rad,
        "d": dokumentet(rad, timezone.now()),
        "lage": underlagslage(rad, beslut),
        "brister": [] if rad.lamnat else brister(rad),
        "gallande": next((b for b in beslut if not hasattr(b, "rattat_av")), None),
        "historik": historik(rad, hogst=20),
        "svar": list(rad.svar.order_by("id")),
        "far_bereda": request.user.has_perm(BEREDA, rad),
        "far_registrera": request.user.has_perm(REGISTRERA, rad),
        "smulor": smulor(None, rad.enhet.namn),
        "stod": stegstod(Steg.BESLUTA, underlagsamne(rad)),
    }
    return render(request, "atgarder/beslut/underlag.html", kontext)


def filnamn(rad: Beslutsunderlag, andelse: str) -> str:
    """Of letters, digits and hyphens."""
    ren = unicodedata.normalize("NFKD", rad.titel.lower()).encode("ascii", "ignore").decode()
    return f"beslutsunderlag-{re.sub('[^a-z0-9]+', '-', ren).strip('-')[:60] or rad.pk}.{andelse}"


@kravs(SE)
@require_safe
def som_word(request: HttpRequest, pk: int) -> HttpResponse:
    rad = underlag_eller_404(pk)
    return filsvar(word(dokumentet(rad, timezone.now())), filnamn(rad, "docx"), WORD)


@kravs(SE)
@require_safe
def som_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    rad = underlag_eller_404(pk)
    return filsvar(pdf(dokumentet(rad, timezone.now())), filnamn(rad, "pdf"), "application/pdf")


def last_sida(request: HttpRequest, rad: Beslutsunderlag) -> HttpResponse | None:
    """The page that says why a paper that was handed in cannot be changed; None when it can."""
    if rad.lamnat is None:
        return None
    status = 409 if request.method == "POST" else 200
    kontext = {
        "u": rad,
        "avgjort": rad.beslut.exists(),
        "far_bereda": request.user.has_perm(BEREDA, rad),
        "smulor": smulor(rad, "Låst"),
    }
    return render(request, "atgarder/beslut/last.html", kontext, status=status)


@kravs(BEREDA, underlagets)
def andra(request: HttpRequest, pk: int) -> HttpResponse:
    rad = underlag_eller_404(pk)
    if svar := last_sida(request, rad):
        return svar
    return formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: _formular(request, data, objekt, avbryt=adress(rad)),
        spara=lambda form: actions.andra_underlag(
            **vem_och_nar(request), underlag=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=adress,
        sparat="Underlaget är sparat.",
        kontext={
            "rubrik": "Ändra underlaget",
            "smulor": smulor(rad, "Ändra"),
            "ta_bort": reverse("atgarder:ta_bort_underlag", args=[pk]),
            "ta_bort_text": "Ta bort underlaget",
        },
    )


@kravs(BEREDA, underlagets)
def ta_bort(request: HttpRequest, pk: int) -> HttpResponse:
    rad = underlag_eller_404(pk)
    if svar := last_sida(request, rad):
        return svar
    return borttagningssida(
        request,
        objekt=rad,
        vad="Underlaget",
        ta_bort=lambda: actions.ta_bort_underlag(**vem_och_nar(request), underlag=rad),
        avbryt=adress(rad),
        klart=reverse("atgarder:beslutslista"),
        kontext={"smulor": smulor(rad, "Ta bort")},
    )


@kravs(BEREDA, underlagets)
def lamna(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, saying what is missing and what is locked; then hand it in."""
    rad = underlag_eller_404(pk)
    if svar := last_sida(request, rad):
        return svar
    status = 200
    if request.method == "POST":
        try:
            actions.lamna_underlag(**vem_och_nar(request), underlag=rad)
        except Planeringsfel as fel:
            messages.error(request, str(fel))
            status = 409
        else:
            messages.success(request, "Underlaget är lämnat och ligger fast. Nu väntar det på beslut.")
            return redirect(adress(rad))
    alla = brister(rad)
    kontext = {
        "u": rad,
        "hindrar": [b for b in alla if b.hindrar],
        "ovriga": [b for b in alla if not b.hindrar],
        "smulor": smulor(rad, "Lämna"),
    }
    return render(request, "atgarder/beslut/lamna.html", kontext, status=status)


@kravs(BEREDA, underlagets)
def aterta(request: HttpRequest, pk: int) -> HttpResponse:
    rad = underlag_eller_404(pk)
    if request.method == "POST":
        try:
            actions.aterta_underlag(**vem_och_nar(request), underlag=rad)
        except Planeringsfel as fel:
            messages.error(request, str(fel))
        else:
            messages.success(request, "Underlaget är återtaget och går att ändra.")
        return redirect(adress(rad))
    kontext = {"u": rad, "smulor": smulor(rad, "Ta tillbaka")}
    return render(request, "atgarder/beslut/aterta.html", kontext)


@kravs(BEREDA, underlagets)
@require_POST
def svara(request: HttpRequest, pk: int) -> HttpResponse:
    """A new paper from the one that was sent back."""
    rad = underlag_eller_404(pk)
    try:
        nytt_underlag = actions.svara_pa_aterremiss(**vem_och_nar(request), underlag=rad)
    except Planeringsfel as fel:
        messages.error(request, str(fel))
        return redirect(adress(rad))
    messages.success(request, "Ett nytt underlag är skapat ur det återremitterade. Skriv vad som är nytt.")
    return redirect("atgarder:andra_underlag", pk=nytt_underlag.pk)
