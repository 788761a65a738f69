"""Action plans. They stay open when the plan they serve is decided."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisation.models import Enhet, Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.models import Handlingsplan, Mal


@transaction.atomic
def skapa_handlingsplan(
    *,
    av: Person | None,
    nar: datetime,
    namn: str,
    omrade: str,
    nulage: str,
    malbild: str,
    enhet: Enhet,
    ansvarig: Person | None = None,
    uppfoljning: str = "",
    hur_ofta: str = "",
    mal: Mal | None = None,
) -> Handlingsplan:
    """`uppfoljning` is how it is followed up ("Rapport"), `hur_ofta` when ("Varje kvartal")."""
    rad = Handlingsplan(
        mal=mal,
        enhet=enhet,
        ansvarig=ansvarig,
        **_texter(
            namn=namn,
            omrade=omrade,
            nulage=nulage,
            malbild=malbild,
            uppfoljning=uppfoljning,
            hur_ofta=hur_ofta,
        ),
    )
    _granska(rad, Handlingsplan(), nar)
    return gemensamt.skapa(rad, av=av, nar=nar)


@transaction.atomic
def andra_handlingsplan(
    *,
    av: Person | None,
    nar: datetime,
    handlingsplan: Handlingsplan,
    namn: str,
    omrade: str,
    nulage: str,
    malbild: str,
    enhet: Enhet,
    ansvarig: Person | None = None,
    uppfoljning: str = "",
    hur_ofta: str = "",
    mal: Mal | None = None,
    revision: int | None = None,
) -> Handlingsplan:
    rad = gemensamt.las_rad(handlingsplan, revision)
    _granska(Handlingsplan(enhet=enhet, ansvarig=ansvarig), rad, nar)
    texter = _texter(
        namn=namn, omrade=omrade, nulage=nulage, malbild=malbild, uppfoljning=uppfoljning, hur_ofta=hur_ofta
    )
    return gemensamt.andra(rad, texter | {"mal": mal, "enhet": enhet, "ansvarig": ansvarig}, av=av, nar=nar)


@transaction.atomic
def ta_bort_handlingsplan(*, av: Person | None, nar: datetime, handlingsplan: Handlingsplan) -> None:
    gemensamt.ta_bort(gemensamt.las_rad(handlingsplan, None), av=av, nar=nar)


def _texter(**texter: str) -> dict[str, Any]:
    return {falt: text.strip() for falt, text in texter.items()}


def _granska(ny: Handlingsplan, tidigare: Handlingsplan, nar: datetime) -> None:
    fel = {
        "enhet": gemensamt.enhetsfel(ny.enhet, tidigare.enhet_id, timezone.localdate(nar)),
        "ansvarig": gemensamt.ansvarigfel(ny.ansvarig, tidigare.ansvarig_id),
    }
    if any(fel.values()):
        raise Planeringsfel({falt: [text] for falt, text in fel.items() if text})
