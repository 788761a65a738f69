"""Action plans and their activities made ready for the pages: where each stands today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planering.domain.aktivitetslage import Aktivitetslage, Lage
from planering.models import Aktivitet, Avstamning, Handlingsplan
from planering.queries import lage_for


@dataclass(frozen=True, slots=True)
class Aktivitetsrad:
    """An activity, where it stands, its check-ins (newest first) and its parts."""

    aktivitet: Aktivitet
    lage: Aktivitetslage
    avstamningar: tuple[Avstamning, ...]
    delar: tuple["Aktivitetsrad", ...] = ()

    @property
    def sen(self) -> bool:
        return self.lage.sen

    @property
    def senaste(self) -> Avstamning | None:
        return self.avstamningar[0] if self.avstamningar else None

    @property
    def sena_delar(self) -> str:
        """ "1 del försenad", or nothing."""
        antal = sum(d.sen for d in self.delar)
        return f"{antal} {'del försenad' if antal == 1 else 'delar försenade'}" if antal else ""

    @property
    def avford(self) -> bool:
        return self.lage.lage is Lage.AVFORD


def aktivitetsrader(plan: Handlingsplan, idag: date) -> list[Aktivitetsrad]:
    """The activities of a plan from `queries.handlingsplaner_med_lage`, the rejected among them, in order."""
    delar: dict[int, list[Aktivitet]] = defaultdict(list)
    for a in plan.aktiviteter.all():
        if a.overordnad_id is not None:
            delar[a.overordnad_id].append(a)
    return [
        _rad(a, idag, tuple(_rad(d, idag) for d in delar[a.pk]))
        for a in plan.aktiviteter.all()
        if a.overordnad_id is None
    ]


def _rad(a: Aktivitet, idag: date, delar: tuple[Aktivitetsrad, ...] = ()) -> Aktivitetsrad:
    return Aktivitetsrad(a, lage_for(a, idag), tuple(reversed(a.avstamningar.all())), delar)


@dataclass(frozen=True, slots=True)
class Planrad:
    """An action plan in the list. Rejected activities count for nothing; parts count only when they are late."""

    plan: Handlingsplan
    rader: tuple[Aktivitetsrad, ...]

    @property
    def klara(self) -> int:
        return sum(r.lage.lage is Lage.KLAR for r in self.rader)

    @property
    def antal(self) -> int:
        return len(self.rader)

    @property
    def alla(self) -> list[Aktivitetsrad]:
        """With the parts, those of a whole after it."""
        return [x for r in self.rader for x in (r, *(d for d in r.delar if not d.avford))]

    @property
    def sena(self) -> int:
        return sum(r.sen for r in self.alla)

    @property
    def nasta(self) -> Aktivitet | None:
        """The one to be done next, of those that still have time."""
        kvar = [r.aktivitet for r in self.alla if r.aktivitet.klar_senast and _ar_kvar(r)]
        return min(kvar, key=lambda a: a.klar_senast, default=None)

    @property
    def kostnad_tkr(self) -> int:
        return sum(r.aktivitet.kostnad_tkr or 0 for r in self.rader)

    @property
    def tjanst(self) -> float:
        return sum(r.aktivitet.tjanst or 0 for r in self.rader)

    @property
    def framsteg(self) -> str:
        return f"{self.klara} av {self.antal} klara"

    @property
    def sena_text(self) -> str:
        return "1 försenad" if self.sena == 1 else f"{self.sena} försenade"

    @property
    def senast_avstamd(self) -> date | None:
        return max((r.senaste.dag for r in self.alla if r.senaste), default=None)


def _ar_kvar(rad: Aktivitetsrad) -> bool:
    return rad.lage.lage in (Lage.PAGAR, Lage.PLANERAD, Lage.INTE_BORJAD)


def planrad(plan: Handlingsplan, idag: date) -> Planrad:
    return Planrad(plan, tuple(r for r in aktivitetsrader(plan, idag) if not r.avford))


def avstamningar(rader: Iterable[Aktivitetsrad]) -> list[Avstamning]:
    """All check-ins of a plan, newest first; each knows its activity."""
    alla = []
    for rad in (x for r in rader for x in (r, *r.delar)):
        for a in rad.avstamningar:
            a.aktivitet = rad.aktivitet
            alla.append(a)
    return sorted(alla, key=lambda a: (a.dag, a.pk), reverse=True)
