"""What differs between the file and the plan. Pure: rows in, rows and sentences out.

Texts are equal when only their line breaks and outer blanks differ, numbers when they agree in the fifteen digits that
a spreadsheet holds: what was not touched in the file never counts as changed.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planering.planbok.kolumner import BLAD, MALNIVAER, NYCKEL, PER_KOD, REF, Kolumn
from planering.planbok.rader import Rad
from planering.planbok.tolka import EN_NYCKEL, Bokfel, Inlast

# Half a unit in the fifteenth digit, with room for having been rounded twice on the way.
PRECISION = 1e-14
# The part of an indicator's row that goes with its target levels and their stamp.
NIVAFALT = ("utgangsvarde", "utgangsar", "tolerans", "tolerans_slag", "marginal")


@dataclass(slots=True)
class Skillnad:
    """`andrade` are (stored row, file row, columns that differ); `nivaer` maps an indicator's key in the file to the
    target level rows it should have, where they are not what is stored."""

    nya: list[Rad] = field(default_factory=list)
    andrade: list[tuple[Rad, Rad, tuple[str, ...]]] = field(default_factory=list)
    borttagna: list[Rad] = field(default_factory=list)
    nivaer: dict[str, list[Rad]] = field(default_factory=dict)
    ordning: dict[tuple[str, tuple], list[str]] = field(default_factory=dict)


def lika(a: Any, b: Any) -> bool:
    if isinstance(a, str) and isinstance(b, str):
        return a == b or _normal(a) == _normal(b)
    if _ar_tal(a) and _ar_tal(b):
        return a == b or math.isclose(a, b, rel_tol=PRECISION)
    if isinstance(a, list) and isinstance(b, list):
        return sorted(a) == sorted(b)
    return a == b


def _ar_tal(v: Any) -> bool:
    return isinstance(v, (int, float)) and not isinstance(v, bool)


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def radnyckel(rad: Rad) -> str:
    """The row's own key, or one made of its place for a new row without one."""
    return rad.nyckel or f"#{rad.blad}{rad.nummer}"


def jamfor(nu: Mapping[str, list[Rad]], fil: Inlast) -> Skillnad:
    """What is wrong (gone, stale, left hanging) is noted in `fil.fel`."""
    ut = Skillnad()
    for blad in BLAD:
        if blad is MALNIVAER:
            continue
        finns = {rad.nyckel: rad for rad in nu[blad.kod]}
        sedda = set()
        for rad in fil.rader[blad.kod]:
            sedda.add(rad.nyckel)
            if rad.nyckel in finns:
                _jamfor_rad(ut, fil, finns[rad.nyckel], rad)
            elif not EN_NYCKEL.fullmatch(rad.nyckel):
                ut.nya.append(rad)
            elif rad.nyckel in fil.uttag:
                fil.anmark(rad, NYCKEL, "Raden har tagits bort av någon annan sedan filen hämtades.")
            else:
                fil.anmark(
                    rad, NYCKEL, f"Nyckeln {rad.nyckel} finns inte i planen. Lämna den tom för en ny rad."
                )
        for rad in nu[blad.kod]:
            if rad.nyckel not in sedda and rad.nyckel in fil.uttag:
                _ta_bort(ut, fil, rad)
    _en_plan(nu, fil)
    _hanger_kvar(ut, nu, fil)
    _nivaer(ut, nu, fil)
    _ordning(ut, nu, fil)
    return ut


def _jamfor_rad(ut: Skillnad, fil: Inlast, gammal: Rad, ny: Rad) -> None:
    falt = tuple(namn for namn in ny.varden if not lika(gammal.varden[namn], ny.varden[namn]))
    for namn in ny.varden:
        if namn not in falt:
            ny.varden[namn] = gammal.varden[namn]
    inaktuella = [
        namn
        for namn in falt
        if (
            gammal.nivarevision != ny.nivarevision
            if namn in NIVAFALT and gammal.blad == "indikator"
            else gammal.revision != ny.revision
        )
    ]
    for namn in inaktuella:
        fil.anmark(ny, namn, INAKTUELL.format(visa(gammal.varden[namn]), visa(ny.varden[namn])))
    if falt and not inaktuella:
        ut.andrade.append((gammal, ny, falt))


INAKTUELL = (
    "Någon annan har ändrat raden sedan filen hämtades. Nu står det {}, i filen {}. Hämta filen på nytt."
)


def visa(varde: Any) -> str:
    """A value in a sentence."""
    if varde is None or varde in ("", []):
        return "inget"
    if isinstance(varde, bool):
        return "ja" if varde else "nej"
    if isinstance(varde, float):
        return f"{varde:.15g}".replace(".", ",")
    if isinstance(varde, list):
        return ", ".join(varde)
    text = " ".join(str(varde).split())
    return f"”{text if len(text) <= 80 else text[:79] + '…'}”"


def _ta_bort(ut: Skillnad, fil: Inlast, rad: Rad) -> None:
    revision, nivarevision = fil.uttag[rad.nyckel]
    if (rad.revision, rad.nivarevision) != (revision, nivarevision):
        text = (
            f"{rad.nyckel} {visa(etikett(rad))} har ändrats av någon annan sedan filen hämtades, och tas därför inte "
            "bort. Hämta filen på nytt."
        )
        fil.fel.append(Bokfel(PER_KOD[rad.blad].titel, 0, "", text))
    else:
        ut.borttagna.append(rad)


def etikett(rad: Rad) -> str:
    return str(rad.varden.get("titel") or rad.varden.get("namn") or rad.nyckel)


def _en_plan(nu: Mapping[str, list[Rad]], fil: Inlast) -> None:
    if [rad.nyckel for rad in fil.rader["plan"]] != [rad.nyckel for rad in nu["plan"]]:
        fil.fel.append(Bokfel("Plan", 0, "", "Bladet ska ha en enda rad: planen själv."))


def _hanger_kvar(ut: Skillnad, nu: Mapping[str, list[Rad]], fil: Inlast) -> None:
    """What has come since the file was taken out must not go along with what is removed."""
    borta = {rad.nyckel for rad in ut.borttagna}
    for rader in nu.values():
        for rad in rader:
            if not rad.nyckel or rad.nyckel in fil.uttag:
                continue
            for k in PER_KOD[rad.blad].lasta:
                if k.slag == REF and rad.varden[k.namn] in borta:
                    text = (
                        f"{rad.varden[k.namn]} kan inte tas bort: {visa(etikett(rad))} har lagts till där sedan filen "
                        "hämtades. Hämta filen på nytt."
                    )
                    fil.fel.append(Bokfel(PER_KOD[k.blad].titel, 0, "", text))


def _nivaer(ut: Skillnad, nu: Mapping[str, list[Rad]], fil: Inlast) -> None:
    """Target levels are compared as a whole, indicator by indicator."""
    gamla, nya = _per_indikator(nu["malniva"]), _per_indikator(fil.rader["malniva"])
    finns = {rad.nyckel: rad for rad in nu["indikator"]}
    for rad in fil.rader["indikator"]:
        sokt = nya.get(rad.nyckel, []) if rad.nyckel else []
        lagrat = gamla.get(rad.nyckel, [])
        _dubbletter(fil, sokt)
        if rad.nyckel not in finns:
            if sokt:
                ut.nivaer[rad.nyckel] = sokt
            continue
        if _samma_nivaer(lagrat, sokt):
            continue
        if finns[rad.nyckel].nivarevision != rad.nivarevision:
            text = INAKTUELL.format(nivatext(lagrat), nivatext(sokt)).replace("raden", "målnivåerna")
            fil.anmark(rad, "malnivarevision", text)
        else:
            ut.nivaer[rad.nyckel] = sokt


def _per_indikator(rader: list[Rad]) -> dict[str, list[Rad]]:
    ut: dict[str, list[Rad]] = {}
    for rad in rader:
        if isinstance(rad.varden.get("indikator"), str):
            ut.setdefault(rad.varden["indikator"], []).append(rad)
    return ut


def _dubbletter(fil: Inlast, rader: list[Rad]) -> None:
    sedda = set()
    for rad in rader:
        plats = (rad.varden.get("ar"), rad.varden.get("kon"))
        if plats in sedda:
            fil.anmark(rad, "ar", "Indikatorn har redan en målnivå för det året och könet.")
        sedda.add(plats)


def _samma_nivaer(a: list[Rad], b: list[Rad]) -> bool:
    """Puts what is stored in the place of what is equal to it."""
    per_plats = {(r.varden["ar"], r.varden["kon"]): r for r in a}
    samma = len(a) == len(b)
    for rad in b:
        gammal = per_plats.get((rad.varden.get("ar"), rad.varden.get("kon")))
        if gammal is None:
            samma = False
            continue
        for namn in list(rad.varden):
            if lika(gammal.varden[namn], rad.varden[namn]):
                rad.varden[namn] = gammal.varden[namn]
            else:
                samma = False
    return samma


def nivatext(rader: list[Rad]) -> str:
    """ "2026: 85, 2027: 88"."""
    delar = []
    for rad in sorted(rader, key=lambda r: (r.varden.get("ar") or 0, r.varden.get("kon") != "T")):
        v = rad.varden
        niva = (
            v.get("varde")
            if v.get("varde") is not None
            else v.get("forandring") or f"{v.get('a')}–{v.get('b')}"
        )
        kon = f" {v['kon']}" if v.get("kon") not in ("T", None, "") else ""
        delar.append(f"{v.get('ar')}{kon}: {visa(niva).strip('”')}")
    return ", ".join(delar) or "inga"


def _ordning(ut: Skillnad, nu: Mapping[str, list[Rad]], fil: Inlast) -> None:
    """Groups of siblings, by what they have in common in the file, whose order is another than the stored one."""
    for blad in BLAD:
        if blad.ordnas_inom is None:
            continue
        lagrad = {rad.nyckel: nr for nr, rad in enumerate(nu[blad.kod])}
        grupper: dict[tuple, list[str]] = {}
        for rad in fil.rader[blad.kod]:
            plats = tuple(rad.varden.get(namn) for namn in blad.ordnas_inom)
            grupper.setdefault(plats, []).append(radnyckel(rad))
        for plats, nycklar in grupper.items():
            kanda = [lagrad[n] for n in nycklar if n in lagrad]
            # New rows end up last by themselves.
            nya_mitt_i = nycklar != sorted(nycklar, key=lambda n: n not in lagrad)
            if kanda != sorted(kanda) or nya_mitt_i:
                ut.ordning[blad.kod, plats] = nycklar


def kolumn(kod: str, namn: str) -> Kolumn:
    return next(k for k in PER_KOD[kod].kolumner if k.namn == namn)
