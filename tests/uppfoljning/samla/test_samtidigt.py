"""Two at once, each with a connection of its own: one waits for the other, and nothing is lost or done twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.uppfoljning.conftest import Varld
from tests.uppfoljning.samla.conftest import SEN, Samling
from uppfoljning.actions.inlamning import faststall_inlamning
from uppfoljning.actions.lamna_in import lamna_in
from uppfoljning.actions.leveransnyckel import ge_nyckel
from uppfoljning.actions.omgang import Omgangsfel, faststall_omgang
from uppfoljning.actions.rapport import InlamningLast
from uppfoljning.actions.utfall import Utfallsfel, ta_emot_leverans
from uppfoljning.domain.utfallsrader import Utfallsrad
from uppfoljning.models import Ogonblicksbild, Utfall

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def samling(plan_olast, storkoping, kommun_9999, personer, skickade) -> Samling:
    return Samling(Varld(storkoping), personer)


def samtidigt(*uppgifter: Callable[[], object]) -> list[object]:
    """What each gave, or the error it ended with."""
    start = threading.Barrier(len(uppgifter))

    def kor(gor):
        try:
            start.wait(30)
            return gor()
        except Exception as fel:
            return fel
        finally:
            connection.close()

    with ThreadPoolExecutor(len(uppgifter)) as trad:
        return list(trad.map(kor, uppgifter))


def test_tva_leveranser_av_samma_varde_ger_en_rad(samling):
    nyckel, _ = ge_nyckel(av=samling.analytiker, nar=SEN, namn="Växeln", matt=[samling.besok])

    def leverera(varde):
        rad = Utfallsrad(1, samling.besok.pk, 2026, 1, "T", None, varde, None)
        return lambda: ta_emot_leverans(nyckel=nyckel, nar=SEN, rader=[rad])

    svar = samtidigt(*(leverera(float(v)) for v in (1, 2, 3)))
    assert sorted((g.nya, g.andrade) for g in svar) == [(0, 1), (0, 1), (1, 0)]
    assert Utfall.objects.get().varde in (1.0, 2.0, 3.0)


def test_en_rapport_lamnas_in_en_gang(samling):
    revision = samling.fyll(samling.skolans, samling.hel()).inlamning.revision

    def lamna():
        return lamna_in(av=samling.skolchef, nar=SEN, inlamning=samling.skolans, revision=revision)

    svar = samtidigt(lamna, lamna)
    assert sorted(type(s).__name__ for s in svar) == ["Inlamning", InlamningLast.__name__]
    assert Utfall.objects.count() == 13


def test_en_omgang_stangs_en_gang_och_med_det_som_levererats_fore(samling):
    samling.lamna()
    faststall_inlamning(av=samling.analytiker, nar=SEN, inlamning=samling.skolans)
    nyckel, _ = ge_nyckel(av=samling.analytiker, nar=SEN, namn="Räknaren", matt=[samling.besok])
    Utfall.objects.create(
        egetmatt=samling.besok, ar=2026, period=1, varde=1.0, rapporterat=SEN, rapporterat_av=""
    )
    rad = Utfallsrad(1, samling.besok.pk, 2026, 1, "T", None, 2.0, None)

    def stang():
        return faststall_omgang(av=samling.analytiker, nar=SEN, omgang=samling.omgang, utan=True)

    forsta, andra, leverans = samtidigt(
        stang, stang, lambda: ta_emot_leverans(nyckel=nyckel, nar=SEN, rader=[rad])
    )
    assert sorted(type(s).__name__ for s in (forsta, andra)) == ["Omgang", Omgangsfel.__name__]
    sparat = Utfall.objects.get(egetmatt=samling.besok)
    # Either it came first, and is what was closed with; or it was refused.
    assert sparat.omgang == samling.omgang
    assert sparat.varde == (1.0 if isinstance(leverans, Utfallsfel) else 2.0)
    assert len(set(Ogonblicksbild.objects.values_list("tagen", flat=True))) == 1
