"""What the money means: change from the year before, volume index, compensation, cost per unit, parts by gender.

Money is in thousands of kronor (tkr) as Decimal, cost per unit in kronor. None is "not known" and stays None: a
figure that rests on something unknown is unknown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

TUSEN = Decimal(1000)
HUNDRA = Decimal(100)
# A frame that differs by more than this many percent from the year before's is asked about; a slip often does.
MYCKET = Decimal(25)
# How Kolada writes that a measure is kronor per something; also read by the database.
KR_PER = r"(^|[ ,])kr ?(/|per )"


@dataclass(frozen=True, slots=True)
class Delar:
    """The parts of a frame, tkr. `belopp` is the frame."""

    bas: Decimal = Decimal(0)
    upprakning: Decimal = Decimal(0)
    demografi: Decimal = Decimal(0)
    prioritering: Decimal = Decimal(0)

    @property
    def belopp(self) -> Decimal:
        return self.bas + self.upprakning + self.demografi + self.prioritering

    def __add__(self, andra: "Delar") -> "Delar":
        return Delar(
            self.bas + andra.bas,
            self.upprakning + andra.upprakning,
            self.demografi + andra.demografi,
            self.prioritering + andra.prioritering,
        )


@dataclass(frozen=True, slots=True)
class Forandring:
    """From the frame of the year before to this year's, told apart by reason; the parts add up to `summa`.

    `flytt` is what none of the reasons explains: the frame one comes from is another than the year before's, because
    tasks have moved between nämnder or the year before was changed afterwards.
    """

    fore: Decimal
    summa: Decimal
    upprakning: Decimal
    demografi: Decimal
    prioritering: Decimal
    flytt: Decimal

    @property
    def procent(self) -> Decimal | None:
        return self.summa / self.fore * HUNDRA if self.fore > 0 else None


def forandring(nu: Delar, fore: Decimal | None) -> Forandring:
    """`fore` is the frame of the year before; None (there is none) takes the frame one comes from instead."""
    fore = nu.bas if fore is None else fore
    return Forandring(
        fore, nu.belopp - fore, nu.upprakning, nu.demografi, nu.prioritering, flytt=nu.bas - fore
    )


def lagg_ihop(delar: Iterable[Forandring]) -> Forandring:
    summor = [Decimal(0)] * 6
    for d in delar:
        tal = (d.fore, d.summa, d.upprakning, d.demografi, d.prioritering, d.flytt)
        summor = [a + b for a, b in zip(summor, tal, strict=True)]
    return Forandring(*summor)


def langt_ifran(belopp: Decimal, fore: Decimal | None) -> bool:
    """Whether a frame lands far from the year before's, where there is one above zero."""
    return fore is not None and fore > 0 and abs(belopp - fore) * HUNDRA > MYCKET * fore


def mater_kr_per(titel: str, enhet: str) -> bool:
    """Whether a nyckeltal is a cost per something, which a cost per unit of volume can be held against."""
    return any(re.search(KR_PER, text) for text in (titel, enhet))


def volymindex(volym: Decimal | None, basvolym: Decimal | None) -> Decimal | None:
    """The volume as percent of that of the year before the plan, or the plan's first known one: 100 is unchanged."""
    if volym is None or basvolym is None or basvolym <= 0:
        return None
    return volym / basvolym * HUNDRA


def volymkompensation(
    volym: Decimal | None, fore: Decimal | None, ersattning: Decimal | None, grad: Decimal | None
) -> Decimal | None:
    """What the changed volume gives, tkr: change × kronor per unit × percent that is paid (all of it unless said)."""
    if volym is None or fore is None or ersattning is None:
        return None
    return (volym - fore) * ersattning * (HUNDRA if grad is None else grad) / HUNDRA / TUSEN


def styckkostnad(belopp: Decimal | None, volym: Decimal | None) -> Decimal | None:
    """Kronor per unit of volume, from tkr."""
    if belopp is None or volym is None or volym <= 0:
        return None
    return belopp * TUSEN / volym


def konsdelat(belopp: Decimal | None, andel_kvinnor: Decimal | None) -> tuple[Decimal, Decimal] | None:
    """(to women and girls, to men and boys), tkr; together the whole."""
    if belopp is None or andel_kvinnor is None:
        return None
    kvinnor = belopp * andel_kvinnor / HUNDRA
    return kvinnor, belopp - kvinnor
