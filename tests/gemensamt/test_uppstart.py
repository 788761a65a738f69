"""What a web process does before it answers, and when it has answered."""

import gc
import sys

import pytest
from django.core.signals import request_finished

from styrsnurra.gemensamt.uppstart import MELLAN_ALLT, NYA_EFTER_SVAR, NYA_MITT_I_SVAR, stada, varm_upp


@pytest.fixture
def uppstartad():
    """Puts the test process's own collection back."""
    granser = gc.get_threshold()
    varm_upp()
    yield
    request_finished.disconnect(dispatch_uid="stada")
    gc.unfreeze()
    gc.set_threshold(*granser)


@pytest.fixture
def genomgangar():
    """The generations that are collected, in turn."""
    sedda: list[int] = []

    def anteckna(fas: str, om: dict) -> None:
        if fas == "start":
            sedda.append(om["generation"])

    gc.callbacks.append(anteckna)
    yield sedda
    gc.callbacks.remove(anteckna)


def svara(antal: int) -> list[list]:
    """An answer that made so many objects and has been sent."""
    nya: list[list] = [[] for _ in range(antal)]
    stada()
    return nya


def test_det_som_ar_inlast_stalls_at_sidan_for_skraphanteringen(uppstartad):
    assert gc.get_freeze_count() > len(sys.modules)
    assert "planering.views.plan" in sys.modules


def test_ett_svar_stadas_nar_det_har_skickats(uppstartad, genomgangar):
    svara(NYA_EFTER_SVAR // 2)
    assert genomgangar == []
    kvar = svara(NYA_EFTER_SVAR)
    assert (len(kvar), genomgangar) == (NYA_EFTER_SVAR, [0])


def test_allt_gas_igenom_ibland(uppstartad, genomgangar):
    kvar = [svara(NYA_EFTER_SVAR + 1000) for _ in range(MELLAN_ALLT + 2)]
    assert (len(kvar), genomgangar) == (MELLAN_ALLT + 2, [*[0] * MELLAN_ALLT, 2, 0])


def test_inte_ens_ett_langt_svar_far_vaxa_hur_som_helst(uppstartad, genomgangar):
    kvar = [[] for _ in range(NYA_MITT_I_SVAR + 1000)]
    assert (len(kvar), genomgangar) == (NYA_MITT_I_SVAR + 1000, [0])


def test_stadningen_ar_kopplad_till_att_ett_svar_har_skickats(uppstartad):
    assert request_finished.disconnect(dispatch_uid="stada")
