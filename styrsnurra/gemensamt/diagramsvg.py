"""The indicator chart as coordinates for a server-drawn SVG: there at once, without a line of script."""

from dataclasses import dataclass

from styrsnurra.gemensamt.diagram import PERIODKANT, Linjedata, Serie
from styrsnurra.gemensamt.skala import Punkt, Skala, arsmarken, isar, punktlista, strackor
from styrsnurra.gemensamt.tal import decimaler_for, formatera

_RADAVSTAND = 19.0
_TECKENBREDD = 7.6


@dataclass(frozen=True, slots=True)
class Matt:
    """The picture's size and its plot area. smal: no room for names at the line's end."""

    bredd: int
    hojd: int
    vanster: int
    hoger: int
    topp: int
    botten: int
    smal: bool = False
    arsmarken: int = 6

    @property
    def plothojd(self) -> int:
        return self.botten - self.topp


BRED = Matt(980, 400, 52, 800, 20, 366)
SMAL = Matt(440, 340, 46, 418, 26, 300, smal=True, arsmarken=4)


@dataclass(frozen=True, slots=True)
class Etikett:
    """A text in the picture. klass: its CSS class."""

    x: float
    y: float
    text: str
    klass: str
    ankare: str = "start"


@dataclass(frozen=True, slots=True)
class Punktmarke:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Periodyta:
    """A span of years that is set off; `mitt` is where its name stands."""

    x: float
    bredd: float
    mitt: float
    text: str


@dataclass(frozen=True, slots=True)
class Linjebild:
    """All coordinates of the chart. Empty tuples where there is nothing to draw."""

    y_marken: tuple[tuple[float, str], ...]
    x_marken: tuple[tuple[float, str], ...]
    band: tuple[str, ...]
    median: tuple[str, ...]
    solfjader: str
    bana: str
    mal: Punkt | None
    egen: tuple[str, ...]
    punkter: tuple[Punktmarke, ...]
    ensamma: tuple[Punkt, ...]
    sist: Punkt | None
    kon: tuple[tuple[int, str], ...]
    brott: tuple[float, ...]
    perioder: tuple[Periodyta, ...]
    handelser: tuple[tuple[float, str, str], ...]
    etiketter: tuple[Etikett, ...]
    matt: Matt


def linjebild(data: Linjedata, matt: Matt = BRED) -> Linjebild | None:
    """The picture; None when the own municipality has no value at all."""
    if data.senaste is None:
        return None
    marken, ar = data.y_marken, data.alla_ar
    x = Skala(min(ar), max(ar), matt.vanster, matt.hoger)
    y = Skala(marken[0], marken[-1], matt.botten, matt.topp)
    decimaler = decimaler_for(marken)
    senaste_ar, senaste = data.senaste
    return Linjebild(
        y_marken=tuple((y(m), formatera(m, decimaler)) for m in marken),
        x_marken=tuple((x(a), str(a)) for a in arsmarken(min(ar), max(ar), matt.arsmarken)),
        band=_band(data, x, y) if data.visar_grupp else (),
        median=_linjer(data.ar, data.median, x, y) if data.visar_grupp else (),
        solfjader=_solfjader(data, x, y),
        bana=punktlista((x(a), y(v)) for a, v in data.bana) if len(data.bana) > 1 else "",
        mal=(x(data.bana[-1][0]), y(data.bana[-1][1])) if data.bana else None,
        egen=_linjer(data.ar, data.egen, x, y),
        punkter=tuple(
            Punktmarke(x(a), y(v), f"{a}: {data.visa(v)}")
            for a, v in zip(data.ar, data.egen, strict=True)
            if v is not None
        ),
        ensamma=tuple((x(d[0][0]), y(d[0][1])) for d in strackor(data.ar, data.egen) if len(d) == 1),
        sist=(x(senaste_ar), y(senaste)),
        kon=tuple((i % 2, linje) for i, (_, s) in enumerate(data.kon) for linje in _linjer(data.ar, s, x, y)),
        brott=tuple(x(a - 0.5) for a in sorted(data.brott) if min(ar) < a <= max(ar)),
        perioder=_perioder(data, x, matt),
        handelser=_handelser(data, x, matt),
        etiketter=_smala_etiketter(data, x, y, matt) if matt.smal else _etiketter(data, x, y, matt),
        matt=matt,
    )


def _perioder(data: Linjedata, x: Skala, matt: Matt) -> tuple[Periodyta, ...]:
    """Nearly half a year out on both sides, so that two in a row are still two; inside the plot."""
    ut = []
    for fran, till, text in data.perioder:
        halvt = PERIODKANT * (x(fran + 1) - x(fran))
        a, b = max(matt.vanster, x(fran) - halvt), min(matt.hoger, x(till) + halvt)
        ut.append(Periodyta(round(a, 1), round(b - a, 1), round((a + b) / 2, 1), text))
    return tuple(ut)


def _handelser(data: Linjedata, x: Skala, matt: Matt) -> tuple[tuple[float, str, str], ...]:
    """(place, name, text-anchor). The first name stands left of its mark and the others right, so that they do not
    meet, where the plot has room for it. Where there is no room for years they are read on the axis."""
    ut = []
    for nummer, (ar, namn) in enumerate(data.handelser):
        text = namn if matt.smal else f"{namn} {ar}"
        bredd = len(text) * _TECKENBREDD
        fri_vanster, fri_hoger = x(ar) - matt.vanster >= bredd, matt.hoger - x(ar) >= bredd
        vanster = fri_vanster and (nummer == 0 or not fri_hoger)
        ut.append((x(ar), text, "end" if vanster else "start"))
    return tuple(ut)


def _linjer(ar: tuple[int, ...], serie: Serie, x: Skala, y: Skala) -> tuple[str, ...]:
    return tuple(punktlista((x(a), y(v)) for a, v in d) for d in strackor(ar, serie) if len(d) > 1)


def _band(data: Linjedata, x: Skala, y: Skala) -> tuple[str, ...]:
    """The middle half as polygons, one for each run of years where both ends are known."""
    if not (data.p25 and data.p75):
        return ()
    bada = [lag if hog is not None else None for lag, hog in zip(data.p25, data.p75, strict=True)]
    hog = dict(zip(data.ar, data.p75, strict=True))
    ytor = []
    for del_ in strackor(data.ar, bada):
        ovan = [(x(a), y(h)) for a, _ in del_ if (h := hog[a]) is not None]
        under = [(x(a), y(v)) for a, v in reversed(del_)]
        if len(del_) > 1:
            ytor.append(punktlista([*ovan, *under]))
    return tuple(ytor)


def _solfjader(data: Linjedata, x: Skala, y: Skala) -> str:
    if not data.prognos or data.senaste is None:
        return ""
    start = (x(data.senaste[0]), y(data.senaste[1]))
    upp = [(x(a), y(hog)) for a, _, hog in data.prognos]
    ned = [(x(a), y(lag)) for a, lag, _ in reversed(data.prognos)]
    return punktlista([start, *upp, *ned])


def _etiketter(data: Linjedata, x: Skala, y: Skala, matt: Matt) -> tuple[Etikett, ...]:
    """Names at the ends of the lines, moved apart so that none covers another."""
    assert data.senaste is not None
    kolumn = matt.hoger + 12.0
    etiketter: list[Etikett] = []
    senaste_ar, senaste = data.senaste
    egen_x, egen_y = x(senaste_ar), y(senaste)
    if egen_x > matt.hoger - 12:
        etiketter.append(Etikett(kolumn, egen_y + 4, data.egen_text, "starkt"))
    if data.bana:
        mal_x, mal_y = x(data.bana[-1][0]), y(data.bana[-1][1])
        if mal_x > matt.hoger - 12:
            etiketter.append(Etikett(kolumn, mal_y + 4, data.mal_text, "mal-text"))
    serier = [(namn, serie) for namn, serie in data.kon]
    if data.visar_grupp:
        serier.append((f"Median, {data.gruppnamn}", data.median))
        if data.p25:
            serier.append(("Mittersta hälften", data.p25))
    for namn, serie in serier:
        matta = [v for v in serie if v is not None]
        if matta:
            etiketter.append(Etikett(kolumn, y(matta[-1]) + 4, namn, "grupp-text"))
    if data.prognos:
        _, lag, hog = data.prognos[-1]
        etiketter.append(Etikett(kolumn, y((lag + hog) / 2) + 4, "Väntat", "grupp-text"))
    klara = _isar(etiketter, matt)
    # Above or below a point that is not at the end: the own one on the side away from the target path.
    under = not data.bana or data.bana[-1][1] >= senaste
    if data.bana and mal_x <= matt.hoger - 12:
        klara.append(Etikett(mal_x, mal_y + (-14 if under else 26), data.mal_text, "mal-text", "middle"))
    if egen_x <= matt.hoger - 12:
        klara.append(Etikett(egen_x, egen_y + (28 if under else -16), data.egen_text, "starkt", "middle"))
    return tuple(klara)


def _smala_etiketter(data: Linjedata, x: Skala, y: Skala, matt: Matt) -> tuple[Etikett, ...]:
    """Only the two that matter, inside the plot: the own outcome and the target, on opposite sides."""
    assert data.senaste is not None
    ar, senaste = data.senaste
    egen_x = x(ar)
    ankare = "end" if egen_x > matt.hoger - 90 else "middle"
    bredd = len(data.egen_text) * _TECKENBREDD + 10
    hogst, lagst = _linjens_lage(data, x, y, egen_x - (bredd if ankare == "end" else bredd / 2))
    # Away from the band; with nothing to keep away from, the side that the line leaves free.
    fri_under = lagst - y(senaste) <= y(senaste) - hogst
    under = data.bana[-1][1] >= senaste if data.bana else fri_under
    egen_y = min(lagst + 28, matt.botten - 6.0) if under else max(hogst - 14, matt.topp - 8.0)
    klara = [Etikett(egen_x, egen_y, data.egen_text, "starkt", ankare)]
    if data.bana:
        mal_y = y(data.bana[-1][1])
        mal_y = max(mal_y - 13, matt.topp - 8.0) if under else min(mal_y + 26, matt.botten - 6.0)
        klara.append(Etikett(x(data.bana[-1][0]) + 6, mal_y, data.mal_text, "mal-text", "end"))
    return tuple(klara)


def _linjens_lage(data: Linjedata, x: Skala, y: Skala, fran: float) -> tuple[float, float]:
    """The highest and the lowest place of the own line from `fran` to its end, as the picture has them: y is least
    at the top."""
    punkter = [(x(a), y(v)) for a, v in zip(data.ar, data.egen, strict=True) if v is not None]
    ys = [py for px, py in punkter if px >= fran]
    fore = [p for p in punkter if p[0] < fran]
    if fore and len(ys) < len(punkter):
        (x0, y0), (x1, y1) = fore[-1], punkter[len(fore)]
        ys.append(y0 + (y1 - y0) * (fran - x0) / (x1 - x0))
    return min(ys), max(ys)


def _isar(etiketter: list[Etikett], matt: Matt) -> list[Etikett]:
    """The labels of the right-hand column, at least a line apart and inside the picture."""
    ordnade = sorted(etiketter, key=lambda e: e.y)
    ys = isar([e.y for e in ordnade], _RADAVSTAND, matt.botten + 4.0)
    return [Etikett(e.x, round(y, 1), e.text, e.klass, e.ankare) for e, y in zip(ordnade, ys, strict=True)]
