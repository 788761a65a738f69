"""A work plan made ready for its page: the year month by month, and as a timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planering.domain.aktivitetslage import Aktivitetslage, bedom
from planering.presenters import tidslinje
from planering.presenters.tidslinje import Tidslinje
from uppfoljning.domain.perioder import MANADER
from uppfoljning.models import Arbetsplan, Arbetsuppgift
from uppfoljning.queries.forutsattningar import Fastpunkt

CSV = ("Vad", "Hur", "Börjar", "Klar senast", "Ansvarig", "Del av budgetåret", "Status", "Läge", "Gäller")


@dataclass(frozen=True, slots=True)
class Uppgiftsrad:
    """A task and where it stands today."""

    uppgift: Arbetsuppgift
    lage: Aktivitetslage

    @property
    def sen(self) -> bool:
        return self.lage.sen

    @property
    def galler(self) -> str:
        u = self.uppgift
        return u.indikator.namn if u.indikator else u.mal.titel if u.mal else ""


@dataclass(frozen=True, slots=True)
class Manad:
    """`nu`: the month we are in. `punkter` and `rader` in order of day; a task stands in the month it ends."""

    namn: str
    nu: bool
    punkter: tuple[Fastpunkt, ...]
    rader: tuple[Uppgiftsrad, ...]


@dataclass(frozen=True, slots=True)
class Arbetsar:
    manader: tuple[Manad, ...]
    rader: tuple[Uppgiftsrad, ...]
    utanfor: tuple[Uppgiftsrad, ...]
    bild: Tidslinje | None

    @property
    def antal(self) -> int:
        return len(self.rader)

    @property
    def klara(self) -> int:
        return sum(r.uppgift.ar_klar for r in self.rader)

    @property
    def sena(self) -> tuple[Uppgiftsrad, ...]:
        return tuple(r for r in self.rader if r.sen)

    @property
    def nasta(self) -> Uppgiftsrad | None:
        """The one to be done next, of those that still have time."""
        return next((r for r in self.rader if not r.sen and not r.uppgift.ar_klar), None)


@dataclass(frozen=True, slots=True)
class _Streck:
    """What the timeline of action plans reads of an activity, and of its row."""

    namn: str
    startar: date | None
    klar_senast: date


@dataclass(frozen=True, slots=True)
class _Streckrad:
    aktivitet: _Streck
    lage: Aktivitetslage
    avstamningar: tuple = ()
    delar: tuple = ()
    avford: bool = False

    @property
    def sen(self) -> bool:
        return self.lage.sen


def uppgiftsrader(uppgifter: Iterable[Arbetsuppgift], idag: date) -> list[Uppgiftsrad]:
    """Those that are not removed, in order of day."""
    rader = [
        Uppgiftsrad(
            u,
            bedom(status=u.status, startar=u.startar, klar_senast=u.klar_senast, senaste=None, idag=idag),
        )
        for u in uppgifter
        if u.borttaget is None
    ]
    return sorted(rader, key=lambda r: (r.uppgift.klar_senast, r.uppgift.startar or date.min, r.uppgift.pk))


def arbetsar(plan: Arbetsplan, punkter: Iterable[Fastpunkt], idag: date) -> Arbetsar:
    """`plan` from `queries.arbetsplan_for`. Tasks that end in another year stand apart."""
    rader, alla_punkter = uppgiftsrader(plan.uppgifter.all(), idag), list(punkter)
    manader = tuple(
        Manad(
            namn.capitalize(),
            (plan.ar, nr) == (idag.year, idag.month),
            tuple(p for p in alla_punkter if p.dag.month == nr),
            tuple(r for r in rader if _i(r, plan.ar) and r.uppgift.klar_senast.month == nr),
        )
        for nr, namn in enumerate(MANADER, start=1)
    )
    streck = [
        _Streckrad(_Streck(r.uppgift.vad, r.uppgift.startar, r.uppgift.klar_senast), r.lage) for r in rader
    ]
    hela_aret = (date(plan.ar, 1, 1), date(plan.ar, 12, 31))
    return Arbetsar(
        manader,
        tuple(rader),
        tuple(r for r in rader if not _i(r, plan.ar)),
        tidslinje(streck, idag, dagar=hela_aret),
    )


def _i(rad: Uppgiftsrad, ar: int) -> bool:
    return rad.uppgift.klar_senast.year == ar


def csvrader(rader: Iterable[Uppgiftsrad]) -> list[list[str]]:
    return [
        [
            u.vad,
            u.hur,
            f"{u.startar:%Y-%m-%d}" if u.startar else "",
            f"{u.klar_senast:%Y-%m-%d}",
            u.ansvarig.namn if u.ansvarig else "",
            u.get_steg_display(),
            u.get_status_display(),
            r.lage.lage.etikett,
            r.galler,
        ]
        for r in rader
        for u in [r.uppgift]
    ]
