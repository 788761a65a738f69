"""The road from the value table to the calculations."""

from datetime import UTC, datetime

import numpy as np
import pytest

from kkik import queries
from kkik.models import Definitionsbrott, Kommun, Varde
from tests.kkik import bygg

pytestmark = pytest.mark.django_db
NAN = float("nan")


@pytest.fixture
def n():
    bygg.kommuner(1003, 1001, 1002)
    rad = bygg.nyckeltal()
    bygg.varden(rad, {1001: {2018: 1.5, 2021: -2.0}, 1002: {2020: None}, 9: {2021: 99.0}, 0: {2023: 50.0}})
    bygg.varden(rad, {1002: {2022: 7.0}}, borttagen=True)
    bygg.varden(rad, {1001: {2021: 4.0}}, kon="K")
    return rad


def test_matrisen_har_bara_kommuner_och_riktiga_varden(n):
    m = queries.matris(n.pk)
    assert m.ar.tolist() == [2018, 2019, 2020, 2021]
    assert m.kommuner.tolist() == [1001, 1002, 1003]
    assert m.ar.dtype == m.kommuner.dtype == np.int16
    np.testing.assert_array_equal(
        m.varden, [[1.5, NAN, NAN], [NAN, NAN, NAN], [NAN, NAN, NAN], [-2.0, NAN, NAN]]
    )


def test_varje_kon_for_sig(n):
    np.testing.assert_array_equal(queries.matris(n.pk, "K").varden, [[4.0, NAN, NAN]])
    assert queries.matris(n.pk, "M").ar.size == 0
    assert queries.matris(n.pk, "M").kommuner.tolist() == [1001, 1002, 1003]


def test_ar_kan_begransas(n):
    assert queries.matris(n.pk, fran=2019).ar.tolist() == [2021]
    assert queries.matris(n.pk, till=2019).ar.tolist() == [2018]
    assert queries.matris(n.pk, fran=2018, till=2018).varde(2018, 1001) == 1.5


def test_forsvunna_kommuner_ar_inte_med(n):
    Kommun.objects.filter(pk=1003).update(forsvunnen=bygg.NU)
    assert queries.matris(n.pk).kommuner.tolist() == [1001, 1002]


def test_bara_bekraftade_brott(n):
    tid = datetime(2026, 1, 1, tzinfo=UTC)
    for ar, status in ((2019, "bekraftat"), (2020, "mojligt"), (2021, "avfardat")):
        Definitionsbrott.objects.create(nyckeltal=n, ar=ar, status=status, upptackt=tid)
    assert queries.matris(n.pk).brott == frozenset({2019})


def test_okant_nyckeltal_ger_en_tom_matris(n):
    assert queries.matris(32000).varden.shape == (0, 0)


def test_en_fraga_hur_manga_nyckeltal_som_helst(n, django_assert_num_queries):
    andra = [bygg.nyckeltal(f"N1000{i}") for i in (2, 3)]
    bygg.varden(andra[0], {1003: {2020: 8.0}})
    with django_assert_num_queries(1):
        queries.matris(n.pk)
    with django_assert_num_queries(1):
        alla = queries.matriser([n.pk, *(a.pk for a in andra)])
    assert list(alla) == [n.pk, andra[0].pk, andra[1].pk]
    assert alla[andra[0].pk].varde(2020, 1003) == 8.0
    assert alla[andra[1].pk].ar.size == 0
    with django_assert_num_queries(0):
        assert queries.matriser([]) == {}


def test_flera_kon_i_en_fraga(n, django_assert_num_queries):
    with django_assert_num_queries(1):
        delade = queries.matriser_per_kon(n.pk, ["T", "K", "M", "K"])
    assert list(delade) == ["K", "M", "T"]
    assert (delade["K"].ar.tolist(), delade["K"].varde(2021, 1001), delade["M"].ar.size) == ([2021], 4.0, 0)
    ensam = queries.matris(n.pk)
    assert delade["T"].kommuner.tolist() == ensam.kommuner.tolist() == [1001, 1002, 1003]
    assert np.array_equal(delade["T"].varden, ensam.varden, equal_nan=True)


def test_aldrig_aldre_an_databasen(n):
    assert queries.matris(n.pk).varde(2018, 1001) == 1.5
    Varde.objects.filter(nyckeltal=n.pk, ar=2018).update(varde=2.5)
    assert queries.matris(n.pk).varde(2018, 1001) == 2.5


def test_befolkning_ar_det_nyaste_av_varje_kommun():
    bygg.kommuner(1001, 1002, 1003)
    folk = bygg.nyckeltal("N01951", "Invånare totalt, antal")
    bygg.varden(folk, {1001: {2020: 900.0, 2021: 1000.0}, 1002: {2020: 500.0}, 0: {2021: 10_000_000.0}})
    assert queries.befolkning() == {1001: 1000.0, 1002: 500.0}


def test_befolkning_tar_det_forsta_mattet_som_har_varden(django_assert_num_queries):
    bygg.kommuner(1001)
    bygg.nyckeltal("N01951", "Invånare totalt, antal")
    assert queries.befolkningsmatris() is None
    assert queries.befolkning() == {}
    bygg.varden(bygg.nyckeltal("X00001", "Påhittad folkmängd"), {1001: {2021: 12.0}})
    with django_assert_num_queries(1):
        assert queries.befolkning() == {1001: 12.0}
