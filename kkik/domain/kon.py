"""Rule 6: the gap between women and men, and whether it is larger than in other municipalities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kkik.domain.jamforelsetabell import jamfor_alla
from kkik.domain.likhet import slack, tal
from kkik.domain.signaler import Konlage, Orsak

MINST_ANDRA = 20
AVVIKER_FRAN = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class KonTabell:
    """Rule 6 for every municipality. Arrays of shape [K], or [N, K] for N nyckeltal.

    gap: float64, K − M in the unit, NaN unless both exist. n: int16, other municipalities with both.
    andel: float64, mid-rank share of |gap| among them, NaN without a gap or with n < 20.
    avviker: bool, share ≥ 0.75.
    """

    gap: np.ndarray
    n: np.ndarray
    andel: np.ndarray
    avviker: np.ndarray


@dataclass(frozen=True, slots=True)
class KonResultat:
    """One municipality's gap. `lage` and `andel` None come with an `orsak`; the gap is shown when it exists.

    `andras`: |gap| of the other municipalities with both values, ascending.
    """

    lage: Konlage | None
    orsak: Orsak | None
    gap: float | None
    andel: float | None
    n: int
    kvinnor: float | None
    man: float | None
    andras: tuple[float, ...]

    @property
    def avviker(self) -> bool:
        return self.lage is Konlage.AVVIKER

    def indata(self) -> dict[str, Any]:
        """What it was computed from, as plain JSON."""
        return {"kvinnor": self.kvinnor, "man": self.man, "andras": list(self.andras)}

    @staticmethod
    def fran_indata(indata: Mapping[str, Any]) -> "KonResultat":
        """The same result again, from what `indata` gave."""
        return kon_gap(**indata)


def kon_alla(kvinnor: np.ndarray, man: np.ndarray) -> KonTabell:
    """The gap of every municipality, from float64 [K] or [N, K] of one year; NaN = missing, never filled."""
    gap = np.asarray(kvinnor, dtype=np.float64) - np.asarray(man, dtype=np.float64)
    tabell = jamfor_alla(np.abs(gap))
    n = tabell.n.astype(np.int64)
    kand = (tabell.under >= 0) & (n >= MINST_ANDRA)
    andel = np.where(kand, (2 * tabell.under.astype(np.int64) + tabell.lika) / (2 * np.maximum(n, 1)), np.nan)
    return KonTabell(gap, tabell.n, andel, np.nan_to_num(andel) >= AVVIKER_FRAN)


def kon_gap(kvinnor: float | None, man: float | None, andras: Sequence[float] | np.ndarray) -> KonResultat:
    """One municipality's gap against `andras`: the gaps (signed or absolute, NaN ignored) of the others.

    Order of reasons: own value missing (utfall_saknas), then n < 20 (for_fa_jamforbara).
    """
    kvinnor, man = tal(kvinnor), tal(man)
    ovriga = np.sort(np.abs([x for x in map(tal, andras) if x is not None]).astype(np.float64))
    n = int(ovriga.size)
    bas = (n, kvinnor, man, tuple(ovriga.tolist()))
    if kvinnor is None or man is None:
        return KonResultat(None, Orsak.UTFALL_SAKNAS, None, None, *bas)
    gap = kvinnor - man
    if n < MINST_ANDRA:
        return KonResultat(None, Orsak.FOR_FA_JAMFORBARA, gap, None, *bas)
    eget = abs(gap)
    under = int(np.count_nonzero(ovriga < eget - slack(eget)))
    lika = n - under - int(np.count_nonzero(ovriga > eget + slack(eget)))
    andel = (2 * under + lika) / (2 * n)
    lage = Konlage.AVVIKER if andel >= AVVIKER_FRAN else Konlage.SOM_ANDRA
    return KonResultat(lage, None, gap, andel, *bas)


def kon_for(kvinnor: np.ndarray, man: np.ndarray, k: int) -> KonResultat:
    """The municipality in column k of float64 [K] against all the others."""
    gap = np.asarray(kvinnor, dtype=np.float64) - np.asarray(man, dtype=np.float64)
    return kon_gap(kvinnor[k], man[k], np.delete(gap, k))
