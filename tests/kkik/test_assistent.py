"""The assistant beside a target level: the forecast, its curve and the facts, in few queries."""

import pytest

from kkik import queries
from kkik.domain.prognostyper import Prognosmal
from tests.kkik import bygg

pytestmark = pytest.mark.django_db


@pytest.fixture
def n():
    """Own 44 → 47 → 50 in 2020–2022. Sixty others went from 50 in 2020 to 51, 51, 52, 52, … 80 in 2022."""
    bygg.kommuner(*range(1001, 1062))
    rad = bygg.nyckeltal()
    andra = {1001 + i: {2020: 50.0, 2022: 50.0 + (i + 1) // 2} for i in range(1, 61)}
    bygg.varden(rad, {1001: {2020: 44.0, 2021: 47.0, 2022: 50.0}, **andra})
    return rad


def liknande(*medlemmar):
    bygg.grupp("G9", "x", list(medlemmar), slag="liknande", familj="övergripande", kommun_id=1001, ar=2024)


def fraga(n, t=60.0, riktning="hog", malar=2024, kommun=1001, **mer):
    mal = Prognosmal("niva", varde=t) if t is not None else None
    return queries.assistent(n, kommun, mal=mal, malar=malar, riktning=riktning, **mer)


def test_allt_pa_en_gang(n):
    liknande(1002, 1003, 1061)
    a = fraga(n)
    assert (a.prognos.nadde, a.prognos.antal, a.prognos.p50) == (42, 60, 65.5)
    assert (a.lyft.forandring, a.lyft.fran, a.lyft.till) == (6.0, 2020, 2022)
    assert (a.basta.grupp.kod, a.basta.n, a.basta.niva) == ("alla", 60, 73.0)
    assert (a.liknande.n, a.liknande.niva, a.liknande.grupp.ar) == (3, 51.0, 2024)
    nivaer = [niva for niva, _ in a.kurva]
    assert (len(nivaer), nivaer[0], nivaer[-1]) == (61, 50.0, pytest.approx(79.82))
    assert (a.kurva[0][1], a.kurva[-1][1]) == (60.5 / 61, 2.5 / 61)


def test_lagt_ar_bra(n):
    a = fraga(n, 55.0, "lag")
    assert (a.prognos.nadde, a.basta.niva) == (10, 58.0)
    assert (a.lyft.forandring, a.lyft.bakat) == (6.0, True)  # it has only ever risen


def test_utan_malniva_och_utan_liknande(n):
    a = fraga(n, None)
    assert (a.prognos.orsak, a.prognos.p50, a.liknande) == ("ingen_malniva", 65.5, None)
    assert a.kurva[0] == (50.0, 60.5 / 61)


def test_intervall_har_ingen_kurva_men_fakta(n):
    a = queries.assistent(n, 1001, mal=Prognosmal("intervall", a=55, b=60), malar=2024, riktning="intervall")
    assert (a.prognos.nadde, a.kurva, a.basta.niva, a.basta.n) == (12, (), None, 60)
    assert a.lyft.forandring == 6.0
    assert queries.assistent(n, 1001, mal=None, malar=2024, riktning="intervall").lyft is None


def test_utan_utfall(n):
    bygg.kommuner(1099)
    a = fraga(n, kommun=1099)
    assert (a.prognos.orsak, a.kurva, a.lyft, a.basta, a.liknande) == ("utfall_saknas", (), None, None, None)


def test_malar_som_passerat(n):
    a = fraga(n, malar=2020)
    assert (a.prognos.orsak, a.kurva, a.lyft, a.basta.niva) == ("malar_passerat", (), None, 73.0)


def test_gruppen_valjs(n):
    bygg.grupp("G5", "Grannar", [1001, 1002, 1003, 1004, 1005], slag="ovrig")
    a = fraga(n, gruppkod="G5")
    assert (a.basta.grupp.etikett, a.basta.n, a.basta.niva) == ("Grannar", 4, 52.0)
    assert a.basta.mitten == (51.0, 51.5, 52.0)  # of 51, 51, 52 and 52
    bygg.grupp("G6", "Färre grannar", [1001, 1002, 1003, 1004], slag="ovrig")
    assert fraga(n, gruppkod="G6").basta.mitten == (None, None, None)
    with pytest.raises(queries.GruppSaknas):
        fraga(n, gruppkod="G404")


def test_malprognos_for_ar_assistentens(n):
    ensam = queries.malprognos_for(n, 1001, mal=Prognosmal("niva", varde=60.0), malar=2024, riktning="hog")
    assert ensam == fraga(n).prognos


@pytest.mark.parametrize("antal", [1, 3])
def test_hogst_tre_fragor(n, antal, django_assert_num_queries):
    liknande(*range(1002, 1002 + antal))
    with django_assert_num_queries(3):
        fraga(n)
    with django_assert_num_queries(1):
        queries.malprognos_for(n, 1001, mal=None, malar=2024, riktning="hog")
