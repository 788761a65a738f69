"""One proposal as it is read: where it stands, the four questions, the money by year, the risks in words."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from atgarder.domain.konsekvens import ENGANGS, FRAGOR, LOPANDE, riskniva
from atgarder.models import Alternativ, Berordgrupp, Forvantadeffekt, Konsekvensbelopp, Konsekvensrisk
from atgarder.presenters.effekttext import forsamring, franortext, skillnadstext, tilltext
from atgarder.queries.konsekvens import Konsekvensbild
from kkik.models import Kon
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

RISKORD = {"liten": "Liten risk", "mattlig": "Måttlig risk", "stor": "Stor risk"}
SLAG = {ENGANGS: "Engångs", LOPANDE: "Löpande"}


@dataclass(frozen=True, slots=True)
class Fragesvar:
    """`besked` is the answer as a sentence, empty while it is unanswered."""

    falt: str
    rubrik: str
    fraga: str
    besked: str
    text: str


@dataclass(frozen=True, slots=True)
class Kostnadsrad:
    """What it is; by year the amounts that were typed; the sum of them in tkr."""

    post: str
    celler: tuple[tuple[Konsekvensbelopp, ...], ...]
    summa: int


@dataclass(frozen=True, slots=True)
class Kostnadsdel:
    slag: str
    rader: tuple[Kostnadsrad, ...]


@dataclass(frozen=True, slots=True)
class Kostnadstabell:
    """`summor` by year in tkr and then the whole; `tjanster` by year, as text."""

    ar: tuple[int, ...]
    delar: tuple[Kostnadsdel, ...]
    summor: tuple[int, ...]
    summa: int
    tjanster: tuple[str, ...]

    @property
    def har_pengar(self) -> bool:
        return any(b.belopp_tkr for d in self.delar for r in d.rader for c in r.celler for b in c)

    @property
    def har_tjanster(self) -> bool:
        return any(t != "–" for t in self.tjanster)


@dataclass(frozen=True, slots=True)
class Riskrad:
    """`niva` is "liten", "mattlig" or "stor"; `ord` says it."""

    risk: Konsekvensrisk
    niva: str
    ord: str
    mening: str


@dataclass(frozen=True, slots=True)
class Grupprad:
    """`kon` is "kvinnor", "män" or empty for both."""

    grupp: Berordgrupp
    kon: str


@dataclass(frozen=True, slots=True)
class Effektrad:
    """`realism` is calculation 5's sentence, with its word, or why there is none."""

    effekt: Forvantadeffekt
    fran: str
    till: str
    skillnad: str
    forsamring: bool
    realism: str
    bedomning: str


@dataclass(frozen=True, slots=True)
class Konsekvensvy:
    bild: Konsekvensbild
    fragor: tuple[Fragesvar, ...]
    kostnad: Kostnadstabell | None
    risker: tuple[Riskrad, ...]
    grupper: tuple[Grupprad, ...]
    alternativ: tuple[Alternativ, ...]


def tjansttext(tal: Decimal) -> str:
    """ "1,5"; "–" for none."""
    return formatera(tal, antal_decimaler(tal)) if tal else "–"


def konsekvensvy(bild: Konsekvensbild) -> Konsekvensvy:
    svar = bild.svar
    return Konsekvensvy(
        bild=bild,
        fragor=tuple(
            Fragesvar(
                f.falt,
                f.rubrik,
                f.fraga,
                f.besked.get(svar.get(f.falt, ""), ""),
                svar.get(f"{f.falt}_text", ""),
            )
            for f in FRAGOR
        ),
        kostnad=_kostnadstabell(bild) if bild.belopp else None,
        risker=tuple(_riskrad(r) for r in bild.risker),
        grupper=tuple(_grupprad(g) for g in bild.grupper),
        alternativ=bild.alternativ,
    )


def _kostnadstabell(bild: Konsekvensbild) -> Kostnadstabell:
    ar = tuple(s.ar for s in bild.kostnader.ar)
    per: dict[str, dict[str, list[Konsekvensbelopp]]] = defaultdict(lambda: defaultdict(list))
    for b in bild.belopp:
        per[b.slag][b.post].append(b)
    return Kostnadstabell(
        ar=ar,
        delar=tuple(
            Kostnadsdel(SLAG[slag], tuple(_kostnadsrad(post, rader, ar) for post, rader in per[slag].items()))
            for slag in (ENGANGS, LOPANDE)
            if slag in per
        ),
        summor=tuple(s.summa for s in bild.kostnader.ar),
        summa=bild.kostnader.summa,
        tjanster=tuple(tjansttext(s.tjanster) for s in bild.kostnader.ar),
    )


def _kostnadsrad(post: str, rader: list[Konsekvensbelopp], ar: tuple[int, ...]) -> Kostnadsrad:
    celler = tuple(tuple(b for b in rader if b.ar == a) for a in ar)
    return Kostnadsrad(post, celler, sum(b.belopp_tkr for b in rader))


def _riskrad(r: Konsekvensrisk) -> Riskrad:
    niva = riskniva(r.sannolikhet, r.foljd)
    mening = f"{r.get_sannolikhet_display()} sannolikhet, {r.get_foljd_display().lower()} följd"
    return Riskrad(r, niva, RISKORD[niva], mening)


def _grupprad(g: Berordgrupp) -> Grupprad:
    return Grupprad(g, "" if g.kon == Kon.TOTALT else g.get_kon_display().lower())


def effektrad(f: Forvantadeffekt, realism: str, bedomning: str) -> Effektrad:
    return Effektrad(f, franortext(f), tilltext(f), skillnadstext(f), forsamring(f), realism, bedomning)
