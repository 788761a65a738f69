"""What differs between the file and the plan. Pure: rows in, rows and sentences out.

Texts are equal when only their line breaks and outer blanks differ, numbers when they agree in the fifteen digits that
a spreadsheet holds: what was not touched in the file never counts as changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from planering.planbok.kolumner import BLAD, MALNIVAER, PER_KOD
from planering.planbok.kolumnslag import FOR_LANG, NYCKEL, REF, TEXT, Kolumn
from planering.planbok.rader import Rad, radnyckel
from planering.planbok.tolka import EN_NYCKEL, Bokfel, Inlast
from planering.planbok.varden import lika, visa
from styrsnurra.gemensamt.kalkylblad import ryms

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
                _for_langa(fil, finns[rad.nyckel], rad)
                _jamfor_rad(ut, fil, finns[rad.nyckel], rad)
            elif not EN_NYCKEL.fullmatch(rad.nyckel):
                _granska_langd(fil, rad, tuple(rad.varden))
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
    _en_av_varje(ut, fil)
    _hanger_kvar(ut, nu, fil)
    _nivaer(ut, nu, fil)
    _ordning(ut, nu, fil)
    return ut


def _jamfor_rad(ut: Skillnad, fil: Inlast, gammal: Rad, ny: Rad) -> None:
    falt = tuple(
        namn
        for namn in ny.varden
        if not lika(_fyllt(ny, namn, gammal.varden[namn]), _fyllt(ny, namn, ny.varden[namn]))
    )
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
    _granska_langd(fil, ny, falt)
    if falt and not inaktuella:
        ut.andrade.append((gammal, ny, falt))


def _fyllt(rad: Rad, namn: str, varde: Any) -> Any:
    """What an empty cell of an amount means: zero."""
    tal = kolumn(rad.blad, namn).tal
    return tal.tom if varde is None and tal is not None else varde


def _for_langa(fil: Inlast, gammal: Rad, ny: Rad) -> None:
    """Where the file says that a text did not fit, it is as it was; unless it has become shorter since."""
    for namn, varde in ny.varden.items():
        if varde == FOR_LANG:
            ny.varden[namn] = gammal.varden[namn]
            if not isinstance(gammal.varden[namn], str) or ryms(gammal.varden[namn]):
                text = "Texten har kortats av någon annan sedan filen hämtades. Hämta filen på nytt."
                fil.anmark(ny, namn, text)


def _granska_langd(fil: Inlast, rad: Rad, falt: tuple[str, ...]) -> None:
    """Only of what the file adds or changes: what is stored may be longer, and is left alone."""
    for namn in falt:
        k, varde = kolumn(rad.blad, namn), rad.varden.get(namn)
        if k.slag != TEXT or not isinstance(varde, str):
            continue
        if varde == FOR_LANG:
            fil.anmark(
                rad, namn, "Texten rymdes inte i filen, så den kan inte kopieras därifrån. Skriv den här."
            )
        elif len(varde) > k.langst:
            fil.anmark(rad, namn, f"Texten är för lång. Den får ha högst {k.langst} tecken.")


INAKTUELL = (
    "Någon annan har ändrat raden sedan filen hämtades. Nu står det {}, i filen {}. Hämta filen på nytt."
)


def _ta_bort(ut: Skillnad, fil: Inlast, rad: Rad) -> None:
    revision, nivarevision = fil.uttag[rad.nyckel]
    if rad.blad in TEXTRADER and not any(rad.varden[namn] for namn in TEXTRADER[rad.blad]):
        return  # an empty text has nothing to lose
    if text := _stannar(fil, rad):
        fil.fel.append(Bokfel(PER_KOD[rad.blad].titel, 0, "", text))
    elif (rad.revision, rad.nivarevision) != (revision, nivarevision):
        text = (
            f"{rad.nyckel} {visa(etikett(rad))} har ändrats av någon annan sedan filen hämtades, och tas därför inte "
            "bort. Hämta filen på nytt."
        )
        fil.fel.append(Bokfel(PER_KOD[rad.blad].titel, 0, "", text))
    else:
        ut.borttagna.append(rad)


# Rows that are always there: taking one away empties its texts.
TEXTRADER = {"kunskapskort": ("mater", "paverkar", "paverkar_inte", "bakgrund"), "uppdragstext": ("text",)}


def _stannar(fil: Inlast, rad: Rad) -> str:
    """Why a row that is missing in the file is not taken as removed."""
    vad = f"{rad.nyckel} {visa(etikett(rad))} kan inte tas bort här."
    if rad.blad == "ram":
        return f"{vad} En verksamhet tas bort på sidan Resurser, med alla sina år."
    if rad.blad == "egetmatt" and any(
        r.varden.get("egetmatt") == int(rad.nyckel[1:]) for r in fil.rader["indikator"]
    ):
        return f"{vad} Indikatorer i filen mäts med måttet."
    return ""


def etikett(rad: Rad) -> str:
    return str(rad.varden.get("titel") or rad.varden.get("namn") or rad.nyckel)


def _en_av_varje(ut: Skillnad, fil: Inlast) -> None:
    """An indicator has one card, a description one text in each section."""
    for kod, falt in (("kunskapskort", ("indikator",)), ("uppdragstext", ("uppdrag", "avsnitt"))):
        sedda: dict[tuple, int] = {}
        for rad in fil.rader[kod]:
            plats = tuple(rad.varden.get(namn) for namn in falt)
            if plats in sedda:
                fil.anmark(rad, falt[-1], f"Det finns redan på rad {sedda[plats]}. Skriv texten där.")
            sedda.setdefault(plats, rad.nummer)


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


@cache
def kolumn(kod: str, namn: str) -> Kolumn:
    return next(k for k in PER_KOD[kod].kolumner if k.namn == namn)
