"""Where an activity stands on a day: what people have said of it, and what the dates say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# The days that a plan can speak of: the same years as the form fields take.
FORSTA_AR, SISTA_AR = 1970, 2100


class Lage(StrEnum):
    """In order of how much it asks for attention."""

    FORSENAD = "forsenad"
    INTE_BORJAD = "inte_borjad"
    PAGAR = "pagar"
    PLANERAD = "planerad"
    KLAR = "klar"
    AVFORD = "avford"

    @property
    def etikett(self) -> str:
        return ETIKETTER[self]

    @property
    def signal(self) -> str:
        """The tint of its tag; "" for none."""
        return {Lage.FORSENAD: "rod", Lage.INTE_BORJAD: "gul", Lage.KLAR: "gron"}.get(self, "")


ETIKETTER = {
    Lage.FORSENAD: "Försenad",
    Lage.INTE_BORJAD: "Inte börjad",
    Lage.PAGAR: "Pågår",
    Lage.PLANERAD: "Planerad",
    Lage.KLAR: "Klar",
    Lage.AVFORD: "Avförd",
}


@dataclass(frozen=True, slots=True)
class Aktivitetslage:
    """`skal` says why it is late, or when it was last on plan, or that it was rejected with its whole; "" when there is
    nothing to add.

    `dagar` is how many days past the date it is, None when no date has passed.
    """

    lage: Lage
    skal: str = ""
    dagar: int | None = None

    @property
    def sen(self) -> bool:
        return self.lage is Lage.FORSENAD


def bedom(
    *,
    status: str,
    startar: date | None,
    klar_senast: date | None,
    senaste: tuple[date, str] | None,
    idag: date,
    helheten_avford: bool = False,
) -> Aktivitetslage:
    """`status` as people have set it; `senaste` is the newest check-in, (day, pa_plan | forsenad | klar).
    `helheten_avford`: it is a part of a rejected activity, and goes with it unless it was done.

    A passed end makes it late whatever was said: on plan once is not done. Without a passed end a check-in that said
    late holds until the next one. One that is only planned although its start has passed should have begun.
    """
    if status == "avford":
        return Aktivitetslage(Lage.AVFORD)
    if status == "klar":
        return Aktivitetslage(Lage.KLAR)
    if helheten_avford:
        return Aktivitetslage(Lage.AVFORD, "med helheten")
    if klar_senast is not None and klar_senast < idag:
        dagar = (idag - klar_senast).days
        return Aktivitetslage(Lage.FORSENAD, f"skulle vara klar {klar_senast:%Y-%m-%d}", dagar)
    if senaste is not None and senaste[1] == "forsenad":
        return Aktivitetslage(Lage.FORSENAD, f"enligt avstämningen {senaste[0]:%Y-%m-%d}")
    if status == "planerad":
        if startar is not None and startar < idag:
            dagar = (idag - startar).days
            return Aktivitetslage(Lage.INTE_BORJAD, f"skulle ha börjat {startar:%Y-%m-%d}", dagar)
        return Aktivitetslage(Lage.PLANERAD)
    skal = f"på plan {senaste[0]:%Y-%m-%d}" if senaste is not None and senaste[1] == "pa_plan" else ""
    return Aktivitetslage(Lage.PAGAR, skal)


def status_efter(status: str, lage: str, *, har_startat: bool) -> str:
    """An activity's status after a check-in that holds: done when it says so; begun, or begun anew, when it does not.

    What lies ahead and is on plan is still only planned.
    """
    if lage == "klar":
        return "klar"
    if status == "planerad" and lage == "pa_plan" and not har_startat:
        return status
    return "pagar"


def dagfel(dag: date | None) -> str | None:
    """Why a day cannot be meant: its year was never the plan's. Swedish, None when it can."""
    if dag is None or FORSTA_AR <= dag.year <= SISTA_AR:
        return None
    return f"Året ska vara mellan {FORSTA_AR} och {SISTA_AR}."


def datumbrist(status: str, startar: date | None, klar_senast: date | None) -> str:
    """What an activity that is neither done nor rejected lacks, to be found late some day; "" when nothing."""
    if klar_senast is not None or status in ("klar", "avford"):
        return ""
    return "Slutdatum saknas" if startar is not None else "Datum saknas"


def utanfor(dag: date | None, startar: date | None, klar_senast: date | None) -> str | None:
    """Why a part cannot begin or end on `dag` when its whole starts and ends so. Swedish, None when it can."""
    if dag is None:
        return None
    if startar is not None and dag < startar:
        return f"Dagen ligger före helhetens start, {startar:%Y-%m-%d}."
    if klar_senast is not None and dag > klar_senast:
        return f"Dagen ligger efter helhetens slut, {klar_senast:%Y-%m-%d}."
    return None
