"""What has gone missing: outcomes that are due, owners that have ended, indicators that nobody measures any more."""

from dataclasses import dataclass
from datetime import date

from kkik.models import Nyckeltalslage, Varde
from organisation.models import Enhet
from organisation.queries import kommuninstallning
from planering.models import Egetmatt, Indikator, Plan
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.domain.perioder import AR, Period, perioder, periodnamn, senaste_gangna
from uppfoljning.models import Utfall
from uppfoljning.queries.utfall import arsutfall


@dataclass(frozen=True, slots=True)
class Utanutfall:
    """An own measure without an outcome for the last period that has ended; `senast` is the newest it has."""

    matt: Egetmatt
    period: str
    senast: str


@dataclass(frozen=True, slots=True)
class Utanagare:
    """An indicator whose owner has ended or has nobody responsible, and why."""

    indikator: Indikator
    skal: str
    efterfoljare: Enhet | None


@dataclass(frozen=True, slots=True)
class Utanmatning:
    """An indicator without an outcome for two years in a row."""

    indikator: Indikator
    ar: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Saknas:
    plan: Plan | None
    utan_utfall: tuple[Utanutfall, ...]
    utan_agare: tuple[Utanagare, ...]
    utan_matning: tuple[Utanmatning, ...]

    @property
    def antal(self) -> int:
        return len(self.utan_utfall) + len(self.utan_agare) + len(self.utan_matning)


def saknas(idag: date) -> Saknas:
    """In the plan in force, and among all own measures. Constant number of queries."""
    plan = Plan.objects.aktuell(idag.year)
    indikatorer = (
        list(
            Indikator.objects.filter(mal__malomrade__plan=plan)
            .select_related("nyckeltal", "egetmatt", "mal", "agare__efterfoljare", "ansvarig")
            .defer("nyckeltal__sok", "nyckeltal__beskrivning")
            .order_by("mal__malomrade__ordning", "mal__ordning", "mal_id", "ordning", "id")
        )
        if plan is not None
        else []
    )
    agare = [u for i in indikatorer if (u := _utan_agare(i, idag)) is not None]
    return Saknas(plan, _utan_utfall(idag), tuple(agare), _utan_matning(indikatorer, idag))


def _utan_utfall(idag: date) -> tuple[Utanutfall, ...]:
    """Only the measure as a whole counts, for both genders together."""
    finns: dict[int, set[Period]] = {}
    rader = Utfall.objects.filter(enhet__isnull=True, kon="T").values_list("egetmatt", "ar", "period")
    for matt, ar, period in rader:
        finns.setdefault(matt, set()).add((ar, period))
    ut = []
    for m in sorted(Egetmatt.objects.select_related("agare"), key=lambda m: svensk_nyckel(m.namn)):
        ar, period = senaste_gangna(m.frekvens, idag)
        har = finns.get(m.pk, set())
        if (ar, period) in har or (period is not None and (ar, None) in har):
            continue
        kanda = [p for p in har if p[1] in perioder(m.frekvens)]
        senast = max(kanda, key=lambda p: (p[0], p[1] or 0), default=None)
        ut.append(
            Utanutfall(
                m, periodnamn(m.frekvens, ar, period), periodnamn(m.frekvens, *senast) if senast else "aldrig"
            )
        )
    return tuple(ut)


def _utan_agare(i: Indikator, idag: date) -> Utanagare | None:
    if i.agare.galler_till is not None and i.agare.galler_till < idag:
        return Utanagare(i, f"{i.agare.namn} upphörde {i.agare.galler_till:%Y-%m-%d}", i.agare.efterfoljare)
    if i.ansvarig is None:
        return Utanagare(i, "Ingen person är ansvarig", None)
    if not i.ansvarig.is_active:
        return Utanagare(i, f"{i.ansvarig.namn} är inte längre aktiv", None)
    return None


def _utan_matning(indikatorer: list[Indikator], idag: date) -> tuple[Utanmatning, ...]:
    """For a nyckeltal the two newest years that the country has; for an own measure the last two years that have ended.

    A nyckeltal that the country has no values for says nothing about us.
    """
    installning = kommuninstallning()
    egen = int(installning.kommunkod) if installning is not None else None
    nyckeltal = {i.nyckeltal_id for i in indikatorer if i.nyckeltal_id is not None}
    nyast = dict(
        Nyckeltalslage.objects.filter(nyckeltal__in=nyckeltal, kon="T", ar__isnull=False).values_list(
            "nyckeltal", "ar"
        )
    )
    varden = Varde.objects.filter(
        nyckeltal_id__in=nyckeltal, kommun_id=egen, borttagen=False, varde__isnull=False
    ).values_list("nyckeltal_id", "ar", "kon")
    har = set(varden)
    egna = arsutfall({i.egetmatt_id for i in indikatorer if i.egetmatt_id is not None})
    ut = []
    for i in indikatorer:
        if i.egetmatt is not None:
            sista = senaste_gangna(AR, idag)[0]
            kanda = egna.get((i.egetmatt_id, i.kon), {})
            finns = {sista, sista - 1} & kanda.keys()
        else:
            sista = nyast.get(i.nyckeltal_id)
            if sista is None:
                continue
            finns = {ar for ar in (sista, sista - 1) if (i.nyckeltal_id, ar, i.kon) in har}
        if not finns:
            ut.append(Utanmatning(i, (sista - 1, sista)))
    return tuple(ut)
