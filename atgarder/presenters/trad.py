"""From stored rows to the whole thread as a picture and as a list."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from atgarder.domain.trad import Del, Led, Nod, Trad, grannar, trad
from atgarder.domain.tradbild import Tradbild, tradbild
from atgarder.presenters.tradanalys import analysera
from atgarder.presenters.tradatgard import atgarda
from atgarder.presenters.tradplan import planera
from atgarder.presenters.tradvav import Vav
from atgarder.queries.trad import Tradrader


@dataclass(frozen=True, slots=True)
class Punkt:
    """A node in the list, with what it follows from where that is not plain from the stage before it."""

    nod: Nod
    fore: tuple[Nod, ...]
    rot: bool


@dataclass(frozen=True, slots=True)
class Ledlista:
    led: Led
    punkter: tuple[Punkt, ...]


@dataclass(frozen=True, slots=True)
class Dellista:
    del_: Del
    led: tuple[Ledlista, ...]


@dataclass(frozen=True, slots=True)
class Tradvy:
    """`slut`: how far the thread has come, in a sentence. `nasta`: what would take it on."""

    trad: Trad
    bild: Tradbild
    lista: tuple[Dellista, ...]
    slut: str
    nasta: tuple[Nod, ...]


def tradvy(rader: Tradrader, person: Any, idag: date, rot: list[str]) -> Tradvy:
    vav = Vav(person, idag)
    analysera(vav, rader, planera(vav, rader))
    atgarda(vav, rader)
    hela = trad(vav.noder, vav.kanter, rot)
    return Tradvy(hela, tradbild(hela), lista(hela), slut(hela), hela.fortsattningar)


def lista(hela: Trad) -> tuple[Dellista, ...]:
    """The same nodes, by part and stage; the stages that nothing is in are left out."""
    fore, _ = grannar(hela)
    nod = hela.per_nyckel
    antal = Counter(n.led for n in hela.noder)

    def punkt(n: Nod) -> Punkt:
        kallor = tuple(nod[f] for f in fore[n.nyckel])
        ensam = len(kallor) == 1 and antal[kallor[0].led] == 1
        return Punkt(n, () if ensam else kallor, n.nyckel in hela.rot)

    per = {led: tuple(punkt(n) for n in hela.noder if n.led is led) for led in Led}
    delar = {d: tuple(Ledlista(led, per[led]) for led in Led if led.del_ is d and per[led]) for d in Del}
    return tuple(Dellista(d, led) for d, led in delar.items() if led)


_SLUT = {
    Led.KFMAL: "Tråden har kommit till målet. Ingen indikator visar än om det nås.",
    Led.NAMNDMAL: "Tråden har kommit till målet. Ingen indikator visar än om det nås.",
    Led.ENHETSMAL: "Tråden har kommit till målet. Ingen indikator visar än om det nås.",
    Led.INDIKATOR: "Tråden har kommit till indikatorn. Inget utfall avviker, så det finns inget att analysera.",
    Led.AVVIKELSE: "Tråden har kommit till det senaste utfallet. Ingen har sökt orsaken.",
    Led.ANALYS: "Tråden har kommit till analysen.",
    Led.HYPOTES: "Tråden har kommit till hypoteserna om orsaken.",
    Led.SLUTSATS: "Tråden har kommit till slutsatserna. Inget förslag är framlagt.",
    Led.FORSLAG: "Tråden har kommit till förslagen.",
    Led.KONSEKVENS: "Tråden har kommit till konsekvenserna av förslagen.",
    Led.PRIORITERING: "Tråden har kommit till prioriteringen.",
    Led.BESLUT: "Tråden har kommit till besluten.",
    Led.GENOMFORANDE: "Tråden har kommit till genomförandet.",
    Led.EFFEKT: "Tråden har kommit ända till effekten.",
    Led.NASTA: "Tråden går ända fram och in i nästa varv.",
}


def slut(hela: Trad) -> str:
    """By the furthest stage that there is anything in."""
    langst = max((n.led for n in hela.noder if not n.fortsattning), key=lambda led: led.plats, default=None)
    return _SLUT.get(langst, "") if langst is not None else ""
