"""What a read table would do to the plan's frames: told before anything is saved, and saved exactly so."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from planering.domain import regler
from planering.domain.resurskolumner import DELAR, KOLUMNER, PER_NAMN, UTFALL, granska
from planering.domain.resursrader import NYCKELTAL, RUBRIKER, SLAG, VOLYMNAMN, Radfel, Resursrad
from styrsnurra.gemensamt.tal import formatera

Varden = dict[str, Decimal | None]
TOMMA: Varden = {k.namn: k.tom for k in KOLUMNER}
TEXTFALT = (SLAG, VOLYMNAMN, NYCKELTAL)


@dataclass(frozen=True, slots=True)
class Verksamhetslage:
    """A verksamhet as it is stored. `pk` None is one that the table makes."""

    pk: int | None
    enhet: int
    namnd: str
    namn: str
    omrade: str
    texter: dict[str, str]

    @property
    def nyckel(self) -> tuple[int, str, str]:
        return self.enhet, self.namn.casefold(), self.omrade.casefold()

    def __str__(self) -> str:
        return f"{self.namn}, {self.omrade}" if self.omrade else self.namn


@dataclass(frozen=True, slots=True)
class Lage:
    """The plan as it stands. `enheter` are those that may have frames, by name in lower case."""

    fran_ar: int
    till_ar: int
    last: bool
    i_ar: int
    enheter: dict[str, tuple[int, str]]
    verksamheter: dict[tuple[int, str, str], Verksamhetslage]
    ramar: dict[tuple[int, int], Varden]
    oronmarkt: dict[tuple[int, int], Decimal]
    nyckeltal: frozenset[str]

    def fingeravtryck(self) -> str:
        """Changes whenever anything that the table could change has changed."""
        delar = [
            [self.fran_ar, self.till_ar, self.last],
            sorted([v.pk, *v.nyckel, sorted(v.texter.items())] for v in self.verksamheter.values()),
            sorted([*nyckel, [None if t is None else f"{t.normalize():f}" for t in v.values()]]
                   for nyckel, v in self.ramar.items()),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(delar, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Cellandring:
    kolumn: str
    rubrik: str
    fore: Decimal | None
    efter: Decimal | None


@dataclass(frozen=True, slots=True)
class Radandring:
    """One verksamhet and year that would become something else. `ny` when it has no frame for that year yet."""

    rad: int
    verksamhet: Verksamhetslage
    ar: int
    ny: bool
    varden: Varden
    celler: tuple[Cellandring, ...]


@dataclass(slots=True)
class Granskning:
    """Everything there is to say. It may be saved only when `fel` is empty."""

    fel: list[Radfel] = field(default_factory=list)
    nya: dict[tuple[int, str, str], Verksamhetslage] = field(default_factory=dict)
    andrade: dict[tuple[int, str, str], tuple[Verksamhetslage, Verksamhetslage]] = field(default_factory=dict)
    rader: list[Radandring] = field(default_factory=list)
    oforandrade: int = 0

    @property
    def andrar_nagot(self) -> bool:
        return bool(self.nya or self.andrade or self.rader)

    @property
    def antal_celler(self) -> int:
        return sum(len(rad.celler) for rad in self.rader)


def granska_rader(rader: Iterable[Resursrad], lage: Lage) -> Granskning:
    g = Granskning()
    for rad in rader:
        fel = _granska_rad(rad, lage, g)
        g.fel += fel
    return g


def _granska_rad(rad: Resursrad, lage: Lage, g: Granskning) -> list[Radfel]:
    if text := regler.i_planen(rad.ar, lage.fran_ar, lage.till_ar):
        return [Radfel(rad.rad, RUBRIKER["ar"], text)]
    enhet = lage.enheter.get(rad.namnd.casefold())
    if enhet is None:
        return [
            Radfel(
                rad.rad,
                RUBRIKER["namnd"],
                f"Det finns ingen nämnd eller något bolag som heter ”{rad.namnd}”.",
            )
        ]
    verksamhet, fel = _verksamhet(rad, enhet, lage, g)
    if verksamhet is None:
        return fel
    fore = lage.ramar.get((verksamhet.pk, rad.ar)) if verksamhet.pk is not None else None
    return fel + _granska_varden(rad, verksamhet, fore, lage, g)


def _verksamhet(
    rad: Resursrad, enhet: tuple[int, str], lage: Lage, g: Granskning
) -> tuple[Verksamhetslage | None, list[Radfel]]:
    """The row's verksamhet as it would be, noting it when it is new or changed."""
    nyckel = (enhet[0], rad.namn.casefold(), rad.omrade.casefold())
    stod = lage.verksamheter.get(nyckel)
    nu = g.nya.get(nyckel) or (g.andrade[nyckel][1] if nyckel in g.andrade else stod)
    texter = dict(nu.texter) if nu else {SLAG: "verksamhet", VOLYMNAMN: "", NYCKELTAL: ""}
    texter |= rad.texter
    if nu is not None and texter == nu.texter:
        return nu, []
    fel = _textfel(rad, texter, lage)
    if stod is not None and stod.texter[VOLYMNAMN] and not texter[VOLYMNAMN] and _har_volymer(stod, lage):
        fel.append(Radfel(rad.rad, RUBRIKER[VOLYMNAMN], "Verksamheten har volymer. Töm dem först."))
    if nyckel in g.nya or nyckel in g.andrade:
        fel.append(Radfel(rad.rad, "", "Slag, volym eller kostnadsmått är ett annat än på en tidigare rad."))
    if lage.last and not fel:
        fel.append(
            Radfel(rad.rad, "", "Planen är beslutad, så verksamheter kan inte läggas till eller ändras.")
        )
    if fel:
        return None, fel
    blir = Verksamhetslage(
        stod.pk if stod else None,
        enhet[0],
        enhet[1],
        stod.namn if stod else rad.namn,
        stod.omrade if stod else rad.omrade,
        texter,
    )
    if stod is None:
        g.nya[nyckel] = blir
    else:
        g.andrade[nyckel] = (stod, blir)
    return blir, []


def _har_volymer(v: Verksamhetslage, lage: Lage) -> bool:
    falt = ("volym", "volymutfall", "ersattning", "kompensationsgrad")
    return any(
        varden[namn] is not None for (pk, _), varden in lage.ramar.items() if pk == v.pk for namn in falt
    )


def _textfel(rad: Resursrad, texter: Mapping[str, str], lage: Lage) -> list[Radfel]:
    fel = []
    if texter[NYCKELTAL] and texter[NYCKELTAL] not in lage.nyckeltal:
        fel.append(
            Radfel(rad.rad, RUBRIKER[NYCKELTAL], f"Nyckeltalet {texter[NYCKELTAL]} finns inte i katalogen.")
        )
    if texter[SLAG] == "reserv" and (texter[VOLYMNAMN] or texter[NYCKELTAL]):
        fel.append(
            Radfel(rad.rad, RUBRIKER[SLAG], "En reserv har varken volym eller kostnadsmått. Töm de cellerna.")
        )
    return fel


def _granska_varden(
    rad: Resursrad, v: Verksamhetslage, fore: Varden | None, lage: Lage, g: Granskning
) -> list[Radfel]:
    varden = (fore or TOMMA) | rad.varden
    celler = tuple(
        Cellandring(namn, PER_NAMN[namn].rubrik, (fore or TOMMA)[namn], varden[namn])
        for namn in PER_NAMN
        if varden[namn] != (fore or TOMMA)[namn]
    )
    if fore is not None and not celler:
        g.oforandrade += 1
        return []
    fel = [
        Radfel(rad.rad, PER_NAMN[c.kolumn].rubrik, text)
        for c in celler
        if (text := stopp(c.kolumn, rad.ar, lage))
    ]
    if fore is None and lage.last:
        fel.append(Radfel(rad.rad, "", "Planen är beslutad, så nya ramar kan inte läggas till."))
    fel += [
        Radfel(rad.rad, PER_NAMN[f.kolumn].rubrik if f.kolumn else "", str(f))
        for f in granska(varden, reserv=v.texter[SLAG] == "reserv", har_volym=bool(v.texter[VOLYMNAMN]))
    ]
    oronmarkt = lage.oronmarkt.get((v.pk, rad.ar), Decimal(0)) if v.pk is not None else Decimal(0)
    if text := oronmarkt_fel(varden, oronmarkt):
        fel.append(Radfel(rad.rad, RUBRIKER["bas"], text))
    if not fel:
        g.rader.append(Radandring(rad.rad, v, rad.ar, fore is None, varden, celler))
    return fel


def stopp(kolumn: str, ar: int, lage: Lage) -> str | None:
    """Why a cell may not be changed now: frames after the decision, outcomes before the year has begun."""
    if PER_NAMN[kolumn].del_ == UTFALL:
        return None if ar <= lage.i_ar else f"Utfall för {ar} kan anges först när året har börjat."
    return "Planen är beslutad, så ramar och volymer kan inte ändras." if lage.last else None


def oronmarkt_fel(varden: Varden, oronmarkt: Decimal) -> str | None:
    """Whether the frame still holds what has been set aside for goals."""
    ram = sum((varden[namn] for namn in DELAR), Decimal(0))
    if oronmarkt <= ram or ram < 0:
        return None
    return f"{formatera(oronmarkt)} tkr är öronmärkta för mål, mer än ramen på {formatera(ram)} tkr."
