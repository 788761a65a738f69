"""The timeline of an action plan: rows of text, each with a strip that is drawn in percent of whatever width it gets.

Text is never scaled: at 320 px and on A4 it is as large as elsewhere. Times are percent of the strip, 0–100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planering.domain.aktivitetslage import Lage
from planering.presenters.handlingsplan import Aktivitetsrad

# So that a mark at either end of the strip is not cut.
KANT = 1.5
MINST = 1.2
# Where a bar without an end ends: outside the strip, so that none is seen.
UTAN_SLUT = 104.0
# A day that was mistyped must not draw centuries: the scale reaches no further from today, and what lies beyond is
# drawn at its end.
BAKAT_AR, FRAMAT_AR = 15, 25


@dataclass(frozen=True, slots=True)
class Marke:
    """A line of the grid. `grov` ones are shown also where there is little room."""

    x: str
    namn: str
    grov: bool


@dataclass(frozen=True, slots=True)
class Punkt:
    """A check-in."""

    x: str
    lage: str


@dataclass(frozen=True, slots=True)
class Stapel:
    """`bredd` "" when only the end is known: a dot at x. `oppen`: no end is known, and the bar has none. `over` is the
    part that has gone past its end, to today."""

    namn: str
    del_: bool
    x: str
    bredd: str
    oppen: bool
    over: str
    slut: str
    lage: Lage
    sen: bool
    text: str
    punkter: tuple[Punkt, ...]


@dataclass(frozen=True, slots=True)
class Tidslinje:
    staplar: tuple[Stapel, ...]
    marken: tuple[Marke, ...]
    idag: str

    @property
    def har_avstamningar(self) -> bool:
        return any(s.punkter for s in self.staplar)

    @property
    def har_oppna(self) -> bool:
        return any(s.oppen for s in self.staplar)

    @property
    def har_sena(self) -> bool:
        return any(s.sen for s in self.staplar)


def tidslinje(rader: Sequence[Aktivitetsrad], idag: date, dagar: Sequence[date] = ()) -> Tidslinje | None:
    """The activities and parts that have a day, in their own order. None when there is none to draw.

    It reaches from the first day to the last that any of them has, today included when a late one goes on to it or
    one has no end, and `dagar` in any case; but never further from today than BAKAT_AR and FRAMAT_AR.
    """
    alla = [(x, x is not r) for r in rader for x in (r, *r.delar) if not x.avford]
    alla = [(r, del_) for r, del_ in alla if r.aktivitet.klar_senast or r.aktivitet.startar]
    if not alla:
        return None
    spann = [*dagar, *(d for r, _ in alla for d in (r.aktivitet.startar, r.aktivitet.klar_senast) if d)]
    spann += [p.dag for r, _ in alla for p in r.avstamningar]
    if any(r.sen or r.aktivitet.klar_senast is None for r, _ in alla):
        spann.append(idag)
    forst, sist = date(idag.year - BAKAT_AR, 1, 1), date(idag.year + FRAMAT_AR, 12, 31)
    spann = [min(max(dag, forst), sist) for dag in spann]
    skala = _Skala(_kvartal(min(spann)), _nasta_kvartal(max(spann)))
    return Tidslinje(
        tuple(_stapel(r, del_, skala, idag) for r, del_ in alla),
        tuple(skala.marken()),
        skala(idag) if skala.forst <= idag <= skala.sist else "",
    )


@dataclass(frozen=True, slots=True)
class _Skala:
    forst: date
    sist: date

    def lage(self, dag: date) -> float:
        dag = min(max(dag, self.forst), self.sist)
        return KANT + (100 - 2 * KANT) * (dag - self.forst).days / (self.sist - self.forst).days

    def __call__(self, dag: date) -> str:
        return f"{self.lage(dag):.2f}%"

    def marken(self) -> list[Marke]:
        """Each quarter; only the years, or every fifth, when there are many. The first one always has its year."""
        lang = (self.sist - self.forst).days > 3 * 366
        vart = 5 if (self.sist - self.forst).days > 12 * 366 else 1
        ut, dag = [], self.forst
        while dag < self.sist:
            if dag.month == 1 and dag.year % vart == 0:
                ut.append(Marke(self(dag), str(dag.year), True))
            elif dag == self.forst:
                # A year that begins close after it would be written on top of it.
                nara = vart > 1 or (dag.month == 10 and (self.sist - self.forst).days > 450)
                ut.append(Marke(self(dag), f"{_MANAD[dag.month]} {dag.year}", not nara))
            elif not lang:
                ut.append(Marke(self(dag), _MANAD[dag.month], False))
            dag = _nasta_kvartal(dag)
        return ut


def _stapel(rad: Aktivitetsrad, del_: bool, skala: _Skala, idag: date) -> Stapel:
    a = rad.aktivitet
    slut = skala.lage(a.klar_senast) if a.klar_senast else UTAN_SLUT
    start = skala.lage(a.startar) if a.startar else slut
    gatt_over = rad.sen and a.klar_senast is not None and a.klar_senast < idag
    return Stapel(
        namn=a.namn,
        del_=del_,
        x=f"{start:.2f}%",
        bredd=f"{max(slut - start, MINST):.2f}%" if a.startar else "",
        oppen=a.klar_senast is None,
        over=f"{skala.lage(idag) - slut:.2f}%" if gatt_over else "",
        slut=f"{min(slut, 100.0):.2f}%",
        lage=rad.lage.lage,
        sen=rad.sen,
        text=_text(rad),
        punkter=tuple(Punkt(skala(p.dag), p.lage) for p in reversed(rad.avstamningar)),
    )


def _text(rad: Aktivitetsrad) -> str:
    """What the strip shows, in words."""
    a = rad.aktivitet
    if a.klar_senast is None:
        nar = f"från {a.startar:%Y-%m-%d}, slutdatum saknas"
    else:
        nar = (f"{a.startar:%Y-%m-%d} till " if a.startar else "klar senast ") + f"{a.klar_senast:%Y-%m-%d}"
    delar = [nar, rad.lage.lage.etikett.lower()]
    if rad.avstamningar:
        antal = len(rad.avstamningar)
        delar.append(f"{antal} avstämning{'ar' if antal > 1 else ''}, senast {rad.senaste.dag:%Y-%m-%d}")
    return ", ".join(delar)


def _kvartal(dag: date) -> date:
    return date(dag.year, (dag.month - 1) // 3 * 3 + 1, 1)


def _nasta_kvartal(dag: date) -> date:
    return _kvartal(_kvartal(dag) + timedelta(days=100))


_MANAD = {1: "jan", 4: "apr", 7: "juli", 10: "okt"}
