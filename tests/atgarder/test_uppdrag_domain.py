"""When an assignment is followed up next, when that is reminded of, and how an expected effect is said."""

from datetime import date, timedelta

import pytest

from atgarder.domain.uppdrag import (
    Uppdragspaminnelse,
    Uppfoljning,
    Uppfoljningsslag,
    effektmening,
    nasta_uppfoljning,
    paminnelse,
)

GJORT, EFFEKT = date(2026, 9, 30), date(2028, 4, 30)


def nasta(genomforande: str = "pagar", **falt) -> Uppfoljning | None:
    grund = {"gjort_nar": GJORT, "effekt_nar": EFFEKT, "senast": None}
    return nasta_uppfoljning(genomforande=genomforande, **grund | falt)


@pytest.mark.parametrize(
    ("senast", "dag"),
    [
        (None, GJORT),
        (date(2026, 9, 29), GJORT),  # said before the day: the day still holds
        (date(2026, 9, 30), date(2026, 12, 30)),
        (date(2026, 11, 1), date(2027, 1, 31)),
    ],
)
def test_det_som_pagar_foljs_upp_till_det_ar_gjort(senast, dag):
    assert nasta(senast=senast) == Uppfoljning(Uppfoljningsslag.GJORT, dag)


def test_efter_det_gjorda_kommer_effekten():
    assert nasta("genomford", senast=GJORT) == Uppfoljning(Uppfoljningsslag.EFFEKT, EFFEKT)
    assert nasta("genomford", effekt_nar=None) is None


@pytest.mark.parametrize(
    ("bedomd", "for_tidigt", "dag"),
    [
        (date(2028, 5, 2), False, None),
        (date(2027, 5, 2), True, EFFEKT),  # too early before the day says nothing of the day
        (date(2028, 5, 2), True, date(2029, 5, 2)),
    ],
)
def test_en_bedomd_effekt_ar_uppfoljd_om_den_inte_var_for_tidig(bedomd, for_tidigt, dag):
    svar = nasta("genomford", effekt_bedomd=bedomd, for_tidigt=for_tidigt)
    assert (svar.dag if svar else None) == dag


def test_for_tidigt_utan_dag_i_beslutet_blir_om_ett_ar():
    svar = nasta("genomford", effekt_nar=None, effekt_bedomd=date(2028, 5, 2), for_tidigt=True)
    assert svar == Uppfoljning(Uppfoljningsslag.EFFEKT, date(2029, 5, 2))


def test_det_avbrutna_foljs_inte_upp():
    assert nasta("avbruten") is None


@pytest.mark.parametrize(
    ("dagar", "regel"),
    [
        (-8, None),
        (-7, Uppdragspaminnelse.EN_VECKA_KVAR),
        (-1, Uppdragspaminnelse.EN_VECKA_KVAR),
        (0, Uppdragspaminnelse.FORFALLEN),
        (40, Uppdragspaminnelse.FORFALLEN),
    ],
)
def test_paminnelsen(dagar, regel):
    assert paminnelse(GJORT, GJORT + timedelta(days=dagar)) == regel


def test_sent_ar_dagen_efter():
    u = Uppfoljning(Uppfoljningsslag.GJORT, GJORT)
    assert [u.ar_sen(GJORT + timedelta(days=d)) for d in (-1, 0, 1)] == [False, False, True]


def test_effekten_i_ord():
    falt = {"till": 88.0, "effektar": 2028, "decimaler": 1, "enhet": "%"}
    assert effektmening("Behöriga", fran=84.8, franar=2025, **falt) == (
        "Behöriga: från 84,8\xa0% (2025) till 88,0\xa0% 2028"
    )
    assert effektmening("Behöriga", fran=None, franar=None, **falt) == "Behöriga: till 88,0\xa0% 2028"
