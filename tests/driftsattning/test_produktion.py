"""The production files agree with the settings and with each other."""

import configparser
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from driftsattning.lokal import servrar

ROT = Path(__file__).resolve().parents[2]
MAPP = ROT / "driftsattning"
ENHETER = sorted((MAPP / "systemd").glob("*.service"))


def _tabell() -> list[str]:
    """The variables that docs/drift.md explains."""
    return re.findall(r"^\| `([A-Z_]+)` \|", (ROT / "docs" / "drift.md").read_text(), re.MULTILINE)


def _exempel() -> dict[str, str]:
    rader = (MAPP / "exempel.env").read_text().splitlines()
    return dict(rad.split("=", 1) for rad in rader if rad and not rad.startswith("#"))


def _enhet(fil: Path) -> configparser.ConfigParser:
    # strict=False: ExecStart and EnvironmentFile may be given several times; the last is kept here.
    enhet = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    enhet.optionxform = str
    enhet.read(fil)
    return enhet


def test_every_variable_is_explained():
    kod = "".join((ROT / fil).read_text() for fil in ("styrsnurra/settings.py",))
    i_koden = set(re.findall(r'(?:env\.\w+|kravs)\(\s*"([A-Z_]+)"', kod)) | {"DATABAS_APP_ROLL"}
    assert sorted(_tabell()) == sorted(i_koden)


def test_tests_feel_no_variable_that_a_person_has_set():
    satta_av_startaren = {"STYRSNURRA_LAGE", "DATABASE_URL", "DATABAS_APP_ROLL", "BROKER_URL", "CACHE_URL"}
    assert sorted({*servrar.PERSONLIGA, *satta_av_startaren} - {"KOMMUN", "PORT"}) == sorted(_tabell())


def test_the_example_holds_what_production_demands():
    krav = re.findall(r"^\| `([A-Z_]+)` \| ja \|", (ROT / "docs" / "drift.md").read_text(), re.MULTILINE)
    exempel = _exempel()
    assert sorted(set(krav) - set(exempel)) == []
    assert sorted(set(exempel) - set(_tabell())) == []
    assert exempel["STYRSNURRA_LAGE"] == "produktion"


@pytest.mark.parametrize("fil", ENHETER, ids=lambda fil: fil.stem)
def test_every_unit_is_unprivileged(fil):
    tjanst = _enhet(fil)["Service"]
    assert (tjanst["User"], tjanst["NoNewPrivileges"]) == ("styrsnurra", "yes")
    assert (tjanst["ProtectSystem"], tjanst["CapabilityBoundingSet"]) == ("strict", "")
    assert tjanst["WorkingDirectory"] == "/opt/styrsnurra"
    skrivs = {namn: vag for namn, vag in _exempel().items() if namn.endswith("_KATALOG")}
    assert all(vag.startswith(f"/var/lib/{tjanst['StateDirectory']}/") for vag in skrivs.values())


def test_the_units_run_the_three_processes_and_the_update():
    program = {fil.stem: _enhet(fil)["Service"]["ExecStart"].split()[0] for fil in ENHETER}
    assert program == {
        "styrsnurra-jobb": "/opt/styrsnurra/.venv/bin/celery",
        "styrsnurra-schema": "/opt/styrsnurra/.venv/bin/celery",
        "styrsnurra-uppdatera": "/opt/styrsnurra/.venv/bin/python",
        "styrsnurra-webb": "/opt/styrsnurra/.venv/bin/gunicorn",
    }


def test_the_containers_run_the_same():
    tjanster = yaml.safe_load((MAPP / "compose.yaml").read_text())["services"]
    assert sorted(tjanster) == ["broker", "databas", "jobb", "schema", "uppdatera", "webb"]
    for namn in ("webb", "jobb", "schema"):
        program = tjanster[namn]["command"][0]
        assert (
            program
            == Path(
                _enhet(MAPP / "systemd" / f"styrsnurra-{namn}.service")["Service"]["ExecStart"].split()[0]
            ).name
        )
        assert sorted(tjanster[namn]["environment"]) == sorted(_exempel())
    assert tjanster["webb"]["ports"] == ["127.0.0.1:8000:8000"]


def test_the_database_script_is_shell_and_wants_passwords():
    skript = MAPP / "skapa-databas.sh"
    assert subprocess.run(["/bin/sh", "-n", str(skript)], check=False).returncode == 0
    utan = subprocess.run(
        ["/bin/sh", str(skript)], env={"PATH": "/nonexistent"}, capture_output=True, text=True, check=False
    )
    assert utan.returncode != 0
    assert "ange ägarrollens lösenord" in utan.stderr
