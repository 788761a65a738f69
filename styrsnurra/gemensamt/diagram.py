"""The indicator chart: what it shows, as data, and the same as a plotly figure (plain dicts, JSON-able).

The page first shows a server-drawn SVG (diagramsvg); plotly is the tool for who wants to look closer.
"""

from dataclasses import dataclass, field
from typing import Any

from styrsnurra.gemensamt.skala import tal_eller_inget
from styrsnurra.gemensamt.tal import decimaler_for, formatera

SIGNALFARG = {"gron": "#007D79", "gul": "#C27C00", "rod": "#7A0019", "gra": "#595959", "": "#1d1d1b"}
TEXT, SVAG, NAT, BANA, MEDIAN, BAND = "#1d1d1b", "#595959", "#ECEAE4", "#1B3A5C", "#5B8DB8", "#E8EEF4"
TYPSNITT = '"Segoe UI", Inter, Roboto, "Helvetica Neue", Arial, sans-serif'
SEPARATORER = ",\u00a0"

Serie = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Linjedata:
    """Everything in the chart of one indicator. Series are as long as `ar`; None or NaN is a gap.

    ar: calendar years, ascending and contiguous. rubrik: the finding. bana: the target path as
    (year, level), baseline first. prognos: (year, low, high) from the newest outcome. kon: (name, series).
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
    def visar_grupp(self) -> bool:
        return bool(self.median) and not self.kon

    def visa(self, varde: Any) -> str:
        """A value of this chart as text with its unit."""
        return formatera(varde, self.decimaler, self.enhet)

    @property
    def mal_text(self) -> str:
        return f"Mål {self.bana[-1][0]}: {self.visa(self.bana[-1][1])}" if self.bana else ""

    @property
    def egen_text(self) -> str:
        return f"{self.egen_namn} {self.visa(self.senaste[1])}" if self.senaste else self.egen_namn


def tabell(data: Linjedata) -> dict[str, Any]:
    """The chart as a table, newest year last: {"kolumner": [...], "rader": [(year, [text, ...])]}."""
    mal = dict(data.bana)
    kolumner: list[tuple[str, dict[int, Any]]] = [(data.egen_namn, _per_ar(data.ar, data.egen))]
    kolumner += [(namn, _per_ar(data.ar, serie)) for namn, serie in data.kon]
    if mal:
        kolumner.append(("Målbana", mal))
    if data.visar_grupp:
        kolumner.append((f"Median, {data.gruppnamn}", _per_ar(data.ar, data.median)))
        if data.p25 and data.p75:
            kolumner.append(("25:e percentilen", _per_ar(data.ar, data.p25)))
            kolumner.append(("75:e percentilen", _per_ar(data.ar, data.p75)))
    if data.prognos:
        kolumner.append(("Troligt lägst", {a: lag for a, lag, _ in data.prognos}))
        kolumner.append(("Troligt högst", {a: hog for a, _, hog in data.prognos}))
    ar = sorted({*data.ar, *mal, *(p[0] for p in data.prognos)})
    rader = [(str(a), [formatera(k.get(a), data.decimaler) for _, k in kolumner]) for a in ar]
    return {"kolumner": [namn for namn, _ in kolumner], "rader": rader, "enhet": data.enhet}


def _per_ar(ar: tuple[int, ...], serie: Serie) -> dict[int, float | None]:
    return dict(zip(ar, serie, strict=True))


def plotlyfigur(data: Linjedata) -> dict[str, Any]:
    """The figure for plotly.js: {"data": [...], "layout": {...}}. Gaps stay gaps (connectgaps off)."""
    spar: list[dict[str, Any]] = []
    texter: list[dict[str, Any]] = []
    ar = list(data.ar)
    if data.visar_grupp:
        if data.p25 and data.p75:
            spar += _bandspar(ar, data)
        spar.append(_linje(f"Median, {data.gruppnamn}", ar, data.median, MEDIAN, 1.8, data))
        texter += _slutord(ar, data.median, f"Median, {data.gruppnamn}", BANA)
    for nummer, (namn, serie) in enumerate(data.kon):
        spar.append(_linje(namn, ar, serie, MEDIAN, 2, data, streck=("solid", "dot")[nummer % 2]))
        texter += _slutord(ar, serie, namn, BANA)
    if data.prognos and data.senaste:
        spar.append(_solfjader(data))
    if data.bana:
        bana_ar, bana = [a for a, _ in data.bana], tuple(v for _, v in data.bana)
        spar.append(_linje("Målbana", bana_ar, bana, BANA, 1.6, data, streck="dash"))
        texter += _slutord(bana_ar, bana, data.mal_text, BANA, fet=True)
    spar.append(_linje(data.egen_namn, ar, data.egen, TEXT, 3, data))
    if data.senaste:
        spar.append(_slutpunkt(data))
        texter += _slutord(ar, data.egen, data.egen_text, TEXT, fet=True)
    return {"data": spar, "layout": _layout(data, texter)}


def _linje(
    namn: str, ar: list[int], serie: Serie, farg: str, bredd: float, data: Linjedata, streck: str = "solid"
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers" if namn == data.egen_namn else "lines",
        "name": namn,
        "x": list(ar),
        "y": list(serie),
        "connectgaps": False,
        "line": {"color": farg, "width": bredd, "dash": streck},
        "marker": {"size": 5, "color": farg},
        "hovertemplate": f"{namn}: %{{y:,.{data.decimaler}f}}\u00a0{data.enhet}<extra></extra>",
    }


def _bandspar(ar: list[int], data: Linjedata) -> list[dict[str, Any]]:
    grund = {"type": "scatter", "mode": "lines", "x": ar, "line": {"width": 0}, "hoverinfo": "skip"}
    fyllning = {"fill": "tonexty", "fillcolor": BAND, "name": "Mittersta hälften"}
    return [{**grund, "y": list(data.p75), "name": "P75"}, {**grund, "y": list(data.p25), **fyllning}]


def _solfjader(data: Linjedata) -> dict[str, Any]:
    assert data.senaste is not None
    ar0, v0 = data.senaste
    upp, ned = [p[2] for p in data.prognos], [p[1] for p in data.prognos]
    ar = [p[0] for p in data.prognos]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "Troligt spann",
        "x": [ar0, *ar, *ar[::-1], ar0],
        "y": [v0, *upp, *ned[::-1], v0],
        "fill": "toself",
        "fillcolor": "rgba(27, 75, 122, 0.1)",
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _slutpunkt(data: Linjedata) -> dict[str, Any]:
    assert data.senaste is not None
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Senaste utfall",
        "x": [data.senaste[0]],
        "y": [data.senaste[1]],
        "marker": {"size": 11, "color": SIGNALFARG[data.signal]},
        "hoverinfo": "skip",
    }


def _slutord(ar: list[int], serie: Serie, text: str, farg: str, fet: bool = False) -> list[dict[str, Any]]:
    """The series' name at its last point, instead of a legend. Nothing measured → no label."""
    matta = [(a, v) for a, v in zip(ar, serie, strict=True) if v is not None]
    if not matta:
        return []
    return [
        {
            "x": matta[-1][0],
            "y": matta[-1][1],
            "xanchor": "left",
            "xshift": 10,
            "showarrow": False,
            "text": f"<b>{_fri(text)}</b>" if fet else _fri(text),
            "font": {"color": farg, "size": 13},
        }
    ]


def _fri(text: str) -> str:
    """plotly reads a little markup in texts; names are not markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _layout(data: Linjedata, texter: list[dict[str, Any]]) -> dict[str, Any]:
    axel = {"fixedrange": False, "zeroline": False, "tickfont": {"color": SVAG, "size": 12}}
    return {
        "separators": SEPARATORER,
        "font": {"family": TYPSNITT, "color": TEXT, "size": 13},
        "showlegend": False,
        "hovermode": "x unified",
        "dragmode": False,
        "height": 420,
        "margin": {"l": 56, "r": 170, "t": 16, "b": 40},
        "paper_bgcolor": "#fff",
        "plot_bgcolor": "#fff",
        "xaxis": {**axel, "showgrid": False, "tickformat": "d", "nticks": 7},
        "yaxis": {**axel, "gridcolor": NAT, "tickformat": ",~f", "nticks": 7},
        "annotations": texter,
        "shapes": [
            {
                "type": "line",
                "xref": "x",
                "yref": "paper",
                "x0": ar - 0.5,
                "x1": ar - 0.5,
                "y0": 0,
                "y1": 1,
                "line": {"color": SVAG, "width": 1, "dash": "dot"},
            }
            for ar in sorted(data.brott)
        ],
        "meta": {"rubrik": data.rubrik},
    }
