"""How far a proposal has come, from what exists about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Skede(StrEnum):
    """In the order of the way. AVSLAGET, AVBRUTET and the last four are ends."""

    FORESLAGET = "foreslaget"
    BESKRIVS = "beskrivs"
    BESKRIVET = "beskrivet"
    PRIORITERAT = "prioriterat"
    BEREDS = "bereds"
    VANTAR_BESLUT = "vantar_beslut"
    ATERREMISS = "aterremiss"
    AVSLAGET = "avslaget"
    BESLUTAT = "beslutat"
    GENOMFORS = "genomfors"
    AVBRUTET = "avbrutet"
    GENOMFORT = "genomfort"
    EFFEKT_VISAD = "effekt_visad"
    EFFEKT_EJ_VISAD = "effekt_ej_visad"
    SAMRE = "samre"

    @property
    def etikett(self) -> str:
        return _ETIKETTER[self]

    @property
    def last(self) -> bool:
        """Whether the proposal and its consequences are held by a paper or a decision."""
        return self in _LASTA


_ETIKETTER = {
    Skede.FORESLAGET: "Föreslaget",
    Skede.BESKRIVS: "Konsekvenserna beskrivs",
    Skede.BESKRIVET: "Konsekvenserna beskrivna",
    Skede.PRIORITERAT: "Prioriterat",
    Skede.BEREDS: "Beslutsunderlag skrivs",
    Skede.VANTAR_BESLUT: "Väntar på beslut",
    Skede.ATERREMISS: "Återremitterat",
    Skede.AVSLAGET: "Avslaget",
    Skede.BESLUTAT: "Beslutat, uppdrag saknas",
    Skede.GENOMFORS: "Genomförs",
    Skede.AVBRUTET: "Avbrutet",
    Skede.GENOMFORT: "Genomfört, effekten kan inte bedömas",
    Skede.EFFEKT_VISAD: "Genomfört, effekt visad",
    Skede.EFFEKT_EJ_VISAD: "Genomfört, effekt ej visad",
    Skede.SAMRE: "Genomfört, sämre än jämförbara",
}
_LASTA = frozenset(Skede) - {
    Skede.FORESLAGET,
    Skede.BESKRIVS,
    Skede.BESKRIVET,
    Skede.PRIORITERAT,
    Skede.BEREDS,
    Skede.ATERREMISS,
}
VISAD, EJ_VISAD, SAMRE = "effekt_visad", "effekt_ej_visad", "samre_an_jamforbara"


@dataclass(frozen=True, slots=True)
class Forslagsfakta:
    """What there is of a proposal. `beslut`: the outcome in its standing decision ("" none). `genomforande`: the
    assignment's ("" none). `utslag`: calculation 8's verdict on each expected effect."""

    beskrivning: bool = False
    beskrivning_klar: bool = False
    prioriterat: bool = False
    i_underlag: bool = False
    underlag_lamnat: bool = False
    beslut: str = ""
    genomforande: str = ""
    utslag: tuple[str, ...] = ()


def skede(f: Forslagsfakta) -> Skede:
    """A paper handed in after an återremiss waits for a new decision; `underlag_lamnat` is then about the newest."""
    if f.genomforande == "genomford":
        return sammanvagt(f.utslag)
    if f.genomforande == "avbruten":
        return Skede.AVBRUTET
    if f.genomforande:
        return Skede.GENOMFORS
    if f.beslut == "avslag":
        return Skede.AVSLAGET
    if f.beslut in {"bifall", "andring"}:
        return Skede.BESLUTAT
    if f.underlag_lamnat:
        return Skede.VANTAR_BESLUT
    if f.beslut == "aterremiss":
        return Skede.ATERREMISS
    if f.i_underlag:
        return Skede.BEREDS
    if f.prioriterat:
        return Skede.PRIORITERAT
    if f.beskrivning_klar:
        return Skede.BESKRIVET
    return Skede.BESKRIVS if f.beskrivning else Skede.FORESLAGET


def sammanvagt(utslag: Iterable[str]) -> Skede:
    """Of a done action with one or several expected effects. Worse anywhere is said first; then shown anywhere; then
    judged but not shown. None judged is no verdict, which is not "no effect"."""
    alla = set(utslag)
    if SAMRE in alla:
        return Skede.SAMRE
    if VISAD in alla:
        return Skede.EFFEKT_VISAD
    return Skede.EFFEKT_EJ_VISAD if EJ_VISAD in alla else Skede.GENOMFORT
