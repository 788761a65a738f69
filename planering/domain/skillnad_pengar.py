"""What differs between two plans' frames, volumes and earmarked money, as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from planering.domain.regler import uppraknat
from planering.domain.resurser import Delar
from planering.domain.skillnadsrader import Andring, Del, Malskillnad, Slag, faltandringar, para
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

# The parts of a frame, in the order they are read.
DELAR = (
    ("bas", "ingående ram"),
    ("upprakning", "uppräkningen"),
    ("demografi", "demografin"),
    ("prioritering", "prioriteringen"),
)


@dataclass(frozen=True, slots=True)
class Oronmarkt:
    """Money set aside for a goal, tkr."""

    mal: str
    belopp: Decimal
    kommentar: str = ""


@dataclass(frozen=True, slots=True)
class Rambild:
    """One year: the parts of the frame (tkr), what is planned beside it as label → (number, unit), and what is set
    aside, by goal. A number that is None is not known."""

    delar: Delar
    volymer: Mapping[str, tuple[Decimal | None, str]] = field(default_factory=dict)
    oronmarkt: Mapping[object, Oronmarkt] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verksamhetsbild:
    """`nyckel` is the same in both plans when one continues the other; otherwise nämnd, name and area decide, and then
    the frames."""

    nyckel: object
    namnd: str
    namn: str
    omrade: str = ""
    falt: Mapping[str, str] = field(default_factory=dict)
    ramar: Mapping[int, Rambild] = field(default_factory=dict)
    reserv: bool = False

    @property
    def text(self) -> str:
        return f"{self.namn}, {self.omrade}" if self.omrade else self.namn

    @property
    def likhet(self) -> tuple[str, str, str]:
        return self.namnd, self.namn, self.omrade

    @property
    def ramspar(self) -> tuple | None:
        """The nämnd and the parts of its frames: two that have just these are one that has got a new name."""
        delar = [(ar, ram.delar) for ar, ram in sorted(self.ramar.items()) if ram.delar != Delar()]
        return (self.namnd, *delar) if delar else None

    def ramen(self, ar: int) -> str:
        return f"Reserven {ar} för {self.text}" if self.reserv else f"Ramen {ar} för {self.text}"


def pengaskillnad(
    fore: Iterable[Verksamhetsbild], efter: Iterable[Verksamhetsbild], ar: range
) -> list[Malskillnad]:
    """Nämnd by nämnd, in the later plan's order; what is gone last in its nämnd. `ar` are the years compared."""
    par, borta = para(fore, efter, lambda v: v.nyckel, lambda v: v.likhet, lambda v: v.ramspar)
    ut = []
    for namnd in dict.fromkeys([nu.namnd for _, nu in par] + [v.namnd for v in borta]):
        for da, nu in par:
            if nu.namnd != namnd:
                continue
            rader = _ny(nu) if da is None else _andrad(da, nu, ar)
            slag = Slag.TILLAGT if da is None else Slag.ANDRAT
            if rader:
                ut.append(Malskillnad(namnd, nu.text, slag, tuple(rader), Del.PENGAR))
        for v in borta:
            if v.namnd == namnd:
                text = f"{_vad(v)} togs bort{_med(v, (y for y in v.ramar if y in ar), 'Ramen var')}."
                rad = Andring(Slag.BORTTAGET, text)
                ut.append(Malskillnad(namnd, v.text, Slag.BORTTAGET, (rad,), Del.PENGAR))
    return ut


def _vad(v: Verksamhetsbild) -> str:
    return f"{'Reserven' if v.reserv else 'Verksamheten'} {v.text}"


def _med(v: Verksamhetsbild, ar: Iterable[int], hur: str) -> str:
    """ "<hur> 900 tkr 2026 och 950 tkr 2027", as a sentence or a clause of its own; empty without any frames."""
    belopp = [f"{tkr(v.ramar[y].delar.belopp)} {y}" for y in sorted(ar)]
    return f"{'. ' if hur[0].isupper() else ', '}{hur} {uppraknat(belopp)}" if belopp else ""


def _ny(v: Verksamhetsbild) -> list[Andring]:
    """All its years: they are what the later plan says, whatever the earlier one covered."""
    hur = "på" if v.reserv else "med ramen"
    rader = [Andring(Slag.TILLAGT, f"{_vad(v)} lades till{_med(v, v.ramar, hur)}.")]
    for ar, ram in sorted(v.ramar.items()):
        rader += _volymer(ar, v, {}, ram.volymer) + _oronmarkningar(ar, v, {}, ram.oronmarkt)
    return rader


def _andrad(da: Verksamhetsbild, nu: Verksamhetsbild, ar: range) -> list[Andring]:
    rader = []
    if da.text != nu.text:
        rader.append(Andring(Slag.ANDRAT, f"{_vad(da)} heter nu {nu.text}."))
    if da.namnd != nu.namnd:
        rader.append(Andring(Slag.ANDRAT, f"{_vad(nu)} flyttades från {da.namnd} till {nu.namnd}."))
    rader += faltandringar(nu.text, da.falt, nu.falt)
    for y in ar:
        fran, till = da.ramar.get(y), nu.ramar.get(y)
        rader += _ram(y, fran, till, nu)
        if till is not None:
            tom = Rambild(Delar())
            rader += _volymer(y, nu, (fran or tom).volymer, till.volymer)
            rader += _oronmarkningar(y, nu, (fran or tom).oronmarkt, till.oronmarkt)
    return rader


def _ram(ar: int, da: Rambild | None, nu: Rambild | None, v: Verksamhetsbild) -> list[Andring]:
    vad = v.ramen(ar)
    if nu is None:
        text = f"{vad} togs bort. Den var {tkr(da.delar.belopp)}." if da else ""
        return [Andring(Slag.BORTTAGET, text)] if da else []
    if da is None:
        return [Andring(Slag.TILLAGT, f"{vad} sattes till {tkr(nu.delar.belopp)}.")]
    if da.delar == nu.delar:
        return []
    delar = uppraknat(
        f"{namn} {_steg(getattr(da.delar, falt), getattr(nu.delar, falt))}"
        for falt, namn in DELAR
        if getattr(da.delar, falt) != getattr(nu.delar, falt)
    )
    fran, till = da.delar.belopp, nu.delar.belopp
    if fran == till:
        text = f"{vad} är fortfarande {tkr(till)}, men sammansatt på annat sätt: {delar}."
    else:
        hur = "höjdes" if till > fran else "sänktes"
        text = f"{vad} {hur} med {tkr(abs(till - fran))}, {_fran_till(fran, till)}: {delar}."
    return [Andring(Slag.ANDRAT, text)]


def _steg(da: Decimal, nu: Decimal) -> str:
    """ "minskade med 54 000 tkr (från 4 000 till −50 000 tkr)"."""
    return f"{'ökade' if nu > da else 'minskade'} med {tkr(abs(nu - da))} ({_fran_till(da, nu)})"


def _volymer(ar: int, v: Verksamhetsbild, da: Mapping, nu: Mapping) -> list[Andring]:
    rader = []
    for etikett, (till, enhet) in nu.items():
        fran = da.get(etikett, (None, ""))[0]
        if fran == till:
            continue
        vad = f"{etikett} {ar} för {v.text}"
        if fran is None:
            rader.append(Andring(Slag.TILLAGT, f"{vad} sattes till {_tal(till, enhet)}."))
        elif till is None:
            rader.append(Andring(Slag.BORTTAGET, f"{vad} togs bort. Den var {_tal(fran, enhet)}."))
        else:
            text = f"{vad} {'höjdes' if till > fran else 'sänktes'} {_fran_till(fran, till, enhet)}."
            rader.append(Andring(Slag.ANDRAT, text))
    return rader


def _oronmarkningar(ar: int, v: Verksamhetsbild, da: Mapping, nu: Mapping) -> list[Andring]:
    rader = []
    for nyckel, o in nu.items():
        vad = f"Öronmärkningen {ar} i {v.text} för målet ”{o.mal}”"
        tidigare = da.get(nyckel)
        if tidigare is None:
            text = f"{tkr(o.belopp)} av ramen {ar} för {v.text} öronmärktes för målet ”{o.mal}”."
            rader.append(Andring(Slag.TILLAGT, text))
            continue
        if tidigare.belopp != o.belopp:
            hur = "höjdes" if o.belopp > tidigare.belopp else "sänktes"
            rader.append(Andring(Slag.ANDRAT, f"{vad} {hur} {_fran_till(tidigare.belopp, o.belopp)}."))
        if tidigare.kommentar != o.kommentar:
            text = f"Kommentaren till öronmärkningen {ar} i {v.text} för målet ”{o.mal}” skrevs om."
            rader.append(Andring(Slag.ANDRAT, text))
    for nyckel, o in da.items():
        if nyckel not in nu:
            vad = f"Öronmärkningen {ar} i {v.text} för målet ”{o.mal}”"
            rader.append(Andring(Slag.BORTTAGET, f"{vad} togs bort. Den var {tkr(o.belopp)}."))
    return rader


def tkr(belopp: Decimal) -> str:
    return _tal(belopp, "tkr")


def _tal(tal: Decimal, enhet: str = "") -> str:
    """With the decimals that it has: a change of a krona must not look like none."""
    return formatera(tal, antal_decimaler(tal), enhet)


def _fran_till(fran: Decimal, till: Decimal, enhet: str = "tkr") -> str:
    return f"från {_tal(fran)} till {_tal(till, enhet)}"
