"""The frames of one year made ready for the page: per nämnd and verksamhet, with sums, reasons and comparisons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planering.domain import resurser as rakna
from planering.models import Oronmarkning, Ram, Verksamhet
from planering.presenters.resurskostnad import Koladakostnad
from planering.queries.resurser import radordning
from styrsnurra.gemensamt.sortering import svensk_nyckel


@dataclass(frozen=True, slots=True)
class Verksamhetsrad:
    """`ram` None: no frame for the year yet, and then nothing has changed. What rests on something unknown is None.

    `fore` is whether the year before has a frame, `basar` the year whose volume is 100 in the index.
    """

    verksamhet: Verksamhet
    ram: Ram | None
    fore: bool
    forandring: rakna.Forandring | None
    volymindex: Decimal | None
    basar: int | None
    kompensation: Decimal | None
    planerad_styckkostnad: Decimal | None
    styckkostnad: Decimal | None
    kolada: Koladakostnad | None
    kon: tuple[Decimal, Decimal] | None

    @property
    def belopp(self) -> Decimal | None:
        return self.ram.belopp if self.ram else None

    @property
    def utfall(self) -> Decimal | None:
        return self.ram.utfall if self.ram else None

    @property
    def avvikelse(self) -> Decimal | None:
        """Frame minus outcome, tkr: plus is money left."""
        if self.ram is None or self.ram.utfall is None:
            return None
        return self.ram.belopp - self.ram.utfall

    @property
    def kompensationsglapp(self) -> Decimal | None:
        """What was set aside for demography beside what the changed volume would give, tkr."""
        if self.kompensation is None or self.ram is None:
            return None
        return self.ram.demografi - self.kompensation

    @property
    def mot_kolada(self) -> Decimal | None:
        """The outcome per volume beside Kolada's own, kronor."""
        return self._mot_kolada(self.styckkostnad)

    @property
    def planerad_mot_kolada(self) -> Decimal | None:
        """The frame per volume beside Kolada's own, kronor."""
        return self._mot_kolada(self.planerad_styckkostnad)

    def _mot_kolada(self, kostnad: Decimal | None) -> Decimal | None:
        if self.kolada is None or self.kolada.varde is None or kostnad is None:
            return None
        return kostnad - Decimal(str(self.kolada.varde))


@dataclass(frozen=True, slots=True)
class Summa:
    """Of some rows: those that have a frame, None when none has. `utfall` is of those that have one, and
    `utfall_ramar` their frames."""

    belopp: Decimal | None
    forandring: rakna.Forandring
    utfall: Decimal | None
    utfall_ramar: Decimal
    hela: bool

    @property
    def avvikelse(self) -> Decimal | None:
        return None if self.utfall is None else self.utfall_ramar - self.utfall


@dataclass(frozen=True, slots=True)
class Namndgrupp:
    namn: str
    pk: int
    rader: tuple[Verksamhetsrad, ...]
    summa: Summa


@dataclass(frozen=True, slots=True)
class Omradesgrupp:
    """What goes to one geographic area, of the verksamheter that are given by area."""

    namn: str
    verksamheter: str
    summa: Summa


@dataclass(frozen=True, slots=True)
class Malrad:
    """What is set aside for one goal during the year."""

    titel: str
    pk: int
    belopp: Decimal
    delar: tuple[Oronmarkning, ...]


@dataclass(frozen=True, slots=True)
class Resursar:
    """A whole year. `over_ar` are each nämnd's frames for every year of the plan, and the sums."""

    ar: int
    grupper: tuple[Namndgrupp, ...]
    omraden: tuple[Omradesgrupp, ...]
    summa: Summa
    reserv: Decimal
    mal: tuple[Malrad, ...]
    over_ar: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    totalt: tuple[Decimal | None, ...]

    @property
    def rader(self) -> list[Verksamhetsrad]:
        return [rad for grupp in self.grupper for rad in grupp.rader]

    @property
    def tomt(self) -> bool:
        return self.summa.belopp is None

    @property
    def utan_ram(self) -> list[Verksamhetsrad]:
        return [rad for rad in self.rader if rad.ram is None]

    @property
    def utan_fore(self) -> list[Verksamhetsrad]:
        """Those whose change is reckoned from the frame they come from, since the year before has none."""
        return [rad for rad in self.rader if rad.ram and not rad.fore]

    @property
    def fran_ingaende(self) -> bool:
        """Whether that is all of them, as in a plan that has none before it."""
        return not any(rad.fore for rad in self.rader if rad.ram)

    @property
    def indexar(self) -> int | None:
        """The year whose volumes are 100, when it is the same for all."""
        ar = {rad.basar for rad in self.med_volym if rad.volymindex is not None}
        return ar.pop() if len(ar) == 1 else None

    @property
    def har_utfall(self) -> bool:
        return self.summa.utfall is not None

    @property
    def med_volym(self) -> list[Verksamhetsrad]:
        return [rad for rad in self.rader if rad.verksamhet.volymnamn and rad.ram]

    @property
    def med_kostnad(self) -> list[Verksamhetsrad]:
        return [r for r in self.med_volym if r.kolada or r.planerad_styckkostnad or r.styckkostnad]

    @property
    def med_kon(self) -> list[Verksamhetsrad]:
        return [rad for rad in self.rader if rad.ram and (rad.kon or rad.ram.volym_kvinnor is not None)]

    @property
    def flyttat(self) -> list[Verksamhetsrad]:
        """Where the frame one comes from is not the year before's."""
        return [rad for rad in self.rader if rad.forandring and rad.forandring.flytt]


def resursar(
    verksamheter: Iterable[Verksamhet],
    ar: int,
    plan_ar: Sequence[int],
    kolada: Mapping[int, Koladakostnad] | None = None,
    fore: Mapping[int, Ram] | None = None,
) -> Resursar:
    """`kolada` maps a nyckeltal's key to the cost by it, `fore` a verksamhet's to its frame of the year before the
    plan."""
    grupper: dict[int, list[Verksamhetsrad]] = defaultdict(list)
    for v in sorted(verksamheter, key=radordning):
        rad = _rad(v, ar, (kolada or {}).get(v.nyckeltal_id), (fore or {}).get(v.pk))
        grupper[v.enhet_id].append(rad)
    ordnade = tuple(
        Namndgrupp(rader[0].verksamhet.enhet.namn, pk, tuple(rader), _summa(rader))
        for pk, rader in grupper.items()
    )
    alla = [rad for grupp in ordnade for rad in grupp.rader]
    over_ar = tuple((g.namn, tuple(_arssumma(g.rader, a) for a in plan_ar)) for g in ordnade)
    return Resursar(
        ar=ar,
        grupper=ordnade,
        omraden=_omraden(alla),
        summa=_summa(alla),
        reserv=sum(
            (r.ram.belopp for r in alla if r.ram and r.verksamhet.slag == Verksamhet.Slag.RESERV), Decimal(0)
        ),
        mal=_mal(alla),
        over_ar=over_ar,
        totalt=tuple(_arssumma(alla, a) for a in plan_ar),
    )


def _rad(v: Verksamhet, ar: int, kolada: Koladakostnad | None, fore_planen: Ram | None) -> Verksamhetsrad:
    ramar = {ram.ar: ram for ram in v.ramar.all()}
    if fore_planen is not None:
        ramar.setdefault(fore_planen.ar, fore_planen)
    ram, fore = ramar.get(ar), ramar.get(ar - 1)
    if ram is None:
        return Verksamhetsrad(v, None, fore is not None, None, None, None, None, None, None, kolada, None)
    basar = next((a for a in sorted(ramar) if ramar[a].volym is not None), None)
    delar = rakna.Delar(ram.bas, ram.upprakning, ram.demografi, ram.prioritering)
    return Verksamhetsrad(
        verksamhet=v,
        ram=ram,
        fore=fore is not None,
        forandring=rakna.forandring(delar, fore.belopp if fore else None),
        volymindex=rakna.volymindex(ram.volym, ramar[basar].volym if basar else None),
        basar=basar,
        kompensation=rakna.volymkompensation(
            ram.volym, fore.volym if fore else None, ram.ersattning, ram.kompensationsgrad
        ),
        planerad_styckkostnad=rakna.styckkostnad(ram.belopp, ram.volym),
        styckkostnad=rakna.styckkostnad(ram.utfall, ram.volymutfall),
        kolada=kolada,
        kon=rakna.konsdelat(ram.utfall, ram.andel_kvinnor),
    )


def _omraden(rader: Iterable[Verksamhetsrad]) -> tuple[Omradesgrupp, ...]:
    grupper: dict[str, list[Verksamhetsrad]] = defaultdict(list)
    for rad in rader:
        if rad.verksamhet.omrade:
            grupper[rad.verksamhet.omrade].append(rad)
    return tuple(
        Omradesgrupp(namn, ", ".join(dict.fromkeys(r.verksamhet.namn for r in delar)), _summa(delar))
        for namn, delar in sorted(grupper.items(), key=lambda g: svensk_nyckel(g[0]))
    )


def _summa(rader: Iterable[Verksamhetsrad]) -> Summa:
    rader = list(rader)
    ramar = [rad.ram for rad in rader if rad.ram]
    med_utfall = [ram for ram in ramar if ram.utfall is not None]
    return Summa(
        belopp=sum((ram.belopp for ram in ramar), Decimal(0)) if ramar else None,
        forandring=rakna.lagg_ihop(rad.forandring for rad in rader if rad.forandring),
        utfall=sum((ram.utfall for ram in med_utfall), Decimal(0)) if med_utfall else None,
        utfall_ramar=sum((ram.belopp for ram in med_utfall), Decimal(0)),
        hela=len(ramar) == len(med_utfall),
    )


def _arssumma(rader: Iterable[Verksamhetsrad], ar: int) -> Decimal | None:
    ramar = [ram.belopp for rad in rader for ram in rad.verksamhet.ramar.all() if ram.ar == ar]
    return sum(ramar, Decimal(0)) if ramar else None


def _mal(rader: Iterable[Verksamhetsrad]) -> tuple[Malrad, ...]:
    per_mal: dict[int, list[Oronmarkning]] = defaultdict(list)
    for rad in rader:
        for o in rad.ram.oronmarkningar.all() if rad.ram else ():
            o.verksamhet = rad.verksamhet
            per_mal[o.mal_id].append(o)
    rader_ = [
        Malrad(delar[0].mal.titel, pk, sum((o.belopp for o in delar), Decimal(0)), tuple(delar))
        for pk, delar in per_mal.items()
    ]
    return tuple(sorted(rader_, key=lambda rad: (-rad.belopp, svensk_nyckel(rad.titel))))
