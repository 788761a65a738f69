"""Objects made ready for the pages: the nyckeltal card, the list of action plans, the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kkik.models import Kon, Nyckeltal
from planering import queries
from planering.models import Aktivitet, Handlingsplan
from styrsnurra.gemensamt.tal import decimaler_for


@dataclass(frozen=True, slots=True)
class Nyckeltalskort:
    """What one should know of a nyckeltal before tying a goal to it. `ar` and `varden` are contiguous, None a gap."""

    historik: list[tuple[int, float]]
    ar: tuple[int, ...]
    varden: tuple[float | None, ...]
    decimaler: int
    avser: str

    @property
    def senaste(self) -> tuple[int, float] | None:
        return self.historik[-1] if self.historik else None

    @property
    def sista_aren(self) -> list[tuple[int, float]]:
        """The newest five, newest first."""
        return self.historik[-5:][::-1]


def nyckeltalskort(nyckeltal: Nyckeltal, kommun_id: int | None, kon: str = "T") -> Nyckeltalskort:
    historik = queries.egen_historik(nyckeltal.pk, kommun_id, kon) if kommun_id is not None else []
    per_ar = dict(historik)
    ar = tuple(range(historik[0][0], historik[-1][0] + 1)) if historik else ()
    return Nyckeltalskort(
        historik,
        ar,
        tuple(per_ar.get(a) for a in ar),
        decimaler_for(varde for _, varde in historik),
        "" if kon == Kon.TOTALT else Kon(kon).label.lower(),
    )


@dataclass(frozen=True, slots=True)
class Planrad:
    """An action plan in the list. `sena` are activities that should have been done and are not."""

    plan: Handlingsplan
    klara: int
    antal: int
    sena: int
    nasta: Aktivitet | None
    kostnad_tkr: int
    tjanst: float

    @property
    def framsteg(self) -> str:
        return f"{self.klara} av {self.antal} klara"

    @property
    def sena_text(self) -> str:
        return "1 försenad" if self.sena == 1 else f"{self.sena} försenade"


def ar_sen(aktivitet: Aktivitet, idag: date) -> bool:
    return (
        aktivitet.status in (Aktivitet.Status.PLANERAD, Aktivitet.Status.PAGAR)
        and aktivitet.klar_senast is not None
        and aktivitet.klar_senast < idag
    )


@dataclass(frozen=True, slots=True)
class Aktivitetsrad:
    aktivitet: Aktivitet
    sen: bool


def aktivitetsrad(aktivitet: Aktivitet, idag: date) -> Aktivitetsrad:
    return Aktivitetsrad(aktivitet, ar_sen(aktivitet, idag))


def planrad(plan: Handlingsplan, idag: date) -> Planrad:
    """Rejected activities count for nothing."""
    aktiviteter = [a for a in plan.aktiviteter.all() if a.status != Aktivitet.Status.AVFORD]
    kvar = [
        a
        for a in aktiviteter
        if a.status != Aktivitet.Status.KLAR and a.klar_senast and a.klar_senast >= idag
    ]
    return Planrad(
        plan=plan,
        klara=sum(a.status == Aktivitet.Status.KLAR for a in aktiviteter),
        antal=len(aktiviteter),
        sena=sum(ar_sen(a, idag) for a in aktiviteter),
        nasta=min(kvar, key=lambda a: a.klar_senast, default=None),
        kostnad_tkr=sum(a.kostnad_tkr or 0 for a in aktiviteter),
        tjanst=sum(a.tjanst or 0 for a in aktiviteter),
    )


VANSTER, HOGER, TOPP, RADHOJD = 8, 992, 30, 46


@dataclass(frozen=True, slots=True)
class Stapel:
    """An activity on the timeline: from x to x + bredd; `punkt` when only its end is known."""

    namn: str
    x: float
    bredd: float
    y: float
    status: str
    punkt: bool
    sen: bool
    text: str
    text_x: float
    ankare: str


@dataclass(frozen=True, slots=True)
class Tidslinje:
    staplar: tuple[Stapel, ...]
    marken: tuple[tuple[float, str], ...]
    idag: float | None
    hojd: int
    beskrivning: str


def tidslinje(aktiviteter: Sequence[Aktivitet], idag: date) -> Tidslinje | None:
    """The activities that have an end, in their own order. None when there is none to draw."""
    rader = [a for a in aktiviteter if a.klar_senast]
    if not rader:
        return None
    dagar = [d for a in rader for d in (a.startar, a.klar_senast) if d]
    forst, sist = _kvartal(min(dagar)), _nasta_kvartal(max(dagar))
    lang = (sist - forst).days

    def x(dag: date) -> float:
        return round(VANSTER + (HOGER - VANSTER) * (dag - forst).days / lang, 1)

    marken, dag = [], forst
    while dag < sist:
        marken.append((x(dag), _kvartalsnamn(dag, forst, lang)))
        dag = _nasta_kvartal(dag)
    if lang > 3 * 366:
        marken = [(m, namn) for m, namn in marken if namn.isdecimal()]
    staplar = tuple(_stapel(a, nr, x, idag) for nr, a in enumerate(rader))
    beskrivning = "; ".join(f"{s.namn}: {s.text}" for s in staplar)
    nu = x(idag) if forst <= idag <= sist else None
    return Tidslinje(staplar, tuple(marken), nu, TOPP + RADHOJD * len(rader) + 6, beskrivning)


def _stapel(aktivitet: Aktivitet, nr: int, x, idag: date) -> Stapel:
    slut = x(aktivitet.klar_senast)
    start = x(aktivitet.startar) if aktivitet.startar else slut
    sen = ar_sen(aktivitet, idag)
    text = (
        f"{aktivitet.startar:%Y-%m-%d} till {aktivitet.klar_senast:%Y-%m-%d}"
        if aktivitet.startar
        else f"klar senast {aktivitet.klar_senast:%Y-%m-%d}"
    )
    till_hoger = start <= (VANSTER + HOGER) / 2
    return Stapel(
        namn=aktivitet.namn,
        x=start,
        bredd=max(slut - start, 6),
        y=TOPP + RADHOJD * nr,
        status=aktivitet.status,
        punkt=aktivitet.startar is None,
        sen=sen,
        text=f"{text}, {aktivitet.get_status_display().lower()}{', försenad' if sen else ''}",
        text_x=start if till_hoger else max(slut, start + 6),
        ankare="start" if till_hoger else "end",
    )


def _kvartal(dag: date) -> date:
    return date(dag.year, (dag.month - 1) // 3 * 3 + 1, 1)


def _nasta_kvartal(dag: date) -> date:
    return _kvartal(_kvartal(dag) + timedelta(days=100))


def _kvartalsnamn(dag: date, forst: date, lang: int) -> str:
    if dag.month == 1 or (dag == forst and lang <= 3 * 366):
        return str(dag.year) if dag.month == 1 else f"{_MANAD[dag.month]} {dag.year}"
    return _MANAD[dag.month]


_MANAD = {1: "jan", 4: "apr", 7: "juli", 10: "okt"}
