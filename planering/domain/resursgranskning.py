"""What a read table would do to the plan's frames: told before anything is saved, and saved exactly so."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from planering.domain import regler
from planering.domain.resurser import langt_ifran
from planering.domain.resurskolumner import DELAR, KOLUMNER, PER_NAMN, UTFALL, granska, har_volymer
from planering.domain.resursrader import NYCKELTAL, RUBRIKER, SLAG, SUMMA, VOLYMNAMN, Radfel, Resursrad
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

Varden = dict[str, Decimal | None]
TOMMA: Varden = {k.namn: k.tom for k in KOLUMNER}
INTE_KOSTNAD = "{kod} mäter inte kronor per något, som kr per barn, elev eller brukare. Välj ett sådant mått."


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
    """The plan as it stands. `enheter` are those that may have frames, by name in lower case.

    `nyckeltal` are the cost measures that may be chosen, `andra_nyckeltal` those that exist but measure something
    else. `fore_planen` are, by verksamhet, the columns of the year before the plan's first, out of the plan before.
    """

    fran_ar: int
    till_ar: int
    last: bool
    i_ar: int
    enheter: dict[str, tuple[int, str]]
    verksamheter: dict[tuple[int, str, str], Verksamhetslage]
    ramar: dict[tuple[int, int], Varden]
    oronmarkt: dict[tuple[int, int], Decimal]
    nyckeltal: frozenset[str]
    andra_nyckeltal: frozenset[str] = frozenset()
    fore_planen: dict[int, Varden] = field(default_factory=dict)

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
    """Everything there is to say. It may be saved only when `fel` is empty; `varningar` hinder nothing."""

    fel: list[Radfel] = field(default_factory=list)
    nya: dict[tuple[int, str, str], Verksamhetslage] = field(default_factory=dict)
    andrade: dict[tuple[int, str, str], tuple[Verksamhetslage, Verksamhetslage]] = field(default_factory=dict)
    rader: list[Radandring] = field(default_factory=list)
    oforandrade: int = 0
    varningar: list[str] = field(default_factory=list)

    @property
    def andrar_nagot(self) -> bool:
        return bool(self.nya or self.andrade or self.rader)

    @property
    def antal_celler(self) -> int:
        return sum(len(rad.celler) for rad in self.rader)


def granska_rader(rader: Iterable[Resursrad], lage: Lage, halva: Iterable[Resursrad] = ()) -> Granskning:
    """What the rows would do. Of `halva`, which cannot be saved, only what is wrong is told."""
    g = Granskning()
    for rad in rader:
        g.fel += _granska_rad(rad, lage, g)
    for rad in halva:
        g.fel += _granska_rad(rad, lage, Granskning())
    g.varningar = _varningar(g, lage)
    return g


def _varningar(g: Granskning, lage: Lage) -> list[str]:
    """The frames that would land far from the year before's, as they stand when all of the rows are saved."""
    blir = {(rad.verksamhet.nyckel, rad.ar): ramsumma(rad.varden) for rad in g.rader}
    ut = []
    for rad in g.rader:
        if not rad.ny and not any(c.kolumn in DELAR for c in rad.celler):
            continue
        v, ram = rad.verksamhet, ramsumma(rad.varden)
        fore = blir.get((v.nyckel, rad.ar - 1), arets_fore(v.pk, rad.ar, lage))
        text = f"{v.namnd}, {v}: ramen {rad.ar} blir {_tkr(ram)}"
        if langt_ifran(ram, fore):
            procent = formatera((ram - fore) / fore * 100, 1, "%", tecken=True)
            ut.append(f"{text}, mot {_tkr(fore)} {rad.ar - 1} ({procent}).")
        elif ram == 0 and v.texter[SLAG] != "reserv":
            ut.append(f"{text}.")
    return ut


def ramsumma(varden: Mapping[str, Decimal | None]) -> Decimal:
    """The frame that the columns make, tkr."""
    return sum((varden[namn] for namn in DELAR), Decimal(0))


def arets_fore(pk: int | None, ar: int, lage: Lage) -> Decimal | None:
    """The verksamhet's frame of the year before, in the plan or in the plan before it."""
    if pk is None:
        return None
    varden = lage.fore_planen.get(pk) if ar == lage.fran_ar else lage.ramar.get((pk, ar - 1))
    return None if varden is None else ramsumma(varden)


def _granska_rad(rad: Resursrad, lage: Lage, g: Granskning) -> list[Radfel]:
    if text := regler.i_planen(rad.ar, lage.fran_ar, lage.till_ar):
        return [Radfel(rad.rad, RUBRIKER["ar"], text)]
    enhet = lage.enheter.get(rad.namnd.casefold())
    if enhet is None:
        text = f"Det finns ingen nämnd eller något bolag som heter ”{rad.namnd}”."
        return [Radfel(rad.rad, RUBRIKER["namnd"], text)]
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
    return any(har_volymer(varden) for (pk, _), varden in lage.ramar.items() if pk == v.pk)


def _textfel(rad: Resursrad, texter: Mapping[str, str], lage: Lage) -> list[Radfel]:
    fel = []
    kod = texter[NYCKELTAL]
    if kod and kod not in lage.nyckeltal:
        text = f"Nyckeltalet {kod} finns inte i katalogen."
        if kod in lage.andra_nyckeltal:
            text = INTE_KOSTNAD.format(kod=kod)
        fel.append(Radfel(rad.rad, RUBRIKER[NYCKELTAL], text))
    if texter[SLAG] == "reserv" and (texter[VOLYMNAMN] or texter[NYCKELTAL]):
        fel.append(
            Radfel(rad.rad, RUBRIKER[SLAG], "En reserv har varken volym eller kostnadsmått. Töm de cellerna.")
        )
    return fel


def _granska_varden(
    rad: Resursrad, v: Verksamhetslage, fore: Varden | None, lage: Lage, g: Granskning
) -> list[Radfel]:
    angivna, summafel = _med_summan(rad, fore)
    if summafel:
        return summafel
    varden = (fore or TOMMA) | angivna
    celler = tuple(
        Cellandring(namn, PER_NAMN[namn].rubrik, (fore or TOMMA)[namn], varden[namn])
        for namn in PER_NAMN
        if varden[namn] != (fore or TOMMA)[namn]
    )
    if not celler:  # and a row without a single figure makes no frame
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
        Radfel(rad.rad, PER_NAMN[f.kolumn].rubrik if f.kolumn else "", _med_namn(str(f), f.kolumn, v))
        for f in granska(varden, reserv=v.texter[SLAG] == "reserv", har_volym=bool(v.texter[VOLYMNAMN]))
    ]
    oronmarkt = lage.oronmarkt.get((v.pk, rad.ar), Decimal(0)) if v.pk is not None else Decimal(0)
    if text := oronmarkt_fel(varden, oronmarkt):
        fel.append(Radfel(rad.rad, RUBRIKER["bas"], text))
    if not fel:
        g.rader.append(Radandring(rad.rad, v, rad.ar, fore is None, varden, celler))
    return fel


def _med_summan(rad: Resursrad, fore: Varden | None) -> tuple[Varden, list[Radfel]]:
    """The row's figures, with the frame to come from worked out of the sum where only that is stated."""
    if rad.summa is None or all(namn in rad.varden for namn in DELAR):
        return rad.varden, []
    delar = (fore or TOMMA) | rad.varden
    ovriga = sum((delar[namn] for namn in DELAR if namn != "bas"), Decimal(0))
    summa = _tkr(rad.summa)
    if "bas" in rad.varden:
        if rad.summa == ovriga + delar["bas"]:
            return rad.varden, []
        blir = _tkr(ovriga + delar["bas"])
        text = f"Ramen är {summa}, men delarna i tabellen och de som är sparade blir {blir}."
    elif rad.summa >= ovriga:
        return rad.varden | {"bas": rad.summa - ovriga}, []
    else:
        delarna = "Uppräkning, demografi och prioritering"
        text = f"{delarna} är {_tkr(ovriga)}, mer än ramen på {summa}."
    return rad.varden, [Radfel(rad.rad, RUBRIKER[SUMMA], text)]


def _tkr(tal: Decimal) -> str:
    return formatera(tal, antal_decimaler(tal), "tkr")


def _med_namn(text: str, kolumn: str, v: Verksamhetslage) -> str:
    """A volume that has no name has no box in the grid either: the message says whose it is."""
    if v.texter[VOLYMNAMN] or kolumn not in PER_NAMN or not text.startswith("Ange först"):
        return text
    return f"{v.namnd}, {v}: {PER_NAMN[kolumn].rubrik.lower()} är angiven. {text}"


def stopp(kolumn: str, ar: int, lage: Lage) -> str | None:
    """Why a cell may not be changed now: frames after the decision, outcomes before the year has begun."""
    if PER_NAMN[kolumn].del_ == UTFALL:
        return None if ar <= lage.i_ar else f"Utfall för {ar} kan anges först när året har börjat."
    return "Planen är beslutad, så ramar och volymer kan inte ändras." if lage.last else None


def oronmarkt_fel(varden: Varden, oronmarkt: Decimal) -> str | None:
    """Whether the frame still holds what has been set aside for goals."""
    ram = ramsumma(varden)
    if oronmarkt <= ram or ram < 0:
        return None
    return f"{formatera(oronmarkt)} tkr är öronmärkta för mål, mer än ramen på {formatera(ram)} tkr."
