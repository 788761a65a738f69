"""Rule 4, the habit of a nyckeltal: what two changes in a row in the same direction have usually led to."""

from dataclasses import dataclass

import numpy as np

from kkik.domain.brus import matta_varden
from kkik.domain.likhet import slack
from kkik.domain.matris import Matris, upprepade_ar
from kkik.domain.signaler import Riktning, Vana

MINST_FALL = 100


@dataclass(frozen=True, slots=True)
class Vanor:
    """How often two falls (rises) in a row were followed by a third, over all municipalities and years.

    fall_ned/fall_upp: cases of two falls (rises) with a known third change. tredje_ned/tredje_upp: those
    where the third went the same way. For intervall: made from the distances, where rising is bad.
    """

    fall_ned: int
    tredje_ned: int
    fall_upp: int
    tredje_upp: int

    def andel(self, riktning: Riktning | str) -> float | None:
        """Share of bad pairs followed by a third; None below 100 cases and for neutral."""
        riktning = Riktning(riktning)
        if riktning is Riktning.NEUTRAL:
            return None
        ned = riktning is Riktning.HOG
        fall, tredje = (self.fall_ned, self.tredje_ned) if ned else (self.fall_upp, self.tredje_upp)
        return tredje / fall if fall >= MINST_FALL else None

    def vana(self, riktning: Riktning | str) -> Vana | None:
        """Brukar vända below 40 %, brukar hålla i sig above 50 %, otherwise nothing to say."""
        return vana_av(self.andel(riktning))


def vana_av(andel: float | None) -> Vana | None:
    """The word for a share (0–1); None when there is none, or when it lies between the limits."""
    if andel is None:
        return None
    if andel < 0.4 - slack(0.4):
        return Vana.BRUKAR_VANDA
    return Vana.BRUKAR_HALLA_I_SIG if andel > 0.5 + slack(0.5) else None


def vanor(matris: Matris, ar: int | None = None, upprepade: np.ndarray | None = None) -> Vanor:
    """Count the cases in the whole history, up to and including `ar` (None: all of it).

    A case is four consecutive calendar years, all measured and not repeated, none across a definition break.
    upprepade: bool [Y], None = found in the matrix; for distances give those of the values.
    """
    x = matta_varden(matris, upprepade_ar(matris) if upprepade is None else upprepade)
    if ar is not None:
        x = x[matris.ar <= ar]
    if x.shape[0] < 4:
        return Vanor(0, 0, 0, 0)
    damm = slack(np.nan_to_num(x[:-1]))
    steg = np.diff(x, axis=0)
    ned, upp = x[1:] < x[:-1] - damm, x[1:] > x[:-1] + damm
    finns = ~np.isnan(steg)
    for brott in matris.brott:
        finns[matris.ar[1 : x.shape[0]] == brott] = False
    ned, upp = ned & finns, upp & finns

    def rakna(at: np.ndarray) -> tuple[int, int]:
        fall = at[:-2] & at[1:-1] & finns[2:]
        return int(np.count_nonzero(fall)), int(np.count_nonzero(fall & at[2:]))

    return Vanor(*rakna(ned), *rakna(upp))
