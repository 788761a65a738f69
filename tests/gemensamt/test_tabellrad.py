"""Cells as text, and columns found by their headings."""

from decimal import Decimal

import pytest

from styrsnurra.gemensamt.tabellrad import celltext, hitta_kolumner


@pytest.mark.parametrize(
    ("cell", "vantat"),
    [
        (None, ""),
        (2026.0, "2026"),
        (Decimal("12.0"), "12"),
        (Decimal("12.5"), "12.5"),
        (float("inf"), "inf"),
        ("  två \n rader ", "två rader"),
        ("'=1+1", "=1+1"),
        ("'sant", "'sant"),
    ],
)
def test_en_cell_som_text(cell, vantat):
    assert celltext(cell) == vantat


def test_kolumnerna_hittas_pa_rubriken():
    k = hitta_kolumner(["År", None, "VÄRDE", "Anm", "år"], {"ar": "År", "varde": "Värde", "kon": "Kön"})
    assert (k.plats, k.okanda, k.dubbla) == ({"ar": 0, "varde": 2}, ["Anm"], ["år"])
    assert k.rad([2026]) == {"ar": 2026, "varde": None}
