"""Evidence for and against a hypothesis."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from kkik.models import Nyckeltal
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.models import Egetmatt
from uppfoljning.actions.analys.hypotes import antal_belagg, las_hypotes
from uppfoljning.domain import analysregler
from uppfoljning.models import Belagg, Hypotes

MED_NYCKELTAL = {Belagg.Slag.NYCKELTAL, Belagg.Slag.KON}
MED_EGET = {Belagg.Slag.EGET_MATT, Belagg.Slag.ENHETER}


@transaction.atomic
def skapa_belagg(
    *,
    av: Person | None,
    nar: datetime,
    hypotes: Hypotes,
    slag: str,
    riktning: str,
    visar: str,
    avgorande: bool = False,
    nyckeltal: Nyckeltal | None = None,
    egetmatt: Egetmatt | None = None,
    gruppkod: str = "",
    fran_ar: int | None = None,
    till_ar: int | None = None,
    rubrik: str = "",
    lank: str = "",
    datum: date | None = None,
    kalla: str = "",
) -> Belagg:
    rad = las_hypotes(hypotes)
    if slag not in Belagg.Slag.values:
        raise Planeringsfel("Välj vad belägget är.")
    if (slag in MED_NYCKELTAL and nyckeltal is None) or (slag in MED_EGET and egetmatt is None):
        raise Planeringsfel("Välj ett mått att visa.")
    belagg = Belagg(hypotes=rad, slag=slag, nyckeltal=nyckeltal, egetmatt=egetmatt)
    falt = {
        "riktning": riktning,
        "visar": visar,
        "avgorande": avgorande,
        "gruppkod": gruppkod,
        "fran_ar": fran_ar,
        "till_ar": till_ar,
        "rubrik": rubrik,
        "lank": lank,
        "datum": datum,
        "kalla": kalla,
    }
    for namn, varde in _rena(slag, falt).items():
        setattr(belagg, namn, varde)
    _granska(belagg)
    return gemensamt.skapa(belagg, av=av, nar=nar)


@transaction.atomic
def andra_belagg(
    *,
    av: Person | None,
    nar: datetime,
    belagg: Belagg,
    riktning: str,
    visar: str,
    avgorande: bool = False,
    gruppkod: str = "",
    fran_ar: int | None = None,
    till_ar: int | None = None,
    rubrik: str = "",
    lank: str = "",
    datum: date | None = None,
    kalla: str = "",
    revision: int | None = None,
) -> Belagg:
    """The kind and the measure stay; another measure is another piece of evidence."""
    hypotes = las_hypotes(belagg.hypotes)
    rad = gemensamt.las_rad(belagg, revision)
    if riktning != rad.riktning:
        _bar_fortfarande(hypotes, rad, riktning)
    falt = {
        "riktning": riktning,
        "visar": visar,
        "avgorande": avgorande,
        "gruppkod": gruppkod,
        "fran_ar": fran_ar,
        "till_ar": till_ar,
        "rubrik": rubrik,
        "lank": lank,
        "datum": datum,
        "kalla": kalla,
    }
    falt = _rena(rad.slag, falt)
    prov = Belagg(slag=rad.slag, nyckeltal=rad.nyckeltal, egetmatt=rad.egetmatt, **falt)
    _granska(prov)
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def ta_bort_belagg(*, av: Person | None, nar: datetime, belagg: Belagg) -> None:
    hypotes = las_hypotes(belagg.hypotes)
    rad = gemensamt.las_rad(belagg, None)
    _bar_fortfarande(hypotes, rad, "")
    gemensamt.ta_bort(rad, av=av, nar=nar, ovrigt={"analys": hypotes.analys_id})


def _bar_fortfarande(hypotes: Hypotes, belagg: Belagg, ny_riktning: str) -> None:
    """The verdict must not be left without the evidence it rests on."""
    antal_for, antal_mot = antal_belagg(hypotes, utom=belagg)
    antal_for += ny_riktning == Belagg.Riktning.FOR
    antal_mot += ny_riktning == Belagg.Riktning.MOT
    if text := analysregler.belagget_bar(hypotes.utslag, antal_for, antal_mot):
        raise Planeringsfel({"riktning": [text]})


def _rena(slag: str, falt: dict[str, Any]) -> dict[str, Any]:
    """Trimmed texts, and nothing kept that the kind of evidence does not have."""
    rena = {n: v.strip() if isinstance(v, str) else v for n, v in falt.items()}
    if slag not in MED_NYCKELTAL | MED_EGET:
        rena |= {"gruppkod": "", "fran_ar": None, "till_ar": None}
    else:
        rena |= {"rubrik": "", "lank": "", "datum": None, "kalla": ""}
        if slag != Belagg.Slag.NYCKELTAL:
            rena["gruppkod"] = ""
    return rena


def _granska(belagg: Belagg) -> None:
    fel: dict[str, str | None] = {"lank": analysregler.lank(belagg.lank)}
    if belagg.slag == Belagg.Slag.DOKUMENT and not belagg.rubrik:
        fel["rubrik"] = "Skriv vad dokumentet heter."
    if belagg.slag == Belagg.Slag.DIALOG and not belagg.kalla:
        fel["kalla"] = "Skriv vem ni talade med."
    if belagg.slag == Belagg.Slag.DIALOG and belagg.datum is None:
        fel["datum"] = "Skriv när samtalet var."
    if belagg.fran_ar is not None and belagg.till_ar is not None and belagg.fran_ar > belagg.till_ar:
        fel["till_ar"] = f"Sista året kan inte vara före {belagg.fran_ar}."
    gemensamt.fraga_fel(fel)
