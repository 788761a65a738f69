"""The differences as sentences for the dry run."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from planering.planbok.jamfor import Skillnad, etikett, kolumn, nivatext
from planering.planbok.kolumner import BLAD, PER_KOD
from planering.planbok.kolumnslag import EGETMATT, REF, REFLISTA, Kolumn
from planering.planbok.rader import Planbok, Rad, Register, radnyckel
from planering.planbok.skriv import lasbart
from planering.planbok.tolka import Inlast
from planering.planbok.varden import visa


@dataclass(frozen=True, slots=True)
class Faltandring:
    rubrik: str
    fore: str
    efter: str


@dataclass(frozen=True, slots=True)
class Andring:
    """`nummer` is the row in the sheet, 0 for one that is not in the file any more."""

    SLAG: ClassVar[tuple[str, ...]] = ("ny", "andrad", "borttagen", "flyttad")
    slag: str
    blad: str
    nummer: int
    namn: str
    falt: tuple[Faltandring, ...] = ()

    @property
    def slagnamn(self) -> str:
        return {"ny": "Läggs till", "andrad": "Ändras", "borttagen": "Tas bort", "flyttad": "Flyttas"}[
            self.slag
        ]

    def som_data(self) -> list[Any]:
        return [
            self.slag,
            self.blad,
            self.nummer,
            self.namn,
            [[f.rubrik, f.fore, f.efter] for f in self.falt],
        ]


def andringar(s: Skillnad, bok: Planbok, fil: Inlast, reg: Register) -> list[Andring]:
    """Sheet by sheet, in the file's order; what is removed last in each."""
    ut: list[Andring] = []
    namn = {r.nyckel: etikett(r) for kod, rader in bok.rader.items() if kod != "malniva" for r in rader}
    namn |= {
        radnyckel(r): etikett(r)
        for kod, rader in fil.rader.items()
        if kod != "malniva"
        for r in rader
        if r.nyckel or kod == "egetmatt"
    }
    namn |= {n: bok.visas[n] for n in bok.visas if n not in namn or n[0] in "TR"}
    for blad in BLAD:
        kod = blad.kod
        rader = [_ny(r, namn, reg) for r in s.nya if r.blad == kod]
        rader += [_andrad(g, n, falt, namn, reg) for g, n, falt in s.andrade if g.blad == kod]
        rader.sort(key=lambda a: a.nummer)
        if kod == "malniva":
            rader += _nivaer(s, bok, fil)
        rader += [Andring("borttagen", blad.titel, 0, _namn(r, namn)) for r in s.borttagna if r.blad == kod]
        kanda = {r.nyckel for r in bok.rader[kod]}
        for (k, plats), nycklar in s.ordning.items():
            if k == kod:
                rader.append(_flyttad(blad.titel, plats, [n for n in nycklar if n in kanda], namn))
        ut += rader
    return ut


def _ny(rad: Rad, namn: dict[str, str], reg: Register) -> Andring:
    falt = tuple(
        Faltandring(k.rubrik, "", _lasbart(k, rad.varden[k.namn], namn, reg))
        for k in PER_KOD[rad.blad].lasta
        if rad.varden[k.namn] not in (None, "", [], False)
    )
    return Andring("ny", PER_KOD[rad.blad].titel, rad.nummer, _namn(rad, namn), falt)


def _andrad(gammal: Rad, ny: Rad, falt: tuple[str, ...], namn: dict[str, str], reg: Register) -> Andring:
    rader = tuple(
        Faltandring(
            k.rubrik,
            _lasbart(k, gammal.varden[k.namn], namn, reg),
            _lasbart(k, ny.varden[k.namn], namn, reg),
        )
        for k in PER_KOD[ny.blad].lasta
        if k.namn in falt
    )
    return Andring("andrad", PER_KOD[ny.blad].titel, ny.nummer, _namn(gammal, namn), rader)


def _namn(rad: Rad, namn: dict[str, str]) -> str:
    """What the row is called, or whose it is."""
    if rad.blad == "kunskapskort":
        return namn.get(rad.varden["indikator"], rad.nyckel)
    if rad.blad == "uppdragstext":
        avsnitt = dict(kolumn("uppdragstext", "avsnitt").val)[rad.varden["avsnitt"]]
        return f"{namn.get(rad.varden['uppdrag'], '')}: {avsnitt}"
    if rad.blad == "ram":
        v = rad.varden
        return f"{v['namnd']}: {v['namn']}{', ' if v['omrade'] else ''}{v['omrade']} {v['ar']}"
    if rad.blad == "oronmarkning":
        return f"{namn.get(rad.varden['ram'], '')}: {namn.get(rad.varden['mal'], '')}"
    return etikett(rad)


def _lasbart(k: Kolumn, varde: Any, namn: dict[str, str], reg: Register) -> str:
    if varde in (None, "", []):
        return "tomt"
    if k.slag == REF:
        return f"{varde} {namn.get(varde, '')}".strip()
    if k.slag == REFLISTA:
        return ", ".join(f"{v} {namn.get(v, '')}".strip() for v in varde)
    if k.slag == EGETMATT and isinstance(varde, str):  # one that the file adds
        return namn.get(varde, varde)
    varde = lasbart(k, varde, reg)
    return visa(varde) if isinstance(varde, (float, Decimal)) else str(varde)


def _nivaer(s: Skillnad, bok: Planbok, fil: Inlast) -> list[Andring]:
    ut = []
    for rad in fil.rader["indikator"]:
        if rad.nyckel not in s.nivaer:
            continue
        lagrade = [r for r in bok.rader["malniva"] if r.varden["indikator"] == rad.nyckel]
        nya = s.nivaer[rad.nyckel]
        slag = "ny" if not lagrade else "andrad" if nya else "borttagen"
        nummer = min((r.nummer for r in nya), default=0)
        falt = (Faltandring("Målnivåer", nivatext(lagrade), nivatext(nya)),)
        ut.append(Andring(slag, PER_KOD["malniva"].titel, nummer, etikett(rad), falt))
    return ut


def _flyttad(titel: str, plats: tuple, nycklar: list[str], namn: dict[str, str]) -> Andring:
    inom = ", ".join(namn.get(p, p) for p in plats if p)
    ordning = " · ".join(namn[n] for n in nycklar)
    return Andring("flyttad", titel, 0, inom or "Ordningen", (Faltandring("Ny ordning", "", ordning),))
