"""A document as data: what a page, a Word file and a PDF are all written from, so that they say the same.

Texts are plain: nothing in them is markup in any of the formats. A line break in a text stays a line break, an empty
line parts two paragraphs.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

VERSION = 1


@dataclass(frozen=True, slots=True)
class Rubrik:
    """`niva` 1 is the document's own sections; the title is above them."""

    niva: int
    text: str
    slag: str = "rubrik"


@dataclass(frozen=True, slots=True)
class Stycke:
    text: str
    slag: str = "stycke"


@dataclass(frozen=True, slots=True)
class Notis(Stycke):
    """Something that the reader must not miss."""

    slag: str = "notis"


@dataclass(frozen=True, slots=True)
class Lista:
    punkter: tuple[str, ...]
    numrerad: bool = False
    slag: str = "lista"


@dataclass(frozen=True, slots=True)
class Fakta:
    """(name, text) in order."""

    rader: tuple[tuple[str, str], ...]
    slag: str = "fakta"


@dataclass(frozen=True, slots=True)
class Kolumn:
    """`tal`: right-aligned figures. `vikt`: its share of the width."""

    namn: str
    tal: bool = False
    vikt: int = 1


@dataclass(frozen=True, slots=True)
class Tabell:
    """A header row, rows whose first cell names them, and maybe a last row of sums."""

    titel: str
    kolumner: tuple[Kolumn, ...]
    rader: tuple[tuple[str, ...], ...]
    summa: tuple[str, ...] = ()
    slag: str = "tabell"


@dataclass(frozen=True, slots=True)
class Punkt:
    """A proposal in the matrix: its number in the table beside, its mean, and the outermost of what people said."""

    nummer: int
    insats: float
    effekt: float
    insats_min: int
    insats_max: int
    effekt_min: int
    effekt_max: int


@dataclass(frozen=True, slots=True)
class Matris:
    """Resursinsats × effekt as a picture; everything in it is in the table beside it too. `alt` says it in words."""

    titel: str
    alt: str
    punkter: tuple[Punkt, ...]
    slag: str = "matris"


Block = Rubrik | Stycke | Notis | Lista | Fakta | Tabell | Matris


@dataclass(frozen=True, slots=True)
class Dokument:
    """`overrad` is the kind of paper, `huvud` what stands under the title, `sidhuvud` what each page repeats."""

    titel: str
    overrad: str
    kommun: str
    sidhuvud: str
    huvud: tuple[tuple[str, str], ...]
    block: tuple[Block, ...]
    datum: str
    version: int = VERSION


_STYCKESBRYT = re.compile(r"\n[ \t]*\n\s*")


def stycken(text: str) -> list[str]:
    """A text's paragraphs: empty lines part them."""
    return _STYCKESBRYT.split(text)


def till_json(dokument: Dokument) -> dict[str, Any]:
    return _listor(asdict(dokument))


def _listor(varde: Any) -> Any:
    """With lists for tuples, as JSON gives them back: what is stored equals what is read."""
    if isinstance(varde, dict):
        return {namn: _listor(v) for namn, v in varde.items()}
    if isinstance(varde, (list, tuple)):
        return [_listor(v) for v in varde]
    return varde


def fran_json(data: dict[str, Any]) -> Dokument:
    """Raises ValueError for a version that this program does not know."""
    if data.get("version") != VERSION:
        raise ValueError(f"unknown version of a paper: {data.get('version')!r}")
    return Dokument(
        titel=data["titel"],
        overrad=data["overrad"],
        kommun=data["kommun"],
        sidhuvud=data["sidhuvud"],
        huvud=_par(data["huvud"]),
        block=tuple(_block(b) for b in data["block"]),
        datum=data["datum"],
    )


def _par(rader: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((namn, text) for namn, text in rader)


def _block(b: dict[str, Any]) -> Block:
    match b["slag"]:
        case "rubrik":
            return Rubrik(b["niva"], b["text"])
        case "stycke":
            return Stycke(b["text"])
        case "notis":
            return Notis(b["text"])
        case "lista":
            return Lista(tuple(b["punkter"]), b["numrerad"])
        case "fakta":
            return Fakta(_par(b["rader"]))
        case "tabell":
            return Tabell(
                b["titel"],
                tuple(Kolumn(k["namn"], k["tal"], k["vikt"]) for k in b["kolumner"]),
                tuple(tuple(rad) for rad in b["rader"]),
                tuple(b["summa"]),
            )
        case "matris":
            return Matris(b["titel"], b["alt"], tuple(Punkt(**p) for p in b["punkter"]))
    raise ValueError(f"unknown part of a paper: {b['slag']!r}")


def texter(dokument: Dokument) -> Iterator[str]:
    """Every text that a reader meets, in order: what the three formats have in common. A picture counts by its title
    and its words."""
    yield from (dokument.overrad, dokument.titel)
    for namn, text in dokument.huvud:
        yield from (namn, text)
    for b in dokument.block:
        yield from _blocktexter(b)


def _blocktexter(b: Block) -> Iterator[str]:
    match b:
        case Rubrik() | Stycke():
            yield b.text
        case Lista():
            yield from b.punkter
        case Fakta():
            for par in b.rader:
                yield from par
        case Tabell():
            yield b.titel
            yield from (k.namn for k in b.kolumner)
            for rad in (*b.rader, *((b.summa,) if b.summa else ())):
                yield from rad
        case Matris():
            yield from (b.titel, b.alt)
