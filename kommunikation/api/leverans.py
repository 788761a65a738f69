"""Outcomes delivered by other systems: the one operation that writes.

What lets a call in is a key that an administrator has given (uppfoljning's `Leveransnyckel`), never a cookie; so no
CSRF token is needed, and no other site's page gets an answer to read (no CORS). A list is taken whole or not at all.
"""

import json
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from pydantic import ConfigDict, WithJsonSchema

from kommunikation.api.grind import begransa, for_manga, nekande, utan_langd
from kommunikation.api.svar import Fel
from planering.domain.resursrader import Radfel
from uppfoljning.actions.leveransnyckel import anvand_nyckel
from uppfoljning.actions.utfall import Utfallsfel, ta_emot_leverans
from uppfoljning.domain.utfallsrader import tolka_leverans

MED_NYCKEL = frozenset({"leverera"})  # names of the addresses that need a key
LANGST_KROPP = 1024 * 1024
FLEST_RADER = 5000
FLEST_FEL = 100

router = Router(tags=["Utfall"])


def _falt(typ: str | list[str], beskrivning: str, forval: Any = ...) -> Any:
    """A field of the documentation that takes anything: what is wrong is said by row, in Swedish, by the reader."""
    schema = {"type": typ} if isinstance(typ, str) else {"anyOf": [{"type": t} for t in typ]}
    return Annotated[Any, WithJsonSchema(schema), Field(default=forval, description=beskrivning)]


class Leveransrad(Schema):
    """One outcome."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={"required": ["matt", "ar", "varde"], "additionalProperties": False},
    )

    matt: _falt(["integer", "string"], "Måttets nummer (står vid nyckeln) eller namn.") = None
    ar: _falt("integer", "År, till exempel 2026.") = None
    period: _falt(["integer", "null"], "Månadens eller tertialens nummer; null för ett årsmått.", None) = None
    kon: _falt("string", "T totalt, K kvinnor, M män. Utelämnat är T.", "T") = "T"
    enhet: _falt(
        ["integer", "string", "null"], "Enhetens nummer eller namn; null för måttet som helhet.", None
    ) = None
    varde: _falt("number", "Utfallet i måttets enhet.") = None
    antal: _falt(["integer", "null"], "Antal personer bakom värdet, där det anges.", None) = None


class Leveranssvar(Schema):
    """What was saved, or with prova: what would have been."""

    prov: bool = Field(description="true när inget sparades.")
    nya: int = Field(description="Värden som inte fanns förut.")
    andrade: int = Field(description="Värden som ersatte andra.")
    oforandrade: int = Field(description="Värden som redan fanns som de är.")


class Radfelsvar(Schema):
    rad: int = Field(description="Plats i listan, från 1.")
    falt: str | None = Field(description="Fältets namn; null när det gäller hela raden.")
    fel: str = Field(description="Vad som är fel.")


class Leveransfel(Schema):
    """Nothing was saved."""

    fel: str
    falt: str | None
    rader: list[Radfelsvar]


@router.post(
    "/utfall",
    response={200: Leveranssvar, 400: Fel, 401: Fel, 411: Fel, 413: Fel, 422: Leveransfel, 429: Fel},
    url_name="leverera",
    operation_id="leverera",
    summary="Leverera utfall för egna mått",
    description="För system med en nyckel, som skickas som Authorization: Bearer. Kroppen är en lista med värden. "
    "Antingen sparas alla eller inget. Samma lista två gånger ändrar inget. Perioder som är inlämnade eller "
    "fastställda tas inte emot.",
)
def leverera(
    request: HttpRequest,
    rader: list[Leveransrad],
    prova: Annotated[bool, Query(description="true: säg vad som skulle hända, och spara inget.")] = False,
):
    lasta, fel = tolka_leverans(request.leverans)
    if fel:
        return Status(422, _felsvar(fel))
    try:
        g = ta_emot_leverans(nyckel=request.leveransnyckel, nar=timezone.now(), rader=lasta, prova=prova)
    except Utfallsfel as f:
        return Status(422, _felsvar(f.rader))
    return {"prov": prova, "nya": g.nya, "andrade": g.andrade, "oforandrade": g.oforandrade}


def _felsvar(fel: list[Radfel]) -> dict[str, Any]:
    antal = len({f.rad for f in fel})
    hur = "En rad kan" if antal == 1 else f"{antal} rader kan"
    visade = [{"rad": f.rad, "falt": f.kolumn or None, "fel": f.text} for f in fel[:FLEST_FEL]]
    return {"fel": f"{hur} inte tas emot. Inget är sparat.", "falt": None, "rader": visade}


def nyckelvakt(view):
    """Around the operation: method, size, rate, key, and that the body is a JSON list. In that order, so that little
    work is done for those who have no key. Every answer is for the sender only."""

    def inslagen(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        svar = _nekat(request) or view(request, *args, **kwargs)
        svar["Cache-Control"] = "no-store"
        return svar

    inslagen.csrf_exempt = True
    return inslagen


def _nekat(request: HttpRequest) -> HttpResponse | None:
    if vanta := begransa(request):
        return for_manga(vanta)
    if request.method != "POST":
        svar = nekande("Här levererar man med POST.", 405)
        svar["Allow"] = "POST"
        return svar
    if nej := utan_langd(request):
        return nej
    langd = request.META.get("CONTENT_LENGTH") or "0"
    if not langd.isdecimal() or int(langd) > LANGST_KROPP:
        return nekande(f"Leveransen får vara högst {LANGST_KROPP // 1024} kB. Dela upp den.", 413)
    slag, _, hemlighet = request.headers.get("Authorization", "").partition(" ")
    nyckel = (
        anvand_nyckel(hemlighet=hemlighet.strip(), nar=timezone.now()) if slag.lower() == "bearer" else None
    )
    if nyckel is None:
        svar = nekande("Nyckeln saknas, är fel eller är återkallad.", 401)
        svar["WWW-Authenticate"] = 'Bearer realm="utfall"'
        return svar
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        return nekande("Kroppen kunde inte läsas som JSON.", 400)
    if not isinstance(data, list) or not data:
        return _fel422("Kroppen ska vara en lista med minst ett värde.")
    if len(data) > FLEST_RADER:
        return _fel422(f"Listan får ha högst {FLEST_RADER} värden. Dela upp den.")
    if not all(isinstance(post, dict) for post in data):
        return _fel422("Varje värde i listan ska vara ett objekt med fälten matt, ar och varde.")
    request.leverans, request.leveransnyckel = data, nyckel
    return None


def _fel422(text: str) -> HttpResponse:
    svar = nekande(text, 422)
    svar.content = json.dumps({"fel": text, "falt": None, "rader": []}, ensure_ascii=False)
    return svar
