"""{% load resurser %}: the sentences and sums of the resource pages."""

from collections.abc import Iterable, Sized
from decimal import Decimal
from typing import Any

from django import template

from planering.domain.resurskolumner import DELAR
from planering.presenters.resurser import Resursar, Verksamhetsrad
from styrsnurra.gemensamt.tal import SAKNAS, antal_decimaler, formatera

register = template.Library()
TIO = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


@register.filter
def exakt(varde: Decimal | None) -> str:
    """A figure with all its decimals, for comparing what is with what will be."""
    return SAKNAS if varde is None else formatera(varde, antal_decimaler(varde))


@register.filter
def ramskillnad(granskning: Any) -> Decimal:
    """How much the frames of a dry run change together, tkr."""
    celler = (c for rad in granskning.rader for c in rad.celler if c.kolumn in DELAR)
    return sum(((c.efter or Decimal(0)) - (c.fore or Decimal(0)) for c in celler), Decimal(0))


@register.filter
def raknade(fel: Sized) -> str:
    """ "en uppgift", "två uppgifter"."""
    n = len(fel)
    return "en uppgift" if n == 1 else f"{TIO[n] if n < len(TIO) else n} uppgifter"


@register.filter
def nagon_kolada(rader: Iterable[Verksamhetsrad]) -> bool:
    return any(rad.kolada for rad in rader)


@register.filter
def antal_verksamheter(rader: Sized | int) -> str:
    """ "en verksamhet", "två verksamheter"."""
    n = rader if isinstance(rader, int) else len(rader)
    return "en verksamhet" if n == 1 else f"{TIO[n] if n < len(TIO) else n} verksamheter"


@register.filter
def ihop(rader: Iterable[Any], bild: Any) -> list[tuple[Any, Any]]:
    """The rows of a grid beside what each adds up to, None where nothing is added up."""
    rader = list(rader)
    return list(zip(rader, bild.rader if bild else [None] * len(rader), strict=True))


@register.filter
def resursmening(bild: Resursar) -> str:
    """The year in words: how much, how much more, and why. Those that have no frame yet are no part of it."""
    if bild.tomt:
        return f"Inga ramar är satta för {bild.ar} än."
    f = bild.summa.forandring
    fran = "ingående ram" if bild.fran_ingaende else str(bild.ar - 1)
    meningar = [f"{formatera(bild.summa.belopp, 0, 'tkr')} fördelas"]
    if f.summa:
        mer = "mer" if f.summa > 0 else "mindre"
        procent = f" ({formatera(f.procent, 1, '%', tecken=True)})" if f.procent is not None else ""
        meningar[0] += f", {formatera(abs(f.summa), 0, 'tkr')} {mer} än {fran}{procent}"
    delar = [
        f"{formatera(tal, 0, 'tkr', tecken=True)} {ord_}"
        for tal, ord_ in (
            (f.upprakning, "är uppräkning för priser och löner"),
            (f.demografi, "följer av ändrade volymer"),
            (f.prioritering, "är politisk prioritering"),
            (f.flytt, "är flyttat eller ändrat i efterhand"),
        )
        if tal
    ]
    if delar:
        meningar.append(", ".join(delar[:-1]) + (" och " if len(delar) > 1 else "") + delar[-1])
    if bild.reserv:
        meningar.append(f"{formatera(bild.reserv, 0, 'tkr')} är reserv för oförutsett")
    if bild.utan_ram:
        n = antal_verksamheter(bild.utan_ram)
        meningar.append(f"{n[:1].upper()}{n[1:]} har ingen ram än och räknas inte med")
    return ". ".join(meningar) + "."
