"""The files that spreadsheets open."""

from decimal import Decimal

import numpy as np
import pytest

from styrsnurra.gemensamt.csvfil import cell, csvtext


@pytest.mark.parametrize(
    ("varde", "svar"),
    [
        (None, ""),
        (84.25, "84,25"),
        (-0.5, "-0,5"),
        (165000.0, "165000"),
        (1e-07, "0,0000001"),
        (2025, "2025"),
        (True, "ja"),
        ("=1+1", "'=1+1"),
        ("+46", "'+46"),
        ("\u2212x", "'\u2212x"),
        (Decimal("1.50"), "1,50"),
        (Decimal("2E+3"), "2000"),
        (np.float64(3.0), "3"),
        (float("nan"), ""),
        ("-", "'-"),
        ("@nn", "'@nn"),
        ("\tx", "'\tx"),
        ("Behöriga", "Behöriga"),
    ],
)
def test_cell_i_en_fil(varde, svar):
    assert cell(varde) == svar


def test_filen_har_bom_semikolon_och_citattecken_dar_det_behovs():
    assert csvtext(["Mål", "a;b"], [[1.5, 'säger "hej"']]) == '\ufeffMål;"a;b"\r\n1,5;"säger ""hej"""\r\n'
