"""Which plan is followed in a year, and which have been replaced."""

from dataclasses import dataclass
from datetime import date

import pytest

from planering import actions
from planering.domain.planval import ersatta, som_foljs
from planering.models import Plan
from tests.planering.conftest import NAR


@dataclass(frozen=True)
class P:
    fran_ar: int
    version: int
    ar_last: bool = True


FORRA, DENNA, RATTAD, NASTA = P(2024, 1), P(2025, 1), P(2025, 2), P(2027, 1)
UTKAST = P(2028, 1, ar_last=False)
ALLA = [NASTA, UTKAST, DENNA, FORRA, RATTAD]


@pytest.mark.parametrize(
    ("ar", "foljs"),
    [
        (2023, FORRA),  # none has begun: the earliest
        (2024, FORRA),
        (2025, RATTAD),
        (2026, RATTAD),  # next year's is decided, and waits
        (2027, NASTA),
        (2028, NASTA),  # a draft is not followed
    ],
)
def test_den_nyast_beslutade_som_har_borjat(ar, foljs):
    assert som_foljs(ALLA, ar) == foljs


def test_innan_nagon_har_borjat_den_forsta_i_sin_nyaste_version():
    assert som_foljs([NASTA, RATTAD, DENNA], 2020) == RATTAD


def test_utan_beslut_den_nyaste():
    assert som_foljs([P(2026, 1, False), P(2027, 1, False), P(2027, 2, False)], 2026) == P(2027, 2, False)
    assert som_foljs([], 2026) is None


def test_ersatt_ar_den_som_en_senare_beslutad_version_tagit_platsen_for():
    pagaende = P(2027, 2, ar_last=False)
    assert ersatta([*ALLA, pagaende]) == [DENNA]


def test_planen_som_sidorna_oppnar_med(vem, plan, mal):
    assert Plan.objects.aktuell(2026) == plan
    nasta = actions.skapa_plan(**vem, namn="Nästa", fran_ar=2029, till_ar=2031)
    assert Plan.objects.aktuell(2026) == nasta
    plan = actions.besluta_plan(**vem, plan=plan, datum=date(2026, 1, 2), paragraf="KF § 1")
    assert [Plan.objects.aktuell(ar) for ar in (2025, 2026, 2029)] == [plan, plan, plan]


def test_nasta_ars_beslut_byter_inte_plan_i_forvag(vem, plan, mal):
    """Decided in November 2026, it opens in January 2027."""
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 1, 2), paragraf="KF § 1")
    nasta = actions.kopiera_framat(**vem, plan=plan, namn="Nästa", fran_ar=2027, till_ar=2029)
    actions.besluta_plan(**vem, plan=nasta, datum=NAR.date(), paragraf="KF § 9")
    assert [Plan.objects.aktuell(ar).pk for ar in (2026, 2027, 2028)] == [plan.pk, nasta.pk, nasta.pk]


@pytest.mark.parametrize("adress", ["/planering/", "/planering/trad/"])
def test_planeringen_oppnar_med_arets_plan(vem, plan, mal, klient, klocka, adress):
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 1, 2), paragraf="KF § 1")
    nasta = actions.kopiera_framat(**vem, plan=plan, namn="Nästa", fran_ar=2027, till_ar=2029)
    actions.besluta_plan(**vem, plan=nasta, datum=NAR.date(), paragraf="KF § 9")
    assert klient("lasare").get(adress).context["plan"] == plan
    klocka.move_to(NAR.replace(year=2027))
    assert klient("lasare").get(adress).context["plan"] == nasta
