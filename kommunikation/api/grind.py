"""What every call passes: how often an address may ask, who may read the answer, how long it holds.

CORS: any site may read, without credentials. The figures are public, nothing can be written, and no cookie is looked
at; so there is nothing to protect by origin.
"""

import hashlib
import time

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from kkik.queries import dataversion
from organisation.begransning import klientadress
from organisation.queries import kommuninstallning

PER_MINUT = 120
FONSTER = 60
HALLBART = 300
LANGST_KROPP = 4096
# Part of every ETag: a new calculation or answer shape must not be mistaken for the old one.
UTGAVA = "1"


def begransa(request: HttpRequest) -> int:
    """Count a call. Seconds to wait when the address has used up its minute, otherwise 0: also while the cache is
    away, for public figures are better given without a count than not at all."""
    nu = time.time()
    fonster = int(nu // FONSTER)
    nyckel = f"api:{klientadress(request)}:{fonster}"
    cache.add(nyckel, 0, 2 * FONSTER)
    try:
        antal = cache.incr(nyckel) or 0
    except ValueError:  # it went out between the two lines: a new window has begun
        antal = 1
    return int((fonster + 1) * FONSTER - nu) + 1 if antal > PER_MINUT else 0


def for_manga(vanta: int) -> JsonResponse:
    svar = nekande(f"För många anrop: högst {PER_MINUT} i minuten. Försök igen om {vanta} sekunder.", 429)
    svar["Retry-After"] = str(vanta)
    return svar


def etikett(request: HttpRequest) -> str:
    """An ETag for this address: the same as long as neither data nor choices change, at most a day (a value that is
    not published yet is one on the day it is due)."""
    delar = f"{UTGAVA}|{dataversion()}|{timezone.localdate()}|{request.get_full_path()}"
    return f'"{hashlib.sha256(delar.encode()).hexdigest()[:32]}"'


def oppna(request: HttpRequest, svar: HttpResponse) -> HttpResponse:
    """The headers of every answer."""
    svar["Access-Control-Allow-Origin"] = "*"
    svar["Access-Control-Expose-Headers"] = "ETag, Retry-After, X-Pahittade-Uppgifter"
    installning = kommuninstallning()
    if installning is not None and installning.ar_pahittad:
        svar["X-Pahittade-Uppgifter"] = "ja"
    if not svar.has_header("Cache-Control"):
        svar["Cache-Control"] = f"public, max-age={HALLBART}" if svar.status_code == 200 else "no-store"
    return svar


def vakt(view, *, kropp: bool = False):
    """Around every operation: rate limit, ETag, headers. Takes and returns plain Django requests and answers.

    kropp: the question comes in a body (POST), so that no log of addresses holds it, and no cache the answer. It
    still only reads.
    """
    metoder = ("POST", "OPTIONS") if kropp else ("GET", "HEAD", "OPTIONS")

    def inslagen(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            svar = HttpResponse(status=204)
            svar["Access-Control-Allow-Methods"] = ", ".join(metoder)
            svar["Access-Control-Allow-Headers"] = "Content-Type" if kropp else "If-None-Match"
            return oppna(request, svar)
        if vanta := begransa(request):
            return oppna(request, for_manga(vanta))
        if request.method not in metoder:
            hur = "Här frågar man med POST." if kropp else "Här kan man bara läsa (GET)."
            svar = nekande(hur, 405)
            svar["Allow"] = ", ".join(metoder)
            return oppna(request, svar)
        if kropp:
            return oppna(request, _med_kropp(view, request, *args, **kwargs))
        marke = etikett(request)
        metod, request.method = request.method, "GET"  # a HEAD is a GET whose body is left out at the end
        svar = view(request, *args, **kwargs)
        request.method = metod
        if svar.status_code == 200:
            svar["ETag"] = marke
            svar = get_conditional_response(request, etag=marke, response=svar) or svar
        return oppna(request, svar)

    inslagen.csrf_exempt = True
    return inslagen


def utan_langd(request: HttpRequest) -> HttpResponse | None:
    """A body sent in pieces says no length, and would be read as an empty one."""
    if (
        request.META.get("CONTENT_LENGTH")
        or "chunked" not in request.headers.get("Transfer-Encoding", "").lower()
    ):
        return None
    text = (
        "Kroppens längd saknas. Skicka den hel, med huvudet Content-Length i stället för Transfer-Encoding."
    )
    return nekande(text, 411)


def _med_kropp(view, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    if nej := utan_langd(request):
        return nej
    langd = request.META.get("CONTENT_LENGTH") or "0"
    if not langd.isdecimal() or int(langd) > LANGST_KROPP:
        return nekande(f"Frågan får vara högst {LANGST_KROPP} byte.", 413)
    svar = view(request, *args, **kwargs)
    svar["Cache-Control"] = "no-store"
    return svar


def nekande(fel: str, status: int) -> JsonResponse:
    return JsonResponse({"fel": fel, "falt": None}, status=status, json_dumps_params={"ensure_ascii": False})
