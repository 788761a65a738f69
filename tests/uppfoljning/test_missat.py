"""What changed while no broker answered is found afterwards, once."""

from datetime import timedelta

import pytest

from kkik.models import Importkorning
from organisation.models import Jobbstatus
from planering.models import Plan
from tests.conftest import NU
from uppfoljning.actions import koa_missad_berakning
from uppfoljning.models import Berakning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("skickade")]
FORE, EFTER = NU - timedelta(minutes=5), NU + timedelta(minutes=5)


def importera(**antal) -> Importkorning:
    falt = {"slag": "full", "status": Jobbstatus.KLAR, "skapad": FORE, "startad": FORE, "avslutad": NU}
    return Importkorning.objects.create(**(falt | antal))


def rakna(startad, status=Jobbstatus.KLAR, **falt) -> Berakning:
    return Berakning.objects.create(skapad=FORE, startad=startad, status=status, **falt)


def missat() -> tuple | None:
    rad = koa_missad_berakning(nar=EFTER)
    return None if rad is None else (rad.status, rad.bara_bedomningar, rad.efter_import)


def test_inget_har_hant():
    assert missat() is None


@pytest.mark.parametrize("falt", ["nya", "andrade", "forsvunna"])
def test_en_import_som_ingen_raknat_efter(falt):
    korning = importera(**{falt: 1})
    rakna(FORE)
    rakna(EFTER, bara_bedomningar=True)  # reads the plans only
    assert missat() == (Jobbstatus.KOAD, False, korning.pk)
    assert missat() is None  # it stands in the queue


@pytest.mark.parametrize("status", [Jobbstatus.KLAR, Jobbstatus.PAGAR, Jobbstatus.MISSLYCKAD])
def test_en_import_med_en_berakning_efter(status):
    importera(nya=1)
    rakna(EFTER, status)
    assert missat() is None


def test_en_import_utan_andringar_eller_som_inte_blev_av():
    importera(hamtade=5, oforandrade=5)
    importera(nya=5, status=Jobbstatus.VANTAR)
    assert missat() is None


def test_en_plan_som_andrats():
    Plan.objects.create(namn="Plan", fran_ar=2026, till_ar=2028, andrad=NU)
    rakna(FORE)
    assert missat() == (Jobbstatus.KOAD, True, None)
    assert missat() is None
    Berakning.objects.update(status=Jobbstatus.KLAR, startad=NU)
    assert missat() is None


def test_importen_gar_fore():
    korning = importera(nya=1)
    Plan.objects.create(namn="Plan", fran_ar=2026, till_ar=2028, andrad=NU)
    assert missat() == (Jobbstatus.KOAD, False, korning.pk)
    assert (missat(), Berakning.objects.count()) == (None, 1)
