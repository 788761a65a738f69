"""Sums by year and nämnd."""

from decimal import Decimal

from atgarder.domain.onskemal import Post, summera


def test_summor_per_ar_och_namnd_med_besparingar():
    poster = [
        Post(2028, "Äldrenämnden", "lopande", 500, Decimal("0.75")),
        Post(2027, "Äldrenämnden", "lopande", 400, Decimal("0.75")),
        Post(2027, "Barnnämnden", "engangs", 300, Decimal(0)),
        Post(2027, "Barnnämnden", "lopande", -120, Decimal("-0.50")),
        Post(2027, "Barnnämnden", "lopande", 1000, Decimal(2)),
    ]
    forst, sedan = summera(poster)
    assert [(s.namn, s.engangs, s.lopande, s.tkr, s.tjanster) for s in forst.enheter] == [
        ("Barnnämnden", 300, 880, 1180, Decimal("1.50")),
        ("Äldrenämnden", 0, 400, 400, Decimal("0.75")),
    ]
    assert (forst.ar, forst.alla.tkr, forst.alla.engangs, forst.alla.lopande, forst.alla.tjanster) == (
        2027,
        1580,
        300,
        1280,
        Decimal("2.25"),
    )
    assert (sedan.ar, sedan.alla.tkr) == (2028, 500)
    assert summera([]) == []
