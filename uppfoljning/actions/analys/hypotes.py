"""Hypotheses: making, weighing, ordering and deciding them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Krock, Planeringsfel
from uppfoljning.actions.analys.gemensamt import kraver_matfel, las_analys, namn
from uppfoljning.domain import analysregler
from uppfoljning.domain.orsakslista import FRAGOR
from uppfoljning.models import Analys, Belagg, Hypotes, Hypotesutslag


@transaction.atomic
def skapa_hypotes(
    *,
    av: Person | None,
    nar: datetime,
    analys: Analys,
    pastaende: str,
    orsaksklass: str,
    beskrivning: str = "",
    paverkan: str = "",
    fraga: str = "",
) -> Hypotes:
    """Last in order. `fraga`: the question of the checklist it came from."""
    rad = las_analys(analys.pk)
    kraver_matfel(rad, orsaksklass, "orsaksklass")
    return gemensamt.skapa(
        Hypotes(
            analys=rad,
            pastaende=pastaende.strip(),
            orsaksklass=orsaksklass,
            beskrivning=beskrivning.strip(),
            paverkan=paverkan,
            fraga=fraga if fraga in FRAGOR else "",
            ordning=gemensamt.sist(rad.hypoteser),
        ),
        av=av,
        nar=nar,
    )


def las_hypotes(hypotes: Hypotes, revision: int | None = None) -> Hypotes:
    """The hypothesis and its analysis, locked. Raises Analyslast, Krock."""
    analys = las_analys(hypotes.analys_id)
    rad = gemensamt.las_rad(hypotes, revision)
    rad.analys = analys
    return rad


@transaction.atomic
def andra_hypotes(
    *,
    av: Person | None,
    nar: datetime,
    hypotes: Hypotes,
    pastaende: str,
    orsaksklass: str,
    beskrivning: str = "",
    paverkan: str = "",
    revision: int | None = None,
) -> Hypotes:
    rad = las_hypotes(hypotes, revision)
    kraver_matfel(rad.analys, orsaksklass, "orsaksklass")
    falt = {
        "pastaende": pastaende.strip(),
        "orsaksklass": orsaksklass,
        "beskrivning": beskrivning.strip(),
        "paverkan": paverkan,
    }
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def ta_bort_hypotes(*, av: Person | None, nar: datetime, hypotes: Hypotes) -> None:
    """A hypothesis that conclusions or proposals rest on stays: reject it instead."""
    rad = las_hypotes(hypotes)
    if rad.slutsatser.exists() or rad.forslag.exists():
        raise Planeringsfel(
            "Slutsatser eller förslag bygger på hypotesen, så den kan inte tas bort. Förkasta den i stället."
        )
    gemensamt.ta_bort(rad, av=av, nar=nar, ovrigt={"analys": rad.analys_id})


@transaction.atomic
def satt_paverkan(*, av: Person | None, nar: datetime, hypotes: Hypotes, paverkan: str) -> Hypotes:
    """How much it weighs; "" takes the weight back."""
    return gemensamt.andra(las_hypotes(hypotes), {"paverkan": paverkan}, av=av, nar=nar)


@transaction.atomic
def avgor_hypotes(
    *, av: Person | None, nar: datetime, hypotes: Hypotes, utslag: str, skal: str, revision: int | None = None
) -> Hypotes:
    """Verify, reject or open a hypothesis again, always with a reason; verified needs evidence for, rejected against.

    Earlier verdicts stay as its history.
    """
    rad = las_hypotes(hypotes, revision)
    if utslag not in Hypotes.Utslag.values:
        raise Planeringsfel({"utslag": ["Välj ett utslag."]})
    fel = analysregler.utslag(utslag, skal, *antal_belagg(rad))
    if not fel and utslag == Hypotes.Utslag.OPPEN and rad.utslag == Hypotes.Utslag.OPPEN:
        fel = {"utslag": "Hypotesen är redan öppen."}
    gemensamt.fraga_fel(dict(fel))
    fore = rad.utslag
    rad.utslag, rad.utslag_skal, rad.avgjord, rad.avgjord_av = utslag, skal.strip(), nar, namn(av)
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    Hypotesutslag.objects.create(hypotes=rad, utslag=utslag, skal=skal.strip(), nar=nar, av=namn(av))
    data = {"utslag": [fore, utslag], "skal": skal.strip()}
    logga(av=av, nar=nar, typ="uppfoljning.avgor_hypotes", objekt=rad, data=data)
    return rad


def antal_belagg(hypotes: Hypotes, utom: Belagg | None = None) -> tuple[int, int]:
    """How many speak for it and how many against, one of them perhaps not counted."""
    rader = Belagg.objects.filter(hypotes=hypotes)
    if utom is not None:
        rader = rader.exclude(pk=utom.pk)
    riktningar = list(rader.values_list("riktning", flat=True))
    return riktningar.count(Belagg.Riktning.FOR), riktningar.count(Belagg.Riktning.MOT)


@transaction.atomic
def flytta_hypotes(*, av: Person | None, nar: datetime, hypotes: Hypotes, steg: int) -> bool:
    """Up or down among the analysis' causes."""
    rad = las_hypotes(hypotes)
    return gemensamt.flytta(rad, rad.analys.hypoteser.order_by("ordning", "id"), steg, av=av, nar=nar)


@transaction.atomic
def ordna_hypoteser(
    *, av: Person | None, nar: datetime, analys: Analys, sedd: Sequence[int], ny: Sequence[int]
) -> bool:
    """A whole new order, as a drag leaves it. `sedd` is the order the person saw: Krock when it is another now."""
    rad = las_analys(analys.pk)
    nu = list(rad.hypoteser.order_by("ordning", "id").values_list("pk", flat=True))
    if nu != list(sedd) or sorted(sedd) != sorted(ny):
        raise Krock(rad)
    if nu == list(ny):
        return False
    for plats, nyckel in enumerate(ny, start=1):
        Hypotes.objects.filter(pk=nyckel).update(ordning=plats)
    logga(
        av=av,
        nar=nar,
        typ="uppfoljning.flytta_hypotes",
        objekt=rad,
        data={"ordning": [nu, list(ny)]},
    )
    return True
