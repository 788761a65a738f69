"""Colour stability against its slow twin."""

import numpy as np
from hypothesis import given

from kkik.domain.matris import Matris
from kkik.domain.stabilitet import Fargbyten, fargbyten
from tests.orakel import stabilitet as orakel
from tests.orakel.strategier import egenskap, lander, som_matris


@egenskap
@given(lander(minst_kommuner=4, hogst_kommuner=25))
def test_som_orakel_och_indata_ror_sig_inte(land_ar_brott):
    land, ar, brott = land_ar_brott
    matris = som_matris(land, ar, brott)
    fore = matris.varden.copy()
    f = fargbyten(matris, ar[-1])
    assert (f.fall, f.byten) == orakel.fargbyten(land, ar[-1], brott)
    assert np.array_equal(matris.varden, fore, equal_nan=True)


@egenskap
@given(lander(minst_kommuner=4, hogst_kommuner=25))
def test_skalan_far_vandas(land_ar_brott):
    land, ar, brott = land_ar_brott
    m = som_matris(land, ar, brott)
    vand = Matris(m.ar, m.kommuner, -m.varden, m.brott)
    assert fargbyten(vand, ar[-1]) == fargbyten(m, ar[-1])


def test_for_fa_fall_ger_ingen_andel():
    assert (Fargbyten(99, 40).andel, Fargbyten(100, 40).andel) == (None, 0.4)


def test_en_tom_matris_och_ett_ar():
    tom = Matris(np.empty(0, np.int16), np.empty(0, np.int16), np.empty((0, 0)))
    assert fargbyten(tom) == Fargbyten(0, 0)
    assert fargbyten(som_matris({k: {2020: float(k)} for k in range(6)}, [2020])) == Fargbyten(0, 0)
