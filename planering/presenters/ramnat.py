"""What the grid of frames adds up to as it stands, saved or not: each row's frame, and sums per nämnd and year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planering.actions.resurstabell import Cell
from planering.domain import resurser as rakna
from planering.domain.resursgranskning import TOMMA, Varden, ramsumma
from planering.domain.resurskolumner import DELAR, PER_NAMN, VOLYMFALT
from planering.models import Ram, Verksamhet
from planering.queries.resurser import ramvarden
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

HAMTAS = tuple(namn for namn in VOLYMFALT if namn != "volymutfall")


@dataclass(frozen=True, slots=True)
class Natrad:
    """tkr. `belopp` is None while the row has no frame, or a box that cannot be read; `kompensation` is what the
    change of volume since the year before gives."""

    pk: int
    belopp: Decimal | None
    fore: Decimal | None
    kompensation: Decimal | None
    har_volym: bool


@dataclass(frozen=True, slots=True)
class Natsumma:
    """tkr; `skillnad` is of the rows that have a frame both years."""

    namn: str
    belopp: Decimal | None
    fore: Decimal | None
    skillnad: Decimal | None


@dataclass(frozen=True, slots=True)
class Natbild:
    rader: tuple[Natrad, ...]
    namnder: tuple[Natsumma, ...]
    alla: Natsumma


def natbild(
    verksamheter: Sequence[Verksamhet],
    ar: int,
    celler: Mapping[tuple[int, str], Cell],
    olasta: Iterable[tuple[int, str]],
    fore: Mapping[int, Ram],
) -> Natbild:
    """`celler` are the boxes as they were sent, `olasta` those that could not be read; what is in neither is as it is
    stored. `fore` are the frames of the year before."""
    olasta = set(olasta)
    rader, per_namnd = [], {}
    for v in verksamheter:
        rad = _rad(v, ar, celler, {namn for pk, namn in olasta if pk == v.pk}, fore.get(v.pk))
        rader.append(rad)
        per_namnd.setdefault(v.enhet.namn, []).append(rad)
    namnder = tuple(_summa(namn, delar) for namn, delar in per_namnd.items())
    return Natbild(tuple(rader), namnder, _summa("Alla nämnder", rader))


def _rad(
    v: Verksamhet, ar: int, celler: Mapping[tuple[int, str], Cell], olasta: set[str], fore: Ram | None
) -> Natrad:
    ram = next((r for r in v.ramar.all() if r.ar == ar), None)
    varden: Varden = dict(ramvarden(ram) if ram else TOMMA)
    varden |= {namn: celler[v.pk, namn].efter for namn in PER_NAMN if (v.pk, namn) in celler}
    har_ram = ram is not None or any(varden[namn] != TOMMA[namn] for namn in PER_NAMN)
    belopp = ramsumma(varden) if har_ram and not olasta & set(DELAR) else None
    kompensation = None
    if not olasta & set(VOLYMFALT):
        kompensation = rakna.volymkompensation(
            varden["volym"], fore.volym if fore else None, varden["ersattning"], varden["kompensationsgrad"]
        )
    return Natrad(v.pk, belopp, fore.belopp if fore else None, kompensation, bool(v.volymnamn))


def _summa(namn: str, rader: Iterable[Natrad]) -> Natsumma:
    rader = list(rader)
    par = [(r.belopp, r.fore) for r in rader if r.belopp is not None and r.fore is not None]
    return Natsumma(
        namn,
        _plus(r.belopp for r in rader),
        _plus(r.fore for r in rader),
        _plus(nu - fore for nu, fore in par),
    )


def _plus(tal: Iterable[Decimal | None]) -> Decimal | None:
    kanda = [t for t in tal if t is not None]
    return sum(kanda, Decimal(0)) if kanda else None


def att_hamta(
    verksamheter: Iterable[Verksamhet], ar: int, fore: Mapping[int, Ram], data: Mapping[str, Any]
) -> dict[int, dict[str, str]]:
    """By verksamhet the boxes to fill from the year before: of those that have no frame for the year and nothing
    typed in `data`. The frame of the year before is where one comes from; the volume and its terms are as they were.
    """
    ut = {}
    for v in verksamheter:
        ram = fore.get(v.pk)
        skrivet = any(str(data.get(f"c-{v.pk}-{namn}", "")).strip() for namn in PER_NAMN)
        if ram is None or skrivet or any(r.ar == ar for r in v.ramar.all()):
            continue
        tal = {"bas": ram.belopp}
        if v.volymnamn:
            tal |= {namn: getattr(ram, namn) for namn in HAMTAS}
        ut[v.pk] = {
            f"c-{v.pk}-{namn}": formatera(t, antal_decimaler(t)) for namn, t in tal.items() if t is not None
        }
    return ut
