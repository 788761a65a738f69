"""Frames out of the plan's file: judged and saved by what reads the resources' own table."""

from typing import TYPE_CHECKING

from django.utils import timezone

from planering.actions.resurstabell import hall, hindra, spara_granskat
from planering.domain.fel import Planeringsfel
from planering.domain.resursgranskning import Granskning, granska_rader
from planering.domain.resurskolumner import PER_NAMN
from planering.domain.resursrader import (
    AR,
    NAMN,
    NAMND,
    NYCKELTAL,
    OMRADE,
    RUBRIKER,
    SLAG,
    VOLYMNAMN,
    Resursrad,
)
from planering.models import Ram
from planering.planbok.rader import Rad, radnyckel
from planering.queries.resurser import resurslage

if TYPE_CHECKING:
    from planering.planbok.genomfor import Genomforande

PLATS = (AR, NAMND, NAMN, OMRADE)
TEXTFALT = (SLAG, VOLYMNAMN, NYCKELTAL)
FAST = "Radens år, nämnd, verksamhet och område ändras inte här. Lägg till en ny rad, eller ändra på sidan Resurser."


def genomfor_ramar(g: "Genomforande", andrade: dict[str, tuple[str, ...]]) -> None:
    """Every row of the verksamheter that something is new or changed in: what is said of a verksamhet is said on each
    of its rows, and must be the same."""
    nya = {radnyckel(rad) for rad in g.skillnad.nya if rad.blad == "ram"}
    rader = g.fil.rader["ram"]
    rorda = [rad for rad in rader if radnyckel(rad) in nya or rad.nyckel in andrade]
    if not rorda:
        return
    fore = len(g.fil.fel)
    for rad in rorda:
        if flyttad := [namn for namn in PLATS if namn in andrade.get(rad.nyckel, ())]:
            g.anmark(rad, flyttad[0], FAST)
    vilka = {_verksamhet(rad) for rad in rorda}
    alla = [rad for rad in rader if _verksamhet(rad) in vilka]
    _granska_lika(g, alla)
    if len(g.fil.fel) == fore:
        _spara(g, alla, rorda)


def _verksamhet(rad: Rad) -> tuple[str, ...]:
    return tuple(" ".join(str(rad.varden[namn] or "").split()).casefold() for namn in (NAMND, NAMN, OMRADE))


def _granska_lika(g: "Genomforande", rader: list[Rad]) -> None:
    forsta: dict[tuple, Rad] = {}
    ar: dict[tuple, int] = {}
    for rad in rader:
        plats = (_verksamhet(rad), rad.varden[AR])
        if plats in ar:
            g.anmark(rad, NAMN, f"Samma år, nämnd, verksamhet och område som på rad {ar[plats]}.")
        ar.setdefault(plats, rad.nummer)
        annan = forsta.setdefault(_verksamhet(rad), rad)
        for namn in TEXTFALT:
            if rad.varden[namn] != annan.varden[namn]:
                text = f"Verksamheten har något annat på rad {annan.nummer}. Skriv samma på alla dess rader."
                g.anmark(rad, namn, text)


def _spara(g: "Genomforande", rader: list[Rad], rorda: list[Rad]) -> None:
    per_nummer = {rad.nummer: rad for rad in rader}
    kolumn = {rubrik: namn for namn, rubrik in RUBRIKER.items()}

    def spara() -> Granskning:
        plan, _ = hall(g.bok.plan, g.vem["nar"])
        resursrader = [_resursrad(rad) for rad in rader]
        koder = {rad.texter[NYCKELTAL] for rad in resursrader}
        granskning = granska_rader(resursrader, resurslage(plan, timezone.localdate(g.vem["nar"]), koder))
        if granskning.fel:
            hindra(plan, granskning)
            for f in granskning.fel:
                g.anmark(per_nummer[f.rad], kolumn.get(f.kolumn, ""), f.text)
            raise Planeringsfel({})
        spara_granskat(granskning, plan, **g.vem, kalla="planens fil")
        return granskning

    if g.forsok(rorda[0], spara) is None:
        g.misslyckade |= {radnyckel(rad) for rad in rorda}
        return
    ramar = {
        (
            (
                r.verksamhet.enhet.namn.casefold(),
                r.verksamhet.namn.casefold(),
                r.verksamhet.omrade.casefold(),
            ),
            r.ar,
        ): r
        for r in Ram.objects.filter(verksamhet__plan=g.bok.plan).select_related("verksamhet__enhet")
    }
    for rad in rader:
        g.objekt[radnyckel(rad)] = ramar.get((_verksamhet(rad), rad.varden[AR]))


def _resursrad(rad: Rad) -> Resursrad:
    v = rad.varden
    texter = {SLAG: v[SLAG], VOLYMNAMN: v[VOLYMNAMN].strip(), NYCKELTAL: v[NYCKELTAL].strip().upper()}
    varden = {n: k.tom if v[n] is None else v[n] for n, k in PER_NAMN.items()}
    namnd, namn, omrade = (" ".join(v[n].split()) for n in (NAMND, NAMN, OMRADE))
    return Resursrad(rad.nummer, v[AR], namnd, namn, omrade, texter, varden)
