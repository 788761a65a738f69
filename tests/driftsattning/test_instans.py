"""Instances: apart from each other, one launcher at a time, short and private run directories."""

import os
import stat

import pytest

from driftsattning.lokal import instans
from driftsattning.lokal.adresser import PG_PORT, Fel


@pytest.mark.parametrize(
    ("kommando", "kommun", "namn"),
    [
        ("demo", None, "demo"),
        ("demo", "9999", "demo"),
        ("manage", "9999", "demo"),
        ("demo", "0180", "kommun-0180"),
        ("run", "0180", "kommun-0180"),
        ("run", None, "egen"),
        ("manage", None, "egen"),
    ],
)
def test_the_demo_a_real_municipality_and_ones_own_never_share_data(kommando, kommun, namn):
    assert instans.namn_for(kommando, kommun) == namn


def test_run_directories_are_short_and_differ_between_clones(tmp_path):
    katalog = tmp_path / ("en-lång-väg-" * 10)
    ett = instans.bestandig(katalog / "a", "demo", None)
    tva = instans.bestandig(katalog / "b", "demo", None)
    assert ett.korkatalog != tva.korkatalog
    assert len(os.fsencode(ett.korkatalog / f".s.PGSQL.{PG_PORT}.lock")) < 60
    assert ett.korkatalog == instans.bestandig(katalog / "a", "demo", "9999").korkatalog


def test_the_secret_key_is_made_once_and_is_private(tmp_path):
    inst = instans.bestandig(tmp_path, "demo", None)
    nyckel = inst.hemlig_nyckel()
    assert len(nyckel) == 80
    assert inst.hemlig_nyckel() == nyckel
    assert stat.S_IMODE((inst.katalog / "hemlig_nyckel").stat().st_mode) == 0o600
    assert instans.bestandig(tmp_path, "run", None).hemlig_nyckel() != nyckel


def test_one_launcher_at_a_time(tmp_path):
    inst = instans.bestandig(tmp_path, "demo", None)
    with instans.las(inst), pytest.raises(instans.Upptagen), instans.las(inst):
        pass
    with instans.las(inst):
        pass


def test_what_runs_is_noted_privately(tmp_path):
    inst = instans.bestandig(tmp_path, "demo", None)
    assert inst.las_tillstand() == {}
    inst.skriv_tillstand(pid=17, adress="http://127.0.0.1:8000/")
    assert inst.las_tillstand() == {"pid": 17, "adress": "http://127.0.0.1:8000/"}
    assert stat.S_IMODE(inst.tillstand.stat().st_mode) == 0o600


def test_a_run_directory_is_emptied_and_private(tmp_path):
    inst = instans.Instans(tmp_path, tmp_path / "kor")
    (tmp_path / "kor").mkdir()
    (tmp_path / "kor" / "gammal.sock").touch()
    katalog = instans.ren_korkatalog(inst, None)
    assert list(katalog.iterdir()) == []
    assert stat.S_IMODE(katalog.stat().st_mode) == 0o700


def test_a_link_in_the_run_directorys_place_is_not_followed(tmp_path):
    (tmp_path / "annans").mkdir()
    (tmp_path / "annans" / "viktigt").touch()
    (tmp_path / "kor").symlink_to(tmp_path / "annans")
    with pytest.raises(Fel, match="är i vägen och tillhör någon annan"):
        instans.ren_korkatalog(instans.Instans(tmp_path, tmp_path / "kor"), None)
    assert (tmp_path / "annans" / "viktigt").exists()


def test_a_throwaway_instance_is_removed_and_so_is_what_a_killed_run_left(tmp_path):
    prefix = f"{instans.PREFIX}prov-{os.getuid()}-"
    (tmp_path / "var" / f"{prefix}overgiven").mkdir(parents=True)
    with instans.tillfallig(tmp_path, "prov", i_var=True) as pagar:
        assert list((tmp_path / "var").iterdir()) == [pagar.katalog]
        with instans.tillfallig(tmp_path, "prov", i_var=True) as annan:  # a run beside it is left alone
            assert sorted((tmp_path / "var").iterdir()) == sorted([pagar.katalog, annan.katalog])
    assert list((tmp_path / "var").iterdir()) == []


def test_what_cannot_be_removed_is_said_and_does_not_stop_the_start(tmp_path, capsys):
    prefix = f"{instans.PREFIX}prov-{os.getuid()}-"
    overgiven = tmp_path / "var" / f"{prefix}annans"
    (overgiven / "las").mkdir(parents=True)  # a folder where the lock should be
    with instans.tillfallig(tmp_path, "prov", i_var=True) as inst:
        assert inst.katalog.exists()
    assert capsys.readouterr().err == (
        f"Kunde inte ta bort {overgiven}, som en avbruten körning lämnade: Is a directory.\n"
    )
