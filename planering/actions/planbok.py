"""A whole plan read in from a workbook: the ordinary actions, all of them or none.

The dry run is the same thing undone: what it says would happen is what happens.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.importers.arbetsbok import Bladrader
from planering.models import Plan, Planinlasning
from planering.planbok.genomfor import Genomforande
from planering.planbok.jamfor import jamfor
from planering.planbok.rader import las_plan, register
from planering.planbok.tolka import Bokfel, nyckeltal_i, tolka_bok
from planering.planbok.visning import Andring, andringar


@dataclass(slots=True)
class Provning:
    """What the file would do. With `fel` it would do nothing."""

    andringar: list[Andring] = field(default_factory=list)
    fel: list[Bokfel] = field(default_factory=list)

    @property
    def fingeravtryck(self) -> str:
        text = json.dumps([a.som_data() for a in self.andringar], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def antal(self, slag: str) -> int:
        return sum(a.slag == slag for a in self.andringar)


class Bokenfel(Planeringsfel):
    """`provning` has the errors, by address."""

    def __init__(self, provning: Provning) -> None:
        self.provning = provning
        super().__init__("Filen kan inte läsas in som den är. Inget är sparat.")


class LagetAndrat(Exception):
    """The changes are not those that were shown."""


@transaction.atomic
def las_in_planbok(
    *, av: Person | None, nar: datetime, plan: Plan, namn: str, blad: dict[str, Bladrader]
) -> Planinlasning:
    """Keep what was read until the person has seen what it would change. What the same person left waiting goes.

    Raises Filfel when it is not a workbook of this plan.
    """
    provning = prova(av=av, nar=nar, plan=plan, blad=blad)
    for rad in Planinlasning.objects.filter(
        plan=plan, andrad_av=av, status=Planinlasning.Status.VANTAR
    ).select_for_update(of=("self",)):
        _avsluta(rad, Planinlasning.Status.AVBRUTEN, av, nar)
    rad = Planinlasning(plan=plan, namn=namn[:160], blad=blad, lage=provning.fingeravtryck)
    gemensamt.spara(rad, av, nar)
    return rad


def prova(*, av: Person | None, nar: datetime, plan: Plan, blad: dict[str, Bladrader]) -> Provning:
    """Do it, see what comes of it, and undo it."""
    with transaction.atomic():
        provning = _genomfor(av=av, nar=nar, plan=plan, blad=blad)
        transaction.set_rollback(True)
    return provning


@transaction.atomic
def bekrafta_planinlasning(*, av: Person | None, nar: datetime, inlasning: Planinlasning) -> Provning:
    """Save all of it. Raises LagetAndrat (look again), Bokenfel (something is wrong now) or Planeringsfel."""
    rad = gemensamt.las_rad(inlasning, None)
    if rad.status != Planinlasning.Status.VANTAR:
        raise Planeringsfel(f"Filen är redan {rad.get_status_display().lower()}.")
    provning = _genomfor(av=av, nar=nar, plan=rad.plan, blad=rad.blad)
    if provning.fel:
        raise Bokenfel(provning)
    if provning.fingeravtryck != rad.lage:
        raise LagetAndrat
    _avsluta(rad, Planinlasning.Status.KLAR, av, nar)
    logga(
        av=av,
        nar=nar,
        typ="planering.las_in_planbok",
        objekt=rad.plan,
        data={"fil": rad.namn, "antal": {slag: provning.antal(slag) for slag in Andring.SLAG}},
    )
    return provning


@transaction.atomic
def visa_pa_nytt(*, inlasning: Planinlasning, provning: Provning) -> None:
    """The person has now seen `provning`."""
    Planinlasning.objects.filter(pk=inlasning.pk).update(lage=provning.fingeravtryck)


@transaction.atomic
def avbryt_planinlasning(*, av: Person | None, nar: datetime, inlasning: Planinlasning) -> None:
    rad = gemensamt.las_rad(inlasning, None)
    if rad.status == Planinlasning.Status.VANTAR:
        _avsluta(rad, Planinlasning.Status.AVBRUTEN, av, nar)


def _avsluta(rad: Planinlasning, status: str, av: Person | None, nar: datetime) -> None:
    rad.status, rad.blad = status, {}
    gemensamt.spara(rad, av, nar)


def _genomfor(*, av: Person | None, nar: datetime, plan: Plan, blad: dict[str, Bladrader]) -> Provning:
    """Inside a transaction that the caller ends. The plan is locked meanwhile, decided or not."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    bok = las_plan(plan)
    anvanda = {r.varden["nyckeltal"] for r in bok.rader["indikator"]} - {None}
    reg = register(nyckeltal_i(blad), anvanda)
    fil = tolka_bok(blad, plan, reg)
    if fil.fel:
        return Provning(fel=fil.fel)
    skillnad = jamfor(bok.rader, fil)
    if fil.fel:
        return Provning(fel=fil.fel)
    visade = andringar(skillnad, bok, fil, reg)
    spara: Callable[[], Any] = Genomforande(av, nar, bok, fil, skillnad).allt
    spara()
    return Provning(andringar=[] if fil.fel else visade, fel=fil.fel)
