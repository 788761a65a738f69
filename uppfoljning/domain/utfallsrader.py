"""Outcomes as other systems and files deliver them: one value a row, and what is wrong in it.

Two readers, one for tables and one for JSON, make the same `Utfallsrad`. What the rows would do is `utfallsgranskning`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from planering.domain.resurskolumner import Cellfel, Kolumn, tolka
from planering.domain.resursrader import Radfel
from styrsnurra.gemensamt.tabellrad import celltext, hitta_kolumner
from uppfoljning.domain.perioder import MANADER

STORST = 1e15
ANTAL_STORST = 100_000_000
RUBRIKER = {
    "matt": "Mått",
    "ar": "År",
    "period": "Period",
    "kon": "Kön",
    "enhet": "Enhet",
    "varde": "Värde",
    "antal": "Antal",
}
KRAVS = ("matt", "ar", "varde")
KONORD = {
    "": "T", "t": "T", "totalt": "T", "alla": "T",
    "k": "K", "kvinnor": "K", "kvinna": "K", "flickor": "K",
    "m": "M", "män": "M", "man": "M", "pojkar": "M",
}  # fmt: skip
VARDE = Kolumn("varde", "Värde", "Värde", "", 6)
ANTAL = Kolumn("antal", "Antal", "Antal", "", 0, minst=Decimal(0), hogst=Decimal(ANTAL_STORST))


@dataclass(frozen=True, slots=True)
class Utfallsrad:
    """`rad` is its number in the table, or its place in the delivery from 1. `matt` and `enhet` are a key or a name;
    `enhet` None is the measure as a whole. `antal` None: not said, and then what is stored stays."""

    rad: int
    matt: int | str
    ar: int
    period: int | None
    kon: str
    enhet: int | str | None
    varde: float
    antal: int | None

    def som_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def ur_json(cls, data: Mapping[str, Any]) -> "Utfallsrad":
        return cls(**data)


def tolka_tabell(
    rader: Sequence[tuple[int, Sequence[Any]]],
) -> tuple[list[Utfallsrad], list[Radfel], list[str]]:
    """(rows, errors, headings that were not understood) of a table whose first row is headings. A row with any error is
    among the errors only."""
    (rubriknr, rubriker), *resten = rader
    kolumner = hitta_kolumner(rubriker, RUBRIKER)
    fel = [Radfel(rubriknr, rubrik, "Rubriken finns två gånger.") for rubrik in kolumner.dubbla]
    saknas = [RUBRIKER[namn] for namn in KRAVS if namn not in kolumner.plats]
    if saknas:
        text = f"Första raden ska vara rubriker. Det saknas: {', '.join(saknas)}."
        return [], [*fel, Radfel(rubriknr, "", text)], kolumner.okanda
    ut: list[Utfallsrad] = []
    for nr, celler in resten:
        cell = kolumner.rad(celler)
        if _tomt(cell.get("varde")):
            continue  # a template's empty line asks for nothing
        rad, radens_fel = _ur_celler(nr, cell)
        fel += [Radfel(nr, RUBRIKER[falt], text) for falt, text in radens_fel]
        ut += [rad] if rad else []
    return ut, fel, kolumner.okanda


def _ur_celler(nr: int, cell: Mapping[str, Any]) -> tuple[Utfallsrad | None, list[tuple[str, str]]]:
    fel: list[tuple[str, str]] = []
    matt, enhet = celltext(cell["matt"]), celltext(cell.get("enhet"))
    if not matt:
        fel.append(("matt", "Cellen är tom."))
    ar = celltext(cell["ar"])
    if not (len(ar) == 4 and ar.isascii() and ar.isdigit()):
        fel.append(("ar", "Skriv året med fyra siffror, till exempel 2026."))
    period = _period(celltext(cell.get("period")))
    if period == -1:
        fel.append(
            ("period", "Skriv månadens nummer eller namn, eller tertialens nummer. Tomt för ett helt år.")
        )
    kon = KONORD.get(celltext(cell.get("kon")).casefold())
    if kon is None:
        fel.append(("kon", "Skriv T (totalt), K (kvinnor) eller M (män)."))
    varden: dict[str, Decimal | None] = {}
    for kolumn in (VARDE, ANTAL):
        try:
            varden[kolumn.namn] = tolka(kolumn, cell.get(kolumn.namn))
        except Cellfel as f:
            fel.append((kolumn.namn, str(f)))
    if fel:
        return None, fel
    antal = varden["antal"]
    return Utfallsrad(
        nr, matt, int(ar), period, str(kon), enhet or None, float(varden["varde"] or 0),
        None if antal is None else int(antal),
    ), []  # fmt: skip


def _period(text: str) -> int | None:
    """None for a whole year, −1 for what is no period: "3", "mars", "T2", "tertial 2"."""
    rent = text.casefold().removeprefix("tertial").removeprefix("t").strip() if text else ""
    if not text:
        return None
    if rent.isascii() and rent.isdigit() and len(rent) <= 2:
        return int(rent)
    traffar = [
        n for n, manad in enumerate(MANADER, start=1) if len(text) >= 3 and manad.startswith(text.casefold())
    ]
    return traffar[0] if len(traffar) == 1 else -1


def _tomt(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


# ---- What a system delivers ----

FALT = tuple(RUBRIKER)


def tolka_leverans(data: Sequence[Any]) -> tuple[list[Utfallsrad], list[Radfel]]:
    """(rows, errors) of a list of JSON objects. Exact types, no guesses: machines do not need to be understood.
    `Radfel.kolumn` is the field's name."""
    ut: list[Utfallsrad] = []
    fel: list[Radfel] = []
    for nr, post in enumerate(data, start=1):
        if not isinstance(post, dict):
            fel.append(Radfel(nr, "", "Raden ska vara ett objekt med fälten matt, ar och varde."))
            continue
        radens = _leveransfel(post)
        fel += [Radfel(nr, falt, text) for falt, text in radens]
        if not radens:
            ut.append(_ur_post(nr, post))
    return ut, fel


def _ur_post(nr: int, post: dict[str, Any]) -> Utfallsrad:
    """A post without errors. An antal that is not there is not said, so what is stored stays."""
    return Utfallsrad(
        rad=nr,
        matt=post["matt"],
        ar=post["ar"],
        period=post.get("period"),
        kon=post.get("kon", "T"),
        enhet=post.get("enhet"),
        varde=float(post["varde"]),
        antal=post.get("antal"),
    )


def _leveransfel(post: dict[str, Any]) -> list[tuple[str, str]]:
    fel = [("", f"Fältet {str(namn)[:40]} finns inte.") for namn in post if namn not in FALT]
    fel += [(namn, f"Fältet {namn} saknas.") for namn in KRAVS if namn not in post]
    if "matt" in post and not _nyckel(post["matt"]):
        fel.append(("matt", "matt är måttets nummer eller namn."))
    if "ar" in post and not (_heltal(post["ar"]) and 1900 <= post["ar"] <= 2200):
        fel.append(("ar", "ar är ett kalenderår, till exempel 2026."))
    if post.get("period") is not None and not (_heltal(post["period"]) and 1 <= post["period"] <= 12):
        fel.append(("period", "period är månadens eller tertialens nummer, eller null för ett helt år."))
    if post.get("kon", "T") not in ("T", "K", "M"):
        fel.append(("kon", "kon är T, K eller M."))
    if post.get("enhet") is not None and not _nyckel(post["enhet"]):
        fel.append(("enhet", "enhet är enhetens nummer eller namn, eller null för måttet som helhet."))
    if "varde" in post and not _andligt(post["varde"]):
        fel.append(("varde", "varde är ett tal, till exempel 74.5. Ett värde som saknas skickas inte."))
    antal = post.get("antal")
    if antal is not None and not (_heltal(antal) and 0 <= antal <= ANTAL_STORST):
        fel.append(("antal", "antal är ett heltal, minst 0, eller null."))
    return fel


def _heltal(varde: Any) -> bool:
    return isinstance(varde, int) and not isinstance(varde, bool)


def _nyckel(varde: Any) -> bool:
    return (_heltal(varde) and 0 < varde < 2**31) or (
        isinstance(varde, str) and 0 < len(varde.strip()) <= 200 and "\x00" not in varde
    )


def _andligt(varde: Any) -> bool:
    """A finite number that a float can hold; a whole number may be too long for one."""
    if isinstance(varde, float):
        return math.isfinite(varde) and abs(varde) <= STORST
    return _heltal(varde) and abs(varde) <= STORST
