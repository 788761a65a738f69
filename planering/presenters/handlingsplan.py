"""Action plans and their activities made ready for the pages: where each stands today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from organisation.models import Person
from planering.domain.aktivitetslage import Aktivitetslage, Lage, datumbrist
from planering.models import Aktivitet, Avstamning, Handlingsplan, LederTillMal
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

    @property
    def oppen(self) -> bool:
        return self.lage.lage not in (Lage.KLAR, Lage.AVFORD)

    @property
    def datumbrist(self) -> str:
        """What it lacks to be found late some day, in words; "" when nothing. A part may have its whole's days."""
        a = self.aktivitet
        if not self.oppen or (a.overordnad_id is not None and a.startar is None):
            return ""
        return datumbrist(a.status, a.startar, a.klar_senast)

    @property
    def leder_inte(self) -> bool:
        """It takes resources without leading to the goal, and still goes on."""
        return self.oppen and self.aktivitet.leder == LederTillMal.NEJ

    @property
    def svar(self) -> str:
        """Whether it leads to the goal, in words; "" when the question has not been answered."""
        return SVAR.get(self.aktivitet.leder, "")

    @property
    def svarsskal(self) -> str:
        """Why the answer is what it is: what was said when it was given. A check-in's doubt or no has its own reason,
        and the way to the goal is then only what was once thought (`tankt_vag`)."""
        return self._skal_i_avstamning or self.aktivitet.vag_till_mal

    @property
    def tankt_vag(self) -> str:
        return self.aktivitet.vag_till_mal if self._skal_i_avstamning else ""

    @property
    def _skal_i_avstamning(self) -> str:
        a = self.aktivitet
        if a.leder not in (LederTillMal.NEJ, LederTillMal.OSAKERT):
            return ""
        return next((v.text for v in self.avstamningar if (v.andrad, v.leder) == (a.leder_nar, a.leder)), "")

    @property
    def ansvarig(self) -> str:
        """The person, where the responsibility in words does not already say the name."""
        person = self.aktivitet.ansvarig
        return personord(person) if person and person.namn not in self.aktivitet.ansvar else ""

    @property
    def slutat(self) -> bool:
        """The person has left, whatever the words say."""
        return self.aktivitet.ansvarig is not None and not self.aktivitet.ansvarig.is_active


SVAR = {
    LederTillMal.JA: "Leder till målet",
    LederTillMal.OSAKERT: "Osäkert om den leder till målet",
    LederTillMal.NEJ: "Leder inte till målet",
}


def personord(person: Person | None) -> str:
    """The name, and that the person has left."""
    if person is None:
        return ""
    return person.namn if person.is_active else f"{person.namn} (inte längre aktiv)"


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


def aktivitetsrad(a: Aktivitet, idag: date) -> Aktivitetsrad:
    """One activity by itself, with its parts."""
    return _rad(a, idag, tuple(_rad(d, idag) for d in a.delaktiviteter.order_by("ordning", "id")))


def _rad(a: Aktivitet, idag: date, delar: tuple[Aktivitetsrad, ...] = ()) -> Aktivitetsrad:
    return Aktivitetsrad(a, lage_for(a, idag), tuple(reversed(list(a.avstamningar.all()))), delar)


@dataclass(frozen=True, slots=True)
class Planrad:
    """An action plan in the list. Rejected activities count for nothing; parts count only when they are late.
    `annan_namnd`: what is said when its goal is another nämnd's."""

    plan: Handlingsplan
    rader: tuple[Aktivitetsrad, ...]
    annan_namnd: str = ""

    @property
    def klara(self) -> int:
        return sum(r.lage.lage is Lage.KLAR for r in self.rader)

    @property
    def antal(self) -> int:
        return len(self.rader)

    @property
    def alla(self) -> list[Aktivitetsrad]:
        """With the parts, those of a whole after it; the rejected parts left out."""
        return [x for r in self.rader for x in (r, *(d for d in r.delar if not d.avford))]

    @property
    def brister(self) -> tuple[str, ...]:
        """What its open activities lack, as a list of plans says it."""
        oppna = [r for r in self.alla if r.oppen]
        har = (
            (sum(r.leder_inte for r in oppna), "leder inte till målet"),
            (sum(bool(r.datumbrist) for r in oppna), "utan slutdatum"),
            (sum(r.slutat for r in oppna), "med en ansvarig som har slutat"),
        )
        egna = (self.annan_namnd,) if self.annan_namnd else ()
        return (*egna, *(f"{antal} {text}" for antal, text in har if antal))

    @property
    def ansvarig(self) -> str:
        return personord(self.plan.ansvarig)

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


def sist_avstamda(rader: Iterable[Aktivitetsrad]) -> set[int]:
    """The check-ins that can be taken back: of each activity the one that was made last."""
    alla = (x for r in rader for x in (r, *r.delar))
    return {max(a.pk for a in rad.avstamningar) for rad in alla if rad.avstamningar}
