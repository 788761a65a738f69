"""What an instrument is: the questions of one of the guide's exercises or checklists, as typed data.

The files that hold them are read by `verktyg.instrument`; here is only their shape and what must hold for it.
"""

import re
from collections import Counter
from enum import StrEnum

import msgspec


class Del(StrEnum):
    """The wheel's hub, its three parts, and what runs through them all."""

    NAV = "nav"
    PLANERING = "planering"
    UPPFOLJNING = "uppfoljning"
    ATGARDER = "atgarder"
    KOMMUNIKATION = "kommunikation"

    @property
    def etikett(self) -> str:
        return _DELAR[self]


class Steg(StrEnum):
    """The steps of the wheel, in order. ANALYSGRUPP is no sector of it: what follow-up needs before it begins."""

    KULTUR = "kultur"
    BESKRIV_UPPDRAG = "beskriv_uppdrag"
    SATTA_MAL = "satta_mal"
    RESURSFORDELNING = "resursfordelning"
    HANDLINGSPLAN = "handlingsplan"
    ANALYSGRUPP = "analysgrupp"
    SAMLA_INFORMATION = "samla_information"
    FOKUSERA = "fokusera"
    SOK_ORSAKER = "sok_orsaker"
    SLUTSATSER = "slutsatser"
    KONSEKVENSER = "konsekvenser"
    PRIORITERA = "prioritera"
    BESLUTA = "besluta"
    KOMMUNICERA = "kommunicera"

    @property
    def etikett(self) -> str:
        return _STEG[self][0]

    @property
    def del_(self) -> Del:
        return _STEG[self][1]

    @property
    def ankare(self) -> str:
        """Where the step stands on the wheel's page."""
        return self.value.replace("_", "-")


_DELAR = {
    Del.NAV: "I snurrans nav",
    Del.PLANERING: "Planering",
    Del.UPPFOLJNING: "Uppföljning och analys",
    Del.ATGARDER: "Åtgärder",
    Del.KOMMUNIKATION: "Kommunikation",
}
_STEG = {
    Steg.KULTUR: ("Kultur och struktur", Del.NAV),
    Steg.BESKRIV_UPPDRAG: ("Beskriv uppdrag", Del.PLANERING),
    Steg.SATTA_MAL: ("Sätta mål", Del.PLANERING),
    Steg.RESURSFORDELNING: ("Resursfördelning", Del.PLANERING),
    Steg.HANDLINGSPLAN: ("Handlingsplan", Del.PLANERING),
    Steg.ANALYSGRUPP: ("Förutsättningar för analys", Del.UPPFOLJNING),
    Steg.SAMLA_INFORMATION: ("Samla information", Del.UPPFOLJNING),
    Steg.FOKUSERA: ("Fokusera", Del.UPPFOLJNING),
    Steg.SOK_ORSAKER: ("Sök orsaker", Del.UPPFOLJNING),
    Steg.SLUTSATSER: ("Dra slutsatser och föreslå åtgärder", Del.UPPFOLJNING),
    Steg.KONSEKVENSER: ("Konsekvensbeskriv", Del.ATGARDER),
    Steg.PRIORITERA: ("Prioritera", Del.ATGARDER),
    Steg.BESLUTA: ("Besluta", Del.ATGARDER),
    Steg.KOMMUNICERA: ("Kommunicera", Del.KOMMUNIKATION),
}


class Slag(StrEnum):
    """A checklist has one shared answer to each question; in an exercise everybody answers for themselves."""

    CHECKLISTA = "checklista"
    OVNING = "ovning"

    @property
    def etikett(self) -> str:
        return {Slag.CHECKLISTA: "Checklista", Slag.OVNING: "Övning"}[self]


class Alternativ(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`forklaring` helps one choose; `foljd` is what follows when the group has agreed on it."""

    kod: str
    etikett: str
    forklaring: str = ""
    foljd: str = ""
    kort: str = ""

    @property
    def kortnamn(self) -> str:
        return self.kort or self.etikett


JA, DELVIS, NEJ = "ja", "delvis", "nej"
JA_DELVIS_NEJ = (Alternativ(JA, "Ja"), Alternativ(DELVIS, "Delvis"), Alternativ(NEJ, "Nej"))


class Janej(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="slag", tag="ja_delvis_nej"):
    """Ja, delvis or nej, with a note."""

    @property
    def alternativ(self) -> tuple[Alternativ, ...]:
        return JA_DELVIS_NEJ

    @property
    def ordnad(self) -> bool:
        return True


class Val(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="slag", tag="val"):
    """One of some alternatives. `ordnad`: they go from one end to another, so that neighbours are nearly agreed."""

    alternativ: tuple[Alternativ, ...]
    ordnad: bool = False


class Skala(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="slag", tag="skala"):
    """A whole number from `fran` to `till`; `ord` are the words at the two ends."""

    fran: int
    till: int
    ord: tuple[str, str]

    @property
    def alternativ(self) -> tuple[Alternativ, ...]:
        andar = {self.fran: self.ord[0], self.till: self.ord[1]}
        tal = range(self.fran, self.till + 1)
        return tuple(
            Alternativ(str(t), f"{t}, {andar[t]}" if t in andar else str(t), kort=str(t)) for t in tal
        )

    @property
    def ordnad(self) -> bool:
        return True


class Fritext(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="slag", tag="fritext"):
    """Words only."""

    @property
    def alternativ(self) -> tuple[Alternativ, ...]:
        return ()

    @property
    def ordnad(self) -> bool:
        return False


Svarssatt = Janej | Val | Skala | Fritext


class Fraga(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`svar` None means the instrument's own way of answering."""

    id: str
    text: str
    hjalp: str = ""
    svar: Svarssatt | None = None


class Avsnitt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fragor: tuple[Fraga, ...]
    rubrik: str = ""


class Radbild(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the caller's rows are called: one, several, and under what they are grouped."""

    en: str
    flera: str
    under: str = ""
    hjalp: str = ""


class Kalla(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verk: str
    kapitel: str


class Instrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`rader` set: every question is asked of every row that the caller supplies. `foljder`: what the result is
    used for, in words. A change of anything that alters what an answer means is a new version in a new file."""

    id: str
    version: int
    slag: Slag
    steg: Steg
    titel: str
    syfte: str
    ger: str
    tid: str
    svar: Svarssatt
    avsnitt: tuple[Avsnitt, ...]
    kalla: Kalla
    rader: Radbild | None = None
    sa_gar_det_till: tuple[str, ...] = ()
    foljder: tuple[str, ...] = ()

    @property
    def gemensam(self) -> bool:
        """Whether the answers are shared, not each participant's own."""
        return self.slag == Slag.CHECKLISTA

    @property
    def fragor(self) -> tuple[Fraga, ...]:
        return tuple(f for a in self.avsnitt for f in a.fragor)

    def fraga(self, id: str) -> Fraga | None:
        return next((f for f in self.fragor if f.id == id), None)

    def svarssatt(self, fraga: Fraga) -> Svarssatt:
        return fraga.svar or self.svar

    def etikett(self, fraga: Fraga, kod: str) -> str:
        """The words of an answer; a code that is no longer there is shown as it is."""
        return next((a.etikett for a in self.svarssatt(fraga).alternativ if a.kod == kod), kod)


KOD = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def brister(instrument: Instrument) -> list[str]:
    """What is wrong with an instrument, for whoever wrote the file. Empty when it can be used."""
    fel = [f"{k!r} is not a code" for k in _koder(instrument) if not KOD.fullmatch(k)]
    if instrument.version < 1:
        fel.append("version begins at 1")
    if not instrument.fragor:
        fel.append("no questions")
    fel += [
        f"question {k!r} twice" for k, antal in Counter(f.id for f in instrument.fragor).items() if antal > 1
    ]
    for fraga in instrument.fragor:
        svarssatt = instrument.svarssatt(fraga)
        koder = [a.kod for a in svarssatt.alternativ]
        if len(set(koder)) != len(koder):
            fel.append(f"{fraga.id}: an alternative twice")
        if isinstance(svarssatt, Val | Skala) and len(koder) < 2:
            fel.append(f"{fraga.id}: fewer than two alternatives")
        if instrument.gemensam and not isinstance(svarssatt, Janej):
            fel.append(f"{fraga.id}: a checklist is answered ja, delvis or nej")
    if instrument.gemensam and instrument.rader is not None:
        fel.append("a checklist has no rows")
    return fel


def _koder(instrument: Instrument) -> list[str]:
    koder = [instrument.id, *(f.id for f in instrument.fragor)]
    for fraga in instrument.fragor:
        koder += [a.kod for a in instrument.svarssatt(fraga).alternativ]
    return koder
