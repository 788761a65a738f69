"""The publication calendar, and the counts by nämnd and målområde."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.orakel.strategier import egenskap
from uppfoljning.domain.publicering import Publicering, Publiceringsdagar, Slag, kalender
from uppfoljning.domain.rutnat import Ruta, rutnat

IDAG = date(2026, 9, 1)


def test_kommande_nyss_och_utan():
    dagar = [
        Publiceringsdagar(1, 2025, date(2026, 3, 1), date(2026, 9, 29)),
        Publiceringsdagar(2, 2025, None, date(2026, 8, 15)),
        Publiceringsdagar(3, None, None, None),
        Publiceringsdagar(4, 2026, date(2026, 9, 1), date(2026, 9, 1)),
    ]
    k = kalender(dagar, IDAG)
    assert k.kommande == (
        Publicering(date(2026, 9, 1), Slag.ENDA, 2026, 4),
        Publicering(date(2026, 9, 29), Slag.SLUTLIG, 2025, 1),
    )
    # The first of March is more than sixty days ago.
    assert k.nyss == (Publicering(date(2026, 8, 15), Slag.ENDA, 2025, 2),)
    assert k.utan == (2, 3)


_dagar = st.one_of(st.none(), st.integers(-200, 200).map(lambda d: IDAG + timedelta(days=d)))


@egenskap
@given(st.lists(st.tuples(_dagar, _dagar), max_size=8))
def test_varje_nyckeltal_vantas_eller_ar_utan(par):
    k = kalender([Publiceringsdagar(i, 2025, *p) for i, p in enumerate(par)], IDAG)
    vantas = {h.nyckel for h in k.kommande}
    assert vantas == {i for i, p in enumerate(par) if any(d is not None and d >= IDAG for d in p)}
    assert vantas.isdisjoint(k.utan)
    assert vantas | set(k.utan) == set(range(len(par)))
    assert [h.dag for h in k.kommande] == sorted(h.dag for h in k.kommande)
    assert all(IDAG - timedelta(days=60) <= h.dag < IDAG for h in k.nyss)


@egenskap
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.booleans(), st.booleans()), max_size=30))
def test_summorna_ar_rutornas(rader):
    r = rutnat(rader)
    for namnd in {n for n, *_ in rader}:
        egna = [(a, b) for n, _, a, b in rader if n == namnd]
        assert r.rader[namnd] == Ruta(sum(a for a, _ in egna), sum(b for _, b in egna), len(egna))
    for nyckel, ruta in r.rutor.items():
        assert ruta.antal == sum((n, o) == nyckel for n, o, *_ in rader)
    assert r.allt.antal == len(rader) == sum(x.antal for x in r.kolumner.values())
