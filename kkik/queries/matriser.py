"""Values as matrices: the only road from the value table to the calculations.

The server packs what is asked for into bytes (12 a value), which numpy reads in one go: no row becomes a Python
object. One ordinary query whatever the number of nyckeltal, so that it is counted where queries are counted.
Nothing is kept between calls: a matrix costs a few milliseconds, and so can never be older than the last import.
"""

from collections.abc import Iterable

import numpy as np
from django.db import connection

from kkik.definitioner import befolkningsmatt
from kkik.domain.likhet import tal
from kkik.domain.matris import Matris

CELL = np.dtype([("kommun", ">i2"), ("ar", ">i2"), ("varde", ">f8")])

_FRAGA = """
    SELECT n.id, k.kon,
           (SELECT string_agg(int2send(v.kommun_id) || int2send(v.ar) || float8send(v.varde), ''::bytea)
              FROM kkik_varde v
             WHERE v.nyckeltal_id = n.id AND v.kon = k.kon AND NOT v.borttagen AND v.varde IS NOT NULL
               AND v.ar BETWEEN %(fran)s AND %(till)s),
           (SELECT array_agg(b.ar) FROM kkik_definitionsbrott b
             WHERE b.nyckeltal_id = n.id AND b.status = 'bekraftat'),
           (SELECT array_agg(k.id ORDER BY k.id) FROM kkik_kommun k
             WHERE k.typ = 'K' AND k.forsvunnen IS NULL),
           n.kolada_id
      FROM kkik_nyckeltal n CROSS JOIN unnest(%(kon)s) AS k(kon)
     WHERE {villkor}
"""
_FORSTA_AR, _SISTA_AR = 0, 32767


def matris(nyckeltal_id: int, kon: str = "T", fran: int | None = None, till: int | None = None) -> Matris:
    """One nyckeltal and gender for all municipalities, years `fran`–`till` (inclusive, None = no limit).

    The columns are every municipality (type K) there is, with or without a value; the years run from the first
    to the last with any value. Removed and null values are NaN. An unknown id gives a matrix without years.
    One query.
    """
    return matriser([nyckeltal_id], kon, fran, till)[nyckeltal_id]


def matriser(
    nyckeltal_ids: Iterable[int], kon: str = "T", fran: int | None = None, till: int | None = None
) -> dict[int, Matris]:
    """As `matris`, for many nyckeltal in one query. Every id asked for is a key."""
    ids = list(dict.fromkeys(int(i) for i in nyckeltal_ids))
    rader = _hamta("n.id = ANY(%(nycklar)s)", ids, [kon], fran, till) if ids else []
    ut = {rad[0]: packa_upp(*rad[2:5]) for rad in rader}
    return {i: ut.get(i) or _tom() for i in ids}


def matriser_per_kon(nyckeltal_id: int, kon: Iterable[str]) -> dict[str, Matris]:
    """As `matris`, for some genders in one query. Every gender asked for is a key."""
    vilka = sorted(set(kon))
    ut = {rad[1]: packa_upp(*rad[2:5]) for rad in _hamta("n.id = ANY(%(nycklar)s)", [nyckeltal_id], vilka)}
    return {k: ut.get(k) or _tom() for k in vilka}


def befolkningsmatris(fran: int | None = None, till: int | None = None) -> Matris | None:
    """The population (total) of every municipality and year; None where no population measure is loaded.

    Which nyckeltal it is stands in `kkik/definitioner/befolkning.yaml`. One query.
    """
    koder = list(befolkningsmatt())
    rader = _hamta("n.kolada_id = ANY(%(nycklar)s)", koder, ["T"], fran, till)
    for rad in sorted(rader, key=lambda rad: koder.index(rad[5])):
        funnen = packa_upp(*rad[2:5])
        if funnen.ar.size:
            return funnen
    return None


def befolkning() -> dict[int, float]:
    """Each municipality's newest population (total). Empty without a population measure. One query."""
    folk = befolkningsmatris()
    if folk is None:
        return {}
    ut: dict[int, float] = {}
    for rad in folk.varden:
        for kommun, varde in zip(folk.kommuner, rad, strict=True):
            if (antal := tal(varde)) is not None:
                ut[int(kommun)] = antal
    return ut


def _hamta(
    villkor: str, nycklar: list, kon: list[str], fran: int | None = None, till: int | None = None
) -> list:
    granser = {"fran": _FORSTA_AR if fran is None else fran, "till": _SISTA_AR if till is None else till}
    with connection.cursor() as cursor:
        cursor.execute(
            _FRAGA.format(villkor=villkor), {"nycklar": nycklar, "kon": [str(k) for k in kon], **granser}
        )
        return cursor.fetchall()


def packa_upp(
    celler: memoryview | bytes | None, brott: list[int] | None, kommuner: list[int] | None
) -> Matris:
    """The packed cells (CELL, any order, any area) as a matrix; cells of other areas than `kommuner` are left out."""
    axel = np.array(kommuner or [], dtype=np.int16)
    rader = np.frombuffer(celler or b"", dtype=CELL)
    if axel.size:
        plats = np.minimum(np.searchsorted(axel, rader["kommun"]), axel.size - 1)
        rader, plats = rader[med := axel[plats] == rader["kommun"]], plats[med]
    if not axel.size or not rader.size:
        return Matris(np.empty(0, np.int16), axel, np.empty((0, axel.size)), frozenset(brott or []))
    ar = rader["ar"].astype(np.int64)
    forsta, sista = int(ar.min()), int(ar.max())
    varden = np.full((sista - forsta + 1, axel.size), np.nan)
    varden[ar - forsta, plats] = rader["varde"]
    return Matris(np.arange(forsta, sista + 1, dtype=np.int16), axel, varden, frozenset(brott or []))


def _tom() -> Matris:
    return Matris(np.empty(0, np.int16), np.empty(0, np.int16), np.empty((0, 0)))
