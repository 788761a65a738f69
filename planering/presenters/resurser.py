"""The frames of one year made ready for the page: per nämnd and verksamhet, with sums, reasons and comparisons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planering.domain import resurser as rakna
from planering.models import Oronmarkning, Ram, Verksamhet
from styrsnurra.gemensamt.sortering import svensk_nyckel


@dataclass(frozen=True, slots=True)
class Koladakostnad:
    """The own municipality's cost by the chosen nyckeltal, kronor per unit, in the newest year not after `ar`."""

    nyckeltal: str
    titel: str
    ar: int
    varde: float


@dataclass(frozen=True, slots=True)
class Verksamhetsrad:
    """`ram` None: no frame for the year. What rests on something unknown is None."""

    verksamhet: Verksamhet
    ram: Ram | None
    forandring: rakna.Forandring | None
    volymindex: Decimal | None
    kompensation: Decimal | None
    planerad_styckkostnad: Decimal | None
    styckkostnad: Decimal | None
    kolada: Koladakostnad | None
    kon: tuple[Decimal, Decimal] | None

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
        if self.kolada is None or self.styckkostnad is None:
            return None
        return self.styckkostnad - Decimal(str(self.kolada.varde))


@dataclass(frozen=True, slots=True)
class Summa:
    """Of some rows. `utfall` is of those that have one, and `utfall_ramar` their frames."""

    belopp: Decimal
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
    forsta: bool
    grupper: tuple[Namndgrupp, ...]
    summa: Summa
    reserv: Decimal
    mal: tuple[Malrad, ...]
    over_ar: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    totalt: tuple[Decimal | None, ...]

    @property
    def rader(self) -> list[Verksamhetsrad]:
        return [rad for grupp in self.grupper for rad in grupp.rader]

    @property
    def har_utfall(self) -> bool:
        return self.summa.utfall is not None

    @property
    def med_volym(self) -> list[Verksamhetsrad]:
        return [rad for rad in self.rader if rad.verksamhet.volymnamn and rad.ram]

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
) -> Resursar:
    """`kolada` maps a nyckeltal's key to the own cost by it."""
    grupper: dict[int, list[Verksamhetsrad]] = defaultdict(list)
    namn: dict[int, str] = {}
    for v in verksamheter:
        namn[v.enhet_id] = v.enhet.namn
        grupper[v.enhet_id].append(_rad(v, ar, (kolada or {}).get(v.nyckeltal_id)))
    ordnade = tuple(
        Namndgrupp(namn[pk], pk, tuple(sorted(rader, key=_ordning)), _summa(rader))
        for pk, rader in sorted(grupper.items(), key=lambda g: svensk_nyckel(namn[g[0]]))
    )
    alla = [rad for grupp in ordnade for rad in grupp.rader]
    over_ar = tuple((g.namn, tuple(_arssumma(g.rader, a) for a in plan_ar)) for g in ordnade)
    return Resursar(
        ar=ar,
        forsta=ar == plan_ar[0],
        grupper=ordnade,
        summa=_summa(alla),
        reserv=sum(
            (r.ram.belopp for r in alla if r.ram and r.verksamhet.slag == Verksamhet.Slag.RESERV), Decimal(0)
        ),
        mal=_mal(alla),
        over_ar=over_ar,
        totalt=tuple(_arssumma(alla, a) for a in plan_ar),
    )


def _ordning(rad: Verksamhetsrad) -> tuple:
    v = rad.verksamhet
    return v.slag == Verksamhet.Slag.RESERV, svensk_nyckel(v.namn), svensk_nyckel(v.omrade)


def _rad(v: Verksamhet, ar: int, kolada: Koladakostnad | None) -> Verksamhetsrad:
    ramar = {ram.ar: ram for ram in v.ramar.all()}
    ram, fore = ramar.get(ar), ramar.get(ar - 1)
    if ram is None:
        borta = rakna.forandring(rakna.Delar(), fore.belopp) if fore else None
        return Verksamhetsrad(v, None, borta, None, None, None, None, kolada, None)
    basvolym = next((ramar[a].volym for a in sorted(ramar) if ramar[a].volym is not None), None)
    delar = rakna.Delar(ram.bas, ram.upprakning, ram.demografi, ram.prioritering)
    return Verksamhetsrad(
        verksamhet=v,
        ram=ram,
        forandring=rakna.forandring(delar, fore.belopp if fore else None),
        volymindex=rakna.volymindex(ram.volym, basvolym),
        kompensation=rakna.volymkompensation(
            ram.volym, fore.volym if fore else None, ram.ersattning, ram.kompensationsgrad
        ),
        planerad_styckkostnad=rakna.styckkostnad(ram.belopp, ram.volym),
        styckkostnad=rakna.styckkostnad(ram.utfall, ram.volymutfall),
        kolada=kolada,
        kon=rakna.konsdelat(ram.utfall, ram.andel_kvinnor),
    )


def _summa(rader: Iterable[Verksamhetsrad]) -> Summa:
    rader = list(rader)
    ramar = [rad.ram for rad in rader if rad.ram]
    med_utfall = [ram for ram in ramar if ram.utfall is not None]
    return Summa(
        belopp=sum((ram.belopp for ram in ramar), Decimal(0)),
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
