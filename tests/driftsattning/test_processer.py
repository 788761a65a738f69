"""Child processes end when they should, and nothing is left behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from driftsattning.lokal import processer

ROT = Path(__file__).resolve().parents[2]
# A process and a child of its own; both hold the pipe's end until they are gone, and say when they are ready.
MED_BARN = """
import os, signal, subprocess, sys
if {envis}:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
fd = int(sys.argv[1])
subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"], pass_fds=[fd])
os.write(fd, b"redo")
signal.pause()
"""


def _starta(tmp_path, ror, *, envis=False, tid=10.0):
    barn = processer.starta(
        "prov",
        [sys.executable, "-c", MED_BARN.format(envis=envis), str(ror[1])],
        omgivning=os.environ,
        logg=tmp_path / "prov.log",
        katalog=tmp_path,
        fds=[ror[1]],
        tid=tid,
    )
    os.close(ror[1])
    assert os.read(ror[0], 4) == b"redo"
    return barn


@pytest.fixture
def ror():
    las, skriv = os.pipe()
    yield las, skriv
    os.close(las)


def test_a_stop_takes_the_whole_group(tmp_path, ror):
    barn = _starta(tmp_path, ror)
    processer.stoppa([barn], processer.Signaler())
    assert barn.process.returncode == -signal.SIGTERM
    assert os.read(ror[0], 1) == b""  # the grandchild has let go too


def test_who_does_not_listen_is_ended(tmp_path, ror):
    barn = _starta(tmp_path, ror, envis=True, tid=0)
    processer.stoppa([barn], processer.Signaler())
    assert barn.process.returncode == -signal.SIGKILL
    assert os.read(ror[0], 1) == b""


def test_a_forced_stop_waits_for_nobody(tmp_path, ror):
    barn = _starta(tmp_path, ror, envis=True, tid=3600)
    processer.stoppa([barn], processer.Signaler(stoppar=True, tvinga=True))
    assert barn.process.returncode == -signal.SIGKILL


def test_the_next_start_ends_what_a_killed_launcher_left(tmp_path, ror):
    barn = _starta(tmp_path, ror)
    processer.anteckna(tmp_path / "processer.json", [barn])
    assert processer.stada(tmp_path / "processer.json") == 1
    assert barn.process.wait() == -signal.SIGTERM
    assert os.read(ror[0], 1) == b""
    assert processer.stada(tmp_path / "processer.json") == 0


def test_the_next_start_ends_what_killed_children_left(tmp_path, ror):
    barn = _starta(tmp_path, ror)
    processer.anteckna(tmp_path / "processer.json", [barn])
    barn.process.kill()
    barn.process.wait()
    assert processer.stada(tmp_path / "processer.json") == 0
    assert os.read(ror[0], 1) == b""


def test_a_process_that_only_has_got_the_number_is_left_alone(tmp_path, ror):
    barn = _starta(tmp_path, ror)
    rad = {"pid": barn.process.pid, "fodd": "en annan tid", "stopp": int(signal.SIGKILL)}
    (tmp_path / "processer.json").write_text(json.dumps([rad]))
    assert processer.stada(tmp_path / "processer.json") == 0
    assert barn.process.poll() is None
    processer.stoppa([barn], processer.Signaler())


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems tell a child nothing of its parent's death"
)
def test_a_killed_launcher_takes_its_children_with_it(tmp_path, ror):
    program = f"""
import os, signal, sys
sys.path.insert(0, {str(ROT)!r})
from pathlib import Path
from driftsattning.lokal import processer
processer.starta("prov", [sys.executable, "-c", "import os, signal; os.write({ror[1]}, b'redo'); signal.pause()"],
                 omgivning=os.environ, logg=Path("prov.log"), katalog=".", fds=[{ror[1]}])
signal.pause()
"""
    with subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path, pass_fds=[ror[1]]) as startare:
        os.close(ror[1])
        assert os.read(ror[0], 4) == b"redo"
        startare.kill()
        assert os.read(ror[0], 1) == b""


def test_run_to_the_end_returns_the_status_and_logs(tmp_path):
    argv = [sys.executable, "-c", "import sys; print('ut'); print('fel', file=sys.stderr); sys.exit(4)"]
    logg = tmp_path / "steg.log"
    assert (
        processer.kor(argv, omgivning={**os.environ, "PYTHONUNBUFFERED": "1"}, katalog=tmp_path, logg=logg)
        == 4
    )
    assert logg.read_text() == "ut\nfel\n"
    assert processer.slutet(logg, 1) == "    fel"


def test_the_second_ctrl_c_forces_but_not_one_that_came_with_the_first():
    signaler = processer.Signaler()
    with pytest.raises(processer.Avbruten):
        signaler._ta_emot(signal.SIGTERM, None)
    signaler._ta_emot(signal.SIGINT, None)  # make passes a signal on that the launcher got as well
    assert not signaler.tvinga
    signaler.forsta -= 1
    signaler._ta_emot(signal.SIGTERM, None)
    assert not signaler.tvinga
    signaler._ta_emot(signal.SIGINT, None)
    assert signaler.tvinga
