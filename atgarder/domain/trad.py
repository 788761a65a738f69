"""The whole thread: what led to what, from the vision to what the effect taught. Keys, words and links only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Del(StrEnum):
    """The wheel's three parts, in order; each is a row of the picture."""

    PLANERING = "planering"
    UPPFOLJNING = "uppfoljning"
    ATGARDER = "atgarder"

    @property
    def etikett(self) -> str:
        return {
            Del.PLANERING: "Planering",
            Del.UPPFOLJNING: "Uppföljning och analys",
            Del.ATGARDER: "Åtgärder",
        }[self]


class Led(StrEnum):
    """A stage of the thread, in its order. A link always goes from an earlier stage to a later one."""

    UPPDRAG = "uppdrag"
    OMRADE = "omrade"
    KFMAL = "kfmal"
    NAMNDMAL = "namndmal"
    ENHETSMAL = "enhetsmal"
    INDIKATOR = "indikator"
    AVVIKELSE = "avvikelse"
    ANALYS = "analys"
    HYPOTES = "hypotes"
    SLUTSATS = "slutsats"
    FORSLAG = "forslag"
    KONSEKVENS = "konsekvens"
    PRIORITERING = "prioritering"
    BESLUT = "beslut"
    GENOMFORANDE = "genomforande"
    EFFEKT = "effekt"
    NASTA = "nasta"

    @property
    def etikett(self) -> str:
        return _ETIKETTER[self]

    @property
    def plats(self) -> int:
        return _PLATSER[self]

    @property
    def del_(self) -> Del:
        if self.plats <= _PLATSER[Led.INDIKATOR]:
            return Del.PLANERING
        return Del.UPPFOLJNING if self.plats <= _PLATSER[Led.FORSLAG] else Del.ATGARDER


_PLATSER = {led: plats for plats, led in enumerate(Led)}


_ETIKETTER = {
    Led.UPPDRAG: "Vision och uppdrag",
    Led.OMRADE: "Målområde",
    Led.KFMAL: "Fullmäktiges mål",
    Led.NAMNDMAL: "Nämndens mål",
    Led.ENHETSMAL: "Enhetens mål",
    Led.INDIKATOR: "Indikator",
    Led.AVVIKELSE: "Senaste utfall",
    Led.ANALYS: "Analys",
    Led.HYPOTES: "Hypotes",
    Led.SLUTSATS: "Slutsats",
    Led.FORSLAG: "Förslag",
    Led.KONSEKVENS: "Konsekvenser",
    Led.PRIORITERING: "Prioritering",
    Led.BESLUT: "Beslut",
    Led.GENOMFORANDE: "Genomförande",
    Led.EFFEKT: "Effekt",
    Led.NASTA: "Till nästa varv",
}


@dataclass(frozen=True, slots=True)
class Nod:
    """Something in the thread. `ord` says how it stands, a line each; `ton` is a signal's name or "", never alone.

    `fortsattning`: not there yet, but what should come next, about `om`. `vem`: who can see to that, in words.
    """

    nyckel: str
    led: Led
    titel: str
    ord: tuple[str, ...] = ()
    url: str = ""
    ton: str = ""
    fortsattning: bool = False
    om: str = ""
    vem: str = ""

    @property
    def i_ord(self) -> str:
        """The node for those who hear it."""
        slag = "Nästa steg" if self.fortsattning else self.led.etikett
        delar = [
            f"{slag}: {self.titel}",
            *([self.om] if self.om else []),
            *self.ord,
            *([self.vem] if self.vem else []),
        ]
        return " ".join(d if d.endswith((".", "?", "!", "…")) else f"{d}." for d in delar)


@dataclass(frozen=True, slots=True)
class Trad:
    """Nodes in their order, and links (from, to) between their keys. `rot`: what the thread is drawn for."""

    noder: tuple[Nod, ...]
    kanter: tuple[tuple[str, str], ...]
    rot: frozenset[str]

    @property
    def per_nyckel(self) -> dict[str, Nod]:
        return {n.nyckel: n for n in self.noder}

    @property
    def fortsattningar(self) -> tuple[Nod, ...]:
        return tuple(n for n in self.noder if n.fortsattning)


def trad(noder: Iterable[Nod], kanter: Iterable[tuple[str, str]], rot: Iterable[str]) -> Trad:
    """Puts them in order: by stage, and as they came within it. The first of two with the same key stays; a link to
    something that is not there, or the same twice, is left out. Raises ValueError at a link that goes backwards."""
    unika: dict[str, Nod] = {}
    for nod in noder:
        unika.setdefault(nod.nyckel, nod)
    ordnade = sorted(unika.values(), key=lambda n: n.led.plats)
    plats = {n.nyckel: i for i, n in enumerate(ordnade)}
    par = dict.fromkeys((f, t) for f, t in kanter if f in plats and t in plats)
    for f, t in par:
        if unika[f].led.plats >= unika[t].led.plats:
            raise ValueError(f"The thread goes backwards: {f} → {t}")
    return Trad(
        tuple(ordnade),
        tuple(sorted(par, key=lambda p: (plats[p[0]], plats[p[1]]))),
        frozenset(n for n in rot if n in plats),
    )


def grannar(trad: Trad) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Key → what it comes from, and key → what comes of it; every node is a key of both."""
    fore: dict[str, list[str]] = {n.nyckel: [] for n in trad.noder}
    efter: dict[str, list[str]] = {n.nyckel: [] for n in trad.noder}
    for f, t in trad.kanter:
        fore[t].append(f)
        efter[f].append(t)
    return fore, efter


def egna_tradar(trad: Trad) -> dict[str, frozenset[str]]:
    """Key → all that led to the node and all that came of it, itself included."""
    fore, efter = grannar(trad)
    bakat = _foljd([n.nyckel for n in trad.noder], fore)
    framat = _foljd([n.nyckel for n in reversed(trad.noder)], efter)
    return {nyckel: bakat[nyckel] | framat[nyckel] for nyckel in bakat}


def _foljd(ordning: list[str], steg: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """`ordning` has every node after those that its own step leads to."""
    ut: dict[str, frozenset[str]] = {}
    for nyckel in ordning:
        ut[nyckel] = frozenset({nyckel}).union(*(ut[g] for g in steg[nyckel]))
    return ut


def slaktled(par: Mapping[int, int | None]) -> dict[int, frozenset[int]]:
    """Key → all rows that are the same thing through the versions of a plan, itself included. `par`: key → the key
    that it continues. Two rows that continue the same one are the same thing too."""
    rot = {nyckel: nyckel for nyckel in par}

    def overst(nyckel: int) -> int:
        while rot[nyckel] != nyckel:
            rot[nyckel] = rot[rot[nyckel]]
            nyckel = rot[nyckel]
        return nyckel

    for nyckel, fore in par.items():
        if fore is not None and fore in rot:
            a, b = overst(nyckel), overst(fore)
            rot[max(a, b)] = min(a, b)
    grupper: dict[int, set[int]] = {}
    for nyckel in par:
        grupper.setdefault(overst(nyckel), set()).add(nyckel)
    return {nyckel: frozenset(grupper[overst(nyckel)]) for nyckel in par}
