"""The KKiK report: areas, measures, values over four years, and the place among others."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from kkik.definitioner.kkik import Matt, Uppstallning
from kkik.domain.jamforelse import mot_andra
from kkik.domain.likhet import tal
from kkik.domain.matris import Matris, senaste_ar
from kkik.domain.saknas import saknas_orsak
from kkik.domain.signaler import Riktning, Signal
from kkik.models import Nyckeltal, Riktningsval
from kkik.presenters.ord import andel_lagre, kvartil, nedlagt_ar, platsord, utan_slutar
from kkik.queries import Jamforelsegrupp
from kkik.queries.jamforelse import andra_i
from styrsnurra.gemensamt.tal import decimaler_for

ANTAL_AR = 4
UTANFOR = "Mått utan plats i uppställningen"


@dataclass(frozen=True, slots=True)
class Rapportrad:
    """One nyckeltal. `varden` is as long as the years `ar`, newest first; `orsak` says why the newest is missing.

    `kvartil` with `neutral`: lowest–highest, because no riktning is confirmed. `senast`: an older known (year, value),
    only when the newest is missing.
    """

    namn: str
    nummer: str
    nyckeltal: Nyckeltal | None
    ar: tuple[int, ...]
    varden: tuple[float | None, ...]
    orsak: str
    senast: tuple[int, float] | None
    decimaler: int
    median: float | None
    n: int
    rang: int | None
    kvartil: int | None
    signal: str
    neutral: bool
    nedlagt: int | None

    @property
    def per_ar(self) -> list[tuple[float | None, int]]:
        return list(zip(self.varden, self.ar, strict=True))

    @property
    def platsord(self) -> str:
        return platsord(self.kvartil, self.neutral)

    @property
    def alla_saknas(self) -> bool:
        return all(v is None for v in self.varden)


@dataclass(frozen=True, slots=True)
class Rapportdel:
    namn: str
    rader: tuple[Rapportrad, ...]
    utanfor: bool = False


@dataclass(frozen=True, slots=True)
class Underlag:
    """What a report is made from. `medlemmar` by Kolada id; `matriser` by the nyckeltal's key."""

    kommun: int
    ar: int
    idag: date
    grupp: Jamforelsegrupp
    medlemmar: dict[str, Nyckeltal]
    matriser: dict[int, Matris]
    riktningar: dict[int, Riktningsval]

    @property
    def arslista(self) -> list[int]:
        return [self.ar - i for i in range(ANTAL_AR)]


def rapportdelar(uppstallning: Uppstallning, u: Underlag, *, hela: bool) -> list[Rapportdel]:
    """Every member once: where the layout has a place for it, else under a heading of its own, never dropped.

    hela: measures that are no members (or have no known id) stand there too, without a value. Otherwise a part
    without any member is left out.
    """
    placerade: set[str] = set()
    delar = []
    for d in uppstallning.delar:
        rader: list[Rapportrad] = []
        for m in d.matt:
            egna = [i for i in m.nyckeltal if i in u.medlemmar]
            placerade |= set(egna)
            rader += [_rad(u, m, u.medlemmar[i], ensam=len(egna) == 1) for i in egna]
            if not egna and hela:
                rader.append(_utan_nyckeltal(m, u))
        if rader:
            delar.append(Rapportdel(d.namn, tuple(rader)))
    ovriga = [n for i, n in sorted(u.medlemmar.items()) if i not in placerade]
    if ovriga:
        delar.append(Rapportdel(UTANFOR, tuple(_rad(u, None, n, ensam=True) for n in ovriga), utanfor=True))
    return delar


def arsval(matriser: dict[int, Matris]) -> list[int]:
    """Years to choose among, newest first: from the newest year of any measure to the first with any value."""
    nyaste = [ar for m in matriser.values() if (ar := senaste_ar(m)) is not None]
    forsta = [int(m.ar[0]) for m in matriser.values() if m.ar.size]
    return list(range(max(nyaste), min(forsta) - 1, -1)) if nyaste else []


def forvalt_ar(matriser: dict[int, Matris], kommun: int) -> int | None:
    """The year the report opens on: the newest in which at least half of the measures that the municipality has at
    all have a value for it, so that one early measure does not empty the page. None without values."""
    har: dict[int, int] = {}
    antal = 0
    for m in matriser.values():
        kolumn = m.kolumn(kommun)
        ar = [] if kolumn is None else [int(y) for y in m.ar[~np.isnan(m.varden[:, kolumn])]]
        antal += bool(ar)
        for y in ar:
            har[y] = har.get(y, 0) + 1
    goda = [y for y, n in har.items() if 2 * n >= antal]
    return max(goda, default=max(har, default=None))


def _rad(u: Underlag, matt: Matt | None, n: Nyckeltal, *, ensam: bool) -> Rapportrad:
    m = u.matriser[n.pk]
    varden = tuple(m.varde(y, u.kommun) for y in u.arslista)
    landet = m.varden_for(u.ar)
    riktning, intervall = _riktning(u.riktningar.get(n.pk))
    lage = mot_andra(varden[0], landet[andra_i(m, u.grupp, u.kommun)], riktning, intervall)
    neutral = riktning is Riktning.NEUTRAL
    andel = andel_lagre(lage.under, lage.lika, lage.n) if neutral else lage.andel_samre
    jamforbar = neutral or lage.signal is not Signal.GRA
    return Rapportrad(
        namn=matt.namn if matt is not None and ensam else utan_slutar(n.titel),
        nummer=matt.nummer if matt is not None else "",
        nyckeltal=n,
        ar=tuple(u.arslista),
        varden=varden,
        orsak=_orsak(u, n, landet) if varden[0] is None else "",
        senast=_senast(m, u) if varden[0] is None else None,
        decimaler=decimaler_for([*varden, lage.median]),
        median=lage.median,
        n=lage.n,
        rang=lage.rang,
        kvartil=kvartil(andel) if jamforbar and lage.n >= 4 else None,
        signal="" if neutral or lage.signal is Signal.GRA else str(lage.signal),
        neutral=neutral,
        nedlagt=nedlagt_ar(n.titel),
    )


def _riktning(val: Riktningsval | None) -> tuple[Riktning, tuple[float, float] | None]:
    if val is None:
        return Riktning.NEUTRAL, None
    if val.riktning == Riktning.INTERVALL and val.intervall_a is not None and val.intervall_b is not None:
        return Riktning.INTERVALL, (val.intervall_a, val.intervall_b)
    return Riktning(val.riktning), None


def _orsak(u: Underlag, n: Nyckeltal, landet: np.ndarray) -> str:
    if not u.matriser[n.pk].ar.size:
        return "inga värden inlästa"
    sista = nedlagt_ar(n.titel)
    if sista is not None and u.ar > sista:
        return f"mäts inte efter {sista}"
    return saknas_orsak(
        u.ar,
        idag=u.idag,
        publiceringsar=n.publiceringsar,
        preliminar_publicering=n.preliminar_publicering,
        publicering=n.publicering,
        nagon_har_varde=bool((~np.isnan(landet)).any()),
        borttagen=False,
    ).etikett


def _senast(m: Matris, u: Underlag) -> tuple[int, float] | None:
    """The newest known value before the years shown."""
    kolumn = m.kolumn(u.kommun)
    if kolumn is None:
        return None
    for y, v in zip(m.ar[::-1].tolist(), m.varden[::-1, kolumn].tolist(), strict=True):
        if y <= u.ar - ANTAL_AR and (varde := tal(v)) is not None:
            return int(y), varde
    return None


def _utan_nyckeltal(m: Matt, u: Underlag) -> Rapportrad:
    orsak = "inget känt nyckeltal i Kolada" if not m.nyckeltal else "nyckeltalet finns inte längre i Kolada"
    return Rapportrad(
        namn=m.namn,
        nummer=m.nummer,
        nyckeltal=None,
        ar=tuple(u.arslista),
        varden=(None,) * ANTAL_AR,
        orsak=orsak,
        senast=None,
        decimaler=0,
        median=None,
        n=0,
        rang=None,
        kvartil=None,
        signal="",
        neutral=True,
        nedlagt=None,
    )
