"""The environment's stamp: when it is kept, completed and made anew."""

import ast
import json
import sys
from pathlib import Path

import pytest

from driftsattning.lokal import miljo, starta

UTVECKLING = "requirements-dev.txt"


@pytest.fixture
def klon(tmp_path, monkeypatch):
    """A clone with requirements, and the steps that would have run in it, in order. Making an environment puts a
    python there; nothing is installed."""
    (tmp_path / "requirements.txt").write_text("Django==5.2\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest==9\n")
    gjort = []

    def kor(rot, argv, misslyckat):
        if "venv" in argv:
            (rot / ".venv" / "bin").mkdir(parents=True)
            (rot / ".venv" / "bin" / "python").touch()
        gjort.append("venv" if "venv" in argv else argv[-1].rpartition("/")[2])

    monkeypatch.setattr(miljo, "_kor", kor)
    return tmp_path, gjort


def test_made_once(klon):
    rot, gjort = klon
    assert miljo.sakerstall(str(rot), miljo.DRIFT) == str(rot / ".venv" / "bin" / "python")
    assert gjort == ["venv", "requirements.txt"]
    miljo.sakerstall(str(rot), miljo.DRIFT)
    assert gjort == ["venv", "requirements.txt"]


def test_the_development_tools_are_added_and_do_for_the_demo_too(klon):
    rot, gjort = klon
    miljo.sakerstall(str(rot), miljo.DRIFT)
    miljo.sakerstall(str(rot), UTVECKLING)
    miljo.sakerstall(str(rot), miljo.DRIFT)
    assert gjort == ["venv", "requirements.txt", "requirements-dev.txt"]


def test_tools_of_two_kinds_stay_side_by_side(klon):
    rot, gjort = klon
    (rot / "requirements-bench.txt").write_text("-r requirements.txt\nkoladapy==1\n")
    for krav in (UTVECKLING, "requirements-bench.txt", UTVECKLING, miljo.DRIFT):
        miljo.sakerstall(str(rot), krav)
    assert gjort == ["venv", "requirements-dev.txt", "requirements-bench.txt"]


def test_made_anew_when_a_requirement_changes(klon):
    rot, gjort = klon
    miljo.sakerstall(str(rot), UTVECKLING)
    (rot / ".venv" / "gammalt").touch()
    (rot / "requirements.txt").write_text("Django==5.3\n")
    miljo.sakerstall(str(rot), UTVECKLING)
    assert gjort == ["venv", "requirements-dev.txt"] * 2
    assert not (rot / ".venv" / "gammalt").exists()


def test_made_anew_when_the_first_time_was_cut_short(klon, monkeypatch):
    rot, gjort = klon
    kor = miljo._kor

    def avbruten(rot, argv, misslyckat):
        kor(rot, argv, misslyckat)
        if "pip" in argv:
            raise KeyboardInterrupt

    monkeypatch.setattr(miljo, "_kor", avbruten)
    with pytest.raises(KeyboardInterrupt):
        miljo.sakerstall(str(rot), miljo.DRIFT)
    assert miljo.las_stampel(rot / ".venv") is None
    monkeypatch.setattr(miljo, "_kor", kor)
    miljo.sakerstall(str(rot), miljo.DRIFT)
    assert gjort == ["venv", "requirements.txt"] * 2


def test_made_anew_when_its_python_is_gone(klon):
    rot, gjort = klon
    miljo.sakerstall(str(rot), miljo.DRIFT)
    (rot / ".venv" / "bin" / "python").unlink()
    miljo.sakerstall(str(rot), miljo.DRIFT)
    assert gjort == ["venv", "requirements.txt"] * 2


def test_the_stamp_names_all_it_rests_on(klon):
    rot, _ = klon
    assert miljo.stampel(rot, miljo.DRIFT) == {
        "python": "{}.{}.{}".format(*sys.version_info),
        "tolk": sys.base_prefix,
        "plats": str(rot / ".venv"),
        # echo "Django==5.2" | sha256sum
        "requirements.txt": "1593b43f4dc4186fd8687eff4f99a0d528aaae606766ce2cca67353e894d2f86",
    }


def test_a_broken_stamp_is_no_stamp(klon):
    rot, _ = klon
    miljo.sakerstall(str(rot), miljo.DRIFT)
    for innehall in ("", "{", "[]", json.dumps("text")):
        (rot / ".venv" / miljo.STAMPEL).write_text(innehall)
        assert miljo.las_stampel(rot / ".venv") is None


@pytest.mark.parametrize("saknas", ["venv", "ensurepip"])
def test_a_python_without_venv_names_the_package(saknas):
    with pytest.raises(miljo.Miljofel, match="sudo apt install python3-venv"):
        miljo.kontrollera_venv(lambda namn: None if namn == saknas else object())


def test_a_failing_step_shows_its_end_and_leaves_no_stamp(tmp_path):
    (tmp_path / "var").mkdir()
    program = "print('början'); print('slutet'); raise SystemExit(3)"
    with pytest.raises(miljo.Miljofel, match=r"slutet\n\nDet gick inte\. Hela utskriften finns i "):
        miljo._kor(tmp_path, [sys.executable, "-c", program], "Det gick inte.")


def test_an_old_python_is_told_so(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert starta.main() == 1
    assert capsys.readouterr().err == (
        "Styrsnurran behöver Python 3.11 eller nyare; det här är Python 3.9.2.\n"
        "Finns en nyare på maskinen, välj den: make demo PYTHON=python3.12\n"
    )


def test_old_pythons_can_read_the_door():
    ast.parse(Path(starta.__file__).read_text(), feature_version=(3, 5))
