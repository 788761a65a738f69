"""The frames' table as a file holds it: headings, rows, and what is wrong in them, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from planering.domain.resurskolumner import DELAR, KOLUMNER, PER_NAMN, Cellfel, Kolumn, tolka
from styrsnurra.gemensamt.tabellrad import celltext, hitta_kolumner
from styrsnurra.gemensamt.tal import formatera

AR, NAMND, NAMN, OMRADE, SLAG = "ar", "namnd", "namn", "omrade", "slag"
VOLYMNAMN, NYCKELTAL, SUMMA = "volymnamn", "nyckeltal", "summa"
TEXTER: dict[str, str] = {
    AR: "År",
    NAMND: "Nämnd",
    NAMN: "Verksamhet",
    OMRADE: "Område",
    SLAG: "Slag",
    VOLYMNAMN: "Volymen avser",
    NYCKELTAL: "Koladas kostnadsmått",
}
LANGD = {NAMND: 160, NAMN: 120, OMRADE: 80, VOLYMNAMN: 80, NYCKELTAL: 10}
RUBRIKER: dict[str, str] = TEXTER | {k.namn: k.rubrik for k in KOLUMNER[:4]} | {SUMMA: "Ram"}
RUBRIKER |= {k.namn: k.rubrik for k in KOLUMNER[4:]}
SLAGORD = {"verksamhet": "verksamhet", "": "verksamhet", "reserv": "reserv"}
SLAGORD |= {"reserv för oförutsett": "reserv"}


@dataclass(frozen=True, slots=True)
class Radfel:
    """`rad` is the row's number in the sheet, `kolumn` its heading or "" for the row as a whole."""

    rad: int
    kolumn: str
    text: str


@dataclass(frozen=True, slots=True)
class Resursrad:
    """One verksamhet and year as the file has it. `texter` and `varden` hold only the columns that the file has.

    `summa` is the frame that the file states, tkr. Where it states no frame to come from, that is what is left of it.
    """

    rad: int
    ar: int
    namnd: str
    namn: str
    omrade: str
    texter: dict[str, str] = field(default_factory=dict)
    varden: dict[str, Decimal | None] = field(default_factory=dict)
    summa: Decimal | None = None

    def som_json(self) -> dict[str, Any]:
        varden = {k: None if v is None else str(v) for k, v in self.varden.items()}
        return {
            "rad": self.rad, "ar": self.ar, "namnd": self.namnd, "namn": self.namn, "omrade": self.omrade,
            "texter": self.texter, "varden": varden, "summa": None if self.summa is None else str(self.summa),
        }  # fmt: skip

    @classmethod
    def ur_json(cls, data: Mapping[str, Any]) -> "Resursrad":
        varden = {k: None if v is None else Decimal(v) for k, v in data["varden"].items()}
        summa = data.get("summa")
        return cls(**{**data, "varden": varden, "summa": None if summa is None else Decimal(summa)})


class Tabell(NamedTuple):
    """A read table. `okanda` are headings that were not understood; `halva` are rows with errors, holding what could
    be read of them, so that all that is wrong can be said at once."""

    rader: list[Resursrad]
    fel: list[Radfel]
    okanda: list[str]
    halva: list[Resursrad]


def tolka_tabell(rader: Sequence[tuple[int, Sequence[Any]]]) -> Tabell:
    """A table whose first row is headings. A row with any error is not among `rader`."""
    (rubriknr, rubriker), *resten = rader
    kolumner = hitta_kolumner(rubriker, RUBRIKER)
    plats, okanda = kolumner.plats, kolumner.okanda
    fel = [Radfel(rubriknr, rubrik, "Rubriken finns två gånger.") for rubrik in kolumner.dubbla]
    saknas = [TEXTER[namn] for namn in (AR, NAMND, NAMN) if namn not in plats]
    if saknas:
        fel.append(Radfel(rubriknr, "", f"Första raden ska vara rubriker. Det saknas: {', '.join(saknas)}."))
        return Tabell([], fel, okanda, [])
    ut: list[Resursrad] = []
    halva: list[Resursrad] = []
    sedda: dict[tuple, int] = {}
    for nr, celler in resten:
        rad, radens_fel = _tolka_rad(nr, kolumner.rad(celler))
        if rad is not None:
            nyckel = (rad.ar, rad.namnd.casefold(), rad.namn.casefold(), rad.omrade.casefold())
            if nyckel in sedda:
                radens_fel.append(
                    Radfel(nr, "", f"Samma år, nämnd, verksamhet och område som på rad {sedda[nyckel]}.")
                )
            sedda.setdefault(nyckel, nr)
        fel += radens_fel
        if rad is not None:
            (halva if radens_fel else ut).append(rad)
    return Tabell(ut, fel, okanda, halva)


def tabelltext(rader: Sequence[Resursrad]) -> str:
    """Read rows as a table to paste again, with the columns that any of them has."""
    celler = [_celler(rad) for rad in rader]
    falt = [namn for namn in RUBRIKER if any(c.get(namn) for c in celler)]
    rubriker = "\t".join(RUBRIKER[namn] for namn in falt)
    return "\n".join([rubriker, *("\t".join(c.get(namn, "") for namn in falt) for c in celler)])


def _celler(rad: Resursrad) -> dict[str, str]:
    texter = {AR: str(rad.ar), NAMND: rad.namnd, NAMN: rad.namn, OMRADE: rad.omrade, **rad.texter}
    tal = {**rad.varden, SUMMA: rad.summa}
    return {namn: " ".join(text.split()) for namn, text in texter.items()} | {
        namn: f"{t:f}".replace(".", ",") for namn, t in tal.items() if t is not None
    }


def _tolka_rad(nr: int, cell: dict[str, Any]) -> tuple[Resursrad | None, list[Radfel]]:
    fel: list[Radfel] = []
    texter = {namn: celltext(cell[namn]) for namn in TEXTER if namn in cell}
    ar = _ar(cell[AR])
    if ar is None:
        fel.append(Radfel(nr, TEXTER[AR], "Skriv året med fyra siffror, till exempel 2026."))
    for namn in (NAMND, NAMN):
        if not texter[namn]:
            fel.append(Radfel(nr, TEXTER[namn], "Cellen är tom."))
    for namn, langst in LANGD.items():
        if len(texter.get(namn, "")) > langst:
            fel.append(Radfel(nr, TEXTER[namn], f"Texten är för lång: högst {langst} tecken."))
    if SLAG in texter:
        slag = SLAGORD.get(texter[SLAG].casefold())
        if slag is None:
            fel.append(Radfel(nr, TEXTER[SLAG], "Skriv ”Verksamhet” eller ”Reserv för oförutsett”."))
        texter[SLAG] = slag or ""
    if NYCKELTAL in texter:
        texter[NYCKELTAL] = texter[NYCKELTAL].upper()
    varden = {}
    for namn in (n for n in PER_NAMN if n in cell):
        try:
            varden[namn] = tolka(PER_NAMN[namn], cell[namn])
        except Cellfel as f:
            fel.append(Radfel(nr, PER_NAMN[namn].rubrik, str(f)))
    summa, summafel = _summa(nr, cell)
    fel += summafel
    if summa is not None and "bas" in varden and not celltext(cell["bas"]):
        del varden["bas"]
    if not fel:
        fel += _summafel(nr, summa, varden)
    if ar is None or not texter[NAMND] or not texter[NAMN]:
        return None, fel
    ovriga = {n: t for n, t in texter.items() if n not in (AR, NAMND, NAMN, OMRADE)}
    rad = Resursrad(nr, ar, texter[NAMND], texter[NAMN], texter.get(OMRADE, ""), ovriga, varden, summa)
    return rad, fel


def _summa(nr: int, cell: dict[str, Any]) -> tuple[Decimal | None, list[Radfel]]:
    """The frame that the row states, if it does."""
    if SUMMA not in cell:
        return None, []
    try:
        return tolka(Kolumn(SUMMA, "Ram", "Ram", "tkr", 3, minst=Decimal(0)), cell[SUMMA]), []
    except Cellfel as f:
        return None, [Radfel(nr, "Ram", str(f))]


def _summafel(nr: int, summa: Decimal | None, varden: dict[str, Decimal | None]) -> list[Radfel]:
    """The file's own sum, where it has all the parts, must be the sum of them."""
    if not all(namn in varden for namn in DELAR):
        return []
    blir = sum((varden[namn] or Decimal(0) for namn in DELAR), Decimal(0))
    if summa is None or summa == blir:
        return []
    return [Radfel(nr, "Ram", f"Ramen är {formatera(summa)}, men delarna blir {formatera(blir)}.")]


def _ar(cell: Any) -> int | None:
    text = celltext(cell)
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None
