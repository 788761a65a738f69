"""Many nyckeltal at a time, all genders: what the calculation for the whole country reads."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from django.db import connection

from kkik.domain.matris import Matris
from kkik.models import Definitionsbrott, Kommun, Nyckeltal

CELL = np.dtype([("nyckeltal", ">i2"), ("kommun", ">i2"), ("ar", ">i2"), ("kon", "S1"), ("varde", ">f8")])
_FRAGA = """
    SELECT string_agg(int2send(nyckeltal_id) || int2send(kommun_id) || int2send(ar) || kon::bytea
                      || float8send(varde), ''::bytea)
      FROM kkik_varde
     WHERE {villkor} AND NOT borttagen AND varde IS NOT NULL
"""
_ALLA, _NAGRA = (
    "nyckeltal_id BETWEEN %s AND %s",
    "nyckeltal_id = ANY(%s)",
)  # the server reads a range in parallel
Landet = dict[tuple[int, str], Matris]  # (nyckeltal, kön) → the whole country


def nyckeltal_att_berakna(nyckeltal: Iterable[int] | None) -> list[int]:
    """Those asked for that exist, ascending; None = all."""
    rader = Nyckeltal.objects.order_by("id")
    return list(
        (rader if nyckeltal is None else rader.filter(pk__in=list(nyckeltal))).values_list("id", flat=True)
    )


def landet(ids: list[int], omgang: int, *, alla: bool = False) -> Iterator[Landet]:
    """All matrices of `ids`, `omgang` nyckeltal at a time. Nyckeltal and genders without a value are left out.

    alla: `ids` (ascending) are all there are. One query a batch, each seeing one state of the values.
    """
    kommuner = np.array(Kommun.objects.kommuner().order_by("id").values_list("id", flat=True), dtype=np.int16)
    brott: dict[int, set[int]] = {}
    bekraftade = Definitionsbrott.objects.filter(status=Definitionsbrott.Status.BEKRAFTAT)
    for nyckel, ar in bekraftade.values_list("nyckeltal", "ar"):
        brott.setdefault(nyckel, set()).add(ar)
    connection.ensure_connection()
    server = connection.connection
    omgangar = [ids[i : i + omgang] for i in range(0, len(ids), omgang)]
    # The next batch is read while the caller works on this one: the driver's connections may be used by several
    # threads, one statement at a time, and all of the waiting is the server's.
    with ThreadPoolExecutor(1) as lasare:
        kommande = [lasare.submit(_las, server, o, alla) for o in omgangar[:1]]
        for nasta in [*omgangar[1:], None]:
            if kommande:
                celler = kommande.pop().result()
                if nasta is not None:
                    kommande.append(lasare.submit(_las, server, nasta, alla))
                yield _dela(celler, kommuner, brott)


def _las(server, ids: list[int], alla: bool) -> np.ndarray:
    with server.cursor() as cursor:
        if alla:
            cursor.execute(_FRAGA.format(villkor=_ALLA), [ids[0], ids[-1]])
        else:
            cursor.execute(_FRAGA.format(villkor=_NAGRA), [ids])
        return np.frombuffer(cursor.fetchone()[0] or b"", dtype=CELL)


def _dela(celler: np.ndarray, kommuner: np.ndarray, brott: dict[int, set[int]]) -> Landet:
    if not kommuner.size:
        return {}
    kommun = celler["kommun"].astype(np.int16)
    plats = np.minimum(np.searchsorted(kommuner, kommun), kommuner.size - 1)
    med = kommuner[plats] == kommun
    celler, plats = celler[med], plats[med]
    if not celler.size:
        return {}
    # A stable sort on one number that holds both keys: the cells of a matrix then lie together.
    nyckel = celler["nyckeltal"].astype(np.int32) * 256 + celler["kon"].view(np.uint8).astype(np.int32)
    ordning = np.argsort(nyckel, kind="stable")
    nycklar, start = np.unique(nyckel[ordning], return_index=True)
    ut: Landet = {}
    for n, del_ in zip(nycklar, np.split(ordning, start[1:]), strict=True):
        ar = celler["ar"][del_].astype(np.int64)
        forsta, sista = int(ar.min()), int(ar.max())
        varden = np.full((sista - forsta + 1, kommuner.size), np.nan)
        varden[ar - forsta, plats[del_]] = celler["varde"][del_]
        matris = Matris(
            np.arange(forsta, sista + 1, dtype=np.int16),
            kommuner,
            varden,
            frozenset(brott.get(int(n) // 256, ())),
        )
        ut[int(n) // 256, chr(int(n) % 256)] = matris
    return ut
