"""What the property tests draw from: numbers on a grid, so that ties are many and arithmetic is exact."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from kkik.domain.matris import Matris

egenskap = settings(max_examples=150, deadline=None, derandomize=True)

# Quarters are exact in binary: sums, differences and halves of them carry no dust.
rutnat = st.integers(-12, 12).map(lambda i: i / 4)
fina = st.one_of(rutnat, st.floats(-1e6, 1e6).map(lambda x: round(x, 4)))
kanske = st.one_of(rutnat, rutnat, rutnat, st.none())


@st.composite
def lander(draw, minst_ar=4, hogst_ar=13, minst_kommuner=1, hogst_kommuner=45):
    """A country as the oracles see it: {municipality: {year: value}}, its years, and its breaks."""
    antal_ar = draw(st.integers(minst_ar, hogst_ar))
    antal = draw(st.integers(minst_kommuner, hogst_kommuner))
    slump = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    ar = list(range(2000, 2000 + antal_ar))
    sort = draw(st.sampled_from(["grovt", "brus", "ror_sig", "stilla"]))
    steg = {"grovt": 4, "brus": 40, "ror_sig": 40, "stilla": 1}[sort]
    varden = slump.integers(-steg, steg + 1, (antal_ar, antal)) / 4
    if sort == "ror_sig":
        varden = np.round(varden / 10 + 3 * np.arange(antal_ar)[:, None], 2)
    if sort == "stilla":
        varden = np.cumsum(slump.random((antal_ar, antal)) < 0.1, axis=0).astype(float)
    for rad in range(1, antal_ar):
        if slump.random() < draw(st.sampled_from([0.0, 0.25])):
            varden[rad] = varden[rad - 1]
    borta = slump.random((antal_ar, antal)) < draw(st.sampled_from([0.0, 0.05, 0.3, 0.9]))
    land = {k: {y: float(varden[i, k]) for i, y in enumerate(ar) if not borta[i, k]} for k in range(antal)}
    brott = frozenset(draw(st.lists(st.sampled_from(ar), max_size=1)))
    return land, ar, brott


def som_matris(land, ar, brott=frozenset()):
    """The same country as the fast code sees it."""
    varden = np.array([[land[k].get(y, np.nan) for k in sorted(land)] for y in ar], dtype=np.float64)
    return Matris(
        np.array(ar, dtype=np.int16),
        np.array(sorted(land), dtype=np.int16),
        varden.reshape(len(ar), len(land)),
        brott,
    )


def land_i_takt(antal=40, ar=12, lutning=1.0):
    """A country that rises as one, with a little noise of its own."""
    slump = np.random.default_rng(11)
    varden = 50 + lutning * np.arange(ar)[:, None] + slump.normal(0, 0.1, (ar, antal))
    return Matris(np.arange(2011, 2011 + ar, dtype=np.int16), np.arange(antal, dtype=np.int16), varden)
