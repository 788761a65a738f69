"""Rule 5 on what is stored: the forecast of a target, and what the assistant says while one is being set."""

from dataclasses import dataclass

import numpy as np

from kkik.domain.likhet import mitten, percentil, tal
from kkik.domain.matris import Matris, upprepade_ar
from kkik.domain.prognos import malprognos
from kkik.domain.prognosstod import Lyft, ar_andel, basta_kvartil, basta_lyft, kurva, kurvnivaer
from kkik.domain.prognostyper import Malprognos, Prognosmal
from kkik.domain.signaler import Riktning
from kkik.models import Nyckeltal
from kkik.queries.grupper import GruppSaknas, Jamforelsegrupp, grupp
from kkik.queries.jamforelse import andra_i
from kkik.queries.matriser import matris


@dataclass(frozen=True, slots=True)
class Gruppfakta:
    """A level among the others of a group in the start year: `n` of them have a value. `niva` None: none. `mitten`:
    lower quartile, median and upper quartile of the same (`kkik.domain.likhet.mitten`)."""

    grupp: Jamforelsegrupp
    n: int
    niva: float | None
    mitten: tuple[float | None, float | None, float | None] = (None, None, None)


@dataclass(frozen=True, slots=True)
class Assistent:
    """What stands beside the form. The likely outcome without new effort is `prognos.p50`.

    kurva: (level, p), ascending, () without one. lyft: the own best change over the same number of years.
    basta: the level of the group's best quarter, with the group's quartiles; liknande: the median of RKA's similar
    municipalities. None where there is no start year, and `liknande` without such a list.
    """

    prognos: Malprognos
    kurva: tuple[tuple[float, float], ...]
    lyft: Lyft | None
    basta: Gruppfakta | None
    liknande: Gruppfakta | None


def malprognos_for(
    nyckeltal: Nyckeltal,
    kommun: int,
    *,
    mal: Prognosmal | None,
    malar: int,
    riktning: Riktning | str,
    kon: str = "T",
    ar: int | None = None,
) -> Malprognos:
    """The forecast (`kkik.domain.prognos.malprognos`). One query. Raises ValueError as that does."""
    landet = matris(nyckeltal.pk, kon)
    andel = ar_andel(landet, nyckeltal.enhet)
    return malprognos(landet, kommun, mal, malar, riktning, ar=ar, andel=andel)


def assistent(
    nyckeltal: Nyckeltal,
    kommun: int,
    *,
    mal: Prognosmal | None,
    malar: int,
    riktning: Riktning | str,
    kon: str = "T",
    ar: int | None = None,
    gruppkod: str = "alla",
) -> Assistent:
    """The forecast, its curve, and the facts around it. At most three queries.

    kommun: a municipality (type K). Raises GruppSaknas for `gruppkod`, and ValueError as `malprognos_for`.
    """
    landet = matris(nyckeltal.pk, kon)
    upprepade = upprepade_ar(landet)
    andel = ar_andel(landet, nyckeltal.enhet)
    r = malprognos(landet, kommun, mal, malar, riktning, ar=ar, andel=andel, upprepade=upprepade)
    jamforda = grupp(gruppkod, kommun, nyckeltal)
    try:
        lika = grupp("liknande", kommun, nyckeltal)
    except GruppSaknas:
        lika = None
    if r.start_ar is None:
        return Assistent(r, (), None, None, None)
    basta, lyft = _fakta(landet, jamforda, kommun, r.start_ar), None
    if r.horisont >= 1:
        intervall = (mal.a, mal.b) if mal is not None and mal.a is not None else None
        if r.riktning is not Riktning.INTERVALL or intervall is not None:
            lyft = basta_lyft(landet, kommun, r.horisont, riktning, intervall, r.start_ar, upprepade)
    nivan = basta_kvartil(basta, riktning)
    return Assistent(
        prognos=r,
        kurva=_kurva(r, nivan),
        lyft=lyft,
        basta=Gruppfakta(jamforda, basta.size, nivan, mitten(basta)),
        liknande=None if lika is None else _median(lika, _fakta(landet, lika, kommun, r.start_ar)),
    )


def _fakta(landet: Matris, gruppen: Jamforelsegrupp, kommun: int, ar: int) -> np.ndarray:
    """The others' values in the year, those without left out."""
    varden = landet.varden_for(ar)[andra_i(landet, gruppen, kommun)]
    return varden[~np.isnan(varden)]


def _median(gruppen: Jamforelsegrupp, varden: np.ndarray) -> Gruppfakta:
    return Gruppfakta(gruppen, varden.size, tal(percentil(varden, 50)))


def _kurva(r: Malprognos, ocksa: float | None) -> tuple[tuple[float, float], ...]:
    nivaer = kurvnivaer(r, ocksa)
    return tuple(zip(nivaer.tolist(), kurva(r, nivaer).tolist(), strict=True))
