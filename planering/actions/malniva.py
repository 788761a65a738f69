"""Target levels: all of an indicator's at once, with the baseline and the tolerance that give them meaning."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kkik.models import Kon
from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain import regler
from planering.domain.malnivaer import Niva
from planering.models import Indikator, Malniva


class _Behall:
    """Stands for "leave as it is"."""

    def __repr__(self) -> str:
        return "BEHALL"


BEHALL: Any = _Behall()


@transaction.atomic
def satt_malnivaer(
    *,
    av: Person | None,
    nar: datetime,
    indikator: Indikator,
    nivaer: Mapping[int, Niva | float | str | tuple[float, float]],
    kon: str | None = None,
    utgangsvarde: float | None = BEHALL,
    utgangsar: int | None = BEHALL,
    tolerans: float | None = BEHALL,
    tolerans_slag: str = BEHALL,
    marginal: float | None = BEHALL,
    malniva_skal: str = BEHALL,
    revision: int | None = None,
) -> Indikator:
    """Make `nivaer` (year → level) the indicator's target levels: years that are not in it have none.

    85 is a level, (10, 20) an interval, "oka"/"minska"/"oforandrad" a change. `kon` is the indicator's own unless
    said; women's and men's levels may stand beside those for all. `malniva_skal` is why there are levels where the
    rule says none. `revision` is `Indikator.malnivarevision` as the form was opened. Raises Planeringsfel with the
    fields `ar_<år>`, `utgangsvarde`, `utgangsar`, `tolerans`, `marginal`, `malniva_skal` and `kon`.
    """
    plan = gemensamt.las_plan(indikator.mal.malomrade.plan_id)
    rad = gemensamt.las_rad(indikator, revision, "malnivarevision")
    kon = kon or rad.kon
    nya = {ar: Niva.av(niva) for ar, niva in sorted(nivaer.items())}
    onskat = {
        "utgangsvarde": utgangsvarde,
        "utgangsar": utgangsar,
        "tolerans": tolerans,
        "tolerans_slag": tolerans_slag,
        "marginal": marginal,
        "malniva_skal": malniva_skal,
    }
    for namn, varde in onskat.items():
        if varde is BEHALL:
            onskat[namn] = getattr(rad, namn)
    onskat["malniva_skal"] = onskat["malniva_skal"].strip() if rad.malnivahinder else ""
    gemensamt.fraga_fel(granska(rad, plan.fran_ar, plan.till_ar, nya, onskat, kon))
    fore = _bild(rad, kon)
    for namn, varde in onskat.items():
        setattr(rad, namn, varde)
    skillnad = gemensamt.skillnader(fore, _bild(rad, kon, nya))
    if not skillnad:
        return rad
    _ersatt(rad, kon, nya)
    rad.malnivarevision += 1
    gemensamt.spara(rad, av, nar)
    logga(av=av, nar=nar, typ="planering.satt_malnivaer", objekt=rad, data={"kon": kon, "andrat": skillnad})
    return rad


def granska(
    indikator: Indikator,
    fran_ar: int,
    till_ar: int,
    nivaer: Mapping[int, Niva],
    ovrigt: Mapping[str, Any],
    kon: str | None = None,
) -> dict[str, str | None]:
    """Field → message for a whole set of target levels; the form asks before it saves, the action again.

    The tolerance is that of every kön, so it is held against the levels of the others too.
    """
    kon = kon or indikator.kon
    titel, enhet = indikator.matt.titel, indikator.matt.enhet
    fel: dict[str, str | None] = {
        f"ar_{ar}": regler.i_planen(ar, fran_ar, till_ar)
        or regler.niva(indikator.riktning, niva, titel, enhet)
        for ar, niva in nivaer.items()
    }
    hela = {ar: niva for ar, niva in nivaer.items() if not fel[f"ar_{ar}"]}
    u = ovrigt["utgangsvarde"]
    if kon == indikator.kon:
        # A level that is wrong in itself still says which year is the first.
        i_planen = {ar: n for ar, n in nivaer.items() if fran_ar <= ar <= till_ar}
        fel |= regler.utgangslage(u, ovrigt["utgangsar"], i_planen, fran_ar, titel, enhet)
    else:
        fel |= _granska_kon(indikator, kon, hela)
        hela = {ar: niva for ar, niva in hela.items() if niva.slag != "forandring"}
    if indikator.riktning != "neutral" and "utgangsvarde" not in fel:
        for rader in (hela, *_andras_nivaer(indikator, kon)):
            if text := regler.tolerans(ovrigt["tolerans"], ovrigt["tolerans_slag"], rader, u, titel):
                fel["tolerans"] = text
                break
    fel["malniva_skal"] = regler.malniva_utan_skal(
        indikator.kategori, indikator.paverkansgrad, bool(nivaer), ovrigt.get("malniva_skal", "")
    )
    if ovrigt["marginal"] is not None and ovrigt["marginal"] < 0:
        fel["marginal"] = "Felmarginalen kan inte vara negativ."
    return fel


def _granska_kon(indikator: Indikator, kon: str, nivaer: Mapping[int, Niva]) -> dict[str, str | None]:
    """What levels for another kön than the indicator's own must satisfy besides the rest."""
    if kon not in Kon:
        return {"kon": "Välj kvinnor, män eller totalt."}
    if indikator.kon != Kon.TOTALT:
        return {"kon": f"Indikatorn avser {indikator.get_kon_display().lower()}, så bara de har målnivåer."}
    if not indikator.matt.konsuppdelat:
        return {"kon": "Måttet är inte könsuppdelat."}
    text = "En förändring räknas från utgångsvärdet, som gäller alla. Ange en nivå."
    return {f"ar_{ar}": text for ar, niva in nivaer.items() if niva.slag == "forandring"}


def _andras_nivaer(indikator: Indikator, kon: str) -> list[dict[int, Niva]]:
    return [nivaer for annan in Kon.values if annan != kon and (nivaer := nivaer_for(indikator, annan))]


def nivaer_for(indikator: Indikator, kon: str | None = None) -> dict[int, Niva]:
    """The stored target levels, year → level. Uses a prefetched `malnivaer` when there is one."""
    kon = kon or indikator.kon
    return {
        rad.ar: Niva(rad.slag, rad.varde, rad.a, rad.b, rad.forandring)
        for rad in indikator.malnivaer.all()
        if rad.kon == kon
    }


def _ersatt(rad: Indikator, kon: str, nya: Mapping[int, Niva]) -> None:
    """Change rows in place, so that a level that stays keeps its key."""
    rad.malnivaer.filter(kon=kon).exclude(ar__in=list(nya)).delete()
    for ar, niva in nya.items():
        Malniva.objects.update_or_create(
            indikator=rad,
            ar=ar,
            kon=kon,
            defaults={
                "slag": niva.slag,
                "varde": niva.varde,
                "a": niva.a,
                "b": niva.b,
                "forandring": niva.forandring,
            },
        )


def _bild(rad: Indikator, kon: str, nivaer: Mapping[int, Niva] | None = None) -> dict[str, Any]:
    """What the log compares: the levels as plain values, and the fields beside them."""
    if nivaer is None:
        nivaer = nivaer_for(rad, kon)
    return {
        "nivaer": {str(ar): loggad(niva) for ar, niva in sorted(nivaer.items())},
        "utgangsvarde": rad.utgangsvarde,
        "utgangsar": rad.utgangsar,
        "tolerans": rad.tolerans,
        "tolerans_slag": str(rad.tolerans_slag),
        "marginal": rad.marginal,
        "malniva_skal": rad.malniva_skal,
    }


def loggad(niva: Niva) -> Any:
    """A level as the log has it."""
    if niva.slag == "niva":
        return niva.varde
    return [niva.a, niva.b] if niva.slag == "intervall" else niva.forandring
