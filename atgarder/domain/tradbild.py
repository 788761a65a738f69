"""The thread's picture: a row for each of the wheel's parts, a column for each stage in it, and the links between.

Lengths in the picture's own units (pixels at full size), y downwards. The same thread always gives the same picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from atgarder.domain.trad import Del, Led, Nod, Trad, egna_tradar, grannar

BREDD, GLAPP = 160, 36  # of a node, and between columns
VANSTER, HOGER = 20, 16
LUFT, MELLAN = 10, 14  # inside a node, and between nodes
TITELRAD, ORDRAD = 17, 16
DELHUVUD, KOLUMNHUVUD = 34, 26
KORRIDOR = 34  # between two parts, where the thread goes back to the left
RUNDNING = 8
MAX_TITEL, MAX_ORD = 4, 5
TITELGRAD, ORDGRAD = 13, 12

# Advance widths in thousandths of the type size, as in the widest of the sans serifs that the pages may get.
_SMALA, _HALVA, _BREDA, _BREDAST = set("ijl|'’,.:;!· "), set('frtJI()[]-/”"'), set("mwMWÅÄÖ%—"), set("@")


@dataclass(frozen=True, slots=True)
class Ruta:
    """A node in its place. `titel` and `ord` are its lines; `egen` the keys of its own thread."""

    nod: Nod
    x: float
    y: float
    hojd: float
    titel: tuple[str, ...]
    ord: tuple[str, ...]
    egen: frozenset[str]

    @property
    def titelrader(self) -> list[tuple[str, str]]:
        """(y, text)"""
        return [(_tal(self.y + LUFT + 12 + i * TITELRAD), rad) for i, rad in enumerate(self.titel)]

    @property
    def ordrader(self) -> list[tuple[str, str]]:
        forsta = self.y + LUFT + len(self.titel) * TITELRAD + 14
        return [(_tal(forsta + i * ORDRAD), rad) for i, rad in enumerate(self.ord)]

    @property
    def textx(self) -> str:
        return _tal(self.x + LUFT + 2)

    @property
    def ram(self) -> tuple[str, str, str, str]:
        """x, y, width, height; as text, for a page's language would write the numbers its own way."""
        return _tal(self.x), _tal(self.y), _tal(BREDD), _tal(self.hojd)

    @property
    def kant(self) -> str:
        """The left edge, drawn thicker."""
        r = 6
        return f"M{_tal(self.x + r)} {_tal(self.y)}q-{r} 0 -{r} {r}v{_tal(self.hojd - 2 * r)}q0 {r} {r} {r}"

    @property
    def egna(self) -> str:
        """The keys of its own thread, as an attribute holds them."""
        return " ".join(sorted(self.egen))

    @property
    def kapad(self) -> bool:
        """Whether the name did not fit."""
        return self.titel[-1].endswith("…") and not self.nod.titel.endswith("…")

    @property
    def mitt(self) -> float:
        return self.y + self.hojd / 2

    @property
    def hoger(self) -> float:
        return self.x + BREDD


@dataclass(frozen=True, slots=True)
class Lank:
    fran: str
    till: str
    d: str
    fortsattning: bool


@dataclass(frozen=True, slots=True)
class Band:
    """One part's row: its name at `y`, the names of its columns (x, y, text), and its nodes."""

    del_: Del
    y: str
    kolumner: tuple[tuple[str, str, str], ...]
    rutor: tuple[Ruta, ...]
    botten: float


@dataclass(frozen=True, slots=True)
class Tradbild:
    bredd: int
    hojd: int
    band: tuple[Band, ...]
    lankar: tuple[Lank, ...]

    @property
    def sida(self) -> tuple[str, str]:
        return str(self.bredd), str(self.hojd)


def tradbild(trad: Trad) -> Tradbild:
    laggning = _Laggning(trad)
    band: list[Band] = []
    y = 0.0
    for del_ in Del:
        noder = [n for n in trad.noder if n.led.del_ is del_]
        if noder:
            ett = laggning.band(del_, noder, y)
            band.append(ett)
            y = ett.botten + KORRIDOR
    botten = {b.del_: b.botten for b in band}
    lankar = tuple(laggning.lank(f, t, botten) for f, t in trad.kanter)
    bredd = max((r.hoger for r in laggning.rutor.values()), default=0) + HOGER
    return Tradbild(round(bredd), round(max((b.botten for b in band), default=0)) + 2, tuple(band), lankar)


class _Laggning:
    """Where everything has been put so far. `filer`: (key, column) → the height at which the links from a node pass
    a column that they only go through, so that they run between the nodes there and not behind them."""

    def __init__(self, trad: Trad) -> None:
        self.nod = trad.per_nyckel
        self.egna = egna_tradar(trad)
        self.fore, self.efter = grannar(trad)
        self.rutor: dict[str, Ruta] = {}
        self.kolumn: dict[str, int] = {}
        self.filer: dict[tuple[str, int], float] = {}

    def band(self, del_: Del, noder: Sequence[Nod], y: float) -> Band:
        """Places the nodes of a part, column by column from the left: each beside the middle of what it comes from,
        where there is room."""
        led = [ett for ett in Led if any(n.led is ett for n in noder)]
        self.kolumn |= {n.nyckel: led.index(n.led) for n in noder}
        topp = y + DELHUVUD + KOLUMNHUVUD
        for plats, ett in enumerate(led):
            self._kolumn(plats, [n for n in noder if n.led is ett], self._genomfarter(plats, noder), topp)
        kolumner = tuple(
            (_tal(_x(plats)), _tal(y + DELHUVUD + 14), ett.etikett) for plats, ett in enumerate(led)
        )
        rutor = tuple(self.rutor[n.nyckel] for n in noder)
        return Band(del_, _tal(y + 20), kolumner, rutor, max(r.y + r.hojd for r in rutor))

    def _genomfarter(self, plats: int, noder: Sequence[Nod]) -> list[str]:
        """The nodes to the left that have a link to something further to the right than the column."""
        return [
            n.nyckel
            for n in noder
            if self.kolumn[n.nyckel] < plats
            and any(self.kolumn[t] > plats for t in self.efter[n.nyckel] if self._samma_del(n.nyckel, t))
        ]

    def _samma_del(self, a: str, b: str) -> bool:
        return self.nod[a].led.del_ is self.nod[b].led.del_

    def _kolumn(self, plats: int, noder: list[Nod], genom: list[str], topp: float) -> None:
        saker: list[tuple[float, int, Nod | str]] = [
            (self._hojd_efter(fran, plats), 0, fran) for fran in genom
        ]
        saker += [(self._onskad(n, topp), 1, n) for n in noder]
        golv = topp
        for mitt, _, sak in sorted(saker, key=lambda s: s[:2]):
            if isinstance(sak, Nod):
                ruta = _ruta(sak, _x(plats), golv, mitt, self.egna[sak.nyckel])
                self.rutor[sak.nyckel] = ruta
                golv = ruta.y + ruta.hojd + MELLAN
            else:
                self.filer[sak, plats] = max(golv, mitt)
                golv = self.filer[sak, plats] + MELLAN

    def _onskad(self, nod: Nod, topp: float) -> float:
        """The mean height of what it comes from in the same part. What comes from the part above has no height of
        its own, and keeps its order from the top."""
        plats = self.kolumn[nod.nyckel]
        mitter = [self._hojd_efter(f, plats) for f in self.fore[nod.nyckel] if self._samma_del(f, nod.nyckel)]
        return sum(mitter) / len(mitter) if mitter else topp

    def _hojd_efter(self, fran: str, plats: int) -> float:
        """The height of the links from a node as they come to a column: that of the lane before it, or its own."""
        return self.filer.get((fran, plats - 1), self.rutor[fran].mitt)

    def lank(self, f: str, t: str, botten: dict[Del, float]) -> Lank:
        fran, till = self.rutor[f], self.rutor[t]
        if self._samma_del(f, t):
            mellan = range(self.kolumn[f] + 1, self.kolumn[t])
            d = _kurva(fran, till, [(_x(k), self.filer[f, k]) for k in mellan])
        else:
            d = _till_nasta(fran, till, botten[fran.nod.led.del_])
        return Lank(f, t, d, till.nod.fortsattning)


def _x(kolumn: int) -> float:
    return VANSTER + kolumn * (BREDD + GLAPP)


def _ruta(nod: Nod, x: float, golv: float, mitt: float, egen: frozenset[str]) -> Ruta:
    bredd = BREDD - 2 * LUFT - 4
    titel = bryt(nod.titel, bredd, TITELGRAD, MAX_TITEL)
    ord_ = _ordrader(nod.ord, bredd)
    hojd = 2 * LUFT + len(titel) * TITELRAD + len(ord_) * ORDRAD
    return Ruta(nod, x, max(golv, mitt - hojd / 2), hojd, titel, ord_, egen)


def _ordrader(texter: Sequence[str], bredd: float) -> tuple[str, ...]:
    """A line or more each, as many as there is room for; the last text may end with an ellipsis."""
    ut: list[str] = []
    for text in texter:
        if len(ut) < MAX_ORD:
            ut += bryt(text, bredd, ORDGRAD, MAX_ORD - len(ut))
    return tuple(ut)


def _kurva(fran: Ruta, till: Ruta, filer: list[tuple[float, float]]) -> str:
    """Softly from column to column, straight through the lanes (x, y) on the way."""
    d, x, y = f"M{_tal(fran.hoger)} {_tal(fran.mitt)}", fran.hoger, fran.mitt
    for nasta_x, nasta_y in [*filer, (till.x, till.mitt)]:
        mitt = (x + nasta_x) / 2
        d += f"C{_tal(mitt)} {_tal(y)} {_tal(mitt)} {_tal(nasta_y)} {_tal(nasta_x)} {_tal(nasta_y)}"
        x, y = nasta_x + BREDD, nasta_y
        d += f"H{_tal(x)}" if nasta_x != till.x else ""
    return d


def _till_nasta(fran: Ruta, till: Ruta, botten: float) -> str:
    """To the part below: down into the corridor between them, back to the left and down to the node."""
    ut, in_ = fran.hoger + GLAPP / 3, till.x - GLAPP / 3
    r, gang = RUNDNING, botten + KORRIDOR / 2
    sida = r if in_ > ut else -r
    return (
        f"M{_tal(fran.hoger)} {_tal(fran.mitt)}H{_tal(ut - r)}q{r} 0 {r} {r}V{_tal(gang - r)}"
        f"q0 {r} {sida} {r}H{_tal(in_ - sida)}q{sida} 0 {sida} {r}V{_tal(till.mitt - r)}"
        f"q0 {r} {r} {r}H{_tal(till.x)}"
    )


@lru_cache(maxsize=4096)  # the same titles are broken on every page
def bryt(text: str, bredd: float, grad: float, rader: int) -> tuple[str, ...]:
    """`text` in at most `rader` lines of `bredd`; what does not fit ends with an ellipsis. A word too long for a line
    of its own is broken with a hyphen."""
    ut: list[str] = []
    for ord_ in text.replace("\u00ad", "").split(" "):
        rest = ord_
        if ut and textbredd(f"{ut[-1]} {rest}", grad) <= bredd:
            ut[-1] = f"{ut[-1]} {rest}"
            continue
        while textbredd(rest, grad) > bredd and len(rest) > 1:
            n = _delas(rest, bredd, grad)
            ut.append(f"{rest[:n]}-")
            rest = rest[n:]
        ut.append(rest)
    if len(ut) > rader:
        sist = ut[rader - 1].rstrip("-")
        while sist and textbredd(f"{sist}…", grad) > bredd:
            sist = sist[:-1]
        ut = [*ut[: rader - 1], f"{sist.rstrip(' ,.;:')}…"]
    return tuple(ut)


def _delas(ord_: str, bredd: float, grad: float) -> int:
    """How many letters of the word a line holds, leaving at least four for the next where that is possible."""
    far = [n for n in range(1, len(ord_)) if textbredd(f"{ord_[:n]}-", grad) <= bredd] or [1]
    return max([n for n in far if len(ord_) - n >= 4] or far)


def textbredd(text: str, grad: float) -> float:
    """About how wide the text is, a little more rather than less."""
    return grad * sum(map(_tecken, text)) / 1000


def _tecken(t: str) -> int:
    if t in _SMALA:
        return 320
    if t in _HALVA:
        return 410
    if t in _BREDA:
        return 980
    return 720 if t.isupper() else 620


def _tal(v: float) -> str:
    return f"{v:.1f}".removesuffix(".0")
