"""What a proposal is expected to do to an indicator. Refused once a paper or a decision holds the proposal."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from atgarder.actions.gemensamt import las_forslag
from atgarder.domain.forvantan import forvantansfel
from atgarder.models import Forvantadeffekt
from atgarder.queries.utfall import Utfallspunkt, senaste_utfall
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.regler import ar_andel
from planering.models import Indikator
from uppfoljning.models import Atgardsforslag


@transaction.atomic
def skapa_forvantan(
    *,
    av: Person | None,
    nar: datetime,
    forslag: Atgardsforslag,
    indikator: Indikator,
    till: float,
    effektar: int,
    varfor: str = "",
) -> Forvantadeffekt:
    """`till` is in the indicator's unit. What it sets out from is the newest measured value up to the year of `nar`."""
    rad = las_forslag(forslag.pk)
    fran = _granska(indikator, till, effektar, nar)
    return gemensamt.skapa(
        Forvantadeffekt(
            forslag=rad,
            indikator=indikator,
            **_utgangspunkt(fran),
            till=float(till),
            effektar=effektar,
            varfor=varfor.strip(),
        ),
        av=av,
        nar=nar,
    )


@transaction.atomic
def andra_forvantan(
    *,
    av: Person | None,
    nar: datetime,
    forvantan: Forvantadeffekt,
    till: float,
    effektar: int,
    varfor: str = "",
    revision: int | None = None,
) -> Forvantadeffekt:
    """The indicator stays. What it sets out from is read anew."""
    las_forslag(forvantan.forslag_id)
    rad = gemensamt.las_rad(forvantan, revision)
    fran = _granska(rad.indikator, till, effektar, nar)
    falt = {"till": float(till), "effektar": effektar, "varfor": varfor.strip()}
    return gemensamt.andra(rad, _utgangspunkt(fran) | falt, av=av, nar=nar)


@transaction.atomic
def ta_bort_forvantan(*, av: Person | None, nar: datetime, forvantan: Forvantadeffekt) -> None:
    las_forslag(forvantan.forslag_id)
    rad = gemensamt.las_rad(forvantan, None)
    gemensamt.ta_bort(rad, av=av, nar=nar, ovrigt={"forslag": rad.forslag_id})


def _granska(indikator: Indikator, till: float, effektar: int, nar: datetime) -> Utfallspunkt | None:
    """What it sets out from. Raises Planeringsfel by field."""
    nu_ar = timezone.localdate(nar).year
    fran = senaste_utfall(indikator, nu_ar)
    andel = ar_andel(indikator.matt.titel, indikator.matt.enhet)
    fel = forvantansfel(till, effektar, fran.ar if fran else None, nu_ar, andel=andel)
    gemensamt.fraga_fel(dict(fel))
    return fran


def _utgangspunkt(fran: Utfallspunkt | None) -> dict[str, float | int | None]:
    return {"fran": None, "franar": None} if fran is None else {"fran": fran.varde, "franar": fran.ar}
