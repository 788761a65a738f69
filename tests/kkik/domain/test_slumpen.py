"""What the method page says: how many arrows chance alone gives."""

import numpy as np
import pytest

from kkik.domain.matris import Matris
from kkik.domain.trend import trend_alla


@pytest.mark.parametrize(
    ("saknade", "minst", "hogst"),
    [
        ((), 0.095, 0.106),  # five points
        ((0,), 0.093, 0.104),  # four in a row
        ((1,), 0.106, 0.118),  # four with a gap beside an end: the worst case
        ((0, 1), 0.076, 0.087),  # three in a row
    ],
)
def test_hur_manga_pilar_slumpen_ger(saknade, minst, hogst):
    """Countries with nothing but independent noise: about one arrow in ten is false."""
    slump = np.random.default_rng(2022)
    pilar = antal = 0
    for _ in range(120):
        varden = slump.normal(size=(10, 290))
        # Half of the municipalities miss the years: the others keep the noise well measured.
        varden[[5 + i for i in saknade], :145] = np.nan
        m = Matris(np.arange(2013, 2023, dtype=np.int16), np.arange(290, dtype=np.int16), varden)
        kod = trend_alla(m, 2022).kod[:145]
        pilar += int(np.count_nonzero(np.abs(kod.astype(int)) == 1))
        antal += kod.size
    assert minst < pilar / antal < hogst
