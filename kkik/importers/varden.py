"""A page of values → rows for PostgreSQL's binary COPY. Pure: numbers in, bytes out.

A row is nyckeltal, kommun, ar (int2), kon (varchar), borttagen (bool), varde (float8 or null), status
(varchar or null).
"""

import struct
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from kkik.importers.plan import Sats
from kkik.importers.struktur import Objekt

KON = {"T": ord("T"), "K": ord("K"), "M": ord("M")}
ALLA_AR = range(1900, 2200)
STATUSLANGD = 40
HUVUD = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
SLUT = struct.pack(">h", -1)


@dataclass(frozen=True, slots=True)
class Kartor:
    """Kolada's ids → keys in the database. A nyckeltal or an area that is not here is refused."""

    kpi: dict[str, int]
    omraden: dict[str, int]


@dataclass(slots=True)
class Paket:
    """What came of one page. `mottagna` = values in it; `rader` of them are in `data`; the rest are told in
    `vagrade`. `klar`: the page ends its batch. `gruppvarden`: (nyckeltal, group id, year, gender, value, count)."""

    sats: Sats
    mottagna: int = 0
    rader: int = 0
    data: bytes = b""
    klar: bool = False
    vagrade: Counter[str] = field(default_factory=Counter)
    gruppvarden: list[tuple[int, str, int, str, float | None, int]] = field(default_factory=list)


@dataclass(slots=True)
class Packare:
    """Packs the pages of one batch. It remembers their keys, so that a row that comes twice is taken once."""

    sats: Sats
    kartor: Kartor
    _sedda: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    def packa(self, objekt: list[Objekt]) -> Paket:
        paket = Paket(self.sats, mottagna=sum(len(o.values) for o in objekt))
        if self.sats.grupper:
            self._packa_grupper(objekt, paket)
        else:
            self._packa_varden(objekt, paket)
        return paket

    def _godtagna(self, objekt: list[Objekt], paket: Paket):
        """(key of nyckeltal, area, object) for what was asked for; the rest is refused."""
        kpi = {i: self.kartor.kpi[i] for i in self.sats.kpi}
        omraden = set(self.sats.omraden)
        ar = ALLA_AR if self.sats.ar is None else frozenset(self.sats.ar)
        for o in objekt:
            nyckel = kpi.get(o.kpi)
            if nyckel is None:
                paket.vagrade[f"nyckeltal {_kort(o.kpi)} som ingen frågat efter"] += len(o.values)
            elif o.municipality not in omraden:
                paket.vagrade[f"område {_kort(o.municipality)} som ingen frågat efter"] += len(o.values)
            elif o.period not in ar:
                paket.vagrade[f"år {o.period} som ingen frågat efter"] += len(o.values)
            else:
                yield nyckel, o

    def _packa_varden(self, objekt: list[Objekt], paket: Paket) -> None:
        kpi, omr, ar, kon, varde, dod = [], [], [], [], [], []
        statusar: dict[str, list[int]] = {}
        omraden = self.kartor.omraden
        for nyckel, o in self._godtagna(objekt, paket):
            omrade, period = omraden[o.municipality], o.period
            for v in o.values:
                g = KON.get(v.gender)
                if g is None:
                    paket.vagrade[f"okänt kön {_kort(v.gender)}"] += 1
                    continue
                if v.status and (status := _statustext(v.status)):
                    statusar.setdefault(status, []).append(len(kpi))
                kpi.append(nyckel)
                omr.append(omrade)
                ar.append(period)
                kon.append(g)
                varde.append(v.value)
                dod.append(v.isdeleted is True)
        if kpi:
            kolumner = _kolumner(kpi, omr, ar, kon, varde, dod)
            self._skriv(kolumner, statusar, paket)

    def _skriv(self, kol: dict[str, np.ndarray], statusar: dict[str, list[int]], paket: Paket) -> None:
        kvar = self._forsta_gangen(kol)
        if dubbla := int((~kvar).sum()):
            paket.vagrade["värde som kom två gånger; det första gäller"] += dubbla
        status_nr = np.zeros(len(kvar), dtype=np.int32)
        texter = [None, *statusar]
        for nr, rader in enumerate(statusar.values(), start=1):
            status_nr[rader] = nr
        saknas = np.isnan(kol["v"])
        delar = []
        for nr, text in enumerate(texter):
            for tom in (False, True):
                valda = kvar & (saknas == tom) & (status_nr == nr)
                if valda.any():
                    delar.append(_rader(kol, valda, tom, text))
        paket.rader = int(kvar.sum())
        paket.data = b"".join([HUVUD, *delar, SLUT])

    def _forsta_gangen(self, kol: dict[str, np.ndarray]) -> np.ndarray:
        nyckel = ((kol["k"].astype(np.int64) << 16 | kol["o"]) << 16 | kol["a"]) << 8 | kol["g"]
        _, forsta = np.unique(nyckel, return_index=True)
        kvar = np.zeros(len(nyckel), dtype=bool)
        kvar[forsta] = True
        if len(self._sedda):
            kvar &= ~np.isin(nyckel, self._sedda)
        self._sedda = np.concatenate([self._sedda, nyckel])
        return kvar

    def _packa_grupper(self, objekt: list[Objekt], paket: Paket) -> None:
        sedda = set()
        for nyckel, o in self._godtagna(objekt, paket):
            for v in o.values:
                plats = (nyckel, o.municipality, o.period, v.gender)
                if v.gender not in KON:
                    paket.vagrade[f"okänt kön {_kort(v.gender)}"] += 1
                elif plats not in sedda and not v.isdeleted:
                    sedda.add(plats)
                    paket.gruppvarden.append((*plats, v.value, max(0, min(int(v.count or 0), 32767))))


def _kolumner(kpi, omr, ar, kon, varde, dod) -> dict[str, np.ndarray]:
    return {
        "k": np.array(kpi, dtype=np.int16),
        "o": np.array(omr, dtype=np.int16),
        "a": np.array(ar, dtype=np.int16),
        "g": np.array(kon, dtype=np.uint8),
        "d": np.array(dod, dtype=np.uint8),
        "v": np.array(varde, dtype=np.float64),  # None becomes NaN, which JSON cannot hold
    }


@cache
def _radtyp(tom: bool, langd: int | None) -> np.dtype:
    falt = [("n", ">i2")]
    for namn, typ in (("k", ">i2"), ("o", ">i2"), ("a", ">i2"), ("g", "u1"), ("d", "u1"), ("v", ">f8")):
        falt.append(("l" + namn, ">i4"))
        if not (tom and namn == "v"):
            falt.append((namn, typ))
    falt.append(("ls", ">i4"))
    return np.dtype(falt if langd is None else [*falt, ("s", f"S{langd}")])


def _rader(kol: dict[str, np.ndarray], valda: np.ndarray, tom: bool, status: str | None) -> bytes:
    """Rows of one layout: with or without a value, and with one and the same status."""
    text = None if status is None else status.encode()
    ut = np.empty(int(valda.sum()), dtype=_radtyp(tom, None if text is None else len(text)))
    ut["n"] = 7
    for namn in "koagdv":
        if tom and namn == "v":
            ut["lv"] = -1
        else:
            ut["l" + namn] = ut.dtype[namn].itemsize
            ut[namn] = kol[namn][valda]
    ut["ls"] = -1 if text is None else len(text)
    if text is not None:
        ut["s"] = text
    return ut.tobytes()


def _statustext(text: str) -> str:
    """As Kolada wrote it, without what PostgreSQL cannot hold."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()[:STATUSLANGD].strip()


def _kort(text: str) -> str:
    """Something unexpected, made safe to show."""
    rent = "".join(t if t.isprintable() else "?" for t in text[:20])
    return f"”{rent}”" + ("…" if len(text) > 20 else "")
