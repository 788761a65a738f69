"""What a web process does before it answers."""

import gc
import sys

import pytest

from styrsnurra.gemensamt.uppstart import NYA_MELLAN_GENOMGANGAR, varm_upp


@pytest.fixture
def skraphantering():
    """Puts the test process's own back."""
    granser = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*granser)


def test_det_som_ar_inlast_stalls_at_sidan_for_skraphanteringen(skraphantering):
    varm_upp()
    assert gc.get_freeze_count() > len(sys.modules)
    assert "planering.views.plan" in sys.modules


def test_skraphanteringen_gar_sallan_men_den_gar(skraphantering):
    varm_upp()
    genomgangar: list[int] = []

    def anteckna(fas: str, om: dict) -> None:
        if fas == "start":
            genomgangar.append(om["generation"])

    gc.callbacks.append(anteckna)
    try:
        kvar = [[] for _ in range(NYA_MELLAN_GENOMGANGAR // 2)]
        assert genomgangar == []
        kvar += [[] for _ in range(NYA_MELLAN_GENOMGANGAR)]
        assert genomgangar == [0]
    finally:
        gc.callbacks.remove(anteckna)
    assert len(kvar) == 3 * NYA_MELLAN_GENOMGANGAR // 2
