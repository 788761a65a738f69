"""Verksamheter that get money, and what of it is set aside for goals."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from kkik.models import Nyckeltal
from organisation.models import Enhet, Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.domain.resurser import mater_kr_per
from planering.domain.resursgranskning import INTE_KOSTNAD
from planering.domain.resurskolumner import VOLYMFALT
from planering.models import Mal, Oronmarkning, Plan, Ram, Verksamhet
from styrsnurra.gemensamt.tal import formatera


@transaction.atomic
def skapa_verksamhet(
    *,
    av: Person | None,
    nar: datetime,
    plan: Plan,
    enhet: Enhet,
    namn: str,
    omrade: str = "",
    slag: str = Verksamhet.Slag.VERKSAMHET,
    volymnamn: str = "",
    nyckeltal: Nyckeltal | None = None,
) -> Verksamhet:
    """A verksamhet of a nämnd. It has no frame for any year until one is given."""
    plan = gemensamt.las_plan(plan.pk)
    gemensamt.fraga_fel({"enhet": gemensamt.enhetsfel(enhet, None, *plan.dagar)})
    rad = Verksamhet(plan=plan, enhet=enhet, **_falt(namn, omrade, slag, volymnamn, nyckeltal))
    return gemensamt.skapa(rad, av=av, nar=nar)


@transaction.atomic
def andra_verksamhet(
    *,
    av: Person | None,
    nar: datetime,
    verksamhet: Verksamhet,
    enhet: Enhet,
    namn: str,
    omrade: str = "",
    slag: str = Verksamhet.Slag.VERKSAMHET,
    volymnamn: str = "",
    nyckeltal: Nyckeltal | None = None,
    revision: int | None = None,
) -> Verksamhet:
    plan = gemensamt.las_plan(verksamhet.plan_id)
    rad = gemensamt.las_rad(verksamhet, revision)
    gemensamt.fraga_fel({"enhet": gemensamt.enhetsfel(enhet, rad.enhet_id, *plan.dagar)})
    falt = _falt(namn, omrade, slag, volymnamn, nyckeltal)
    if not falt["volymnamn"] and rad.ramar.exclude(**dict.fromkeys(VOLYMFALT)).exists():
        text = "Verksamheten har volymer, ersättning eller kompensationsgrad. Töm dem i rutnätet först."
        raise Planeringsfel({"volymnamn": [text]})
    return gemensamt.andra(rad, falt | {"enhet": enhet}, av=av, nar=nar)


def _falt(namn: str, omrade: str, slag: str, volymnamn: str, nyckeltal: Nyckeltal | None) -> dict:
    falt = {"namn": " ".join(namn.split()), "omrade": " ".join(omrade.split()), "slag": slag}
    falt |= {"volymnamn": " ".join(volymnamn.split()), "nyckeltal": nyckeltal}
    reserv = slag == Verksamhet.Slag.RESERV
    gemensamt.fraga_fel(
        {
            "volymnamn": "En reserv har ingen volym." if reserv and falt["volymnamn"] else None,
            "nyckeltal": _kostnadsfel(nyckeltal, reserv),
        }
    )
    return falt


def _kostnadsfel(nyckeltal: Nyckeltal | None, reserv: bool) -> str | None:
    if nyckeltal is None:
        return None
    if reserv:
        return "En reserv har inget kostnadsmått."
    if not mater_kr_per(nyckeltal.titel, nyckeltal.enhet):
        return INTE_KOSTNAD.format(kod=nyckeltal.kolada_id)
    return None


@transaction.atomic
def ta_bort_verksamhet(*, av: Person | None, nar: datetime, verksamhet: Verksamhet) -> None:
    """With all its years, their outcomes and what was set aside for goals; the log keeps the content."""
    plan = gemensamt.las_plan(verksamhet.plan_id)
    gemensamt.ta_bort(gemensamt.las_rad(verksamhet, None), av=av, nar=nar, plan=plan)


@transaction.atomic
def skapa_oronmarkning(
    *, av: Person | None, nar: datetime, ram: Ram, mal: Mal, belopp: Decimal, kommentar: str = ""
) -> Oronmarkning:
    """Set a part of a frame aside for a goal of the same plan. All parts together fit in the frame."""
    gemensamt.las_plan(ram.verksamhet.plan_id)
    rad = gemensamt.las_rad(ram, None)
    _granska_belopp(rad, mal, belopp, None)
    ny = Oronmarkning(ram=rad, mal=mal, belopp=belopp, kommentar=kommentar.strip())
    return gemensamt.skapa(ny, av=av, nar=nar)


@transaction.atomic
def andra_oronmarkning(
    *,
    av: Person | None,
    nar: datetime,
    oronmarkning: Oronmarkning,
    mal: Mal,
    belopp: Decimal,
    kommentar: str = "",
    revision: int | None = None,
) -> Oronmarkning:
    gemensamt.las_plan(oronmarkning.ram.verksamhet.plan_id)
    ram = gemensamt.las_rad(oronmarkning.ram, None)
    rad = gemensamt.las_rad(oronmarkning, revision)
    _granska_belopp(ram, mal, belopp, rad)
    falt = {"mal": mal, "belopp": belopp, "kommentar": kommentar.strip()}
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def ta_bort_oronmarkning(*, av: Person | None, nar: datetime, oronmarkning: Oronmarkning) -> None:
    plan = gemensamt.las_plan(oronmarkning.ram.verksamhet.plan_id)
    gemensamt.ta_bort(gemensamt.las_rad(oronmarkning, None), av=av, nar=nar, plan=plan)


def _granska_belopp(ram: Ram, mal: Mal, belopp: Decimal, rad: Oronmarkning | None) -> None:
    if mal.malomrade.plan_id != ram.verksamhet.plan_id:
        raise Planeringsfel({"mal": ["Målet hör till en annan plan."]})
    andra = [o.belopp for o in ram.oronmarkningar.all() if rad is None or o.pk != rad.pk]
    kvar = ram.belopp - sum(andra, Decimal(0))
    if belopp > kvar:
        text = f"Ramen {ram.ar} är {formatera(ram.belopp)} tkr, och {formatera(kvar)} tkr är inte öronmärkta."
        raise Planeringsfel({"belopp": [text]})


def oronmarkt_fel(ram: Ram) -> str | None:
    """Whether a changed frame still holds what has been set aside in it."""
    summa = sum((o.belopp for o in ram.oronmarkningar.all()), Decimal(0))
    if summa <= ram.belopp:
        return None
    return f"Av ramen är {formatera(summa)} tkr öronmärkta för mål, mer än de {formatera(ram.belopp)} som blir kvar."
