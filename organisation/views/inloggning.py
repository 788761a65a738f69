"""Logging in and out, and one's own password."""

import math

from django.conf import settings
from django.contrib import auth, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation import actions, begransning, sessionsgrans
from organisation.behorighet import kravs, oppen
from organisation.forms import Inloggningsformular, Losenordsformular


@oppen
@never_cache
@require_safe
def lage(request: HttpRequest) -> JsonResponse:
    """Who is logged in, for a page that has been open for long; and the key for its forms, which a log-in changes."""
    if not request.user.is_authenticated:
        return JsonResponse({"person": "", "nyckel": ""})
    return JsonResponse({"person": str(request.user.pseudonym), "nyckel": get_token(request)})


@oppen
@never_cache
@sensitive_post_parameters("losenord")
@require_http_methods(["GET", "HEAD", "POST"])
def logga_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        vidare = _vidare(request, request.GET.get("next", ""))
        if request.user.is_authenticated:
            return redirect(vidare or settings.LOGIN_REDIRECT_URL)
        return _sida(request, Inloggningsformular(initial={"next": vidare}))
    formular = Inloggningsformular(request.POST)
    if not formular.is_valid():
        return _sida(request, formular)
    epost = formular.cleaned_data["epost"]
    forsok = begransning.rakna(request, epost)
    if forsok.vanta:
        return _avvisa(request, formular, epost, forsok)
    person = auth.authenticate(request, epost=epost, password=formular.cleaned_data["losenord"])
    if person is None:
        actions.logga_misslyckad_inloggning(epost=epost, konto=begransning.konto(epost), nar=timezone.now())
        formular.add_error(None, ValidationError("E-postadressen och lösenordet hör inte ihop. Försök igen."))
        return _sida(request, formular)
    begransning.lyckades(forsok)
    with transaction.atomic():
        auth.login(request, person)  # gives the session a new key
        sessionsgrans.stampla(request.session)
        actions.logga_inloggning(av=person, nar=timezone.now())
    svar = redirect(_vidare(request, formular.cleaned_data["next"]) or settings.LOGIN_REDIRECT_URL)
    begransning.minns_enhet(request, svar, epost)
    return svar


def _avvisa(request, formular, epost: str, forsok: begransning.Forsok) -> HttpResponse:
    """Too many tries from here: say for how long, and log it once, not once a try."""
    if forsok.forst:
        actions.logga_misslyckad_inloggning(
            epost=epost, konto=begransning.konto(epost), nar=timezone.now(), avvisad=True
        )
    minuter = math.ceil(forsok.vanta / 60)
    tid = "en minut" if minuter == 1 else f"{minuter} minuter"
    formular.add_error(
        None, ValidationError(f"För många försök härifrån. Vänta {tid} och försök sedan igen.")
    )
    svar = _sida(request, formular, status=429)
    svar["Retry-After"] = str(forsok.vanta)
    return svar


def _sida(request, formular, status: int = 200) -> HttpResponse:
    return render(request, "organisation/logga_in.html", {"form": formular}, status=status)


def _vidare(request, adress: str) -> str:
    """`adress` if it is the path of a page of this site that one can be sent to, else ''.

    A path from the root: a lone word would be taken for the name of a view.
    """
    trygg = url_has_allowed_host_and_scheme(
        adress, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    hit = {resolve_url("organisation:logga_in"), resolve_url("organisation:logga_ut")}
    duger = trygg and adress.startswith("/") and adress.partition("?")[0] not in hit
    return adress if duger else ""


@oppen
@require_POST
def logga_ut(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        with transaction.atomic():
            actions.logga_utloggning(av=request.user, nar=timezone.now())
            auth.logout(request)
        messages.success(request, "Du är utloggad.")
    return redirect("organisation:logga_in")


@kravs("organisation.byt_losenord")
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def byt_losenord(request: HttpRequest) -> HttpResponse:
    formular = Losenordsformular(request.POST or None, person=request.user)
    if request.method == "POST" and formular.is_valid():
        with transaction.atomic():
            actions.byt_losenord(av=request.user, nar=timezone.now(), losenord=formular.cleaned_data["nytt"])
            auth.update_session_auth_hash(
                request, request.user
            )  # other devices are logged out, this one is not
        messages.success(request, "Lösenordet är bytt. Du är utloggad på dina andra enheter.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "organisation/byt_losenord.html", {"form": formular})
