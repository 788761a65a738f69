"""How steady the colours against others are: the share of municipalities that get another one from year to year.

Counted over the whole country and both good and bad news, so it needs no riktning: turning the scale round swaps green
and red and nothing else. (An interval has colours of its own; give the matrix of its distances.)
"""

from dataclasses import dataclass

import numpy as np

from kkik.domain.brus import matta_varden
from kkik.domain.jamforelsetabell import jamfor_alla, signaler_for
from kkik.domain.matris import Matris, upprepade_ar
from kkik.domain.signaler import Riktning

AR_BAKAT = 10
MINST_FALL = 100
OSTADIG = 0.4  # survey measures change colour about this often by chance alone


@dataclass(frozen=True, slots=True)
class Fargbyten:
    """`byten` of `fall` (municipality, pair of consecutive years) had another colour in the later year."""

    fall: int
    byten: int

    @property
    def andel(self) -> float | None:
        """0–1; None below 100 cases."""
        return self.byten / self.fall if self.fall >= MINST_FALL else None


def fargbyten(matris: Matris, ar: int | None = None, upprepade: np.ndarray | None = None) -> Fargbyten:
    """Count over the pairs of years within [ar − 10, ar] (None: up to the newest year).

    A pair is two consecutive calendar years, both measured and not repeated, with no definition break between; each
    municipality is coloured against all others that have a value that year (rule 3 for "alla").
    upprepade: bool [Y], None = found in the matrix; for distances give those of the values.
    """
    x = matta_varden(matris, upprepade_ar(matris) if upprepade is None else upprepade)
    sista = ar if ar is not None else (int(matris.ar[-1]) if matris.ar.size else 0)
    inom = (matris.ar >= sista - AR_BAKAT) & (matris.ar <= sista)
    x, aren = x[inom], matris.ar[inom]
    if x.shape[0] < 2 or not x.size:
        return Fargbyten(0, 0)
    farg = signaler_for(jamfor_alla(x), Riktning.HOG).signal  # [Y, K], 0 = grey
    bada = (farg[:-1] > 0) & (farg[1:] > 0)
    bada &= ~np.isin(aren[1:], list(matris.brott))[:, None]
    return Fargbyten(int(np.count_nonzero(bada)), int(np.count_nonzero(bada & (farg[:-1] != farg[1:]))))
