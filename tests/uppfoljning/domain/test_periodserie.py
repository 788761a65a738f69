"""Months and tertials as an unbroken row."""

from uppfoljning.domain.periodserie import racker_for_xmr, slottar


def test_luckor_och_ordning():
    rad = slottar([(2025, 3, 3.0), (2024, 12, 1.0), (2025, 1, 2.0)], "manad", 2025)
    assert rad == [((2024, 12), 1.0), ((2025, 1), 2.0), ((2025, 2), None), ((2025, 3), 3.0)]


def test_bara_till_och_med_aret():
    utfall = [(2024, 3, 1.0), (2025, 1, 2.0)]
    assert slottar(utfall, "tertial", 2024) == [((2024, 3), 1.0)]
    assert slottar(utfall, "tertial", 2023) == []


def test_arsmatt_har_inga_perioder():
    assert slottar([(2025, None, 1.0)], "ar", 2025) == []


def test_tolv_varden_och_ett_i_aret():
    tolv = [(2024, m, float(m)) for m in range(1, 13)]
    assert racker_for_xmr(slottar(tolv, "manad", 2024), 2024)
    assert not racker_for_xmr(slottar(tolv[1:], "manad", 2024), 2024)
    assert not racker_for_xmr(slottar(tolv, "manad", 2025), 2025)
