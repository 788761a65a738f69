"""A measure that something is reported for cannot lose what the outcomes mean, and cannot be deleted."""

import pytest

from planering import actions as planera
from planering.models import Egetmatt
from tests.conftest import NU
from uppfoljning.models import Utfall

pytestmark = pytest.mark.django_db


@pytest.fixture
def matt(storkoping, personer):
    return planera.skapa_egetmatt(
        av=personer["analytiker"], nar=NU, namn="Frånvaro", agare=storkoping["skolnamnd"], frekvens="tertial",
        sammanstallning="medel", konsuppdelat=True,
    )  # fmt: skip


def andra(matt, personer, **falt):
    nu = {n: getattr(matt, n) for n in ("namn", "agare", "frekvens", "sammanstallning", "konsuppdelat")}
    return planera.andra_egetmatt(av=personer["analytiker"], nar=NU, egetmatt=matt, **(nu | falt))


def test_utan_utfall_gar_allt_att_andra_och_ta_bort(matt, personer):
    andra(matt, personer, frekvens="manad", konsuppdelat=False)
    planera.ta_bort_egetmatt(av=personer["analytiker"], nar=NU, egetmatt=matt)
    assert Egetmatt.objects.count() == 0


def test_med_utfall_star_det_som_bar_betydelsen_kvar(matt, personer):
    Utfall.objects.create(egetmatt=matt, ar=2025, period=1, varde=4.0, rapporterat=NU, rapporterat_av="")
    for falt in ({"frekvens": "manad"}, {"konsuppdelat": False}):
        with pytest.raises(planera.Planeringsfel) as fel:
            andra(matt, personer, **falt)
        assert list(fel.value.fel) == list(falt)
    assert andra(matt, personer, sammanstallning="summa").sammanstallning == "summa"
    with pytest.raises(planera.Planeringsfel, match="Det finns utfall för måttet, så det kan inte tas bort"):
        planera.ta_bort_egetmatt(av=personer["analytiker"], nar=NU, egetmatt=matt)
