"""The months or tertials of an own measure as a picture: centre, limits, and the values that break the pattern."""

from dataclasses import dataclass

from kkik.domain.xmr import XmrResultat
from styrsnurra.gemensamt.skala import Skala, jamna_steg, punktlista
from styrsnurra.gemensamt.tal import decimaler_for, formatera
from uppfoljning.domain.perioder import Period, periodnamn, periodrubrik
from uppfoljning.domain.periodserie import slottar
from uppfoljning.egna import Egenserie

FLEST = 48
BREDD, HOJD, VANSTER, HOGER, TOPP, BOTTEN = 980, 300, 52, 960, 16, 262


@dataclass(frozen=True, slots=True)
class Periodpunkt:
    """`markt`: outside the limits, or the newest one where it breaks the pattern. `text`: period and value."""

    x: float
    y: float
    namn: str
    varde: str
    markt: bool

    @property
    def text(self) -> str:
        return f"{self.namn}: {self.varde}" + (" – bryter mönstret" if self.markt else "")


@dataclass(frozen=True, slots=True)
class Periodbild:
    """Coordinates of the picture, and its points in order (newest last) for the table beside it."""

    rubrik: str
    y_marken: tuple[tuple[float, str], ...]
    x_marken: tuple[tuple[float, str], ...]
    mitt: float
    ovre: float
    undre: float
    linjer: tuple[str, ...]
    punkter: tuple[Periodpunkt, ...]
    granser: str
    bredd: int = BREDD
    hojd: int = HOJD
    vanster: int = VANSTER
    hoger: int = HOGER


def periodbild(serie: Egenserie, r: XmrResultat, ar: int, enhet: str, decimaler: int) -> Periodbild:
    """The picture of a series that has been judged (`r.trend` not None), the newest four years of months at most."""
    rad = slottar(serie.perioder, serie.frekvens, ar)[-FLEST:]
    kanda = [v for _, v in rad if v is not None]
    marken = jamna_steg(min(*kanda, r.undre, r.mitt), max(*kanda, r.ovre, r.mitt))
    x = Skala(0, max(len(rad) - 1, 1), VANSTER + 12, HOGER - 12)
    y = Skala(marken[0], marken[-1], BOTTEN, TOPP)
    sist = max(i for i, (_, v) in enumerate(rad) if v is not None)
    punkter = tuple(
        Periodpunkt(
            x(i),
            y(v),
            periodnamn(serie.frekvens, *period),
            formatera(v, decimaler, enhet),
            not r.undre <= v <= r.ovre or (i == sist and bool(r.sarskilda)),
        )
        for i, (period, v) in enumerate(rad)
        if v is not None
    )
    d = max(decimaler, 1)
    return Periodbild(
        rubrik=_rubrik(r, serie.frekvens),
        y_marken=tuple((y(m), formatera(m, decimaler_for(marken))) for m in marken),
        x_marken=_x_marken(serie.frekvens, [p for p, _ in rad], x),
        mitt=y(r.mitt),
        ovre=y(r.ovre),
        undre=y(r.undre),
        linjer=_linjer(rad, x, y),
        punkter=punkter,
        granser=f"Mitten är {formatera(r.mitt, d, enhet)}, och den vanliga variationen går från "
        f"{formatera(r.undre, d)} till {formatera(r.ovre, d, enhet)}.",
    )


def _rubrik(r: XmrResultat, frekvens: str) -> str:
    vad = "Månad för månad" if frekvens == "manad" else "Tertial för tertial"
    return f"{vad} – {'det senaste värdet bryter mönstret' if r.sarskilda else 'vanlig variation'}"


def _x_marken(frekvens: str, perioder: list[Period], x: Skala) -> tuple[tuple[float, str], ...]:
    """The last period always, and back from it in even steps, at most eight."""
    steg = -(-len(perioder) // 8)
    platser = range(len(perioder) - 1, -1, -steg)
    return tuple((x(i), periodrubrik(frekvens, *perioder[i])) for i in sorted(platser))


def _linjer(rad: list[tuple[Period, float | None]], x: Skala, y: Skala) -> tuple[str, ...]:
    """A line is never drawn across a gap."""
    ut, nu = [], []
    for i, (_, v) in enumerate([*rad, ((0, None), None)]):
        if v is not None:
            nu.append((x(i), y(v)))
        else:
            if len(nu) > 1:
                ut.append(punktlista(nu))
            nu = []
    return tuple(ut)
