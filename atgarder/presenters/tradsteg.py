"""What a proposal needs next, and who can see to it."""

from atgarder.domain.effekttyper import Utslagshinder
from atgarder.domain.skede import Skede
from atgarder.domain.trad import Led
from atgarder.presenters.tradvav import BEREDA, LEDA, Vav, sida
from atgarder.queries.lage import Forslagslage
from uppfoljning.models import Atgardsforslag

# Stage → where the next step stands in the thread, its words, and the permission that it takes.
_STEG = {
    Skede.FORESLAGET: (Led.KONSEKVENS, "Beskriv konsekvenserna", BEREDA),
    Skede.BESKRIVS: (Led.PRIORITERING, "Gör klart konsekvensbeskrivningen", BEREDA),
    Skede.BESKRIVET: (Led.PRIORITERING, "Prioritera förslaget", BEREDA),
    Skede.PRIORITERAT: (Led.BESLUT, "Skriv ett beslutsunderlag", BEREDA),
    Skede.BEREDS: (Led.GENOMFORANDE, "Lämna underlaget till beslut", BEREDA),
    Skede.VANTAR_BESLUT: (
        Led.GENOMFORANDE,
        "Registrera beslutet när det är fattat",
        "atgarder.registrera_beslut",
    ),
    Skede.ATERREMISS: (Led.GENOMFORANDE, "Svara på återremissen med ett nytt underlag", BEREDA),
    Skede.BESLUTAT: (Led.GENOMFORANDE, "Lämna beslutet till verksamheten som ett uppdrag", BEREDA),
    Skede.GENOMFORS: (Led.EFFEKT, "Följ upp att det blir gjort", LEDA),
    Skede.GENOMFORT: (Led.NASTA, "Bedöm effekten när utfallen har kommit", LEDA),
}


def nasta(vav: Vav, f: Atgardsforslag, lage: Forslagslage, sist: str, *, bedomd: bool) -> None:
    """Adds what comes after `sist`, the last node of the proposal's own way; nothing where the way has ended.
    `bedomd`: people have said what they make of its effect."""
    steg = _STEG.get(lage.skede)
    if steg is None or (bedomd and lage.skede is Skede.GENOMFORT):
        return
    led, text, behorighet = steg
    if lage.skede is Skede.GENOMFORT and not _vantas(lage):
        text = "Säg själva vad det gav: effekten går inte att räkna"
    uppdrag = lage.uppdrag
    enhet = uppdrag.enhet if uppdrag is not None else f.analys.enhet
    vav.fortsatt(sist, led, text, om=f.titel, behorighet=behorighet, enhet=enhet, url=_url(f, lage))


def _vantas(lage: Forslagslage) -> bool:
    """Whether a verdict may still come: nothing has been computed, or it was too early for something."""
    return not lage.utslag or any(u.orsak == Utslagshinder.FOR_TIDIGT for u in lage.utslag)


def _url(f: Atgardsforslag, lage: Forslagslage) -> str:
    match lage.skede:
        case Skede.FORESLAGET | Skede.BESKRIVS:
            return sida("atgarder:forslag", f.pk)
        case Skede.BESKRIVET:
            return sida("atgarder:prioriteringar")
        case Skede.PRIORITERAT:
            return sida("atgarder:beslutslista")
        case Skede.BEREDS | Skede.VANTAR_BESLUT:
            return sida("atgarder:underlag", lage.underlag.underlag_id)
        case Skede.ATERREMISS | Skede.BESLUTAT:
            return sida("atgarder:beslut", lage.punkt.beslut_id)
        case _:
            return sida("atgarder:uppdrag", lage.uppdrag.pk)
