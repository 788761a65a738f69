"""The closed annual accounts of a plan's year, and rows as they stood when they were closed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from planering.models import Plan
from uppfoljning.domain.maluppfyllelse import maluppfyllelse
from uppfoljning.models import Kommentar, Ogonblicksbild, Omgang
from uppfoljning.queries.tabell import Malgrupp, Rad

DAGAR = ("vantas",)


def faststallt_bokslut(plan: Plan, ar: int) -> Omgang | None:
    """The plan's closed årsbokslut of the year. One query."""
    return Omgang.objects.filter(
        plan=plan, slag=Omgang.Slag.ARSBOKSLUT, ar=ar, faststalld__isnull=False
    ).first()


def fastnaglad(grupper: Iterable[Malgrupp], bokslut: Omgang) -> tuple[Malgrupp, ...]:
    """The goals with the lights, outcomes and comments that the accounts were closed with. One query.

    A comment is the round's own where there is one, else the row's. A goal's proposed face follows the frozen lights;
    a face that a person has set stays.
    """
    bilder = {
        (b.indikator_id, b.kon): b for b in Ogonblicksbild.objects.filter(omgang=bokslut, ar=bokslut.ar)
    }
    ut = []
    for g in grupper:
        rader = tuple(_som_da(r, bilder.get((r.indikator.pk, r.indikator.kon))) for r in g.rader)
        forslag = maluppfyllelse([(r.indikator.kategori, r.mal_signal) for r in rader])
        ut.append(replace(g, rader=rader, forslag=forslag))
    return tuple(ut)


def _som_da(rad: Rad, bild: Ogonblicksbild | None) -> Rad:
    """A row that the accounts have no picture of had nothing computed: it is shown so."""
    if bild is None:
        return replace(rad, bedomning=None)
    data: dict[str, Any] | None = bild.data.get("bedomning")
    rapport = bild.data.get("rapport") or {}
    kommentar = rad.kommentar
    if rapport.get("kommentar"):
        kommentar = Kommentar(
            indikator=rad.indikator,
            ar=bild.ar,
            text=rapport["kommentar"],
            skriven_av=rapport.get("av") or "",
            skriven=bild.tagen,
        )
    return replace(rad, bedomning=_bedomning(data), kommentar=kommentar)


def _bedomning(data: dict[str, Any] | None) -> Any:
    """The stored fields as a row with the same names; days are days again."""
    if data is None:
        return None
    falt = dict(data)
    for namn in DAGAR:
        if isinstance(falt.get(namn), str):
            falt[namn] = date.fromisoformat(falt[namn])
    return SimpleNamespace(**falt)
