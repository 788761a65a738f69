"""The chart of a comparison, as data for the shared drawing."""

import numpy as np

from kkik.domain.likhet import mitten
from kkik.domain.matris import Matris
from kkik.queries import Jamforelse
from styrsnurra.gemensamt.diagram import Linjedata

KONSORD = {"K": "Kvinnor", "M": "Män"}


def jamforelsediagram(
    j: Jamforelse,
    *,
    namn: str,
    rubrik: str,
    sammanfattning: str,
    enhet: str,
    decimaler: int,
    signal: str,
    gruppnamn: str,
    visa_kon: bool,
) -> Linjedata:
    """Own line against the middle half and the median of the others in the group, year by year.

    Years with fewer than four others get no band. visa_kon: women and men instead of the group.
    """
    egen, sist = j.matris, _sista_rad(j)
    ar = egen.ar[: sist + 1]
    med = j.gruppkolumner()
    grupp = [mitten(egen.varden[rad, med]) for rad in range(ar.size)]
    kon = ()
    if visa_kon:
        kon = tuple(
            (ord_, _serie(j.matriser[k], ar, j.kommun)) for k, ord_ in KONSORD.items() if k in j.matriser
        )
    return Linjedata(
        rubrik=rubrik,
        sammanfattning=sammanfattning,
        ar=tuple(int(y) for y in ar),
        egen=_serie(egen, ar, j.kommun),
        egen_namn=namn,
        enhet=enhet,
        decimaler=decimaler,
        signal=signal,
        median=tuple(g[1] for g in grupp),
        p25=tuple(g[0] for g in grupp),
        p75=tuple(g[2] for g in grupp),
        gruppnamn=gruppnamn,
        kon=kon,
        brott=frozenset(b for b in egen.brott if ar.size and int(ar[0]) < b <= int(ar[-1])),
    )


def _sista_rad(j: Jamforelse) -> int:
    """Thin years after the newest are told in words, not drawn as if they were whole."""
    rad = j.matris.rad(j.senaste) if j.senaste is not None else None
    return j.matris.ar.size - 1 if rad is None else rad


def _serie(matris: Matris, ar: np.ndarray, kommun: int) -> tuple[float | None, ...]:
    return tuple(matris.varde(int(y), kommun) for y in ar)
