"""Whom to call: municipalities in a like position that do better, improve fast, or have made the journey we want to.

Source: the guide's question what the best ones do, answered with rules 3, 4 and 5 on the country's matrix. Nothing
here says why they do better; it says who they are, and how sure one can be that they do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from kkik.domain.brus import OKAND_KLASS
from kkik.domain.jamforelse import granser_for
from kkik.domain.likhet import avstand, percentil, slack, tal
from kkik.domain.matris import Matris, senaste_ar, upprepade_ar
from kkik.domain.prognos import klass_for, startlage
from kkik.domain.prognostyper import Prognosmal, Prognosorsak, krav_av
from kkik.domain.referensklass import MINST_FALL, Fall
from kkik.domain.signaler import Godhet, Riktning
from kkik.domain.trend import Z_GRANS, godhet_av, trend_alla, trend_avstand
from kkik.domain.trendtyper import TRENDKODER, TrendTabell

FLEST = 10
ANTAL_LIKA = 7  # as many as RKA's lists have
LIKHETSAR = 5
BASTA_DELEN = 75


class Likhet(StrEnum):
    """What makes the others like us."""

    GRUPP = "grupp"
    NIVA = "niva"


@dataclass(frozen=True, slots=True)
class Kandidat:
    """A municipality to learn from. `skillnad` in the unit, plus is better than we are; `inom_brus`: so small that
    chance may have made it (None: the noise is not known). `lutning` per year, plus is for the better, None without a
    trend. `lik`: one of those we are most like."""

    kommun: int
    varde: float
    skillnad: float
    inom_brus: bool | None
    godhet: Godhet | None
    lutning: float | None
    lik: bool


@dataclass(frozen=True, slots=True)
class Uppryckare:
    """One that was placed as we are now: `da` in the year `start`, `efter` when `horisont` years had passed, and
    `nu` in the judged year. `skillnad` as for a Kandidat."""

    kommun: int
    start: int
    da: float
    efter: float
    nu: float
    skillnad: float
    lik: bool


@dataclass(frozen=True, slots=True)
class Bast:
    """The three lists, at most ten names each; `antal_…` is how many there are in all.

    `ar`, `varde`: the own newest measured outcome; None with `hinder`. `n` others have a value that year, of `lika`
    those we are most like, chosen by `likhet` (None: nobody can be chosen). `andel_forbattras`: share of the country's
    trends that are for the better. `fall` cases were placed as we are; `till_malet`: the journey is to the target, else
    as far as the best quarter of the cases went, which is `krav` (own value after it; None without cases, for an
    interval, and where not even a quarter of the cases gained anything).
    """

    riktning: Riktning
    ar: int | None
    varde: float | None
    hinder: Prognosorsak | None
    n: int
    lika: tuple[int, ...]
    likhet: Likhet | None
    battre: tuple[Kandidat, ...]
    antal_battre: int
    snabbast: tuple[Kandidat, ...]
    antal_snabbast: int
    andel_forbattras: float | None
    uppryckare: tuple[Uppryckare, ...]
    antal_uppryckare: int
    horisont: int
    fall: int
    till_malet: bool
    krav: float | None


def bast(
    matris: Matris,
    kommun: int,
    riktning: Riktning | str,
    *,
    grupp: frozenset[int] | None = None,
    klasser: np.ndarray | None = None,
    intervall: Sequence[float] | None = None,
    mal: Prognosmal | None = None,
    horisont: int = 4,
) -> Bast:
    """matris: the whole country. grupp: RKA's similar municipalities; None: the seven that were nearest our level five
    years ago in our population class. klasser: int [K] (`klasser_for`), None = one class. mal: the target that the
    journey is to. horisont: how many years the journey took, 1–4. Raises ValueError for an interval without a ≤ b.
    """
    riktning = Riktning(riktning)
    granser = granser_for(riktning, intervall)
    klasser = np.full(matris.kommuner.size, OKAND_KLASS) if klasser is None else klasser
    upprepade = upprepade_ar(matris)
    start = startlage(matris, kommun, None, upprepade)
    hinder = Prognosorsak.VARDERAS_EJ if riktning is Riktning.NEUTRAL else start.hinder
    if hinder is not None:
        return _tomt(riktning, start.ar, start.varde, hinder, horisont)
    lage = _Lage(matris, kommun, start.ar, start.varde, riktning, granser, klasser)
    lika, likhet = (
        (grupp - {kommun}, Likhet.GRUPP) if grupp is not None else (_lika_i_niva(lage), Likhet.NIVA)
    )
    kandidater = _kandidater(lage, lika)
    battre = sorted(
        (k for k in kandidater if k.lik and k.skillnad > slack(lage.varde)),
        key=lambda k: (-k.skillnad, k.kommun),
    )
    i_klassen = frozenset(matris.kommuner[klasser == klasser[matris.kolumn(kommun)]].tolist())
    snabbast = sorted(
        (k for k in kandidater if k.godhet is Godhet.FORBATTRAS and (k.lik or k.kommun in i_klassen)),
        key=lambda k: (-k.lutning, k.kommun),
    )
    fall = klass_for(matris, kommun, start, horisont, upprepade)
    uppryckare, till_malet, krav = _uppryckare(lage, fall, mal, lika, i_klassen)
    return Bast(
        riktning=riktning,
        ar=lage.ar,
        varde=lage.varde,
        hinder=None,
        n=len(kandidater),
        lika=tuple(sorted(k.kommun for k in kandidater if k.lik)),
        likhet=likhet if lika else None,
        battre=tuple(battre[:FLEST]),
        antal_battre=len(battre),
        snabbast=tuple(snabbast[:FLEST]),
        antal_snabbast=len(snabbast),
        andel_forbattras=_andel_forbattras(lage),
        uppryckare=tuple(uppryckare[:FLEST]),
        antal_uppryckare=len(uppryckare),
        horisont=horisont,
        fall=0 if fall is None else fall.antal,
        till_malet=till_malet,
        krav=krav,
    )


class _Lage:
    """Where we stand: the country in the judged year, and its trends, all turned so that more is better."""

    def __init__(
        self,
        matris: Matris,
        kommun: int,
        ar: int,
        varde: float,
        riktning: Riktning,
        granser: tuple[float, float] | None,
        klasser: np.ndarray,
    ) -> None:
        self.kommun, self.ar, self.varde = kommun, ar, varde
        self.riktning, self.granser, self.klasser = riktning, granser, klasser
        senaste = senaste_ar(matris)
        till = matris.ar <= (
            ar if senaste is None else senaste
        )  # later years are too thin to be measurements
        self.matris = Matris(matris.ar[till], matris.kommuner, matris.varden[till], matris.brott)
        self.varden = self.matris.varden_for(ar)
        self.trend: TrendTabell = (
            trend_alla(self.matris, ar, klasser)
            if granser is None
            else trend_avstand(self.matris, ar, granser, klasser)
        )
        self.at = 1.0 if riktning is Riktning.HOG else -1.0

    def nytta(self, varden: np.ndarray | float) -> np.ndarray | float:
        """The values so that more is better; for intervall minus the distance outside it."""
        return self.at * (varden if self.granser is None else avstand(varden, *self.granser))

    def godhet(self, k: int) -> Godhet | None:
        return godhet_av(TRENDKODER.get(int(self.trend.kod[k])), self.riktning)


def _kandidater(lage: _Lage, lika: frozenset[int]) -> list[Kandidat]:
    """Everybody else with a value in the judged year, by id."""
    egen = lage.matris.kolumn(lage.kommun)
    skillnad = lage.nytta(lage.varden) - lage.nytta(lage.varde)
    brus = Z_GRANS * np.sqrt(lage.trend.sigma**2 + lage.trend.sigma[egen] ** 2)
    ut = []
    for k in np.flatnonzero(~np.isnan(lage.varden)):
        if k == egen:
            continue
        kommun, godhet = int(lage.matris.kommuner[k]), lage.godhet(k)
        lutning = tal(lage.trend.lutning[k])
        ut.append(
            Kandidat(
                kommun=kommun,
                varde=float(lage.varden[k]),
                skillnad=float(skillnad[k]),
                inom_brus=None
                if math.isnan(brus[k])
                else bool(abs(skillnad[k]) <= brus[k] + slack(lage.varde)),
                godhet=godhet,
                lutning=None if godhet is None or lutning is None else lage.at * lutning,
                lik=kommun in lika,
            )
        )
    return ut


def _lika_i_niva(lage: _Lage) -> frozenset[int]:
    """The seven nearest our level five years ago among those of our size; after a break, its first year. Ties by id."""
    ar = max([lage.ar - LIKHETSAR, *(b for b in lage.matris.brott if b <= lage.ar)])
    da, egen = lage.matris.varden_for(ar), lage.matris.kolumn(lage.kommun)
    if np.isnan(da[egen]):
        return frozenset()
    langd = np.abs(da - da[egen])
    med = ~np.isnan(da) & (lage.klasser == lage.klasser[egen])
    med[egen] = False
    damm = slack(float(da[egen]))
    ordning = sorted(np.flatnonzero(med), key=lambda k: (round(float(langd[k]) / damm), int(k)))
    return frozenset(int(lage.matris.kommuner[k]) for k in ordning[:ANTAL_LIKA])


def _andel_forbattras(lage: _Lage) -> float | None:
    andelar = lage.trend.andel_per_trend()
    return next(
        (andelar[t] for t in TRENDKODER.values() if godhet_av(t, lage.riktning) is Godhet.FORBATTRAS), None
    )


def _uppryckare(
    lage: _Lage,
    fall: Fall | None,
    mal: Prognosmal | None,
    lika: frozenset[int],
    i_klassen: frozenset[int],
) -> tuple[list[Uppryckare], bool, float | None]:
    """Those of the cases that made the journey and are ahead of us now: each once, with the latest journey. First
    those most like us, then those of our size, the longest journey first."""
    if fall is None or fall.antal < MINST_FALL:
        return [], False, None
    vinst = lage.nytta(lage.varde + fall.forandring) - lage.nytta(lage.varde)
    nadde, till_malet, krav = _resan(lage, fall, vinst, mal)
    matris, senast = lage.matris, {}
    for i in np.flatnonzero(nadde):  # by municipality and then year: the latest stays
        senast[int(fall.kommun[i])] = i
    ut = []
    for kommun, i in senast.items():
        nu = matris.varde(lage.ar, kommun)
        if nu is None or (skillnad := lage.nytta(nu) - lage.nytta(lage.varde)) <= slack(lage.varde):
            continue
        start, lik = int(fall.start[i]), kommun in lika
        da, efter = (matris.varde(a, kommun) for a in (start, start + fall.horisont))
        rang = (not lik, kommun not in i_klassen, -float(vinst[i]), kommun)
        ut.append((rang, Uppryckare(kommun, start, da, efter, nu, float(skillnad), lik)))
    return [u for _, u in sorted(ut, key=lambda par: par[0])], till_malet, krav


def _resan(
    lage: _Lage, fall: Fall, vinst: np.ndarray, mal: Prognosmal | None
) -> tuple[np.ndarray, bool, float | None]:
    """bool [N]: who made it; whether it is to the target, which must lie ahead; and what our value would be then
    (None for an interval: there are two)."""
    battre = vinst > slack(lage.varde)
    if mal is not None:
        krav = krav_av(mal, lage.riktning)
        if not bool(krav.uppfyller(np.array([lage.varde]))[0]):
            return battre & krav.uppfyller(lage.varde + fall.forandring), True, tal(mal.varde)
    grans = max(percentil(vinst, BASTA_DELEN), 0.0)  # where most lost ground, any gain is among the best
    niva = None if lage.granser is not None or not grans else lage.varde + lage.at * grans
    return battre & (vinst >= grans - slack(lage.varde)), False, niva


def _tomt(
    riktning: Riktning, ar: int | None, varde: float | None, hinder: Prognosorsak, horisont: int
) -> Bast:
    return Bast(
        riktning, ar, varde, hinder, 0, (), None, (), 0, (), 0, None, (), 0, horisont, 0, False, None
    )  # fmt: skip
