"""The group's work plan and its tasks."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.models import Indikator, Mal, Plan
from uppfoljning.domain.arbetsar import flyttad
from uppfoljning.models import Analysgrupp, Arbetsplan, Arbetsuppgift


@transaction.atomic
def skapa_arbetsplan(
    *,
    av: Person,
    nar: datetime,
    grupp: Analysgrupp,
    ar: int,
    plan: Plan | None = None,
    kopiera: Arbetsplan | None = None,
) -> Arbetsplan:
    """`kopiera`: an earlier work plan of the group, whose tasks come along. Raises Planeringsfel."""
    gemensamt.fraga_fel({"ar": None if 2000 <= ar <= 2100 else "Skriv året med fyra siffror."})
    rad = gemensamt.skapa(Arbetsplan(grupp=grupp, ar=ar, plan=plan), av=av, nar=nar)
    if kopiera is not None:
        kopiera_uppgifter(av=av, nar=nar, fran=kopiera, till=rad)
    return rad


@transaction.atomic
def andra_arbetsplan(
    *,
    av: Person,
    nar: datetime,
    arbetsplan: Arbetsplan,
    ar: int,
    plan: Plan | None = None,
    revision: int | None = None,
) -> Arbetsplan:
    """Raises Planeringsfel, and Krock when somebody else has changed it since `revision`."""
    gemensamt.fraga_fel({"ar": None if 2000 <= ar <= 2100 else "Skriv året med fyra siffror."})
    rad = gemensamt.las_rad(arbetsplan, revision)
    return gemensamt.andra(rad, {"ar": ar, "plan": plan}, av=av, nar=nar)


@transaction.atomic
def kopiera_uppgifter(*, av: Person, nar: datetime, fran: Arbetsplan, till: Arbetsplan) -> int:
    """The tasks of an earlier work plan, moved as many years as lie between; how many. Nothing is done yet, and
    nobody who has left is responsible. Those that the later plan has already are not doubled."""
    ar = till.ar - fran.ar
    finns = set(till.uppgifter.values_list("vad", "klar_senast"))
    nya = []
    for rad in fran.uppgifter.filter(borttaget=None).select_related("ansvarig"):
        ny = Arbetsuppgift(
            arbetsplan=till,
            vad=rad.vad,
            hur=rad.hur,
            startar=flyttad(rad.startar, ar) if rad.startar else None,
            klar_senast=flyttad(rad.klar_senast, ar),
            ansvarig=rad.ansvarig if rad.ansvarig is not None and rad.ansvarig.is_active else None,
            steg=rad.steg,
            mal_id=rad.mal_id,
            indikator_id=rad.indikator_id,
            andrad=nar,
            andrad_av=av,
        )
        if (ny.vad, ny.klar_senast) not in finns:
            nya.append(ny)
    Arbetsuppgift.objects.bulk_create(nya)
    logga(
        av=av,
        nar=nar,
        typ="uppfoljning.kopiera_arbetsplan",
        objekt=till,
        data={"fran": fran.ar, "uppgifter": len(nya)},
    )
    return len(nya)


@transaction.atomic
def skapa_uppgift(*, av: Person, nar: datetime, arbetsplan: Arbetsplan, **falt: Any) -> Arbetsuppgift:
    """`falt`: as `_uppgiftsfalt` takes them. Raises Planeringsfel."""
    rad = Arbetsuppgift(arbetsplan=arbetsplan)
    for namn, varde in _uppgiftsfalt(rad, **falt).items():
        setattr(rad, namn, varde)
    return gemensamt.skapa(rad, av=av, nar=nar)


@transaction.atomic
def andra_uppgift(
    *, av: Person, nar: datetime, uppgift: Arbetsuppgift, revision: int | None = None, **falt: Any
) -> Arbetsuppgift:
    """`falt`: as `_uppgiftsfalt` takes them. Raises Planeringsfel, and Krock when it has changed since `revision`."""
    rad = gemensamt.las_rad(uppgift, revision)
    return gemensamt.andra(rad, _uppgiftsfalt(rad, **falt), av=av, nar=nar)


@transaction.atomic
def satt_status(*, av: Person, nar: datetime, uppgift: Arbetsuppgift, status: str) -> Arbetsuppgift:
    return gemensamt.andra(gemensamt.las_rad(uppgift, None), {"status": status}, av=av, nar=nar)


def _uppgiftsfalt(
    rad: Arbetsuppgift,
    *,
    vad: str,
    klar_senast: date,
    hur: str = "",
    startar: date | None = None,
    ansvarig: Person | None = None,
    steg: str = Arbetsuppgift.Steg.ANNAT,
    status: str = Arbetsuppgift.Status.PLANERAD,
    anteckning: str = "",
    mal: Mal | None = None,
    indikator: Indikator | None = None,
) -> dict[str, Any]:
    fore = startar is not None and klar_senast < startar
    gemensamt.fraga_fel(
        {
            "vad": None if vad.strip() else "Skriv vad som ska analyseras.",
            "klar_senast": "Uppgiften måste börja innan den ska vara klar." if fore else None,
            "ansvarig": gemensamt.ansvarigfel(ansvarig, rad.ansvarig_id),
        }
    )
    return {
        "vad": " ".join(vad.split()),
        "hur": hur.strip(),
        "startar": startar,
        "klar_senast": klar_senast,
        "ansvarig": ansvarig,
        "steg": steg,
        "status": status,
        "anteckning": anteckning.strip(),
        "mal": mal,
        "indikator": indikator,
    }
