"""Own units side by side, as they are shown: a table with a small picture on each row, all on one scale."""

from dataclasses import dataclass

from styrsnurra.gemensamt.skala import Skala
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.queries.egna_enheter import Enhetsrad, Enhetstabell
from uppfoljning.texter import visad_enhet

BREDD, HOJD, KANT = 220, 34, 10.0
KONSORD = {"T": "Totalt", "K": "Kvinnor", "M": "Män"}


@dataclass(frozen=True, slots=True)
class Cellvy:
    rubrik: str
    varde: str
    antal: str
    dold: bool


@dataclass(frozen=True, slots=True)
class Prickrad:
    """Where the dots of a row lie, in a box of BREDD × HOJD; `text` says the same in words."""

    helhet: float | None
    prickar: tuple[tuple[str, float], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Enhetsradvy:
    namn: str
    celler: tuple[Cellvy, ...]
    bild: Prickrad | None
    hel: bool


@dataclass(frozen=True, slots=True)
class Enhetsvy:
    tabell: Enhetstabell
    rader: tuple[Enhetsradvy, ...]
    rubriker: tuple[str, ...]
    skala: str
    visar_antal: bool
    bredd: int = BREDD
    hojd: int = HOJD


def enhetsvy(t: Enhetstabell) -> Enhetsvy:
    enhet, decimaler = visad_enhet(t.matt.enhet), t.matt.decimaler
    synliga = [c.varde for rad in t.alla for c in rad.celler.values() if c.varde is not None]
    x = Skala(min(synliga), max(synliga), KANT, BREDD - KANT) if synliga else None
    helhet = t.helhet.celler["T"].varde if t.helhet is not None and "T" in t.helhet.celler else None
    skala = ""
    if synliga:
        skala = f"{formatera(min(synliga), decimaler)} till {formatera(max(synliga), decimaler, enhet)}"
    return Enhetsvy(
        tabell=t,
        rader=tuple(_rad(rad, t, x, helhet, enhet, decimaler) for rad in t.alla),
        rubriker=tuple(KONSORD[k] for k in t.konen),
        skala=skala,
        visar_antal=any(c.antal is not None for rad in t.alla for c in rad.celler.values()),
    )


def _rad(
    rad: Enhetsrad, t: Enhetstabell, x: Skala | None, helhet: float | None, enhet: str, decimaler: int
) -> Enhetsradvy:
    celler, prickar, ord_ = [], [], []
    for kon in t.konen:
        cell = rad.celler.get(kon)
        varde = formatera(cell.varde, decimaler, enhet) if cell is not None and cell.varde is not None else ""
        antal = f"{formatera(cell.antal, 0)} personer" if varde and cell.antal is not None else ""
        celler.append(Cellvy(KONSORD[kon], varde, antal, cell is not None and cell.dold))
        if varde and x is not None:
            prickar.append((kon, x(cell.varde)))
            ord_.append(f"{KONSORD[kon].lower()} {varde}")
    namn = rad.enhet.namn if rad.enhet is not None else "Alla tillsammans"
    bild = None
    if prickar:
        bild = Prickrad(None if helhet is None else x(helhet), tuple(prickar), f"{namn}: {', '.join(ord_)}.")
    return Enhetsradvy(namn, tuple(celler), bild, rad.enhet is None)
