"""The invented country: the same every time, never a real name, and with the behaviour its numbers are said to have."""

import json
from pathlib import Path

import numpy as np
import pytest

from kkik.demo.generator import FORSTA_KOMMUN, STORKOPING, land, land_som_kolada, serie
from kkik.demo.matt import MATT
from kkik.demo.namn import LANSNAMN, kommunnamn

INSPELAT = Path(__file__).resolve().parents[3].parent / "shared" / "kolada" / "data"
NUMMER = {m.id: i for i, m in enumerate(MATT)}


@pytest.fixture(scope="module")
def kolada():
    return land_som_kolada()


def test_same_seed_same_country(kolada):
    assert land_som_kolada() == kolada


def test_290_municipalities_with_different_names_and_storkoping(kolada):
    kommuner = [m for m in kolada["municipality"] if m["type"] == "K"]
    assert [m["id"] for m in kommuner] == [f"{FORSTA_KOMMUN + i}" for i in range(290)] + [str(STORKOPING)]
    assert len({m["title"] for m in kommuner}) == 291


@pytest.mark.riktiga_data
def test_no_invented_place_bears_a_real_name():
    fil = INSPELAT / "municipalities_v3_2026-03-23.json"
    if not fil.exists():
        pytest.skip("the recorded Kolada data is not here")
    verkliga = {
        m["title"].removeprefix("Region ").lower() for m in json.loads(fil.read_text(encoding="utf-8"))
    }
    assert verkliga & {n.lower() for n in [*kommunnamn(290, 2013), *LANSNAMN, "Storköping"]} == set()


def test_ids_lie_outside_koladas_series(kolada):
    assert {k["id"][0] for k in kolada["kpi"]} == {"X"}


def test_every_like_group_has_seven_others(kolada):
    namn = {m["id"]: m["title"] for m in kolada["municipality"]}
    liknande = [g for g in kolada["municipality_groups"] if g["title"].startswith("Liknande")]
    assert len(liknande) == 12 * 291
    for grupp in liknande:
        medlemmar = [m["member_id"] for m in grupp["members"]]
        egen = grupp["title"].split(", ")[-2]
        assert len(set(medlemmar)) == 7
        assert egen not in {namn[m] for m in medlemmar}


def test_noise_is_larger_in_small_municipalities():
    riket = land()
    _, x = serie(MATT[NUMMER["X15004"]], NUMMER["X15004"], riket)
    andra_differenser = np.abs(x[2:] - 2 * x[1:-1] + x[:-2])
    sma, stora = riket.folk < np.percentile(riket.folk, 20), riket.folk > np.percentile(riket.folk, 80)
    assert np.median(andra_differenser[:, sma]) > 1.5 * np.median(andra_differenser[:, stora])


def test_election_figures_are_repeated_between_elections(kolada):
    rad = kolada["values"]["X05001"]["T"][str(STORKOPING)]
    assert rad["2022"] == rad["2023"] == rad["2024"] == rad["2025"]
    assert rad["2018"] == rad["2019"] != rad["2022"]


def test_storkopings_school_figures_are_those_written_down(kolada):
    slut = {
        i: kolada["values"][i]["T"][str(STORKOPING)]["2025"] for i in ("X15001", "X15002", "X15003", "X15004")
    }
    assert slut == {"X15001": 354.0, "X15002": 76.0, "X15003": 86.0, "X15004": 84.8}
