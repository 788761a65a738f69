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
    """`bredd` "" when only the end is known: a dot at x. `over` is the part that has gone past its end, to today."""

    namn: str
    del_: bool
    x: str
    bredd: str
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
    def har_sena(self) -> bool:
        return any(s.sen for s in self.staplar)


def tidslinje(rader: Sequence[Aktivitetsrad], idag: date, dagar: Sequence[date] = ()) -> Tidslinje | None:
    """The activities and parts that have an end, in their own order. None when there is none to draw.

    It reaches from the first day to the last that any of them has, today included when a late one goes on to it, and
    `dagar` in any case.
    """
    alla = [(x, x is not r) for r in rader for x in (r, *r.delar) if not x.avford]
    alla = [(r, del_) for r, del_ in alla if r.aktivitet.klar_senast]
    if not alla:
        return None
    spann = [*dagar, *(d for r, _ in alla for d in (r.aktivitet.startar, r.aktivitet.klar_senast) if d)]
    spann += [p.dag for r, _ in alla for p in r.avstamningar]
    if any(r.sen for r, _ in alla):
        spann.append(idag)
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
        return KANT + (100 - 2 * KANT) * (dag - self.forst).days / (self.sist - self.forst).days

    def __call__(self, dag: date) -> str:
        return f"{self.lage(dag):.2f}%"

    def marken(self) -> list[Marke]:
        """Each quarter; only the years when there are many. The first one always has its year."""
        lang = (self.sist - self.forst).days > 3 * 366
        ut, dag = [], self.forst
        while dag < self.sist:
            nyar = dag.month == 1
            if nyar:
                ut.append(Marke(self(dag), str(dag.year), True))
            elif dag == self.forst:
                # A year that begins close after it would be written on top of it.
                nara = dag.month == 10 and (self.sist - self.forst).days > 450
                ut.append(Marke(self(dag), f"{_MANAD[dag.month]} {dag.year}", not nara))
            elif not lang:
                ut.append(Marke(self(dag), _MANAD[dag.month], False))
            dag = _nasta_kvartal(dag)
        return ut


def _stapel(rad: Aktivitetsrad, del_: bool, skala: _Skala, idag: date) -> Stapel:
    a = rad.aktivitet
    start, slut = skala.lage(a.startar or a.klar_senast), skala.lage(a.klar_senast)
    gatt_over = rad.sen and a.klar_senast < idag
    return Stapel(
        namn=a.namn,
        del_=del_,
        x=f"{start:.2f}%",
        bredd=f"{max(slut - start, MINST):.2f}%" if a.startar else "",
        over=f"{skala.lage(idag) - slut:.2f}%" if gatt_over else "",
        slut=f"{slut:.2f}%",
        lage=rad.lage.lage,
        sen=rad.sen,
        text=_text(rad),
        punkter=tuple(Punkt(skala(p.dag), p.lage) for p in reversed(rad.avstamningar)),
    )


def _text(rad: Aktivitetsrad) -> str:
    """What the strip shows, in words."""
    a = rad.aktivitet
    nar = f"{a.startar:%Y-%m-%d} till " if a.startar else "klar senast "
    delar = [f"{nar}{a.klar_senast:%Y-%m-%d}", rad.lage.lage.etikett.lower()]
    if rad.avstamningar:
        antal = len(rad.avstamningar)
        delar.append(f"{antal} avstämning{'ar' if antal > 1 else ''}, senast {rad.senaste.dag:%Y-%m-%d}")
    return ", ".join(delar)


def _kvartal(dag: date) -> date:
    return date(dag.year, (dag.month - 1) // 3 * 3 + 1, 1)


def _nasta_kvartal(dag: date) -> date:
    return _kvartal(_kvartal(dag) + timedelta(days=100))


_MANAD = {1: "jan", 4: "apr", 7: "juli", 10: "okt"}
