"""The focus list: what to look at first, and why; what to learn from; the gaps; the resources beside the results."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kkik.domain.kon import KonResultat
from kkik.domain.meningar import mening_kon
from planering.models import Kategori
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.domain.fokus import poang_for
from uppfoljning.domain.rutnat import Ruta, rutnat
from uppfoljning.presenters import Gruppvy, Radvy, gruppvy, radvy
from uppfoljning.queries import Rad, Signaltabell
from uppfoljning.texter import visad_enhet
from uppfoljning.urval import Urval, viktigast


@dataclass(frozen=True, slots=True)
class Fokusrad:
    """One deviating indicator. `skal`: (words, points) of each reason, heaviest first; `bedomning`: the row's key."""

    rad: Radvy
    bedomning: int
    poang: int
    skal: tuple[tuple[str, int], ...]
    forbehall: tuple[str, ...]

    @property
    def poang_i_ord(self) -> str:
        return "1 poäng" if self.poang == 1 else f"{self.poang} poäng"


@dataclass(frozen=True, slots=True)
class Konsrad:
    rad: Radvy
    mening: str


@dataclass(frozen=True, slots=True)
class Resursgrupp:
    """A goal whose results have resources beside them."""

    mal: Gruppvy
    resurser: tuple[Radvy, ...]


@dataclass(frozen=True, slots=True)
class Fokussida:
    """Within the reader's choice. `antal` indicators, of which `bedomda` could be judged."""

    antal: int
    bedomda: int
    lista: tuple[Fokusrad, ...]
    overraskningar: tuple[Radvy, ...]
    kon: tuple[Konsrad, ...]
    resurser: tuple[Resursgrupp, ...]


def ar_bedomd(rad: Rad) -> bool:
    """Whether any light says something."""
    b = rad.bedomning
    return b is not None and (b.mal_signal != "gra" or b.andra_signal != "gra" or bool(b.trend))


def fokussida(
    tabell: Signaltabell, urval: Urval, konsindata: dict[int, dict[str, Any]], idag: date
) -> Fokussida:
    """konsindata: by Bedomning, what the gender gap was computed from, where it deviates."""
    ar = tabell.sikt.ar or idag.year
    rader = [r for r in tabell.rader if urval.galler(r)]
    avviker = sorted((r for r in rader if r.avviker), key=_ordning)
    battre = sorted(
        (r for r in rader if r.bedomning is not None and r.bedomning.overraskning),
        key=lambda r: _ordning(r)[2:],
    )
    return Fokussida(
        antal=len(rader),
        bedomda=sum(map(ar_bedomd, rader)),
        lista=tuple(_fokusrad(r, ar, idag) for r in avviker),
        overraskningar=tuple(radvy(r, ar, idag) for r in battre),
        kon=tuple(
            Konsrad(radvy(r, ar, idag), _konsmening(r, konsindata[r.bedomning.id]))
            for r in sorted(rader, key=lambda r: svensk_nyckel(r.indikator.namn))
            if r.bedomning is not None and r.bedomning.id in konsindata
        ),
        resurser=tuple(_resurser(tabell, urval, ar, idag)),
    )


def _ordning(rad: Rad) -> tuple[Any, ...]:
    """Rule 10's order, worst first; the name last."""
    return *(viktigast(rad) or ()), svensk_nyckel(rad.indikator.namn), rad.indikator.pk


def _fokusrad(rad: Rad, ar: int, idag: date) -> Fokusrad:
    vy, b = radvy(rad, ar, idag), rad.bedomning
    return Fokusrad(vy, b.id, b.poang, tuple((s, poang_for(s)) for s in b.skal), vy.forbehall)


def _konsmening(rad: Rad, indata: dict[str, Any]) -> str:
    i = rad.indikator
    return mening_kon(KonResultat.fran_indata(indata), visad_enhet(i.matt.enhet), i.decimaler)


def _resurser(tabell: Signaltabell, urval: Urval, ar: int, idag: date) -> Iterable[Resursgrupp]:
    for grupp in tabell.grupper:
        inom = [r for r in grupp.rader if urval.galler(r)]
        resurser = [r for r in inom if r.indikator.kategori == Kategori.RESURS and r.bedomning is not None]
        if resurser:
            resultat = tuple(radvy(r, ar, idag) for r in inom if Kategori(r.indikator.kategori).raknas)
            yield Resursgrupp(gruppvy(grupp, resultat), tuple(radvy(r, ar, idag) for r in resurser))


@dataclass(frozen=True, slots=True)
class Rutnatsrad:
    """A nämnd's row: its name, address and sum, and a cell for every målområde (None: no indicator)."""

    namn: str
    url: str
    summa: Ruta
    rutor: tuple[tuple[Ruta, str] | None, ...]


@dataclass(frozen=True, slots=True)
class Rutnatsvy:
    omraden: tuple[str, ...]
    rader: tuple[Rutnatsrad, ...]


def rutnatsvy(tabell: Signaltabell, urval: Urval, adress: str) -> Rutnatsvy | None:
    """The whole plan's nämnder and målområden, whatever is chosen; each cell leads to its focus list at `adress`.
    None before anything is computed."""
    if tabell.sikt.ar is None or not tabell.rader:
        return None
    rutor = rutnat((r.namnd.pk, r.mal.malomrade_id, r.avviker, ar_bedomd(r)) for r in tabell.rader)

    def url(**val: Any) -> str:
        return adress + Urval(plan=urval.plan, ar=urval.ar, **val).fraga()

    def ruta(namnd: int, omrade: int) -> tuple[Ruta, str] | None:
        funnen = rutor.rutor.get((namnd, omrade))
        return None if funnen is None else (funnen, url(namnd=namnd, omrade=omrade))

    return Rutnatsvy(
        tuple(o.namn for o in tabell.omraden),
        tuple(
            Rutnatsrad(
                n.namn, url(namnd=n.pk), rutor.rader[n.pk], tuple(ruta(n.pk, o.pk) for o in tabell.omraden)
            )
            for n in tabell.namnder
        ),
    )
