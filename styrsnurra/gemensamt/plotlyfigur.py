"""The indicator chart as a plotly figure: plain dicts, JSON-able, tested as data."""

from typing import Any

from styrsnurra.gemensamt.diagram import PERIODKANT, Linjedata, Serie
from styrsnurra.gemensamt.skala import arsmarken, isar

SIGNALFARG = {"gron": "#007D79", "gul": "#C27C00", "rod": "#7A0019", "gra": "#595959", "": "#1d1d1b"}
TEXT, SVAG, NAT, BANA, MEDIAN, BAND = "#1d1d1b", "#595959", "#ECEAE4", "#1B3A5C", "#5B8DB8", "#E8EEF4"
PERIOD = "#F4F2EC"
TYPSNITT = '"Segoe UI", Inter, Roboto, "Helvetica Neue", Arial, sans-serif'
SEPARATORER = ",\u00a0"
HOJD, MARGINAL = 420, {"l": 56, "r": 190, "t": 16, "b": 40}
_RADAVSTAND = 19.0


def plotlyfigur(data: Linjedata) -> dict[str, Any]:
    """{"data": [...], "layout": {...}} for plotly.js; gaps stay gaps. Without any own outcome: empty."""
    if data.senaste is None:
        return {"data": [], "layout": {}}
    spar: list[dict[str, Any]] = []
    if data.visar_grupp:
        if data.p25 and data.p75:
            spar += _bandspar(data)
        spar.append(_linje(f"Median, {data.gruppnamn}", data.ar, data.median, MEDIAN, 1.8, data))
    for nummer, (namn, serie) in enumerate(data.kon):
        spar.append(_linje(namn, data.ar, serie, MEDIAN, 2, data, streck=("solid", "dot")[nummer % 2]))
    if data.prognos:
        spar.append(_solfjader(data))
    if data.bana:
        ar, nivaer = zip(*data.bana, strict=True)
        spar.append(_linje(data.banord[0], ar, nivaer, BANA, 1.6, data, streck="dash", punkter=True))
    spar.append(_linje(data.egen_namn, data.ar, data.egen, TEXT, 3, data, punkter=True))
    spar.append(_slutpunkt(data))
    return {"data": spar, "layout": _layout(data)}


def _linje(
    namn: str,
    ar: tuple[int, ...],
    serie: Serie,
    farg: str,
    bredd: float,
    data: Linjedata,
    *,
    streck: str = "solid",
    punkter: bool = False,
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers" if punkter else "lines",
        "name": fri(namn),
        "x": list(ar),
        "y": list(serie),
        "connectgaps": False,
        "line": {"color": farg, "width": bredd, "dash": streck},
        "marker": {"size": 5, "color": farg},
        "hovertemplate": f"{fri(namn)}: %{{y:,.{data.decimaler}f}}\u00a0{fri(data.enhet)}<extra></extra>",
    }


def _bandspar(data: Linjedata) -> list[dict[str, Any]]:
    grund = {
        "type": "scatter",
        "mode": "lines",
        "x": list(data.ar),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    fyllning = {"fill": "tonexty", "fillcolor": BAND, "name": "Mittersta hälften", "showlegend": True}
    return [{**grund, "y": list(data.p75), "name": "P75"}, {**grund, "y": list(data.p25), **fyllning}]


def _solfjader(data: Linjedata) -> dict[str, Any]:
    assert data.senaste is not None
    ar0, v0 = data.senaste
    ar = [p[0] for p in data.prognos]
    upp, ned = [p[2] for p in data.prognos], [p[1] for p in data.prognos]
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
        "showlegend": False,
    }


def _etiketter(data: Linjedata) -> list[dict[str, Any]]:
    """The series' names in a column right of the plot, at the heights where their lines end."""
    assert data.senaste is not None
    marken, sista_ar = data.y_marken, data.alla_ar[-1]
    hojd = HOJD - MARGINAL["t"] - MARGINAL["b"]
    per_enhet = hojd / (marken[-1] - marken[0])
    serier = [(namn, serie, BANA, 400) for namn, serie in data.kon]
    if data.visar_grupp:
        serier.append((f"Median, {data.gruppnamn}", data.median, BANA, 400))
        if data.p25:
            serier.append(("Mittersta hälften", data.p25, BANA, 400))
    if data.bana:
        serier.append((data.mal_text, (data.bana[-1][1],), BANA, 600))
    utanfor = data.senaste[0] == sista_ar
    if utanfor:
        serier.append((data.egen_text, (data.senaste[1],), TEXT, 650))
    onskade = []
    for text, serie, farg, vikt in serier:
        matta = [v for v in serie if v is not None]
        if matta:
            onskade.append(((marken[-1] - matta[-1]) * per_enhet, text, farg, vikt))
    onskade.sort(key=lambda o: o[0])
    hojder = isar([o[0] for o in onskade], _RADAVSTAND, hojd)
    klara = [
        _text(text, farg, vikt, xref="paper", x=1, xanchor="left", xshift=8, yref="paper", y=1 - h / hojd)
        for h, (_, text, farg, vikt) in zip(hojder, onskade, strict=True)
    ]
    if not utanfor:
        under = not data.bana or data.bana[-1][1] >= data.senaste[1]
        ar, varde = data.senaste
        klara.append(_text(data.egen_text, TEXT, 650, x=ar, y=varde, yshift=-22 if under else 22))
    return klara


def _text(text: str, farg: str, vikt: int, **plats: Any) -> dict[str, Any]:
    # Weight through the font, not through markup: markup becomes style attributes, which the CSP stops.
    return {
        "text": fri(text),
        "showarrow": False,
        "font": {"color": farg, "size": 13, "weight": vikt},
        **plats,
    }


def fri(text: str) -> str:
    """plotly reads a little markup in texts; names are not markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _layout(data: Linjedata) -> dict[str, Any]:
    axel = {"zeroline": False, "tickfont": {"color": SVAG, "size": 12}}
    ar, marken = data.alla_ar, data.y_marken
    return {
        "separators": SEPARATORER,
        "font": {"family": TYPSNITT, "color": TEXT, "size": 13},
        "showlegend": False,
        "hovermode": "x unified",
        "dragmode": False,
        "height": HOJD,
        "margin": dict(MARGINAL),
        "paper_bgcolor": "#fff",
        "plot_bgcolor": "#fff",
        "xaxis": {
            **axel,
            "showgrid": False,
            "range": [ar[0] - 0.3, ar[-1] + 0.3],
            "tickvals": arsmarken(ar[0], ar[-1]),
            "tickformat": "d",
        },
        "yaxis": {
            **axel,
            "gridcolor": NAT,
            "range": [marken[0], marken[-1]],
            "tickvals": marken,
            "tickformat": ",~f",
        },
        "annotations": [*_etiketter(data), *_marken(data)],
        "shapes": _former(data),
        "meta": {"rubrik": data.rubrik},
    }


def _former(data: Linjedata) -> list[dict[str, Any]]:
    """Spans that are set off, marks in time, and where a new definition begins."""
    hela = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1}
    ytor = [
        {
            "type": "rect",
            "layer": "below",
            **hela,
            "x0": fran - PERIODKANT,
            "x1": till + PERIODKANT,
            "fillcolor": PERIOD,
            "line": {"width": 0},
        }
        for fran, till, _ in data.perioder
    ]
    streck = [(a, "solid") for a, _ in data.handelser] + [(b - 0.5, "dot") for b in sorted(data.brott)]
    linjer = [
        {"type": "line", **hela, "x0": x, "x1": x, "line": {"color": SVAG, "width": 1, "dash": stil}}
        for x, stil in streck
    ]
    return [*ytor, *linjer]


def _marken(data: Linjedata) -> list[dict[str, Any]]:
    """The names of the spans at the bottom, and of the marks at the top."""
    nere = [
        _text(namn, SVAG, 400, x=(a + b) / 2, yref="paper", y=0, yanchor="bottom")
        for a, b, namn in data.perioder
    ]
    uppe = [
        _text(f"{namn} {a}", SVAG, 400, x=a, xanchor="left", xshift=4, yref="paper", y=1, yanchor="top")
        for a, namn in data.handelser
    ]
    return [*nere, *uppe]
