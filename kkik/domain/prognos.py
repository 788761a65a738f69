"""Rule 5: how often has a municipality in a position like ours changed this much in this many years?

Reference-class forecasting: no model, only counting. One implementation: `malprognos` gathers the cases from the
country's matrix, `prognos_av_underlag` counts, and so does the recomputation from stored inputs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kkik.domain.brus import matta_varden
from kkik.domain.likhet import percentil, slack, tal
from kkik.domain.matris import Matris, senaste_ar, upprepade_ar
from kkik.domain.prognostyper import Ambition, Malprognos, Prognosmal, Prognosorsak, Vantat, krav_av
from kkik.domain.referensklass import MINST_FALL, Fall, alla_fall, arens_medianer, referensklass
from kkik.domain.signaler import Riktning

LANGST_HORISONT = 4
TRENDHORISONTER = (2, 3)
Klasser = dict[tuple[int | None, int], Fall | None]  # (start year, horizon) → reference class
_GRANSER = ((0.8, Ambition.TROLIGT), (0.2, Ambition.UTMANANDE), (0.02, Ambition.MYCKET_AMBITIOST))


@dataclass(frozen=True, slots=True)
class Start:
    """Where the forecast starts: the year, v, and v minus the year's median. `hinder`: why it cannot."""

    ar: int | None
    varde: float | None
    relativ: float | None
    hinder: Prognosorsak | None


def malprognos(
    matris: Matris,
    kommun: int,
    mal: Prognosmal | None,
    malar: int,
    riktning: Riktning | str,
    *,
    ar: int | None = None,
    till: int | None = None,
    andel: bool = False,
    upprepade: np.ndarray | None = None,
    klasser: Klasser | None = None,
) -> Malprognos:
    """The forecast of one target (rule 5).

    matris: the whole country, all its years (years after the start are not looked at). kommun: id; one that is
    not there has no outcome. mal: None gives the likely outcome without p. ar: the start year; None = the newest
    year, not after the nyckeltal's own newest nor after `till`, that is measured for the municipality and not repeated.
    klasser: reference classes already found in this matrix for this municipality, which new ones are added to.
    andel: a share, whose likely outcomes stay within 0–100 (`ar_andel`). upprepade: bool [Y], None = found here.
    Raises ValueError (Swedish) where target and riktning do not go together.
    """
    upprepade = upprepade_ar(matris) if upprepade is None else upprepade
    start = startlage(matris, kommun, ar, upprepade, till)
    horisonter = {*TRENDHORISONTER}
    if start.ar is not None and 1 <= malar - start.ar <= LANGST_HORISONT:
        horisonter.add(malar - start.ar)
    klasser = {} if klasser is None else klasser
    for h in sorted(horisonter):
        if (start.ar, h) not in klasser:
            klasser[start.ar, h] = klass_for(matris, kommun, start, h, upprepade)
    egen = klasser.get((start.ar, malar - start.ar)) if start.ar is not None else None
    hinder = start.hinder
    if hinder is None and egen is None and 1 <= malar - start.ar <= LANGST_HORISONT:
        hinder = Prognosorsak.DEFINITIONSBROTT
    return prognos_av_underlag(
        start_ar=start.ar,
        varde=start.varde,
        malar=malar,
        mal=mal,
        riktning=riktning,
        andel=andel,
        antal_kommuner=egen.antal_kommuner if egen is not None else 0,
        forandringar=_stigande(egen),
        trendunderlag=[(h, _stigande(klasser[start.ar, h])) for h in TRENDHORISONTER],
        hinder=hinder,
    )


def prognos_av_underlag(
    *,
    start_ar: int | None,
    varde: float | None,
    malar: int,
    mal: Prognosmal | None,
    riktning: Riktning | str,
    andel: bool,
    antal_kommuner: int,
    forandringar: Sequence[float],
    trendunderlag: Sequence[tuple[int, Sequence[float]]],
    hinder: Prognosorsak | str | None,
) -> Malprognos:
    """Count: the forecast from the start, the target, and the changes of the reference class. Needs no matrix.

    Order of the reasons: a neutral measure is never judged; no target; no baseline; what hinders a start
    (`hinder`); a target year that is past, or too far off; too few cases.
    """
    riktning, hinder = Riktning(riktning), None if hinder is None else Prognosorsak(hinder)
    andringar = np.asarray(forandringar, dtype=np.float64)
    horisont = None if start_ar is None else malar - start_ar
    orsak = _orsak(riktning, mal, hinder, horisont, andringar.size)
    krav = None
    if mal is not None and riktning is not Riktning.NEUTRAL and orsak is not Prognosorsak.INGEN_UTGANGSPUNKT:
        krav = krav_av(mal, riktning)
    antal, nadde = int(andringar.size), None
    if orsak is None:
        nadde = int(np.count_nonzero(krav.uppfyller(varde + andringar)))
    p = None if nadde is None else andel_nadda(nadde, antal)
    return Malprognos(
        p, antal, nadde, *_percentiler(varde, andringar, andel), None if p is None else ambition(p), orsak,
        horisont, krav, _trend(start_ar, varde, trendunderlag, andel), start_ar, varde, malar, mal, riktning, andel,
        antal_kommuner, tuple(andringar.tolist()), tuple((h, tuple(f)) for h, f in trendunderlag), hinder,
    )  # fmt: skip


def startlage(
    matris: Matris, kommun: int, ar: int | None, upprepade: np.ndarray, till: int | None = None
) -> Start:
    """The start: year `ar`, or the newest measured one (not after `till`). Without a value, or repeated, none."""
    k = matris.kolumn(kommun)
    if ar is None:
        senaste = senaste_ar(matris)
        matta = matta_varden(matris, upprepade)
        rader = [] if k is None or senaste is None else np.flatnonzero(~np.isnan(matta[:, k]))
        sista = senaste if till is None or senaste is None else min(senaste, till)
        funna = [int(matris.ar[i]) for i in rader if matris.ar[i] <= sista]
        if not funna:
            return Start(None, None, None, Prognosorsak.UTFALL_SAKNAS)
        ar = funna[-1]
    rad, varde = matris.rad(ar), matris.varde(ar, kommun)
    if rad is not None and upprepade[rad]:
        return Start(ar, varde, None, Prognosorsak.EJ_MATT)
    if varde is None:
        return Start(ar, None, None, Prognosorsak.UTFALL_SAKNAS)
    return Start(ar, varde, varde - float(arens_medianer(matris)[rad]), None)


def klass_for(
    matris: Matris,
    kommun: int,
    start: Start,
    horisont: int,
    upprepade: np.ndarray | None = None,
    fall: Fall | None = None,
) -> Fall | None:
    """The reference class from a start; None without a start, or with a definition break ahead of it.

    fall: `alla_fall` of the same year and horizon, where many municipalities are asked about.
    """
    if start.hinder is not None or any(start.ar < b <= start.ar + horisont for b in matris.brott):
        return None
    fall = alla_fall(matris, start.ar, horisont, upprepade) if fall is None else fall
    return referensklass(fall, kommun, start.relativ, start.varde)


def andel_nadda(nadde: Any, antal: int) -> Any:
    """p from counts: a half case each way, so that nothing is ever impossible or certain."""
    return (nadde + 0.5) / (antal + 1)


def ambition(p: float) -> Ambition:
    return next((ordet for grans, ordet in _GRANSER if p >= grans - slack(grans)), Ambition.UTAN_MOTSTYCKE)


def _orsak(
    riktning: Riktning,
    mal: Prognosmal | None,
    hinder: Prognosorsak | None,
    horisont: int | None,
    antal: int,
) -> Prognosorsak | None:
    if riktning is Riktning.NEUTRAL:
        return Prognosorsak.VARDERAS_EJ
    if mal is None:
        return Prognosorsak.INGEN_MALNIVA
    if str(mal.slag) == "forandring" and tal(mal.utgangsvarde) is None:
        return Prognosorsak.INGEN_UTGANGSPUNKT
    if hinder is not None:
        return hinder
    if horisont < 1:
        return Prognosorsak.MALAR_PASSERAT
    if horisont > LANGST_HORISONT:
        return Prognosorsak.MALAR_FOR_LANGT_FRAM
    return Prognosorsak.FOR_FA_FALL if antal < MINST_FALL else None


def _stigande(klass: Fall | None) -> list[float]:
    return [] if klass is None else np.sort(klass.forandring).tolist()


def _percentiler(
    varde: float | None, andringar: np.ndarray, andel: bool
) -> tuple[float | None, float | None, float | None]:
    if varde is None or andringar.size < MINST_FALL:
        return None, None, None
    slut = (varde + percentil(andringar, p) for p in (10, 50, 90))
    p10, p50, p90 = (min(max(x, 0.0), 100.0) if andel else x for x in slut)
    return p10, p50, p90


def _trend(
    start_ar: int | None, varde: float | None, underlag: Sequence[tuple[int, Sequence[float]]], andel: bool
) -> tuple[Vantat, ...]:
    if start_ar is None:
        return ()
    return tuple(
        Vantat(h, start_ar + h, len(f), *_percentiler(varde, np.asarray(f, dtype=np.float64), andel))
        for h, f in underlag
    )
