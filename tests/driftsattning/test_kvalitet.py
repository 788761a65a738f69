"""How `make test` counts and what `make check` holds."""

import os
from pathlib import Path

import pytest

from driftsattning.lokal import kvalitet

ROT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("statusar", "status"),
    [
        ([0, 0], 0),
        ([0, 5], 0),
        ([5, 0], 0),
        ([1, 0], 1),
        ([0, 1], 1),
        ([1, 5], 1),
        ([5, 5], 5),
        ([0, -11], 11),
    ],
)
def test_one_status_of_several(statusar, status):
    assert kvalitet.samlad_status(statusar) == status


def test_the_whole_suite_takes_two_processes_and_a_part_what_was_asked(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert kvalitet.urval("webblasare", []) == ["-m", "webblasare", "-n", "2"]
    assert kvalitet.urval("not webblasare", ["tests/kkik"]) == ["-m", "not webblasare", "tests/kkik"]
    assert kvalitet.urval(None, ["-m", "webblasare"]) == ["-m", "webblasare"]
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert kvalitet.urval("webblasare", []) == ["-m", "webblasare"]


def test_counting(tmp_path):
    rapport = tmp_path / "rapport.xml"
    rapport.write_text(
        '<testsuites><testsuite tests="12" failures="2" errors="1" skipped="4"></testsuite></testsuites>'
    )
    assert kvalitet.rakna(rapport) == (5, 3, 4)
    assert kvalitet.rakna(tmp_path / "ingen.xml") == (0, 0, 0)


def test_the_chosen_browser_is_used_and_no_other(tmp_path):
    program = tmp_path / "chromium"
    program.touch(mode=0o755)
    assert kvalitet.hitta_chromium({"CHROMIUM": str(program)}) == str(program)
    assert kvalitet.hitta_chromium({"CHROMIUM": str(tmp_path / "saknas")}) is None


def test_a_browser_on_the_path_is_found(tmp_path, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert kvalitet.hitta_chromium(os.environ) is None
    (tmp_path / "google-chrome").touch(mode=0o755)
    assert kvalitet.hitta_chromium(os.environ) == str(tmp_path / "google-chrome")


def test_the_checks(tmp_path):
    utan_mallar = [
        "ruff: regler",
        "ruff: format",
        "import-linter: lager",
        "Django: migreringar",
        "Django: driftsättning",
    ]
    assert list(kvalitet.kontroller(tmp_path)) == utan_mallar
    (tmp_path / "templates" / "a").mkdir(parents=True)
    (tmp_path / "templates" / "a" / "b.html").touch()
    med = kvalitet.kontroller(tmp_path)
    assert sorted(set(med) - set(utan_mallar)) == ["djade: mallarnas format", "djlint: mallar"]
    assert med["djlint: mallar"][-1] == "templates/a/b.html"


def test_ci_runs_the_checks_and_the_tests():
    rader = (ROT / ".ci" / "run").read_text().splitlines()
    assert [rad for rad in rader if rad.startswith("make ")] == ["make check", "make test"]
    assert os.access(ROT / ".ci" / "run", os.X_OK)
