"""Target levels moved from one plan to the next; and who lies below whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planering.domain.framskrivning import framskrivna
from planering.domain.malnivaer import Niva
from planering.domain.trad import nivabyte_fel, overordnat_fel, under

DA = {2026: Niva.av(80), 2027: Niva.av(85), 2028: Niva.av(88)}


@pytest.mark.parametrize(
    ("hur", "vantat"),
    [
        ("samma", {2027: 85, 2028: 88, 2029: 88, 2030: 88}),
        ("linje", {2027: 85, 2028: 88, 2029: 91, 2030: 94}),
        ("tomt", {}),
    ],
)
def test_hur_nivaerna_fors_vidare(hur, vantat):
    assert framskrivna(DA, range(2027, 2031), hur) == {ar: Niva.av(v) for ar, v in vantat.items()}


def test_linjen_haller_sig_inom_granserna_och_rundas():
    da = {2026: Niva.av(95.3), 2028: Niva.av(98.6)}
    assert framskrivna(da, range(2029, 2031), "linje", 1, 100.0, 0.0) == {
        2029: Niva.av(100.0),
        2030: Niva.av(100.0),
    }
    assert framskrivna(da, range(2029, 2030), "linje", 1) == {2029: Niva.av(100.2)}


def test_en_ensam_niva_en_forandring_och_ett_intervall():
    assert framskrivna({2026: Niva.av(80)}, range(2027, 2028), "linje") == {2027: Niva.av(80)}
    oka = {2026: Niva.av("oka"), 2027: Niva.av("oka")}
    assert framskrivna(oka, range(2028, 2029), "linje") == {2028: Niva.av("oka")}
    band = {2026: Niva.av((10, 20)), 2027: Niva.av((11, 19))}
    assert framskrivna(band, range(2028, 2029), "linje") == {2028: Niva.av((12, 18))}
    smalt = {2026: Niva.av((10, 20)), 2027: Niva.av((14, 16))}
    assert framskrivna(smalt, range(2028, 2029), "linje") == {2028: Niva.av((14, 16))}


def test_hal_och_ar_fore_den_forsta_fylls_inte():
    assert framskrivna({2027: Niva.av(1), 2029: Niva.av(3)}, range(2026, 2031), "linje") == {
        2027: Niva.av(1),
        2029: Niva.av(3),
        2030: Niva.av(4),
    }


@given(st.dictionaries(st.integers(1, 30), st.integers(1, 30) | st.none(), max_size=30), st.integers(1, 30))
def test_under_ar_det_som_nas_uppifran(over, nyckel):
    """The slow way: walk up from every goal, with a limit, and see who passes the key."""

    def passerar(mal):
        sist = over.get(mal)
        for _ in range(40):
            if sist is None:
                return False
            if sist == nyckel:
                return True
            sist = over.get(sist)
        return False

    assert under(nyckel, over) == {m for m in over if passerar(m)}


def test_vem_som_far_tjana_vem():
    assert [
        overordnat_fel(a, b) is None for a, b in (("namnd", "kf"), ("enhet", "kf"), ("enhet", "namnd"))
    ] == [True] * 3
    assert [
        overordnat_fel(a, b) is None for a, b in (("kf", "kf"), ("namnd", "namnd"), ("namnd", "enhet"))
    ] == [False] * 3
    assert overordnat_fel("kf", None) is None
    assert (nivabyte_fel("namnd", ["enhet"]), nivabyte_fel("kf", ["namnd", "enhet"])) == (None, None)
    assert nivabyte_fel("namnd", ["namnd"]) is not None
