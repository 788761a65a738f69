"""Compute where every municipality stands in every nyckeltal's newest year, and replace what stood there."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from tempfile import TemporaryFile

import numpy as np
from django.db import connection, transaction

from kkik.actions.binart import COPY_HUVUD, COPY_SLUT, Kolumn, som_copy
from kkik.domain.brus import klasser_for
from kkik.domain.jamforelsetabell import jamfor_alla
from kkik.domain.kon import kon_alla
from kkik.domain.likhet import percentil, tal
from kkik.domain.matris import Matris, ofullstandiga_ar, senaste_ar
from kkik.domain.signaler import Riktning, Trend
from kkik.domain.trend import trend_alla
from kkik.domain.trendtyper import ORSAKSKODER, TRENDKODER, TrendTabell
from kkik.domain.vana import vanor
from kkik.models import Lage, Nyckeltalslage
from kkik.queries.kub import Landet, landet, nyckeltal_att_berakna
from kkik.queries.matriser import befolkningsmatris
from organisation.actions import logga
from organisation.models import Person

OMGANG = 100
LAS = 0x4C4147  # the advisory lock's number
_TRENDTEXT = np.array([b"", *(TRENDKODER[k].value.encode() for k in (-1, 0, 1))])
_ORSAKSTEXT = np.array([b"" if o is None else o.value.encode() for o in ORSAKSKODER])


@dataclass(frozen=True, slots=True)
class Berakning:
    """How many nyckeltal have a newest year, and how many municipalities’ places in them were stored."""

    nyckeltal: int
    lagen: int


@dataclass(frozen=True, slots=True, eq=False)
class _Serie:
    """One nyckeltal and gender: its matrix and newest year."""

    nyckeltal: int
    kon: str
    matris: Matris
    ar: int


def berakna_lagen(
    *,
    av: Person | None,
    nar: datetime,
    nyckeltal: Iterable[int] | None = None,
    framsteg: Callable[[int, int], None] | None = None,
) -> Berakning:
    """Rules 3, 4 and 6 for every municipality in the newest year of `nyckeltal` (ids; None = all), every gender.

    First everything is computed, into a file; each nyckeltal from one state of its values. Then what was stored is
    replaced in one transaction: a reader sees all of the old or all of the new. Running it again gives the same
    rows. Two runs go one after the other. `framsteg(done, of)` is called after every batch, counting nyckeltal,
    outside any transaction of this function: what it writes is seen at once, and what it raises stops the run
    with nothing changed.
    """
    with _ensam(), TemporaryFile() as fil:
        ids = nyckeltal_att_berakna(nyckeltal)
        klasser, landsrader, namn = _klasser(), [], ""
        rader = 0
        fil.write(COPY_HUVUD)
        for i, omgang in enumerate(landet(ids, OMGANG, alla=nyckeltal is None)):
            if serier := _serier(omgang):
                kolumner, nya = _rakna(serier, omgang, klasser, nar)
                namn = ", ".join(k.namn for k in kolumner)
                fil.write(som_copy(kolumner))
                landsrader += nya
                rader += kolumner[0].varden.size
            if framsteg is not None:
                framsteg(min((i + 1) * OMGANG, len(ids)), len(ids))
        fil.write(COPY_SLUT)
        fil.seek(0)
        resultat = Berakning(len({r.nyckeltal_id for r in landsrader}), rader)
        with transaction.atomic():
            _ta_bort(None if nyckeltal is None else ids)
            Nyckeltalslage.objects.bulk_create(landsrader, batch_size=1000)
            if namn:
                with connection.cursor() as cursor:
                    cursor.copy_expert(f"COPY kkik_lage ({namn}) FROM STDIN (FORMAT binary)", fil, 1 << 20)
            logga(av=av, nar=nar, typ="kkik.berakna_lagen", data=asdict(resultat))
    return resultat


@contextmanager
def _ensam() -> Iterator[None]:
    """One run at a time: the next one reads after this one has written. The server lets go if we die."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LAS])
        try:
            yield
        finally:
            if connection.connection is not None and not connection.needs_rollback:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LAS])


def _ta_bort(ids: list[int] | None) -> None:
    """In this transaction only: readers keep the old rows until it commits."""
    for modell in (Lage, Nyckeltalslage):
        rader = modell.objects.all() if ids is None else modell.objects.filter(nyckeltal__in=ids)
        rader._raw_delete(rader.db)


def _klasser() -> Callable[[tuple[int, ...], int], np.ndarray]:
    """Population classes per judged year; the same few years come again and again."""
    befolkning = befolkningsmatris()

    @cache
    def for_ar(kommuner: tuple[int, ...], ar: int) -> np.ndarray:
        return klasser_for(np.array(kommuner, dtype=np.int16), befolkning, ar)

    return for_ar


def _serier(omgang: Landet) -> list[_Serie]:
    serier = ((n, kon, m, senaste_ar(m)) for (n, kon), m in sorted(omgang.items()))
    return [_Serie(n, kon, m, ar) for n, kon, m, ar in serier if ar is not None]


def _rakna(
    serier: list[_Serie], omgang: Landet, klasser: Callable[..., np.ndarray], nar: datetime
) -> tuple[list[Kolumn], list[Nyckeltalslage]]:
    """The columns of every municipality's place in `serier`, and the country's rows."""
    kommuner = serier[0].matris.kommuner
    nycklar = tuple(int(k) for k in kommuner)
    trender = [trend_alla(s.matris, s.ar, klasser(nycklar, s.ar)) for s in serier]
    varden = np.vstack([s.matris.varden_for(s.ar) for s in serier])
    kvinnor, man = (np.vstack([_samma_ar(omgang, s, kon) for s in serier]) for kon in ("K", "M"))
    kolumner = [*_nycklar(serier, kommuner), *_jamforelse(varden), *_trend(trender), *_konsgap(kvinnor, man)]
    har = ~np.isnan(varden.ravel())  # without an own value there is no place to store
    return [k.bara(har) for k in kolumner], [
        _landsrad(s, v, t, nar) for s, v, t in zip(serier, varden, trender, strict=True)
    ]


def _samma_ar(omgang: Landet, serie: _Serie, kon: str) -> np.ndarray:
    matris = omgang.get((serie.nyckeltal, kon))
    return np.full(serie.matris.kommuner.size, np.nan) if matris is None else matris.varden_for(serie.ar)


def _nycklar(serier: list[_Serie], kommuner: np.ndarray) -> list[Kolumn]:
    def upprepa(varden: list) -> np.ndarray:
        return np.repeat(np.array(varden), kommuner.size)

    return [
        Kolumn("nyckeltal_id", "heltal", upprepa([s.nyckeltal for s in serier])),
        Kolumn("kommun_id", "heltal", np.tile(kommuner, len(serier))),
        Kolumn("kon", "text", upprepa([s.kon.encode() for s in serier])),
        Kolumn("ar", "heltal", upprepa([s.ar for s in serier])),
    ]


def _jamforelse(varden: np.ndarray) -> list[Kolumn]:
    tabell = jamfor_alla(varden)
    saknas = (tabell.under < 0).ravel()
    return [
        Kolumn("varde", "tal", varden.ravel()),
        Kolumn("n", "heltal", tabell.n.ravel()),
        Kolumn("under", "heltal", tabell.under.ravel(), saknas),
        Kolumn("lika", "heltal", tabell.lika.ravel(), saknas),
        *(Kolumn(f, "tal", getattr(tabell, f).ravel()) for f in ("median", "p25", "p75", "minst", "storst")),
    ]


def _trend(trender: list[TrendTabell]) -> list[Kolumn]:
    def alla(falt: str) -> np.ndarray:
        return np.concatenate([getattr(t, falt) for t in trender])

    kod, orsak, forsta = alla("kod"), alla("orsak"), alla("forsta")
    finns = (kod >= -1) & (kod <= 1)
    return [
        Kolumn("trend", "text", _TRENDTEXT[np.where(finns, kod, -2) + 2], ~finns),
        Kolumn("trend_orsak", "text", _ORSAKSTEXT[orsak], orsak == 0),
        Kolumn("utan_brusmatt", "sant", alla("utan_brusmatt")),
        *(Kolumn(f, "tal", alla(f)) for f in ("lutning", "z", "sigma")),
        Kolumn("trend_fran", "heltal", forsta, forsta == 0),
        Kolumn("trend_antal", "heltal", alla("antal")),
    ]


def _konsgap(kvinnor: np.ndarray, man: np.ndarray) -> list[Kolumn]:
    tabell = kon_alla(kvinnor, man)
    utan = np.isnan(tabell.gap).ravel()
    return [
        Kolumn("gap", "tal", tabell.gap.ravel()),
        Kolumn("gap_andel", "tal", tabell.andel.ravel()),
        Kolumn("gap_n", "heltal", tabell.n.ravel(), utan),
    ]


def _landsrad(serie: _Serie, varden: np.ndarray, trend: TrendTabell, nar: datetime) -> Nyckeltalslage:
    andelar, vana = trend.andel_per_trend(), vanor(serie.matris, serie.ar)
    tunna = ofullstandiga_ar(serie.matris)
    matt = {f: tal(percentil(varden, p)) for f, p in (("median", 50), ("p25", 25), ("p75", 75))}
    return Nyckeltalslage(
        nyckeltal_id=serie.nyckeltal,
        kon=serie.kon,
        ar=serie.ar,
        ofullstandigt_ar=tunna[-1] if tunna else None,
        n=int(np.count_nonzero(~np.isnan(varden))),
        minst=float(np.nanmin(varden)),
        storst=float(np.nanmax(varden)),
        andel_stigande=andelar[Trend.STIGANDE],
        andel_sjunkande=andelar[Trend.SJUNKANDE],
        brukar_halla={r.value: vana.andel(r) for r in (Riktning.HOG, Riktning.LAG)} | asdict(vana),
        beraknad=nar,
        **matt,
    )
