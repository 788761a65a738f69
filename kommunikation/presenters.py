"""From stored rows to what the cockpit shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from kkik.models import Importkorning
from kommunikation.domain.varv import Varv, Varvdel, Varvlage, varv
from kommunikation.queries import Forbattring, Vid
from organisation.models import Jobbstatus
from planering.models import Aktivitet
from styrsnurra.gemensamt.datum import iso, relativt
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.behorighet import Tillhor
from uppfoljning.orsaker import saknas_text
from uppfoljning.presenters import Radvy, radvy
from uppfoljning.queries import Rad, Signaltabell
from uppfoljning.urval import Urval, viktigast

VISADE_AVVIKELSER = 5
VISADE_OVERRASKNINGAR = 5
VISADE_AKTIVITETER = 5


@dataclass(frozen=True, slots=True)
class Steg:
    """Something for the reader to do next."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Aktivitetsvy:
    namn: str
    url: str
    nar: str
    ansvar: str


@dataclass(frozen=True, slots=True)
class Oversikt:
    """The cockpit. `avvikelser` and `overraskningar` are the first of them, `antal_…` how many there are."""

    tabell: Signaltabell
    rubrik: str
    ingress: str
    antal: int
    fordelning: dict[str, int]
    avvikelser: tuple[Radvy, ...]
    antal_avvikelser: int
    overraskningar: tuple[Radvy, ...]
    antal_overraskningar: int
    ovriga: int
    obedombara: str
    tomt: str


def oversikt(tabell: Signaltabell, urval: Urval, idag: date) -> Oversikt:
    """What the plan's year looks like within the reader's choice."""
    rader = [r for r in tabell.rader if urval.galler(r)]
    ar = tabell.sikt.ar or idag.year
    avviker = sorted((r for r in rader if r.avviker), key=_ordning)
    overraskar = sorted(
        (r for r in rader if r.bedomning is not None and r.bedomning.overraskning),
        key=lambda r: _ordning(r)[2:],
    )
    tomt = _tomt(tabell, rader)
    return Oversikt(
        tabell=tabell,
        rubrik=_rubrik(tomt, len(avviker), len(rader)),
        ingress=_ingress(tabell, urval),
        antal=len(rader),
        fordelning=dict(Counter(str(r.mal_signal) for r in rader)),
        avvikelser=tuple(radvy(r, ar, idag) for r in avviker[:VISADE_AVVIKELSER]),
        antal_avvikelser=len(avviker),
        overraskningar=tuple(radvy(r, ar, idag) for r in overraskar[:VISADE_OVERRASKNINGAR]),
        antal_overraskningar=len(overraskar),
        ovriga=len(rader) - len(avviker),
        obedombara=_obedombara(rader, idag),
        tomt=tomt,
    )


def _ordning(rad: Rad) -> tuple[Any, ...]:
    """Rule 10's order, worst first; the name last."""
    return *(viktigast(rad) or ()), svensk_nyckel(rad.indikator.namn), rad.indikator.pk


def _tomt(tabell: Signaltabell, rader: list[Rad]) -> str:
    """Which empty state the page is in: "plan", "indikatorer", "urval", "oberaknat", "obedombart"; "" for none."""
    if tabell.sikt.plan is None:
        return "plan"
    if not tabell.rader:
        return "indikatorer"
    if not rader:
        return "urval"
    beraknade = [r.bedomning for r in rader if r.bedomning is not None]
    if not beraknade:
        return "oberaknat"
    bedomd = any(b.mal_signal != "gra" or b.andra_signal != "gra" or b.trend for b in beraknade)
    return "" if bedomd else "obedombart"


def _rubrik(tomt: str, avviker: int, antal: int) -> str:
    rubriker = {
        "plan": "Ingen plan än",
        "indikatorer": "Inga indikatorer än",
        "urval": "Inget i det här urvalet",
        "oberaknat": "Inget är beräknat än",
        "obedombart": "Inget kan bedömas än",
    }
    if tomt:
        return rubriker[tomt]
    if not avviker:
        return "Inget avviker"
    return f"{formatera(avviker, 0)} av {formatera(antal, 0)} indikatorer avviker"


def _ingress(tabell: Signaltabell, urval: Urval) -> str:
    if tabell.sikt.plan is None or tabell.sikt.ar is None:
        return ""
    vem = [e.namn for e in tabell.namnder if e.pk == urval.namnd]
    vad = [o.namn for o in tabell.omraden if o.pk == urval.omrade]
    if tabell.sikt.utanfor:
        return f"{', '.join([tabell.sikt.plan.namn, *vem, *vad])}. {tabell.sikt.utanfortext}"
    delar = ", ".join([f"Utfall {tabell.sikt.ar} mot {tabell.sikt.plan.namn}", *vem, *vad])
    return f"{delar}. Det avviker som inte når målet, ligger bland de sämsta 25 procenten eller försämras."


def _obedombara(rader: list[Rad], idag: date) -> str:
    """Why target lights are grey because outcomes are missing: "ej insamlad för 2, …"; "" when none is."""
    orsaker = Counter(
        saknas_text(b.saknas_orsak, b.vantas, idag)
        for r in rader
        if (b := r.bedomning) is not None and b.saknas_orsak
    )
    return ", ".join(f"{orsak} för {n}" for orsak, n in orsaker.most_common())


def varvet(tabell: Signaltabell, vid: Vid, vantar: int = 0) -> tuple[Varv, Varvlage]:
    """The wheel, of the whole plan whatever has been chosen away. `vantar`: papers that wait for their decision."""
    avviker = [r for r in tabell.rader if r.avviker]
    mal = {r.mal.pk for r in avviker}
    lage = Varvlage(
        har_plan=tabell.sikt.plan is not None,
        beslutad=tabell.sikt.plan is not None and tabell.sikt.plan.ar_last,
        utfall=sum(r.bedomning is not None and r.bedomning.utfall is not None for r in tabell.rader),
        avvikelser=len(avviker),
        okommenterade=sum(r.kommentar is None for r in avviker),
        utan_handlingsplan=len(mal - vid.mal_med_handlingsplan),
        oppna=len(vid.oppna),
        sena=len(vid.sena),
        vantar_beslut=vantar,
    )
    return varv(lage), lage


def nasta_steg(person: Any, nu: Varvdel | None, lage: Varvlage, tabell: Signaltabell, vid: Vid) -> list[Steg]:
    """What is next for this person, by what they may do."""
    ar = tabell.sikt.ar
    ut: list[Steg] = []
    if person.has_perm("kkik.starta_import"):
        ut += _importsteg(vid.importkorning)
    if nu is Varvdel.PLANERING and person.has_perm("planering.andra_plan"):
        text = "Gör klart planen och besluta den" if lage.har_plan else "Lägg upp den första planen"
        ut.append(Steg(text, reverse("planering:plan")))
    if person.has_perm("uppfoljning.kommentera"):
        mina = [
            r
            for r in tabell.rader
            if r.avviker
            and r.kommentar is None
            and person.has_perm("uppfoljning.kommentera", Tillhor(r.indikator.agare_id))
        ]
        if mina:
            antal = "en avvikelse" if len(mina) == 1 else f"{len(mina)} avvikelser"
            url = reverse("uppfoljning:maluppfyllelse") + Urval(ar=ar, okommenterade=True).fraga()
            ut.append(Steg(f"Kommentera {antal}", url))
    if nu is Varvdel.ATGARDER and lage.utan_handlingsplan and person.has_perm("planering.andra_plan"):
        antal = "ett mål" if lage.utan_handlingsplan == 1 else f"{lage.utan_handlingsplan} mål"
        ut.append(Steg(f"Gör en handlingsplan för {antal} med avvikelser", reverse("planering:plan")))
    if not ut and lage.avvikelser:
        url = (
            reverse("uppfoljning:maluppfyllelse")
            + Urval(ar=ar, avvikelser=True, sortering="viktigast").fraga()
        )
        ut.append(Steg("Läs vad som avviker och varför", url))
    return ut


def forbattringssteg(rader: Sequence[Forbattring], idag: date) -> list[Steg]:
    """What is to be improved about the goals."""
    if not rader:
        return []
    sena = sum(f.klar_senast < idag for f in rader)
    forst = rader[0]
    url = reverse("planering:malets_kvalitet", args=[forst.mal]) + f"#fraga-{forst.fraga}"
    if len(rader) == 1:
        return [Steg(f"Förbättra målet ”{forst.titel}”, {_nar(forst.klar_senast, idag)}", url)]
    hur = f", {sena} {'försenad' if sena == 1 else 'försenade'}" if sena else ""
    return [Steg(f"Förbättra målen: {len(rader)} förbättringar är kvar{hur}. Börja med ”{forst.titel}”", url)]


def _importsteg(rad: Importkorning | None) -> list[Steg]:
    url = adress("kkik:importer")
    if rad is None:
        return [Steg("Starta den första importen från Kolada", url)]
    if rad.status == Jobbstatus.VANTAR:
        return [Steg("Godkänn eller avvisa importen som väntar", url)]
    if rad.status in (Jobbstatus.MISSLYCKAD, Jobbstatus.PARKERAD, Jobbstatus.AVBRUTEN):
        return [Steg("Se varför den senaste importen inte blev klar", url)]
    return []


def adress(namn: str, *args: Any) -> str:
    """An address of an app below that may not have the page; "" then."""
    try:
        return reverse(namn, args=args)
    except NoReverseMatch:
        return ""


def aktiviteter(rader: Sequence[Aktivitet], idag: date) -> list[Aktivitetsvy]:
    """The first of them, with how soon in words."""
    return [
        Aktivitetsvy(
            a.namn,
            adress("planering:handlingsplan", a.handlingsplan_id),
            _nar(a.klar_senast, idag),
            a.ansvar,
        )
        for a in rader[:VISADE_AKTIVITETER]
    ]


def _nar(dag: date | None, idag: date) -> str:
    if dag is None:
        return ""
    return f"skulle vara klar {relativt(dag, idag)}" if dag < idag else f"klar senast {relativt(dag, idag)}"


def importtext(vid: Vid) -> str:
    """When the figures were last fetched, and whether it went well; then whether the lights followed."""
    rad = vid.importkorning
    if rad is None:
        return "Inget har hämtats från Kolada än."
    nar = iso(_lokal(rad.avslutad or rad.startad or rad.skapad))
    match rad.status:
        case Jobbstatus.KLAR:
            nytt = f"{formatera(rad.nya, 0)} nya och {formatera(rad.andrade, 0)} ändrade värden"
            text = f"Hämtat {nar}: {nytt if rad.nya or rad.andrade else 'inga ändringar'}."
        case Jobbstatus.KOAD | Jobbstatus.PAGAR:
            text = "En import från Kolada pågår."
        case Jobbstatus.VANTAR:
            text = f"Importen {nar} väntar på godkännande: ovanligt mycket har ändrats."
        case _:
            text = f"Importen {nar} blev inte klar. Siffrorna är de som gällde före den."
    if vid.rakning in (Jobbstatus.KOAD, Jobbstatus.PAGAR):
        return f"{text} Signalerna räknas om."
    if vid.rakning in (Jobbstatus.MISSLYCKAD, Jobbstatus.PARKERAD):
        return f"{text} Signalerna kunde inte räknas om och kan vara äldre än siffrorna."
    return text


def _lokal(tid: datetime) -> date:
    return timezone.localdate(tid)
