"""The indicator chart: what it shows, as data, and the same as a table.

The page shows a server-drawn SVG (diagramsvg); plotly (plotlyfigur) is for who wants to look closer.
"""

from dataclasses import dataclass, field
from typing import Any

from styrsnurra.gemensamt.skala import jamna_steg, tal_eller_inget
from styrsnurra.gemensamt.tal import antal_decimaler, decimaler_for, formatera

Serie = tuple[float | None, ...]
PERIODKANT = 0.46  # years that a span reaches beyond its first and last


@dataclass(frozen=True, slots=True)
class Linjedata:
    """Everything in the chart of one indicator. Series are as long as `ar`; None or NaN is a gap.

    ar: calendar years, ascending and contiguous. rubrik: the finding. bana: the target path as
    (year, level), baseline first; banord: what it and its end are called. perioder: (first year, last year, name) of
    spans that are set off. handelser: (year, name) of what is marked in time. prognos: (year, low, high) from the
    newest outcome. kon: (name, series).
    brott: years from which a new definition holds. At most four series are drawn: with kon, the group's
    median and middle half give way.
    """

    rubrik: str
    sammanfattning: str
    ar: tuple[int, ...]
    egen: Serie
    egen_namn: str
    enhet: str = ""
    decimaler: int | None = None
    signal: str = ""
    bana: tuple[tuple[int, float], ...] = ()
    median: Serie = ()
    p25: Serie = ()
    p75: Serie = ()
    gruppnamn: str = "alla kommuner"
    prognos: tuple[tuple[int, float, float], ...] = ()
    kon: tuple[tuple[str, Serie], ...] = ()
    banord: tuple[str, str] = ("Målbana", "Mål")
    perioder: tuple[tuple[int, int, str], ...] = ()
    handelser: tuple[tuple[int, str], ...] = ()
    brott: frozenset[int] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        satt = object.__setattr__
        satt(self, "ar", tuple(int(a) for a in self.ar))
        for namn in ("egen", "median", "p25", "p75"):
            serie = tuple(tal_eller_inget(v) for v in getattr(self, namn))
            satt(self, namn, serie)
            if serie and len(serie) != len(self.ar):
                raise ValueError(f"{namn} has {len(serie)} values for {len(self.ar)} years")
        satt(self, "bana", tuple((int(a), float(v)) for a, v in self.bana))
        satt(self, "prognos", tuple((int(a), float(lag), float(hog)) for a, lag, hog in self.prognos))
        satt(self, "kon", tuple((n, tuple(tal_eller_inget(v) for v in s)) for n, s in self.kon))
        satt(self, "signal", str(self.signal or ""))
        if self.decimaler is None:
            satt(self, "decimaler", decimaler_for([*self.egen, *(v for _, v in self.bana)]))

    @property
    def senaste(self) -> tuple[int, float] | None:
        """The newest own outcome (year, value), None when there is none."""
        matta = [(a, v) for a, v in zip(self.ar, self.egen, strict=True) if v is not None]
        return matta[-1] if matta else None

    @property
    def alla_ar(self) -> list[int]:
        """Every year on the axis: outcomes, target path, forecast, and what is marked."""
        markta = {a for p in self.perioder for a in p[:2]} | {a for a, _ in self.handelser}
        return sorted({*self.ar, *(a for a, _ in self.bana), *(p[0] for p in self.prognos), *markta})

    @property
    def y_marken(self) -> list[float]:
        """Axis marks that cover everything drawn. Raises ValueError when nothing is."""
        grupp = (*self.median, *self.p25, *self.p75) if self.visar_grupp else ()
        kon = tuple(v for _, serie in self.kon for v in serie)
        varden = [v for v in (*self.egen, *grupp, *kon) if v is not None]
        varden += [*(v for _, v in self.bana), *(v for p in self.prognos for v in p[1:])]
        if not varden:
            raise ValueError("nothing to draw")
        return jamna_steg(min(varden), max(varden))

    @property
    def visar_grupp(self) -> bool:
        return bool(self.median) and not self.kon

    def visa(self, varde: Any) -> str:
        """A value of this chart as text with its unit."""
        return formatera(varde, self.decimaler, self.enhet)

    def _mal(self, niva: float) -> str:
        """A target level as it was set: 88 stays 88 where outcomes have one decimal."""
        return formatera(niva, min(self.decimaler or 0, antal_decimaler(niva)), self.enhet)

    @property
    def mal_text(self) -> str:
        return f"{self.banord[1]} {self.bana[-1][0]}: {self._mal(self.bana[-1][1])}" if self.bana else ""

    @property
    def egen_text(self) -> str:
        return f"{self.egen_namn} {self.visa(self.senaste[1])}" if self.senaste else self.egen_namn


def tabell(data: Linjedata) -> dict[str, Any]:
    """The chart as a table, newest year last: {"kolumner": [...], "rader": [(year, [text, ...])]}."""
    kolumner, rader = taltabell(data)
    som_text = [(str(a), [formatera(v, data.decimaler) for v in varden]) for a, varden in rader]
    return {"kolumner": kolumner, "rader": som_text, "enhet": data.enhet}


def taltabell(data: Linjedata) -> tuple[list[str], list[tuple[int, list[float | None]]]]:
    """The chart's figures, unrounded: the columns' names, and for each year, ascending, what each column has."""
    mal = dict(data.bana)
    kolumner: list[tuple[str, dict[int, Any]]] = [(data.egen_namn, _per_ar(data.ar, data.egen))]
    kolumner += [(namn, _per_ar(data.ar, serie)) for namn, serie in data.kon]
    if mal:
        kolumner.append((data.banord[0], mal))
    if data.visar_grupp:
        kolumner.append((f"Median, {data.gruppnamn}", _per_ar(data.ar, data.median)))
        if data.p25 and data.p75:
            kolumner.append(("25:e percentilen", _per_ar(data.ar, data.p25)))
            kolumner.append(("75:e percentilen", _per_ar(data.ar, data.p75)))
    if data.prognos:
        kolumner.append(("Troligt lägst", {a: lag for a, lag, _ in data.prognos}))
        kolumner.append(("Troligt högst", {a: hog for a, _, hog in data.prognos}))
    ar = sorted({*data.ar, *mal, *(p[0] for p in data.prognos)})
    return [namn for namn, _ in kolumner], [(a, [k.get(a) for _, k in kolumner]) for a in ar]


def _per_ar(ar: tuple[int, ...], serie: Serie) -> dict[int, float | None]:
    return dict(zip(ar, serie, strict=True))
