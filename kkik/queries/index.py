"""Rule 7 on what is stored: an index of several nyckeltal, and an area's quality against its cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from kkik.definitioner.verksamheter import Verksamhet
from kkik.domain.index import Del, Effektivitet, effektivitet, index
from kkik.domain.matris import Matris
from kkik.domain.signaler import Riktning
from kkik.models import Nyckeltal
from kkik.queries.grupper import Grupper, Jamforelsegrupp
from kkik.queries.matriser import matriser

Intervall = tuple[float, float] | None
FLEST_AR = 11


@dataclass(frozen=True, slots=True)
class Valdel:
    """A part that an index might have: which way is good, and the interval where that is it."""

    nyckeltal: Nyckeltal
    riktning: Riktning
    intervall: Intervall = None


@dataclass(frozen=True, slots=True)
class Indexdel:
    """A part of the index: own value in its unit, own points 0–100, and the median of the n that have all parts."""

    nyckeltal: Nyckeltal
    riktning: Riktning
    varde: float
    poang: float
    median: float


@dataclass(frozen=True, slots=True)
class Egetindex:
    """An index of one year as it stands for one municipality.

    varde 0–100; rang 1 + number strictly better, of n; fordelning: everybody's index, ascending. `saknas`: measures
    that could not be parts, since the municipality has no value that year. kommuner int16 [K], alla float64 [K].
    """

    ar: int
    varde: float
    rang: int
    n: int
    delar: tuple[Indexdel, ...]
    saknas: tuple[Nyckeltal, ...]
    kommuner: np.ndarray
    alla: np.ndarray

    @property
    def fordelning(self) -> list[float]:
        return sorted(float(v) for v in self.alla[~np.isnan(self.alla)])


@dataclass(frozen=True, slots=True)
class Kostnadsrad:
    """One cost: own value and the median of the n others of the group that have one. None = missing."""

    nyckeltal: Nyckeltal
    varde: float | None
    median: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Effektivitetsbild:
    """An area's quality index against its cost deviation, one year. `egen`: the municipality's column, or None when
    it lacks either. kommuner int16 [K], kvalitet and kostnad float64 [K]; `andra` bool [K], the group without it."""

    ar: int
    kvalitet: Egetindex
    kostnadsmatt: Nyckeltal
    kommuner: np.ndarray
    kostnad: np.ndarray
    andra: np.ndarray
    egen: int
    bild: Effektivitet
    hel: Kostnadsrad | None
    delar: tuple[Kostnadsrad, ...]


def eget_index(val: Iterable[Valdel], serier: Mapping[int, Matris], kommun: int, ar: int) -> Egetindex | None:
    """The index of year `ar` made of the parts that the municipality has a value for.

    serier: total values by the nyckeltal's key. None when it has none of them, or when they make no index (fewer
    than 20 municipalities have the same parts, or a part does not tell them apart). No query.
    """
    finns, saknas = [], []
    for v in val:
        (finns if serier[v.nyckeltal.pk].varde(ar, kommun) is not None else saknas).append(v)
    if not finns:
        return None
    kommuner = serier[finns[0].nyckeltal.pk].kommuner
    rader = [serier[v.nyckeltal.pk].varden_for(ar) for v in finns]
    svar = index(
        [
            Del(v.nyckeltal.kolada_id, rad, v.riktning, v.intervall)
            for v, rad in zip(finns, rader, strict=True)
        ]
    )
    if svar is None:
        return None
    k = int(np.searchsorted(kommuner, kommun))
    delar = tuple(
        Indexdel(
            v.nyckeltal, v.riktning, float(rad[k]), float(svar.delar[i, k]), float(np.median(rad[svar.med]))
        )
        for i, (v, rad) in enumerate(zip(finns, rader, strict=True))
    )
    egen = float(svar.index[k])
    rang = 1 + int(np.count_nonzero(svar.index[svar.med] > egen + 1e-9 * max(1.0, egen)))
    return Egetindex(ar, egen, rang, svar.n, delar, tuple(v.nyckeltal for v in saknas), kommuner, svar.index)


def ar_med_index(val: list[Valdel], serier: Mapping[int, Matris], kommun: int) -> list[int]:
    """Years in which the municipality has at least half of the parts it ever has, newest first. No query."""
    har: dict[int, int] = {}
    antal = 0
    for v in val:
        m = serier[v.nyckeltal.pk]
        k = m.kolumn(kommun)
        ar = [] if k is None else [int(y) for y in m.ar[~np.isnan(m.varden[:, k])]]
        antal += bool(ar)
        for y in ar:
            har[y] = har.get(y, 0) + 1
    return sorted((y for y, n in har.items() if 2 * n >= antal), reverse=True)


def effektivitetsbilder(
    verksamheter: Iterable[Verksamhet], grupper: Grupper, kod: str, ar: int | None = None
) -> dict[str, tuple[Jamforelsegrupp, Effektivitetsbild | None]]:
    """By the area's id: its comparison group, and the newest year (or `ar`) in which the municipality has an index
    and a cost deviation.

    kod: as in `grupp`; "liknande" is the list of each area's own. The picture is None where there is no such year, or
    fewer than four others of the group have both. Two queries and those of `grupper`; only the newest eleven years
    that have any value are looked at. Raises GruppSaknas.
    """
    verksamheter = list(verksamheter)
    ids = {i for v in verksamheter for i in v.nyckeltal}
    rader = {n.kolada_id: n for n in Nyckeltal.objects.filter(kolada_id__in=ids).defer("sok", "beskrivning")}
    serier = matriser(n.pk for n in rader.values())
    ut = {}
    for v in verksamheter:
        grupp = grupper.grupp(kod, rader.get(v.kostnadsavvikelse))
        ut[v.id] = (grupp, _nyaste(v, rader, serier, grupper.kommun_id, grupp.medlemmar, ar))
    return ut


def _nyaste(
    verksamhet: Verksamhet,
    rader: dict[str, Nyckeltal],
    serier: Mapping[int, Matris],
    kommun: int,
    gruppen: frozenset[int],
    ar: int | None,
) -> Effektivitetsbild | None:
    val = [Valdel(rader[d.nyckeltal], d.riktning) for d in verksamhet.kvalitet if d.nyckeltal in rader]
    if verksamhet.kostnadsavvikelse not in rader or not val:
        return None
    for y in [ar] if ar is not None else ar_med_index(val, serier, kommun)[:FLEST_AR]:
        bild = _bild(verksamhet, rader, serier, val, kommun, gruppen, y)
        if bild is not None:
            return bild
    return None


def _bild(
    verksamhet: Verksamhet,
    rader: dict[str, Nyckeltal],
    serier: Mapping[int, Matris],
    val: list[Valdel],
    kommun: int,
    gruppen: frozenset[int],
    ar: int,
) -> Effektivitetsbild | None:
    matt = rader[verksamhet.kostnadsavvikelse]
    kvalitet = eget_index(val, serier, kommun, ar)
    if kvalitet is None or serier[matt.pk].varde(ar, kommun) is None:
        return None
    kostnad = serier[matt.pk].varden_for(ar)
    andra = np.isin(kvalitet.kommuner, list(gruppen - {kommun}))
    svar = effektivitet(kvalitet.alla, kostnad, andra)
    if svar is None:
        return None
    egen = int(np.searchsorted(kvalitet.kommuner, kommun))
    hel = verksamhet.kostnad.nyckeltal
    return Effektivitetsbild(
        ar=ar,
        kvalitet=kvalitet,
        kostnadsmatt=matt,
        kommuner=kvalitet.kommuner,
        kostnad=kostnad,
        andra=andra,
        egen=egen,
        bild=svar,
        hel=_kostnadsrad(rader.get(hel or ""), serier, andra, kommun, ar),
        delar=tuple(
            rad
            for i in verksamhet.kostnad.delar
            if (rad := _kostnadsrad(rader.get(i), serier, andra, kommun, ar)) is not None
        ),
    )


def _kostnadsrad(
    n: Nyckeltal | None, serier: Mapping[int, Matris], andra: np.ndarray, kommun: int, ar: int
) -> Kostnadsrad | None:
    """None for a measure that nobody has a value for that year."""
    if n is None:
        return None
    rad = serier[n.pk].varden_for(ar)
    egen = serier[n.pk].varde(ar, kommun)
    matta = rad[andra & ~np.isnan(rad)]
    if egen is None and not matta.size:
        return None
    return Kostnadsrad(n, egen, float(np.median(matta)) if matta.size else None, int(matta.size))
