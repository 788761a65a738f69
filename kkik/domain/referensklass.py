"""Rule 5's reference class: municipalities that have been in a position like ours, and what became of them.

A case is a municipality and a start year. Nothing after the judged year is ever looked at.
"""

from dataclasses import dataclass

import numpy as np

from kkik.domain.brus import matta_varden
from kkik.domain.likhet import median_utan_saknade, slack
from kkik.domain.matris import Matris, upprepade_ar

FLEST_FALL = 150
MINST_FALL = 50
AR_BAKAT = 8


@dataclass(frozen=True, slots=True, eq=False)
class Fall:
    """Cases, by municipality and then start year. Arrays of shape [N].

    kommun, start: int16. relativ: float64, start value minus the median of its own year. forandring: float64,
    value `horisont` years later minus the start value. Both in the nyckeltal's unit.
    """

    horisont: int
    kommun: np.ndarray
    start: np.ndarray
    relativ: np.ndarray
    forandring: np.ndarray

    @property
    def antal(self) -> int:
        return int(self.kommun.size)

    @property
    def antal_kommuner(self) -> int:
        return int(np.unique(self.kommun).size)

    def delmangd(self, index: np.ndarray) -> "Fall":
        """The cases at `index` (integers or bool [N])."""
        return Fall(
            self.horisont, self.kommun[index], self.start[index], self.relativ[index], self.forandring[index]
        )


def arens_medianer(matris: Matris) -> np.ndarray:
    """float64 [Y]: each year's median over all municipalities with a value; NaN where there is none."""
    return median_utan_saknade(matris.varden.T)


def alla_fall(matris: Matris, ar: int, horisont: int, upprepade: np.ndarray | None = None) -> Fall:
    """Every case whose start year lies in [ar − horisont − 8, ar − horisont]; the own municipality's too.

    Start and end are measured and not repeated, with no definition break in (start, end].
    upprepade: bool [Y], None = found in the matrix.
    """
    upprepade = upprepade_ar(matris) if upprepade is None else upprepade
    matta, medianer = matta_varden(matris, upprepade), arens_medianer(matris)
    ar0, sista = (int(matris.ar[0]), int(matris.ar[-1])) if matris.ar.size else (0, -1)
    start = np.array(
        [
            j
            for j in range(max(ar - horisont - AR_BAKAT, ar0), min(ar, sista) - horisont + 1)
            if not any(j < b <= j + horisont for b in matris.brott)
        ],
        dtype=np.int64,
    )
    fore, efter = matta[start - ar0], matta[start - ar0 + horisont]  # [J, K]
    # Transposed, so that the cases come out by municipality first: the order in which ties are broken.
    k, j = np.nonzero(~(np.isnan(fore) | np.isnan(efter)).T)
    return Fall(
        horisont=horisont,
        kommun=matris.kommuner[k],
        start=start[j].astype(np.int16),
        relativ=fore[j, k] - medianer[start[j] - ar0],
        forandring=efter[j, k] - fore[j, k],
    )


def referensklass(fall: Fall, kommun: int, relativ: float, varde: float) -> Fall:
    """The (at most) 150 cases of others whose relative start is nearest to `relativ`.

    Distances within the slack of the 150th are tied: lower municipality id first, then lower year. The slack is
    that of the larger of |varde| and |relativ|, since it is they that carry the dust.
    """
    andras = fall.delmangd(fall.kommun != kommun)
    if andras.antal <= FLEST_FALL:
        return andras
    avstand = np.abs(andras.relativ - relativ)
    grans = np.partition(avstand, FLEST_FALL - 1)[FLEST_FALL - 1]
    damm = slack(max(abs(varde), abs(relativ)))
    narmare = avstand < grans - damm
    lika = np.flatnonzero(~narmare & (avstand <= grans + damm))
    valda = np.concatenate([np.flatnonzero(narmare), lika[: FLEST_FALL - np.count_nonzero(narmare)]])
    return andras.delmangd(np.sort(valda))
