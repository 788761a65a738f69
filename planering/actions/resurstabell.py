"""Frames in bulk: the grid's cells, and tables read from files. All of it is saved, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from kkik.models import Nyckeltal
from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel, PlanLast
from planering.domain.resursgranskning import TOMMA, Granskning, Lage, Verksamhetslage, granska_rader
from planering.domain.resurskolumner import KOLUMNER, PER_NAMN
from planering.domain.resursrader import NYCKELTAL, RUBRIKER, SLAG, VOLYMNAMN, Radfel, Resursrad, Tabell
from planering.models import Plan, Ram, Resursinlasning, Verksamhet
from planering.queries.resurser import resurslage

_KOLUMN_AV = {rubrik: namn for namn, rubrik in RUBRIKER.items()}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell held when the grid was opened, and what it holds now."""

    fore: Decimal | None
    efter: Decimal | None


class Cellkrock(Exception):
    """Somebody else has changed the same cells. `celler` maps (verksamhet, column) to what is stored now."""

    def __init__(self, celler: dict[tuple[int, str], Decimal | None]) -> None:
        self.celler = celler
        super().__init__("Någon annan har ändrat samma celler.")


class Tabellfel(Planeringsfel):
    """`rader` are the errors of a table, row by row."""

    def __init__(self, rader: Sequence[Radfel]) -> None:
        self.rader = list(rader)
        fel: dict[str, list[str]] = {}
        for rad in rader:
            fel.setdefault(f"{rad.rad}-{_KOLUMN_AV.get(rad.kolumn, '')}", []).append(rad.text)
        super().__init__(fel)


class LagetAndrat(Exception):
    """The frames have changed since the dry run was shown."""


@transaction.atomic
def spara_celler(
    *, av: Person | None, nar: datetime, plan: Plan, ar: int, celler: Mapping[tuple[int, str], Cell]
) -> Granskning:
    """Save one year's cells, (verksamhet's key, column) → Cell. Cells that the person did not change are left alone,
    so two may work in the same grid.

    Raises Cellkrock when a changed cell has become something else meanwhile, Tabellfel (its rows are the
    verksamheter's keys), and PlanLast.
    """
    plan, lage = hall(plan, nar)
    g = granska_celler(lage, ar, celler)
    if g.fel:
        hindra(plan, g)
        raise Tabellfel(g.fel)
    spara_granskat(g, plan, av=av, nar=nar, kalla="rutnät")
    return g


def granska_celler(lage: Lage, ar: int, celler: Mapping[tuple[int, str], Cell]) -> Granskning:
    """What `spara_celler` would do. Raises Cellkrock."""
    verksamheter = {v.pk: v for v in lage.verksamheter.values()}
    per_verksamhet: dict[int, dict[str, Decimal | None]] = {}
    krockar: dict[tuple[int, str], Decimal | None] = {}
    for (pk, kolumn), cell in celler.items():
        if cell.fore == cell.efter:
            continue
        if pk not in verksamheter:
            raise Planeringsfel("En av verksamheterna har tagits bort av någon annan.")
        sparat = (lage.ramar.get((pk, ar)) or TOMMA)[kolumn]
        if sparat not in (cell.fore, cell.efter):
            krockar[pk, kolumn] = sparat
        per_verksamhet.setdefault(pk, {})[kolumn] = cell.efter
    if krockar:
        raise Cellkrock(krockar)
    rader = [
        Resursrad(pk, ar, v.namnd, v.namn, v.omrade, {}, varden)
        for pk, varden in per_verksamhet.items()
        if (v := verksamheter[pk])
    ]
    return granska_rader(rader, lage)


@transaction.atomic
def las_in(
    *, av: Person | None, nar: datetime, plan: Plan, namn: str, rader: Sequence[Resursrad]
) -> tuple[Resursinlasning, Granskning]:
    """Keep a read table for the dry run. Nothing of the plan is changed, so this works on a decided one too.

    A table with anything wrong in it is not kept: Tabellfel.
    """
    lage = resurslage(plan, timezone.localdate(nar), _koder(rader))
    g = granska_rader(rader, lage)
    if g.fel:
        raise Tabellfel(g.fel)
    rad = Resursinlasning(
        plan=plan,
        namn=namn[:160],
        rader=[rad.som_json() for rad in rader],
        lage=lage.fingeravtryck(),
        andrad=nar,
        andrad_av=av,
    )
    rad.save()
    logga(av=av, nar=nar, typ="planering.las_in_resurser", objekt=rad, data={"rader": len(rader)})
    return rad, g


def fel_i_tabell(*, plan: Plan, nar: datetime, tabell: Tabell) -> list[Radfel]:
    """All that is wrong in a table, in itself and against the plan, by row. Seven queries."""
    lage = resurslage(plan, timezone.localdate(nar), _koder([*tabell.rader, *tabell.halva]))
    mot_planen = granska_rader(tabell.rader, lage, tabell.halva).fel
    return sorted(dict.fromkeys([*tabell.fel, *mot_planen]), key=lambda fel: fel.rad)


def granska_inlasning(inlasning: Resursinlasning, nar: datetime) -> tuple[Granskning, bool]:
    """(what confirming would do now, whether the plan is as it was when the person was last shown it)."""
    rader = [Resursrad.ur_json(data) for data in inlasning.rader]
    lage = resurslage(inlasning.plan, timezone.localdate(nar), _koder(rader))
    return granska_rader(rader, lage), lage.fingeravtryck() == inlasning.lage


def bekrafta_inlasning(*, av: Person | None, nar: datetime, inlasning: Resursinlasning) -> Granskning:
    """Save what the dry run showed. Raises LagetAndrat if that is no longer what would happen, and Tabellfel."""
    with transaction.atomic():
        plan, _ = hall(inlasning.plan, nar)
        rad = _vantande(inlasning)
        rader = [Resursrad.ur_json(data) for data in rad.rader]
        lage = resurslage(plan, timezone.localdate(nar), _koder(rader))
        andrat = lage.fingeravtryck() != rad.lage
        if andrat:
            rad.lage = lage.fingeravtryck()
            gemensamt.spara(rad, av, nar)
        else:
            g = granska_rader(rader, lage)
            if g.fel:
                raise Tabellfel(g.fel)
            spara_granskat(g, plan, av=av, nar=nar, kalla=rad.namn)
            rad.status, rad.rader = Resursinlasning.Status.KLAR, []
            gemensamt.spara(rad, av, nar)
    if andrat:
        raise LagetAndrat
    return g


@transaction.atomic
def avbryt_inlasning(*, av: Person | None, nar: datetime, inlasning: Resursinlasning) -> None:
    rad = _vantande(inlasning)
    rad.status, rad.rader = Resursinlasning.Status.AVBRUTEN, []
    gemensamt.spara(rad, av, nar)
    logga(av=av, nar=nar, typ="planering.avbryt_inlasning", objekt=rad)


def _vantande(inlasning: Resursinlasning) -> Resursinlasning:
    rad = gemensamt.las_rad(inlasning, None)
    if rad.status != Resursinlasning.Status.VANTAR:
        raise Planeringsfel("Tabellen är redan inläst eller avbruten.")
    return rad


def hall(plan: Plan, nar: datetime) -> tuple[Plan, Lage]:
    """The plan held, decided or not (outcomes come after the decision), and its state."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    return plan, resurslage(plan, timezone.localdate(nar))


def hindra(plan: Plan, g: Granskning) -> None:
    """A frame that was sent to a decided plan is the closed door, not a mistake in a cell."""
    rammar = {k.rubrik for k in KOLUMNER if k.del_ == "ram"}
    if plan.ar_last and any(fel.kolumn in rammar and "beslutad" in fel.text for fel in g.fel):
        raise PlanLast(gemensamt.last_text(plan))


def _koder(rader: Sequence[Resursrad]) -> set[str]:
    return {rad.texter.get(NYCKELTAL, "") for rad in rader}


def spara_granskat(g: Granskning, plan: Plan, *, av: Person | None, nar: datetime, kalla: str) -> None:
    """`kalla` is where it came from, for the log, which keeps all that is needed to take it back."""
    if not g.andrar_nagot:
        return
    nya = _spara_verksamheter(g, plan, av=av, nar=nar)
    pk_av = {id(r): r.verksamhet.pk or nya[r.verksamhet.nyckel] for r in g.rader}
    finns = {
        (ram.verksamhet_id, ram.ar): ram
        for ram in Ram.objects.select_for_update().filter(verksamhet__in=set(pk_av.values()))
    }
    skapas, andras = [], []
    for rad in g.rader:
        ram = finns.get((pk_av[id(rad)], rad.ar))
        lista = skapas if ram is None else andras
        ram = ram or Ram(verksamhet_id=pk_av[id(rad)], ar=rad.ar)
        for namn, varde in rad.varden.items():
            setattr(ram, namn, varde)
        ram.revision += ram.pk is not None
        ram.andrad, ram.andrad_av = nar, av
        lista.append(ram)
    Ram.objects.bulk_create(skapas)
    Ram.objects.bulk_update(andras, [*PER_NAMN, "revision", "andrad", "andrad_av"])
    data: dict[str, Any] = {
        "kalla": kalla,
        "andrat": [_loggrad(rad, pk_av[id(rad)]) for rad in g.rader],
        "nya": sorted(nya.values()),
        "verksamheter": {str(fore.pk): _textskillnad(fore, efter) for fore, efter in g.andrade.values()},
    }
    data = {namn: varde for namn, varde in data.items() if varde or namn == "andrat"}
    logga(av=av, nar=nar, typ="planering.satt_ramar", objekt=plan, data=data)


def _textskillnad(fore: Verksamhetslage, efter: Verksamhetslage) -> dict[str, list[str]]:
    namn = {SLAG: "slag", VOLYMNAMN: "volymnamn", NYCKELTAL: "nyckeltal"}
    return gemensamt.skillnader(
        {namn[n]: text for n, text in fore.texter.items()},
        {namn[n]: text for n, text in efter.texter.items()},
    )


def _loggrad(rad: Any, pk: int) -> dict[str, Any]:
    celler = {c.kolumn: [None if t is None else float(t) for t in (c.fore, c.efter)] for c in rad.celler}
    om = {"verksamhet": f"{rad.verksamhet.namnd}: {rad.verksamhet}", "pk": pk, "ar": rad.ar, "falt": celler}
    return om | ({"ny": True} if rad.ny else {})


def _spara_verksamheter(
    g: Granskning, plan: Plan, *, av: Person | None, nar: datetime
) -> dict[tuple[int, str, str], int]:
    koder = {v.texter[NYCKELTAL] for v in [*g.nya.values(), *(efter for _, efter in g.andrade.values())]}
    nyckeltal = {n.kolada_id: n for n in Nyckeltal.objects.filter(kolada_id__in=koder)}
    nya = {}
    for nyckel, v in g.nya.items():
        rad = Verksamhet(
            plan=plan,
            enhet_id=v.enhet,
            namn=v.namn,
            omrade=v.omrade,
            slag=v.texter[SLAG],
            volymnamn=v.texter[VOLYMNAMN],
            nyckeltal=nyckeltal.get(v.texter[NYCKELTAL]),
        )
        nya[nyckel] = gemensamt.skapa(rad, av=av, nar=nar).pk
    for fore, efter in g.andrade.values():
        rad = gemensamt.las_rad(Verksamhet(pk=fore.pk), None)
        falt = {
            "slag": efter.texter[SLAG],
            "volymnamn": efter.texter[VOLYMNAMN],
            "nyckeltal": nyckeltal.get(efter.texter[NYCKELTAL]),
        }
        gemensamt.andra(rad, falt, av=av, nar=nar)
    return nya
