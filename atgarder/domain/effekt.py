"""Rule 8: did a decided action have effect? The own change against that of municipalities that started alike.

A placebo test: the verdict says how unusual the own change is among like municipalities, none of which is known to
have done what we did. It does not say what caused it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from atgarder.domain.effekttyper import Jamford, Utslag, Utslagshinder
from kkik.domain.brus import matta_varden
from kkik.domain.likhet import slack
from kkik.domain.matris import Matris, avstandsmatris, senaste_ar, upprepade_ar
from kkik.domain.signaler import Riktning

AR_FORE, AR_EFTER = 2, 2  # years beside the decision year, and beside the effect year
FLEST_JAMFORDA, MINST_JAMFORDA = 50, 20
MINST_OVANLIG = 10  # one in ten
TECKEN = {
    Riktning.HOG: 1,
    Riktning.LAG: -1,
    Riktning.INTERVALL: -1,
    Riktning.NEUTRAL: 0,
}  # of distances for intervall


@dataclass(frozen=True, slots=True)
class Effekt:
    """The verdict and all that it was made from.

    Values are the nyckeltal's, in its unit; for `intervall` they are distances outside the interval, so that low is
    good. `ar_fore`, `ar_efter`: the own measured years that the means `fore` and `efter` are of. `grupp`: the compared,
    nearest in `fore` first. `senaste`: the country's newest year, None without any values.
    `samre_start`: the share of all that could be compared with (0–1) that began worse than we did; None for `neutral`.
    `minst_lika` of the compared changed at least as favourably as we did, `minst_lika_daligt` at least as
    unfavourably; None where that says nothing (`hinder`).
    """

    kommun: int
    beslutsar: int
    effektar: int
    riktning: Riktning
    intervall: tuple[float, float] | None
    senaste: int | None
    ar_fore: tuple[int, ...]
    ar_efter: tuple[int, ...]
    fore: float | None
    efter: float | None
    grupp: tuple[Jamford, ...]
    samre_start: float | None
    utslag: Utslag
    hinder: Utslagshinder | None
    median: float | None = None
    minst_lika: int | None = None
    minst_lika_daligt: int | None = None

    @property
    def n(self) -> int:
        return len(self.grupp)

    @property
    def forandring(self) -> float | None:
        """Δ: after minus before. None unless both are measured."""
        return None if self.fore is None or self.efter is None else self.efter - self.fore

    @property
    def skillnad(self) -> float | None:
        """The effect: Δ minus the compared's median Δ, in the unit, with the number's own sign."""
        d = self.forandring
        return None if d is None or self.median is None else d - self.median

    @property
    def placeboandel(self) -> float | None:
        """0–1: how often one of n + 1 such municipalities, drawn at random, would do as well as we did."""
        return None if self.minst_lika is None else (1 + self.minst_lika) / (self.n + 1)

    @property
    def spegelandel(self) -> float | None:
        return None if self.minst_lika_daligt is None else (1 + self.minst_lika_daligt) / (self.n + 1)

    @property
    def tecken(self) -> int:
        """1 where a rise is good, −1 where a fall is; 0 when neither is."""
        return TECKEN[self.riktning]

    @property
    def ofullstandig(self) -> bool:
        """Whether later years will still change the mean after: the verdict is not final."""
        return self.senaste is None or self.senaste < self.effektar + AR_EFTER

    def indata(self) -> dict[str, Any]:
        """What the verdict was made from, as plain JSON."""
        return {
            "kommun": self.kommun,
            "beslutsar": self.beslutsar,
            "effektar": self.effektar,
            "riktning": str(self.riktning),
            "intervall": None if self.intervall is None else list(self.intervall),
            "senaste": self.senaste,
            "ar_fore": list(self.ar_fore),
            "ar_efter": list(self.ar_efter),
            "fore": self.fore,
            "efter": self.efter,
            "grupp": [[j.kommun, j.fore, j.efter] for j in self.grupp],
            "samre_start": self.samre_start,
            "hinder": None if self.hinder is None else str(self.hinder),
        }

    @staticmethod
    def fran_indata(indata: Mapping[str, Any]) -> "Effekt":
        """The same result again, from what `indata` gave."""
        hinder = indata["hinder"]
        return doma(
            **{
                **indata,
                "intervall": None if indata["intervall"] is None else tuple(indata["intervall"]),
                "ar_fore": tuple(indata["ar_fore"]),
                "ar_efter": tuple(indata["ar_efter"]),
                "grupp": tuple(Jamford(*rad) for rad in indata["grupp"]),
                "hinder": None if hinder is None else Utslagshinder(hinder),
            }
        )


def atgardseffekt(
    matris: Matris,
    kommun: int,
    beslutsar: int,
    effektar: int,
    riktning: Riktning | str,
    intervall: tuple[float, float] | None = None,
    upprepade: np.ndarray | None = None,
) -> Effekt:
    """Rule 8 for one municipality.

    Repeated years are no measurements, years after the newest are too thin, and a mean whose years lie on both sides
    of a new definition is compared with nothing. intervall: (a, b), required for the riktning `intervall` and only
    then (ValueError). upprepade: bool [Y], None = found in the matrix.
    """
    riktning = Riktning(riktning)
    if (intervall is not None) != (riktning is Riktning.INTERVALL):
        raise ValueError("Ett intervall behövs för riktningen intervall, och bara då.")
    upprepade = upprepade_ar(matris) if upprepade is None else upprepade
    senaste = senaste_ar(matris)
    axel = matris if intervall is None else avstandsmatris(matris, *intervall)
    matta = matta_varden(axel, upprepade)
    if senaste is not None:
        matta[matris.ar > senaste] = np.nan
    fore_rader = (matris.ar >= beslutsar - AR_FORE) & (matris.ar <= beslutsar)
    efter_rader = (matris.ar >= effektar) & (matris.ar <= effektar + AR_EFTER)
    fore, efter = _medel(matta[fore_rader]), _medel(matta[efter_rader])
    brutna = _over_brott(matris, matta, fore_rader | efter_rader)
    k = matris.kolumn(kommun)
    eget = dict.fromkeys(("fore", "efter"))
    ar_fore = ar_efter = ()
    if k is not None:
        eget = {"fore": _tal(fore[k]), "efter": _tal(efter[k])}
        ar_fore = tuple(int(y) for y in matris.ar[fore_rader & ~np.isnan(matta[:, k])])
        ar_efter = tuple(int(y) for y in matris.ar[efter_rader & ~np.isnan(matta[:, k])])
    hinder = _hinder(eget, beslutsar, effektar, senaste, k is not None and bool(brutna[k]))
    grupp: tuple[Jamford, ...] = ()
    samre = None
    if hinder is None:
        med = np.isfinite(fore) & np.isfinite(efter) & ~brutna & (matris.kommuner != kommun)
        damm = slack(max(abs(eget["fore"]), abs(eget["efter"])))
        valda = narmast(fore[med], eget["fore"], damm)
        samre = _samre_start(fore[med], eget["fore"], riktning, damm)
        i = np.flatnonzero(med)[valda]
        rader = zip(matris.kommuner[i], fore[i], efter[i], strict=True)
        grupp = tuple(Jamford(int(nr), float(f), float(e)) for nr, f, e in rader)
    return doma(
        kommun=int(kommun),
        beslutsar=int(beslutsar),
        effektar=int(effektar),
        riktning=riktning,
        intervall=intervall,
        senaste=senaste,
        ar_fore=ar_fore,
        ar_efter=ar_efter,
        grupp=grupp,
        samre_start=samre,
        hinder=hinder,
        **eget,
    )


def doma(
    *,
    kommun: int,
    beslutsar: int,
    effektar: int,
    riktning: Riktning | str,
    intervall: tuple[float, float] | None,
    senaste: int | None,
    ar_fore: tuple[int, ...],
    ar_efter: tuple[int, ...],
    fore: float | None,
    efter: float | None,
    grupp: Sequence[Jamford],
    samre_start: float | None,
    hinder: Utslagshinder | None,
) -> Effekt:
    """The verdict from the chosen group. `hinder`: what is already known to stand in its way."""
    riktning, grupp = Riktning(riktning), tuple(grupp)
    bas = (kommun, beslutsar, effektar, riktning, intervall, senaste, ar_fore, ar_efter, fore, efter, grupp)
    bas = (*bas, samre_start)
    if hinder is None and len(grupp) < MINST_JAMFORDA:
        hinder = Utslagshinder.FOR_FA
    if not grupp or fore is None or efter is None:
        return Effekt(*bas, Utslag.INGET, hinder)
    deltan = np.array([j.forandring for j in grupp])
    median = float(np.median(deltan))
    if hinder is None and riktning is Riktning.NEUTRAL:
        hinder = Utslagshinder.VARDERAS_EJ
    if hinder is not None:
        return Effekt(*bas, Utslag.INGET, hinder, median)
    tecken = TECKEN[riktning]
    damm = slack(max(abs(fore), abs(efter)))
    fordel = tecken * (deltan - (efter - fore))
    minst_lika = int(np.count_nonzero(fordel >= -damm))
    lika_daligt = int(np.count_nonzero(fordel <= damm))
    return Effekt(*bas, _utslag(minst_lika, lika_daligt, len(grupp)), None, median, minst_lika, lika_daligt)


def _utslag(minst_lika: int, lika_daligt: int, n: int) -> Utslag:
    """Whole numbers: the limit of one in ten is exact. Both can never hold."""
    if MINST_OVANLIG * (1 + minst_lika) <= n + 1:
        return Utslag.VISAD
    return Utslag.SAMRE if MINST_OVANLIG * (1 + lika_daligt) <= n + 1 else Utslag.EJ_VISAD


def narmast(fore: np.ndarray, eget: float, damm: float) -> np.ndarray:
    """Indices of the (at most) 50 values nearest `eget`, nearest first; as far away: the earlier.

    fore: float64 [M] without NaN, in the order of the municipalities' ids.
    """
    avstand = np.abs(fore - eget)
    if avstand.size > FLEST_JAMFORDA:
        grans = np.partition(avstand, FLEST_JAMFORDA - 1)[FLEST_JAMFORDA - 1]
        narmare = avstand < grans - damm
        lika = np.flatnonzero(~narmare & (avstand <= grans + damm))
        valda = np.concatenate([np.flatnonzero(narmare), lika[: FLEST_JAMFORDA - np.count_nonzero(narmare)]])
    else:
        valda = np.arange(avstand.size)
    return valda[np.lexsort((valda, avstand[valda]))]


def _samre_start(fore: np.ndarray, eget: float, riktning: Riktning, damm: float) -> float | None:
    if not TECKEN[riktning] or not fore.size:
        return None
    return float(np.mean(TECKEN[riktning] * (fore - eget) < -damm))


def _hinder(
    eget: dict[str, float | None], beslutsar: int, effektar: int, senaste: int | None, brutet: bool
) -> Utslagshinder | None:
    """What can be said before anybody is compared with; the first that holds."""
    if effektar <= beslutsar:
        return Utslagshinder.EFFEKTAR
    if eget["fore"] is None:
        return Utslagshinder.EJ_MATT_FORE
    if senaste is None or senaste < effektar:
        return Utslagshinder.FOR_TIDIGT
    if eget["efter"] is None:
        return Utslagshinder.EJ_MATT_EFTER
    return Utslagshinder.DEFINITIONSBROTT if brutet else None


def _medel(varden: np.ndarray) -> np.ndarray:
    """float64 [K]: the mean down axis 0 of what is measured; NaN where nothing is."""
    antal = np.count_nonzero(~np.isnan(varden), axis=0)
    summa = np.nansum(varden, axis=0)
    return np.where(antal > 0, summa / np.maximum(antal, 1), np.nan)


def _over_brott(matris: Matris, matta: np.ndarray, rader: np.ndarray) -> np.ndarray:
    """bool [K]: whether a new definition began after the first used year and no later than the last."""
    brutna = np.zeros(matris.kommuner.size, dtype=bool)
    ar, finns = matris.ar[rader], ~np.isnan(matta[rader])
    for brott in matris.brott:
        brutna |= finns[ar < brott].any(axis=0) & finns[ar >= brott].any(axis=0)
    return brutna


def _tal(varde: float) -> float | None:
    return None if np.isnan(varde) else float(varde)
