"""The operations of version 1."""

from datetime import date
from typing import Annotated, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import NinjaAPI, Path, Query, Router
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from kkik import queries as kkik
from kkik.domain.signaler import Riktning
from kkik.models import Nyckeltal, Nyckeltalslage
from kommunikation.api.felord import felsvar
from kommunikation.api.leverans import router as leveransrouter
from kommunikation.api.prognos import router as prognosrouter
from kommunikation.api.svar import Fel, Lagesfraga, Lagessvar, Nyckeltalssvar
from kommunikation.api.uppslag import Nekat, kommun_av, nyckeltal_av

router = Router(tags=["Nyckeltal"])


@router.get(
    "/nyckeltal/{id}",
    response={200: Nyckeltalssvar, 404: Fel, 429: Fel},
    summary="Ett nyckeltal",
    description="Nyckeltalet som Kolada beskriver det, dess senaste år och vilket håll som är bra.",
)
def nyckeltal(request: HttpRequest, id: Annotated[str, Path(description="Koladas id, till exempel N15428.")]):
    rad = nyckeltal_av(id)
    laget = Nyckeltalslage.objects.filter(nyckeltal=rad, kon="T").first()
    val = kkik.gallande_riktning(rad.pk)
    riktning = None
    if val is not None:
        riktning = {"riktning": val.riktning, "a": val.intervall_a, "b": val.intervall_b, "kalla": val.kalla}
    return {
        "id": rad.kolada_id,
        "titel": rad.titel,
        "beskrivning": rad.beskrivning,
        "enhet": rad.enhet,
        "verksamhetsomrade": rad.verksamhetsomrade,
        "konsuppdelat": rad.konsuppdelat,
        "senaste_ar": laget.ar if laget else None,
        "ofullstandigt_ar": laget.ofullstandigt_ar if laget else None,
        "antal_kommuner": laget.n if laget else None,
        "riktning": riktning,
        "hamtad": rad.hamtad.isoformat() if rad.hamtad else None,
        "forsvunnet": rad.forsvunnet is not None,
    }


@router.get(
    "/nyckeltal/{id}/kommun/{kommun}/lage",
    response={200: Lagessvar, 404: Fel, 422: Fel, 429: Fel},
    summary="En kommuns läge i ett nyckeltal",
    description="Kommunens värde mot andra kommuner, dess trend och skillnaden mellan kvinnor och män. "
    "Värdet är Koladas; allt annat är egen bearbetning.",
)
def lage(
    request: HttpRequest,
    id: Annotated[str, Path(description="Koladas id, till exempel N15428.")],
    kommun: Annotated[str, Path(description="Kommunens kod, fyra siffror.")],
    fraga: Query[Lagesfraga],
):
    rad, omrade = nyckeltal_av(id), kommun_av(kommun)
    riktning, intervall = _riktning(rad, fraga)
    idag: date = timezone.localdate()
    try:
        svar = kkik.jamfor(
            rad,
            omrade.pk,
            idag=idag,
            ar=fraga.ar,
            kon=fraga.kon,
            riktning=riktning,
            intervall=intervall,
            gruppkod=fraga.grupp,
        )
    except kkik.GruppSaknas as fel:
        raise Nekat(422, str(fel), "grupp") from fel
    if svar is None:
        raise Nekat(
            404,
            f"{rad.kolada_id} har inga värden för kön {fraga.kon}. Ange ett år för att få svar ändå.",
            "ar",
        )
    return _som_svar(rad, svar, fraga.grupp)


def _riktning(rad: Nyckeltal, fraga: Lagesfraga) -> tuple[Riktning, tuple[float, float] | None]:
    """What was asked for, else the confirmed choice. Raises Nekat (422)."""
    if fraga.riktning is None:
        if fraga.a is not None or fraga.b is not None:
            raise Nekat(422, "a och b hör till riktning=intervall.", "riktning")
        val = kkik.gallande_riktning(rad.pk)
        if val is None:
            raise Nekat(
                422,
                "Ingen riktning är vald för nyckeltalet. Ange riktning=hog, lag, intervall eller neutral.",
                "riktning",
            )
        andar = None if val.riktning != Riktning.INTERVALL else (val.intervall_a, val.intervall_b)
        return Riktning(val.riktning), andar
    riktning = Riktning(fraga.riktning)
    if riktning is not Riktning.INTERVALL:
        if fraga.a is not None or fraga.b is not None:
            raise Nekat(422, "a och b hör till riktning=intervall.", "a" if fraga.a is not None else "b")
        return riktning, None
    if fraga.a is None or fraga.b is None:
        raise Nekat(422, "riktning=intervall behöver både a och b.", "a" if fraga.a is None else "b")
    if fraga.a > fraga.b:
        raise Nekat(422, "Intervallets nedre ände a måste vara högst den övre b.", "a")
    return riktning, (fraga.a, fraga.b)


def _som_svar(rad: Nyckeltal, j: kkik.Jamforelse, gruppkod: str) -> dict:
    m, t, k = j.mot_andra, j.trend, j.kon_gap
    return {
        "nyckeltal": rad.kolada_id,
        "kommun": f"{j.kommun:04d}",
        "ar": j.ar,
        "kon": j.kon,
        "varde": j.varde,
        "saknas_orsak": j.saknas,
        "mot_andra": {
            "signal": m.signal, "orsak": m.orsak, "n": m.n, "andel_samre": m.andel_samre, "rang": m.rang,
            "median": m.median, "p25": m.p25, "p75": m.p75, "min": m.min, "max": m.max,
        },
        "trend": {
            "trend": t.trend, "godhet": t.godhet, "lutning": t.lutning, "z": t.z, "sigma": t.sigma,
            "ar": [ar for ar, _ in t.punkter],
        },
        "kon_gap": {"gap": k.gap, "andel": k.andel, "avviker": None if k.lage is None else k.avviker},
        "riktning": j.riktning,
        "grupp": gruppkod,
    }  # fmt: skip


class Renderare(JSONRenderer):
    """å, ä and ö as they are."""

    json_dumps_params: ClassVar[dict] = {"ensure_ascii": False}


class OppetApi(NinjaAPI):
    """Lies inside the app's own addresses, so that it finds its root by their name."""

    def get_root_path(self, path_params: dict) -> str:
        return reverse("kommunikation:api:api-root")


api = OppetApi(
    title="Styrsnurrans öppna API",
    version="1",
    description="Koladas öppna nyckeltal för Sveriges kommuner, och vad som räknats fram ur dem. Alla får läsa, utan "
    "inloggning. Kommunens egna system kan leverera utfall med en nyckel.",
    renderer=Renderare(),
    docs_url=None,  # the documentation page is our own: kommunikation.api.sida
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("", router)
api.add_router("", prognosrouter)
api.add_router("", leveransrouter)


@api.exception_handler(Nekat)
def _nekat(request: HttpRequest, fel: Nekat):
    return api.create_response(request, {"fel": str(fel), "falt": fel.falt}, status=fel.status_code)


@api.exception_handler(ValidationError)
def _ogiltigt(request: HttpRequest, fel: ValidationError):
    return api.create_response(request, felsvar(fel.errors), status=422)


@api.exception_handler(HttpError)
def _olasligt(request: HttpRequest, fel: HttpError):
    """A body that is no JSON; the library says nothing else on its own."""
    return api.create_response(
        request, {"fel": "Kroppen kunde inte läsas som JSON.", "falt": None}, status=fel.status_code
    )
