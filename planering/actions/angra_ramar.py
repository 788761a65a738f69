"""Taking back a change of the frames: a grid's cells, or a whole table that was read in."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import ProtectedError

from kkik.models import Nyckeltal
from organisation.models import Handelse, Person
from planering.actions import gemensamt, resurstabell
from planering.actions.resurstabell import Cell, Cellkrock
from planering.domain.fel import Planeringsfel
from planering.domain.resursgranskning import TOMMA, Granskning, Lage
from planering.models import Plan, Ram, Verksamhet
from planering.queries.resurser import ramvarden


def angra_ramar(*, av: Person | None, nar: datetime, rad: Plan, handelse: Handelse) -> Plan:
    """All its cells as they were, or nothing. Frames and verksamheter that came with it go, unless something else has
    been put in them; a verksamhet whose kind, volume or cost measure it changed gets them back.

    Raises Planeringsfel when a cell has been changed since, and PlanLast for frames of a decided plan.
    """
    data = handelse.data
    plan, lage = resurstabell.hall(rad, nar)
    g = _granska(lage, _celler(data["andrat"], lage))
    if g.fel:
        resurstabell.hindra(plan, g)
        raise Planeringsfel(" ".join(dict.fromkeys(fel.text for fel in g.fel)))
    resurstabell.spara_granskat(g, plan, av=av, nar=nar, kalla="ångrat")
    nycklar = {_nyckel(r, lage) for r in data["andrat"]} - {None}
    _ta_bort_tomma(
        (pk, r["ar"]) for r in data["andrat"] if r.get("ny") and (pk := _nyckel(r, lage)) in nycklar
    )
    _aterstall_verksamheter(data.get("verksamheter", {}), av=av, nar=nar)
    if data.get("nya"):
        gemensamt.las_plan(plan.pk)
    for verksamhet in Verksamhet.objects.filter(pk__in=data.get("nya", ()), plan=plan, ramar=None):
        gemensamt.ta_bort(gemensamt.las_rad(verksamhet, None), av=av, nar=nar, plan=plan)
    return plan


def _nyckel(rad: dict[str, Any], lage: Lage) -> int | None:
    """The row's verksamhet. A log from before there were keys in it says the name."""
    if "pk" in rad:
        return rad["pk"]
    traffar = [v.pk for v in lage.verksamheter.values() if f"{v.namnd}: {v}" == rad["verksamhet"]]
    return traffar[0] if len(traffar) == 1 else None


def _celler(rader: Iterable[dict[str, Any]], lage: Lage) -> dict[int, dict[tuple[int, str], Cell]]:
    """Year → the cells turned round."""
    ut: dict[int, dict[tuple[int, str], Cell]] = defaultdict(dict)
    for rad in rader:
        pk = _nyckel(rad, lage)
        if pk is None:
            raise Planeringsfel(f"”{rad['verksamhet']}” finns inte längre, så ändringen kan inte ångras.")
        for kolumn, (fore, efter) in rad["falt"].items():
            ut[rad["ar"]][pk, kolumn] = Cell(_tal(efter), _tal(fore))
    return ut


def _tal(varde: float | None) -> Decimal | None:
    return None if varde is None else Decimal(str(varde))


def _granska(lage: Lage, celler: dict[int, dict[tuple[int, str], Cell]]) -> Granskning:
    hela = Granskning()
    for ar, cellerna in celler.items():
        try:
            g = resurstabell.granska_celler(lage, ar, cellerna)
        except Cellkrock:
            raise Planeringsfel(
                "Något har ändrats sedan dess. Bara den senaste ändringen av samma celler kan ångras."
            ) from None
        hela.fel += g.fel
        hela.rader += g.rader
    return hela


def _ta_bort_tomma(platser: Iterable[tuple[int, int]]) -> None:
    """Frames that did not exist, and hold nothing now. One that something else hangs on stays."""
    for verksamhet, ar in platser:
        ram = Ram.objects.filter(verksamhet=verksamhet, ar=ar, oronmarkningar=None).first()
        if ram is None or ramvarden(ram) != TOMMA:
            continue
        try:
            ram.delete()
        except ProtectedError:
            continue


def _aterstall_verksamheter(
    andrade: dict[str, dict[str, list[Any]]], *, av: Person | None, nar: datetime
) -> None:
    """Key → field → [before, after]; the cost measure by its Kolada id, "" for none."""
    if not andrade:
        return
    koder = {par[0] for falt in andrade.values() for namn, par in falt.items() if namn == "nyckeltal"}
    nyckeltal = {n.kolada_id: n for n in Nyckeltal.objects.filter(kolada_id__in=koder)}
    for rad in Verksamhet.objects.filter(pk__in=andrade).select_related("nyckeltal"):
        rad = gemensamt.las_rad(rad, None)
        falt = andrade[str(rad.pk)]
        nu = {
            "slag": rad.slag,
            "volymnamn": rad.volymnamn,
            "nyckeltal": rad.nyckeltal.kolada_id if rad.nyckeltal else "",
        }
        if any(nu[namn] != efter for namn, (_, efter) in falt.items()):
            raise Planeringsfel(f"”{rad}” har ändrats sedan dess, så inläsningen kan inte ångras.")
        fore = {namn: par[0] for namn, par in falt.items()}
        if "nyckeltal" in fore:
            fore["nyckeltal"] = nyckeltal.get(fore["nyckeltal"])
        gemensamt.andra(rad, fore, av=av, nar=nar)
