"""The comparison page: sentences, rows and choices."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kkik.domain.jamforelsetabell import jamfor_alla, signaler_for
from kkik.domain.likhet import avstand, tal
from kkik.domain.matris import Matris
from kkik.domain.meningar import mening_kon, mening_mot_andra, mening_trend
from kkik.domain.signaler import Riktning, Trend
from kkik.queries import Jamforelse
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.tal import decimaler_for, formatera

ANDRING_AR = 5
STOR_LUTNING = 100
SORTERINGAR = ("namn", "-namn", "varde", "-varde", "andring", "-andring")


@dataclass(frozen=True, slots=True)
class Kommunrad:
    """One municipality in a table. `andring` is the difference to five years earlier; `plats` by falling value."""

    id: int
    kod: str
    namn: str
    varde: float | None
    andring: float | None
    plats: int | None
    egen: bool


def decimaler(j: Jamforelse) -> int:
    """One number of decimals for the whole page, from the country's values in the year."""
    varden = j.matris.varden_for(j.ar)
    return decimaler_for([*varden[~np.isnan(varden)].tolist()])


def mening_andra(j: Jamforelse, enhet: str, dec: int) -> str:
    """The place among others; without a riktning in lower and higher, never in good and bad."""
    m = j.mot_andra
    if m.riktning is not Riktning.NEUTRAL:
        return (
            f"{mening_mot_andra(m, enhet, dec, j.ar)}. Gäller {j.grupp.etikett}. Relativt, inget betyg i sig."
        )
    if m.egen is None or m.under is None or m.lika is None:
        return f"{_stor(j.saknas.etikett if j.saknas else 'uppgift saknas')} {j.ar}." + _median(j, enhet, dec)
    if m.n == 0:
        return f"{formatera(m.egen, dec, enhet)} {j.ar}. Ingen annan kommun i gruppen har ett värde."
    hur = f"Högre än {m.under} och lägre än {m.over} av {m.n} andra"
    lika = f", lika med {m.lika}" if m.lika else ""
    return f"{formatera(m.egen, dec, enhet)} {j.ar}. {hur}{lika}.{_median(j, enhet, dec)} Gäller {j.grupp.etikett}."


def _median(j: Jamforelse, enhet: str, dec: int) -> str:
    return f" De andras median är {formatera(j.mot_andra.median, dec, enhet)}." if j.mot_andra.n else ""


def rubrik_andra(j: Jamforelse) -> str:
    """The heading of a place that nobody has said is good or bad."""
    m = j.mot_andra
    if m.under is None or m.lika is None or not m.n:
        return "Kan inte jämföras"
    andel = (m.under + m.lika / 2) / m.n
    if andel >= 0.75:
        return "Bland de högsta 25 %"
    return "Bland de lägsta 25 %" if andel <= 0.25 else "I mitten"


def mening_trenden(j: Jamforelse, enhet: str, dec: int) -> str:
    # A slope of hundreds needs no decimals; how many a small one needs, its sentence knows.
    stor = j.trend.lutning is not None and abs(j.trend.lutning) >= STOR_LUTNING
    return f"{mening_trend(j.trend, enhet, None if stor else dec)}."


def mening_konen(j: Jamforelse, enhet: str, dec: int) -> str:
    return f"{mening_kon(j.kon_gap, enhet, dec)}."


def gruppord(j: Jamforelse) -> str:
    """The group in a word or two, for the chart."""
    kod = j.grupp.kod.partition(":")[0]
    return {"alla": "alla kommuner", "lan": "länet", "liknande": "liknande kommuner"}.get(kod, "gruppen")


def rubrik(j: Jamforelse, namn: str, enhet: str, dec: int) -> str:
    """The finding, as the chart's heading."""
    if j.varde is None:
        return f"{namn} {j.ar}: {j.saknas.etikett if j.saknas else 'uppgift saknas'}"
    ord_ = {Trend.STIGANDE: "stiger", Trend.SJUNKANDE: "sjunker", Trend.PLAN: "ingen säker förändring"}
    slut = "" if j.trend.trend is None else f" – {ord_[j.trend.trend]} sedan {j.trend.punkter[0][0]}"
    return f"{formatera(j.varde, dec, enhet)} {j.ar}{slut}"


def ofullstandigt(j: Jamforelse, namn: str, enhet: str, dec: int) -> str:
    """What is known of the newest thin year; "" when there is none."""
    if not j.tunna:
        return ""
    ar = j.tunna[-1]
    antal = int(np.count_nonzero(~np.isnan(j.matris.varden_for(ar))))
    egen = j.matris.varde(ar, j.kommun)
    text = f"{ar} är ofullständigt: {'bara en kommun' if antal == 1 else f'bara {antal} kommuner'} har ett värde ännu."
    return (
        text + (f" {namn}: {formatera(egen, dec, enhet)}." if egen is not None else "") + " Året bedöms inte."
    )


def kommunrader(j: Jamforelse, namn: dict[int, str], bara: frozenset[int] | None = None) -> list[Kommunrad]:
    """Municipalities with their value in the year, by name. bara: only these."""
    nu, da = j.matris.varden_for(j.ar), j.matris.varden_for(j.ar - ANDRING_AR)
    brott = any(j.ar - ANDRING_AR < b <= j.ar for b in j.matris.brott)
    platser = _platser(j, nu)
    rader = []
    for i, k in enumerate(j.matris.kommuner.tolist()):
        if bara is not None and k not in bara:
            continue
        varde, fore = tal(nu[i]), tal(da[i])
        andring = None if varde is None or fore is None or brott else varde - fore
        plats = None if platser[i] < 0 else int(platser[i])
        rader.append(Kommunrad(k, f"{k:04d}", namn.get(k, f"{k:04d}"), varde, andring, plats, k == j.kommun))
    return sorted(rader, key=lambda r: svensk_nyckel(r.namn))


def _platser(j: Jamforelse, varden: np.ndarray) -> np.ndarray:
    """int [K]: rank in the country, best first by the riktning shown, otherwise highest first; −1 without value."""
    riktning = Riktning.HOG if j.riktning is Riktning.NEUTRAL else j.riktning
    axel = varden if j.intervall is None else avstand(varden, *j.intervall)
    return signaler_for(jamfor_alla(axel), riktning).rang


def sortera(rader: list[Kommunrad], sortering: str) -> list[Kommunrad]:
    """By name, value or change, "-" before for falling; missing ones last. Ties keep the order of names."""
    falt, fallande = sortering.removeprefix("-"), sortering.startswith("-")
    if falt == "namn":
        return rader[::-1] if fallande else rader
    med = [r for r in rader if getattr(r, falt) is not None]
    utan = [r for r in rader if getattr(r, falt) is None]
    return sorted(med, key=lambda r: -getattr(r, falt) if fallande else getattr(r, falt)) + utan


def csvrader(matris: Matris, kon: str, namn: dict[int, str]) -> list[list[Any]]:
    """Every value of the matrix: code, name, gender, year, value. The codes keep their zeros."""
    ut = []
    for i, k in enumerate(matris.kommuner.tolist()):
        kolumn = matris.varden[:, i]
        ut += [
            [f"{k:04d}", namn.get(k, ""), kon, int(y), float(v)]
            for y, v in zip(matris.ar, kolumn, strict=True)
            if not np.isnan(v)
        ]
    return ut


def _stor(text: str) -> str:
    return text[:1].upper() + text[1:]
