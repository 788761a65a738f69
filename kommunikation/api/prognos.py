"""The forecast of a target: rule 5.

Asked with POST: a target that is not decided yet must not stay in the addresses that servers and proxies log. It
reads only, keeps nothing, and looks at no cookie; so it needs no CSRF token.
"""

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema
from pydantic import ConfigDict

from kkik import queries as kkik
from kkik.domain.prognostyper import Malprognos, Prognosmal, Prognosorsak
from kkik.domain.signaler import Riktning
from kkik.models import Nyckeltal
from kommunikation.api.svar import Fel, Kon
from kommunikation.api.uppslag import Nekat, kommun_av, nyckeltal_av

MED_KROPP = frozenset({"prognos"})  # names of the addresses that are asked with a body
Niva = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-1e15, le=1e15)]
Ar = Annotated[int, Field(strict=True, ge=1900, le=2200)]

router = Router(tags=["Nyckeltal"])


class Prognosfraga(Schema):
    """The body. Other fields are refused, so that a misspelt one is not passed over in silence."""

    model_config = ConfigDict(extra="forbid")

    ar: Ar | None = Field(
        None,
        description="Startår; prognosen vet inget om tiden efter. Utelämnat eller null: kommunens senaste mätta år.",
    )
    mal: Niva | Annotated[list[Niva], Field(min_length=2, max_length=2)] = Field(
        description="Målnivån i måttets enhet; med riktning intervall båda ändarna, [40, 60]."
    )
    malar: Ar = Field(description="Målåret, ett till fyra år efter startåret.")
    riktning: Literal["hog", "lag", "intervall"] | None = Field(
        None, description="hog, lag eller intervall. Krävs när ingen riktning är vald för nyckeltalet."
    )
    kon: Kon = Field("T", description="T totalt, K kvinnor, M män.")


class Prognossvar(Schema):
    """Rule 5. Without a p, `ord` says why."""

    p: float | None = Field(
        description="(nådde + ½) / (antal + 1); null när det inte kan räknas, och då säger ord varför."
    )
    antal: int = Field(
        description="Fall i referensklassen, högst 150: en kommun och ett startår i ett liknande läge."
    )
    nadde: int | None = Field(description="Så många av dem vars förändring hade tagit oss till målet.")
    p10: float | None = Field(
        description="Troligt utfall målåret, nedre: 10:e percentilen. Null under 50 fall."
    )
    p50: float | None = Field(description="Troligt utfall målåret utan ny kraft: medianen.")
    p90: float | None = Field(description="Troligt utfall målåret, övre: 90:e percentilen.")
    ord: str = Field(description="Omdömet i ord, eller varför det inte finns något.")


@router.post(
    "/nyckeltal/{id}/kommun/{kommun}/prognos",
    response={200: Prognossvar, 400: Fel, 404: Fel, 411: Fel, 413: Fel, 422: Fel, 429: Fel},
    url_name="prognos",
    summary="Prognos för en målnivå",
    description="Hur ofta en kommun i ett liknande läge har förändrats så mycket på så lång tid. Frågan skickas som "
    "JSON i kroppen, så att ett mål som inte är beslutat inte hamnar i någon logg. Inget sparas.",
)
def prognos(
    request: HttpRequest,
    id: Annotated[str, Path(description="Koladas id, till exempel N15428.")],
    kommun: Annotated[str, Path(description="Kommunens kod, fyra siffror.")],
    fraga: Prognosfraga,
):
    rad, omrade = nyckeltal_av(id), kommun_av(kommun)
    riktning = _riktning(rad, fraga.riktning)
    r = kkik.malprognos_for(
        rad,
        omrade.pk,
        mal=_mal(fraga.mal, riktning),
        malar=fraga.malar,
        riktning=riktning,
        kon=fraga.kon,
        ar=fraga.ar,
    )
    if r.orsak in (Prognosorsak.MALAR_PASSERAT, Prognosorsak.MALAR_FOR_LANGT_FRAM):
        raise Nekat(422, f"malar ska ligga ett till fyra år efter startåret {r.start_ar}.", "malar")
    return _som_svar(r)


def _riktning(rad: Nyckeltal, kod: str | None) -> Riktning:
    """What was asked for, else the confirmed choice. Raises Nekat (422)."""
    if kod is None:
        val = kkik.gallande_riktning(rad.pk)
        if val is None:
            raise Nekat(
                422,
                "Ingen riktning är vald för nyckeltalet. Ange riktning: hog, lag eller intervall.",
                "riktning",
            )
        kod = val.riktning
    if kod == Riktning.NEUTRAL:
        raise Nekat(422, "Ett mått som inte värderas har ingen prognos. Ange riktning: hog, lag eller intervall.",
                    "riktning")  # fmt: skip
    return Riktning(kod)


def _mal(mal: float | list[float], riktning: Riktning) -> Prognosmal:
    if riktning is not Riktning.INTERVALL:
        if isinstance(mal, list):
            raise Nekat(422, "mal är ett tal när riktningen är hog eller lag.", "mal")
        return Prognosmal("niva", varde=mal)
    if not isinstance(mal, list):
        raise Nekat(
            422, "mal är intervallets två ändar när riktningen är intervall, till exempel [40, 60].", "mal"
        )
    if mal[0] > mal[1]:
        raise Nekat(422, "Intervallets nedre ände måste vara högst den övre.", "mal")
    return Prognosmal("intervall", a=mal[0], b=mal[1])


def _som_svar(r: Malprognos) -> dict:
    return {
        "p": r.p, "antal": r.antal, "nadde": r.nadde, "p10": r.p10, "p50": r.p50, "p90": r.p90,
        "ord": r.ord.etikett if r.ord is not None else r.orsak.etikett,
    }  # fmt: skip
