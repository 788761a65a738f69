"""The picture's geometry: everything inside it, and no mark on another."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgarder.domain.matrisbild import Ram, bokstav, isar, prickar
from atgarder.domain.prioritering import Rost

RAM = Ram(ruta=80, vanster=30, over=10)


def test_rutornas_mitt():
    """Six squares of 80 from (30, 10): the first step's middle is 40 in, the last is 440 in; effekt grows upwards."""
    assert RAM.punkt(1, 6) == (70, 50)
    assert RAM.punkt(6, 1) == (470, 450)
    assert (RAM.hoger, RAM.under, RAM.mitt) == (510, 490, (270, 250))
    assert RAM.linjer == [(110, 90), (190, 170), (350, 330), (430, 410)]
    assert RAM.steg[0] == (1, 70, 450)


def test_flera_i_samma_ruta_ligger_bredvid_varandra():
    roster = [Rost(i, 2, 5) for i in range(3)] + [Rost(9, 6, 1)]
    assert prickar(RAM, roster) == [(150, 130), (170, 130), (130, 130), (470, 450)]


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=20))
def test_prickarna_stannar_i_sin_ruta(par):
    for (a, b), (x, y) in zip(par, prickar(RAM, [Rost(0, *p) for p in par]), strict=True):
        mx, my = RAM.punkt(a, b)
        assert abs(x - mx) < RAM.ruta / 2
        assert abs(y - my) < RAM.ruta / 2


@given(st.lists(st.tuples(st.floats(30, 510), st.floats(10, 490)), max_size=12))
def test_inga_marken_pa_varandra(punkter):
    ut = isar(punkter, 30, RAM)
    assert len(ut) == len(punkter)
    for i, a in enumerate(ut):
        assert all(math.dist(a, b) >= 30 - 1e-6 for b in ut[:i])
        assert RAM.vanster <= a[0] <= RAM.hoger
        assert RAM.over <= a[1] <= RAM.under
    if punkter:
        assert ut[0] == punkter[0]


def test_de_som_inte_krockar_star_kvar():
    assert isar([(70, 50), (470, 450)], 30, RAM) == [(70, 50), (470, 450)]
    assert isar([(270, 250), (270, 250)], 30, RAM) == [(270, 250), (300, 250)]


@pytest.mark.parametrize(("nr", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")])
def test_bokstaver(nr, text):
    assert bokstav(nr) == text
