"""Indicators."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import Truncator

from kkik.models import Kommungrupp, Nyckeltal
from kkik.queries import gruppval
from organisation.models import Enhet, Person
from organisation.queries import kommuninstallning
from planering.actions import gemensamt
from planering.actions.konsbyte import granska_konsbyte, utfor_konsbyte
from planering.actions.malniva import nivaer_for
from planering.domain import regler
from planering.domain.fel import Planeringsfel
from planering.models import Egetmatt, Indikator, Kategori, Mal, Paverkansgrad, Plan


@transaction.atomic
def skapa_indikator(
    *,
    av: Person | None,
    nar: datetime,
    mal: Mal,
    riktning: str,
    kategori: str,
    paverkansgrad: str,
    agare: Enhet,
    nyckeltal: Nyckeltal | None = None,
    egetmatt: Egetmatt | None = None,
    namn: str = "",
    intervall_a: float | None = None,
    intervall_b: float | None = None,
    ansvarig: Person | None = None,
    jamforelsegrupp: str = "alla",
    kon: str = "T",
    decimaler: int = 1,
    varfor: str = "",
    malniva_skal: str = "",
    utgangsvarde: float | None = None,
    utgangsar: int | None = None,
    marginal: float | None = None,
) -> Indikator:
    """Tie a nyckeltal, or a measure of one's own, to a goal. Without `namn` it takes the measure's.

    Target levels, and the tolerance that belongs to them, are set with `satt_malnivaer`. `malniva_skal` is why it may
    have them where the rule says none; it is let go where the rule allows them anyway.
    """
    plan = gemensamt.las_plan(mal.malomrade.plan_id)
    if (nyckeltal is None) == (egetmatt is None):
        raise Planeringsfel("Välj antingen ett nyckeltal eller ett eget mått.")
    indikator = Indikator(
        mal=mal,
        nyckeltal=nyckeltal,
        egetmatt=egetmatt,
        kon=kon,
        utgangsvarde=utgangsvarde,
        utgangsar=utgangsar,
        marginal=marginal,
        ordning=gemensamt.sist(mal.indikatorer),
        **_falt(
            namn=namn or Truncator((egetmatt or nyckeltal).titel).chars(200),
            riktning=riktning,
            intervall_a=intervall_a,
            intervall_b=intervall_b,
            kategori=kategori,
            paverkansgrad=paverkansgrad,
            agare=agare,
            ansvarig=ansvarig,
            jamforelsegrupp=jamforelsegrupp,
            decimaler=decimaler,
            varfor=varfor,
            malniva_skal=malniva_skal,
        ),
    )
    _granska(indikator, Indikator(), plan)
    if nyckeltal is not None and nyckeltal.kommuntyp == "L":
        raise Planeringsfel({"nyckeltal": ["Nyckeltalet gäller regioner och har inga värden för kommuner."]})
    return gemensamt.skapa(indikator, av=av, nar=nar)


@transaction.atomic
def andra_indikator(
    *,
    av: Person | None,
    nar: datetime,
    indikator: Indikator,
    riktning: str,
    kategori: str,
    paverkansgrad: str,
    agare: Enhet,
    namn: str,
    intervall_a: float | None = None,
    intervall_b: float | None = None,
    ansvarig: Person | None = None,
    jamforelsegrupp: str = "alla",
    kon: str | None = None,
    vid_konsbyte: str = "",
    decimaler: int = 1,
    varfor: str = "",
    malniva_skal: str | None = None,
    mal: Mal | None = None,
    revision: int | None = None,
) -> Indikator:
    """Change an indicator, or move it to another goal of the same plan. What it measures by stays what it is.

    A riktning that the target levels cannot be judged by is refused: they are changed first. So is a kategori or
    påverkansgrad that takes no target levels while there are some and no reason. `malniva_skal` None: as it was.
    `vid_konsbyte` says what becomes of levels and baseline when `kon` changes (`konsbyte.py`).
    """
    plan = gemensamt.las_plan(indikator.mal.malomrade.plan_id)
    rad = gemensamt.las_rad(indikator, revision)
    falt = _falt(
        namn=namn or rad.matt.titel,
        riktning=riktning,
        intervall_a=intervall_a,
        intervall_b=intervall_b,
        kategori=kategori,
        paverkansgrad=paverkansgrad,
        agare=agare,
        ansvarig=ansvarig,
        jamforelsegrupp=jamforelsegrupp,
        decimaler=decimaler,
        varfor=varfor,
        malniva_skal=rad.malniva_skal if malniva_skal is None else malniva_skal,
    )
    falt["kon"] = kon or rad.kon
    if mal is not None and mal.pk != rad.mal_id:
        if mal.malomrade.plan_id != plan.pk:
            raise Planeringsfel({"mal": ["Målet hör till en annan plan."]})
        falt |= {"mal": mal, "ordning": gemensamt.sist(mal.indikatorer)}
    ny = Indikator(pk=rad.pk, nyckeltal=rad.nyckeltal, egetmatt=rad.egetmatt, **({"mal": rad.mal} | falt))
    _granska(ny, rad, plan)
    if ny.kon != rad.kon:
        granska_konsbyte(rad, ny.kon, vid_konsbyte)
        rad = utfor_konsbyte(rad, ny.kon, vid_konsbyte, av=av, nar=nar)
    _granska_mot_malnivaer(ny, rad)
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def flytta_indikator(*, av: Person | None, nar: datetime, indikator: Indikator, steg: int) -> bool:
    gemensamt.las_plan(indikator.mal.malomrade.plan_id)
    syskon = indikator.mal.indikatorer.order_by("ordning", "id")
    return gemensamt.flytta(indikator, syskon, steg, av=av, nar=nar)


@transaction.atomic
def ta_bort_indikator(*, av: Person | None, nar: datetime, indikator: Indikator) -> None:
    plan = gemensamt.las_plan(indikator.mal.malomrade.plan_id)
    gemensamt.ta_bort(gemensamt.las_rad(indikator, None), av=av, nar=nar, plan=plan)


def _falt(**falt: Any) -> dict[str, Any]:
    """A reason is kept only where one is needed, so that it never stands beside something it does not speak of."""
    behovs = regler.malnivahinder(falt["kategori"], falt["paverkansgrad"])
    return falt | {
        "namn": falt["namn"].strip(),
        "varfor": falt["varfor"].strip(),
        "malniva_skal": falt["malniva_skal"].strip() if behovs else "",
    }


def _granska(ny: Indikator, tidigare: Indikator, plan: Plan) -> None:
    """Everything that one indicator must satisfy on its own. `tidigare` is what it was, or an empty row."""
    fel: dict[str, str | None] = {
        "agare": gemensamt.enhetsfel(ny.agare, tidigare.agare_id, *plan.dagar),
        "ansvarig": gemensamt.ansvarigfel(ny.ansvarig, tidigare.ansvarig_id),
        "jamforelsegrupp": None if ny.jamforelsegrupp == tidigare.jamforelsegrupp else _gruppfel(ny),
        "riktning": None if ny.riktning in Indikator.Riktning else "Välj vad som är bra.",
        "kategori": None if ny.kategori in Kategori else "Välj en kategori.",
        "paverkansgrad": None
        if ny.paverkansgrad in Paverkansgrad
        else "Välj hur mycket kommunen kan påverka.",
        "decimaler": None if 0 <= ny.decimaler <= 4 else "Ange 0 till 4 decimaler.",
        **regler.intervall(ny.riktning, ny.intervall_a, ny.intervall_b),
    }
    eget = ny.egetmatt is not None
    if ny.kon != "T" and not ny.matt.konsuppdelat:
        fel["kon"] = "Måttet är inte könsuppdelat." if eget else "Nyckeltalet är inte könsuppdelat."
    dubblett = Indikator.objects.filter(mal=ny.mal, kon=ny.kon).exclude(pk=ny.pk)
    if dubblett.filter(egetmatt=ny.egetmatt, nyckeltal=ny.nyckeltal).exists():
        vad = "måttet" if eget else "nyckeltalet"
        falt = "mal" if tidigare.pk else "egetmatt" if eget else "nyckeltal"
        fel[falt] = f"Målet har redan en indikator med det {vad}."
    gemensamt.fraga_fel(fel)


def _granska_mot_malnivaer(ny: Indikator, tidigare: Indikator) -> None:
    har_nivaer = tidigare.malnivaer.exists()
    if text := regler.malniva_utan_skal(ny.kategori, ny.paverkansgrad, har_nivaer, ny.malniva_skal):
        raise Planeringsfel({"malniva_skal": [text]})
    if ny.riktning == tidigare.riktning:
        return
    for ar, niva in sorted(nivaer_for(tidigare).items()):
        if regler.niva(ny.riktning, niva):
            text = f"Målnivån för {ar} passar inte den riktningen. Ändra eller ta bort målnivåerna först."
            raise Planeringsfel({"riktning": [text]})


def _gruppfel(ny: Indikator) -> str | None:
    """A group is one that the municipality can be compared with. The three plain ones follow the municipality, so they
    may be chosen before Kolada's lists are read; of the others only what the lists hold. One that is there already may
    stay (the caller looks to that)."""
    kod = ny.jamforelsegrupp
    if kod in ("alla", "lan", "liknande"):
        return None
    installning = kommuninstallning()
    if installning is None:  # before a municipality is chosen, any group of Kolada's
        finns = Kommungrupp.objects.filter(forsvunnen__isnull=True, kolada_id=kod).exists()
        return None if finns else "Gruppen finns inte."
    koder = [val.kod for val in gruppval(int(installning.kommunkod), ny.nyckeltal)]
    if kod in koder:
        return None
    return f"Gruppen ”{kod[:60]}” finns inte att jämföra med. Välj bland {', '.join(koder)}."
