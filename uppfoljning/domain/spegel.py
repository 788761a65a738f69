"""The mirror of a year: what the decided plan promised, what has been accounted for, and what was dropped on the way.

A promise is a goal, an indicator (with its target level where the year has one), money set aside for a goal, or an
activity. It counts once. It is accounted for when somebody can read what became of it, whether that was good or not.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Slag(StrEnum):
    """What was promised, in the order in which a goal tells it."""

    MAL = "mal"
    INDIKATOR = "indikator"
    MALNIVA = "malniva"
    PENGAR = "pengar"
    AKTIVITET = "aktivitet"

    @property
    def etikett(self) -> str:
        return {
            "mal": "Mål",
            "indikator": "Indikator",
            "malniva": "Målnivå",
            "pengar": "Pengar",
            "aktivitet": "Aktivitet",
        }[self.value]


class Lage(StrEnum):
    """`REDOVISAT`: what became of it can be read. `VANTAR`: nobody can know yet. `UTAN`: it still stands, with nothing
    said. `BORTA`: it is gone."""

    REDOVISAT = "redovisat"
    VANTAR = "vantar"
    UTAN = "utan"
    BORTA = "borta"

    @property
    def etikett(self) -> str:
        return {
            "redovisat": "Redovisat",
            "vantar": "Väntar",
            "utan": "Inte redovisat",
            "borta": "Försvann",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Svar:
    """Whether a promise is accounted for, and if not, what is missing, in words."""

    lage: Lage
    saknas: str = ""


REDOVISAT = Svar(Lage.REDOVISAT)


def malets(signal: str, satt: bool, pagar: bool = False) -> Svar:
    """A goal is accounted for when it has a face: one that its indicators give, or one that a person has set.

    pagar: the year is not over, so that nothing is late.
    """
    if satt or signal != "gra":
        return REDOVISAT
    if pagar:
        return Svar(Lage.VANTAR, "bedöms när året är slut")
    return Svar(Lage.UTAN, "målet kan inte bedömas och ingen har satt ett ansikte")


def indikatorns(utfall: float | None, kommentar: str, saknas: str = "", vantar: bool = False) -> Svar:
    """An outcome, or words about the year. `saknas`: why there is no outcome, where that is known; `vantar`: it is
    not due yet, because the year is not over or its publication lies ahead."""
    if utfall is not None or kommentar.strip():
        return REDOVISAT
    if vantar:
        return Svar(
            Lage.VANTAR, f"utfallet {saknas}" if saknas.startswith("väntas") else "utfallet är inte känt än"
        )
    varfor = f"utfall saknas ({saknas})" if saknas else "utfall saknas"
    return Svar(Lage.UTAN, f"{varfor} och ingen har kommenterat")


def pengarnas(utfall: object | None, pagar: bool = False) -> Svar:
    """Money set aside in a frame: the frame's own outcome. Which part of it the goal used, nobody has measured."""
    if utfall is not None:
        return REDOVISAT
    return (
        Svar(Lage.VANTAR, "ramens utfall är inte känt än")
        if pagar
        else Svar(Lage.UTAN, "ramens utfall är inte infört")
    )


def galler_aret(startar: date | None, klar_senast: date | None, ar: int) -> bool:
    """Whether an activity was promised for any part of the year; one without dates was promised for all of them."""
    forst, sist = startar or klar_senast, klar_senast or startar
    return (forst is None or forst.year <= ar) and (sist is None or sist.year >= ar)


def aktivitetens(
    status: str, startar: date | None, klar_senast: date | None, avstamd: date | None, ar: int, idag: date
) -> Svar:
    """Done, struck with its reason, or reported on since the year began; or nothing was to be said yet.

    avstamd: the newest day on which somebody said how it stands. Days after the year's end, and days to come, ask
    for nothing.
    """
    om = min(idag, date(ar, 12, 31))
    if status in ("klar", "avford") or (avstamd is not None and avstamd >= date(ar, 1, 1)):
        return REDOVISAT
    if klar_senast is not None and klar_senast <= om:
        return Svar(Lage.UTAN, f"skulle vara klar {klar_senast:%Y-%m-%d} och inget är sagt om den")
    if status == "planerad" and startar is not None and startar <= om:
        return Svar(Lage.UTAN, f"skulle ha börjat {startar:%Y-%m-%d} och inget är sagt om den")
    if status == "planerad" and startar is None and klar_senast is None and idag.year > ar:
        return Svar(Lage.UTAN, "inget är sagt om den")
    return REDOVISAT


@dataclass(frozen=True, slots=True)
class Post:
    """One promise of one version. `nyckel` is the same through versions for what was copied; `likhet` is what else
    makes it the same thing (a goal's words, an indicator's measure), for what was written anew. `vad` is the row.
    `hor_till`: the `nyckel` of what it cannot outlive: a level's indicator."""

    slag: Slag
    nyckel: Hashable
    likhet: Hashable
    vad: object = None
    hor_till: Hashable = None


@dataclass(frozen=True, slots=True)
class Version:
    """A decided plan: how its decision reads, and all that it promised for the year. `kort` is how the headline names
    it ("version 2"); `tidigare_plan`: it is another plan, for earlier years."""

    beslut: str
    poster: Sequence[Post]
    kort: str = ""
    tidigare_plan: bool = False


@dataclass(frozen=True, slots=True)
class Forsvunnen:
    """A promise that stood in `fore` and was gone with `efter`."""

    post: Post
    fore: Version
    efter: Version


def forsvunna(versioner: Sequence[Version]) -> list[Forsvunnen]:
    """What any of the versions promised and the last does not, with the version it was gone with.

    versioner: oldest first. A promise that went and came back is not gone. What follows with something else that is
    gone (a level with its indicator) is not said twice. In the order of the version where each last stood.
    """
    if not versioner:
        return []
    kvar = _marken(versioner[-1].poster)
    ut: list[Forsvunnen] = []
    sagda: set[Hashable] = set()
    for i in range(len(versioner) - 2, -1, -1):
        har: list[Forsvunnen] = []
        for post in versioner[i].poster:
            marken = _marken([post])
            if marken & (kvar | sagda):
                continue
            sagda |= marken
            har.append(Forsvunnen(post, versioner[i], versioner[i + 1]))
        ut = har + ut
    borta = {f.post.nyckel for f in ut if f.post.hor_till is None}
    return [f for f in ut if f.post.hor_till is None or f.post.hor_till not in borta]


def _marken(poster: Iterable[Post]) -> set[Hashable]:
    """What posts are recognised by. A post without `likhet` is recognised by its key alone."""
    return {(p.slag, "n", p.nyckel) for p in poster} | {
        (p.slag, "l", p.likhet) for p in poster if p.likhet is not None
    }


@dataclass(frozen=True, slots=True)
class Rakning:
    """How many promises there were, and what became of them. `med`: the decision → how many went with it."""

    antal: int
    redovisade: int
    vantar: int
    utan: int
    med: tuple[tuple[str, int], ...]

    @property
    def borta(self) -> int:
        return sum(n for _, n in self.med)

    @property
    def mening(self) -> str:
        """ "27 av 30 löften redovisade, 2 utan utfall, 1 försvann med version 2"."""
        if not self.antal:
            return "Inga löften för året"
        delar = [
            f"{self.redovisade} av {self.antal} {'löfte redovisat' if self.antal == 1 else 'löften redovisade'}"
        ]
        if self.vantar:
            delar.append(f"{self.vantar} väntar på utfall")
        if self.utan:
            delar.append(f"{self.utan} utan utfall")
        delar += [f"{n} försvann {hur}" for hur, n in self.med]
        return ", ".join(delar)


def rakna(lagen: Iterable[Lage], borta: Iterable[str]) -> Rakning:
    """lagen: of every promise that still stands; borta: for each that is gone, how ("med version 2")."""
    antal = Counter(lagen)
    med = Counter(borta)
    return Rakning(
        antal.total() + med.total(),
        antal[Lage.REDOVISAT],
        antal[Lage.VANTAR],
        antal[Lage.UTAN],
        tuple(med.items()),
    )
