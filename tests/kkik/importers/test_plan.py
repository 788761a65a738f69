"""The batches: together exactly what was asked for, none too wide, about a page each."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from kkik.importers.plan import Plan, Sats, Satsfoljd, gruppsatser


def id_lista(bokstav, antal):
    return tuple(f"{bokstav}{i:05d}" for i in range(antal))


def kor_alla(plan, tathet):
    """Every batch handed out, when each area of a batch holds `tathet` objects per nyckeltal."""
    foljd, ut = Satsfoljd(plan), []
    while (sats := foljd.nasta()) is not None:
        ut.append(sats)
        foljd.klar(sats, int(tathet * len(sats.kpi) * len(sats.omraden)))
    return ut


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(1, 60),
    st.one_of(st.none(), st.tuples(st.integers(1950, 1990), st.integers(1990, 2030))),
    st.floats(0, 60),
)
def test_satserna_tacker_planen_en_gang_och_ar_aldrig_for_breda(hela, andrade, omraden, ar, tathet):
    plan = Plan(
        hela=id_lista("N", hela),
        andrade=id_lista("U", andrade),
        sedan="2026-01-01",
        omraden=tuple(f"{i:04d}" for i in range(omraden)),
        ar=None if ar is None else tuple(range(ar[0], ar[1] + 1)),
    )
    satser = kor_alla(plan, tathet)
    for s in satser:
        assert max(len(s.kpi), len(s.omraden), len(s.ar or ())) <= 25
        assert s.sedan == ("2026-01-01" if s.kpi[0][0] == "U" else None)
    rutor = [
        ruta
        for s in satser
        for ruta in itertools.product(s.kpi, s.omraden, s.ar if s.ar is not None else [None])
    ]
    vantade = list(itertools.product(plan.hela + plan.andrade, plan.omraden, plan.ar or [None]))
    assert sorted(rutor, key=str) == sorted(vantade, key=str)


def test_en_tat_rad_delas_sa_att_en_sats_fyller_en_sida():
    """25 nyckeltal × 29 years fill a page with six areas; without answers to go by five are tried first."""
    plan = Plan(hela=id_lista("N", 25), omraden=tuple(f"{i:04d}" for i in range(65)))
    assert [len(s.omraden) for s in kor_alla(plan, 29)] == [5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6]


def test_en_tom_rad_kostar_fa_anrop():
    plan = Plan(hela=id_lista("N", 25), omraden=tuple(f"{i:04d}" for i in range(312)))
    assert [len(s.omraden) for s in kor_alla(plan, 0)] == [5, *[25] * 12, 7]


def test_gruppernas_medelvarden_fragas_for_sig():
    plan = Plan(hela=("N00001",), omraden=("0180",), grupp_kpi=id_lista("N", 30), grupper=("G1", "G2"))
    assert [(len(s.kpi), s.omraden, s.grupper) for s in gruppsatser(plan)] == [
        (25, ("G1", "G2"), True),
        (5, ("G1", "G2"), True),
    ]


def test_en_sats_blir_en_adress():
    sats = Sats(kpi=("N00001", "N00002"), omraden=("0180",), ar=(2020, 2021), sedan="2026-01-01")
    assert sats.sokvag == "/data/kpi/N00001,N00002/municipality/0180/year/2020,2021"
    assert sats.fraga == {"from_date": "2026-01-01"}


def test_planen_overlever_att_skrivas_som_json():
    import json

    plan = Plan(hela=("N00001",), omraden=("0180", "0181"), ar=(2020,), sedan="2026-01-01")
    assert Plan.fran_json(json.loads(json.dumps(plan.som_json()))) == plan
