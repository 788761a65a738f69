"""Whom to call about a nyckeltal: `kkik.domain.bast` on what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from kkik.domain.bast import Bast, bast
from kkik.domain.brus import klasser_for
from kkik.domain.matris import Matris, upprepade_ar
from kkik.domain.prognos import LANGST_HORISONT, startlage
from kkik.domain.prognostyper import Prognosmal
from kkik.domain.signaler import Riktning
from kkik.models import Nyckeltal
from kkik.queries.grupper import GruppSaknas, Jamforelsegrupp, grupp
from kkik.queries.matriser import befolkningsmatris, matris
from kkik.queries.nyckeltal import kommunnamn

KLASSENS_AR = 15


@dataclass(frozen=True, slots=True, eq=False)
class Forebilder:
    """`bast` with what its names and figures need. `grupp` None: there is no list of similar municipalities. `folk`:
    inhabitants in the judged year or the newest before."""

    bast: Bast
    grupp: Jamforelsegrupp | None
    namn: dict[int, str]
    folk: dict[int, float]
    matris: Matris


def forebilder(
    nyckeltal: Nyckeltal,
    kommun: int,
    *,
    riktning: Riktning | str,
    kon: str = "T",
    intervall: Sequence[float] | None = None,
    malnivaer: Sequence[tuple[int, Prognosmal]] = (),
) -> Forebilder:
    """malnivaer: (year, target), ascending; the journey is to the first that lies one to four years ahead of our newest
    outcome, else four years long. Four queries."""
    landet = matris(nyckeltal.pk, kon)
    start = startlage(landet, kommun, None, upprepade_ar(landet)).ar
    framat = [(y - start, m) for y, m in malnivaer if start is not None and 1 <= y - start <= LANGST_HORISONT]
    horisont, mal = framat[0] if framat else (LANGST_HORISONT, None)
    try:
        lika = grupp("liknande", kommun, nyckeltal)
    except GruppSaknas:
        lika = None
    ar = int(landet.ar[-1]) if landet.ar.size else 0
    folk = befolkningsmatris(ar - KLASSENS_AR, ar) if ar else None
    resultat = bast(
        landet,
        kommun,
        riktning,
        grupp=None if lika is None else lika.medlemmar,
        klasser=klasser_for(landet.kommuner, folk, ar),
        intervall=intervall,
        mal=mal,
        horisont=horisont,
    )
    return Forebilder(resultat, lika, kommunnamn(), _folk(folk), landet)


def _folk(folk: Matris | None) -> dict[int, float]:
    ut: dict[int, float] = {}
    if folk is not None:
        for rad in folk.varden:
            ut |= {int(k): float(v) for k, v in zip(folk.kommuner, rad, strict=True) if v == v}
    return ut
