"""Child processes: started in groups of their own, stopped with patience, never left behind."""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from driftsattning.lokal.instans import Anvandare

PR_SET_PDEATHSIG = 1
STORSTA_LOGG = 5_000_000  # bytes; a log larger than this is set aside at the next start
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Avbruten(BaseException):
    """Ctrl-C or SIGTERM arrived. Not an Exception: nothing but the launcher's outermost part may take it."""


@dataclass(slots=True)
class Signaler:
    """What the person at the keyboard has asked for. The second Ctrl-C during a stop forces it."""

    stoppar: bool = False
    tvinga: bool = False
    forsta: float = 0.0

    def installera(self) -> None:
        """Takes over the signals; also SIGINT that a background shell has turned off."""
        for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(nummer, self._ta_emot)

    def _ta_emot(self, nummer: int, _ram: object) -> None:
        if not self.stoppar:
            self.stoppar, self.forsta = True, time.monotonic()
            raise Avbruten
        if nummer == signal.SIGINT and time.monotonic() - self.forsta > 0.5:
            self.tvinga = True


@dataclass(slots=True)
class Barn:
    """A running child: `stopp` asks it to end, `hart` is what it gets when it has not within `tid` seconds."""

    namn: str
    process: subprocess.Popen
    logg: Path
    stopp: signal.Signals = signal.SIGTERM
    hart: signal.Signals = signal.SIGKILL
    tid: float = 15.0
    startad: float = field(default_factory=time.monotonic)


def fore_exec(dodssignal: int, moder: int) -> Callable[[], None]:
    """What the child does just before it becomes another program: on Linux, ask to be told if the launcher dies."""

    def kor() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, dodssignal, 0, 0, 0)
            if os.getppid() != moder:  # it died before we asked
                os._exit(1)

    return kor


def starta(
    namn: str,
    argv: Sequence[str],
    *,
    omgivning: Mapping[str, str],
    logg: Path,
    katalog: Path | str,
    anvandare: Anvandare | None = None,
    fds: Sequence[int] = (),
    stopp: signal.Signals = signal.SIGTERM,
    hart: signal.Signals = signal.SIGKILL,
    tid: float = 15.0,
) -> Barn:
    """Starts a child in its own session with its output added to `logg`."""
    som = {"user": anvandare.uid, "group": anvandare.gid, "extra_groups": []} if anvandare else {}
    if logg.exists() and logg.stat().st_size > STORSTA_LOGG:
        logg.replace(logg.with_suffix(".log.1"))
    with logg.open("ab") as ut:
        process = subprocess.Popen(
            argv,
            env=dict(omgivning),
            cwd=katalog,
            stdin=subprocess.DEVNULL,
            stdout=ut,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=tuple(fds),
            preexec_fn=fore_exec(stopp, os.getpid()),
            **som,
        )
    return Barn(namn, process, logg, stopp, hart, tid)


def stoppa(barn: Sequence[Barn], signaler: Signaler) -> None:
    """Asks all of `barn` to end, together, and waits; who does not is ended. Then what their groups left behind."""
    for ett in barn:
        _signalera(ett.process, ett.stopp)
    for ett in barn:
        if not _vanta(ett.process, ett.tid, signaler):
            _signalera(ett.process, ett.hart)
            if not _vanta(ett.process, 5, Signaler()):
                _signalera(ett.process, signal.SIGKILL)
                ett.process.wait()
    for ett in barn:
        _doda_grupp(ett.process.pid)


def _signalera(process: subprocess.Popen, nummer: int) -> None:
    if process.poll() is None:
        process.send_signal(nummer)


def _vanta(process: subprocess.Popen, sekunder: float, signaler: Signaler) -> bool:
    """Whether the process ended within the time; gives up at once when a stop is being forced."""
    slut = time.monotonic() + sekunder
    while process.poll() is None:
        if signaler.tvinga or time.monotonic() > slut:
            return False
        time.sleep(0.05)
    return True


def _doda_grupp(grupp: int) -> None:
    try:
        os.killpg(grupp, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def kor(argv: Sequence[str], *, omgivning: Mapping[str, str], katalog: Path, logg: Path | None = None) -> int:
    """Runs a child to its end and returns its status; into `logg`, or onto the terminal when that is None.

    On Ctrl-C or SIGTERM the child is ended before the interruption goes on.
    """
    ut = logg.open("ab") if logg else None
    try:
        process = subprocess.Popen(
            argv,
            env=dict(omgivning),
            cwd=katalog,
            stdin=subprocess.DEVNULL,
            stdout=ut,
            stderr=subprocess.STDOUT if ut else None,
            start_new_session=True,
            preexec_fn=fore_exec(signal.SIGTERM, os.getpid()),
        )
    finally:
        if ut:
            ut.close()
    try:
        return process.wait()
    except BaseException:
        stoppa([Barn(argv[0], process, logg or Path(os.devnull), tid=10)], Signaler())
        raise


def slutet(logg: Path, rader: int = 12) -> str:
    """The last lines of a log, indented for showing."""
    try:
        alla = logg.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(f"    {rad}" for rad in alla[-rader:])


# --- What a killed launcher left ------------------------------------------------------------------------------
def fodd(pid: int) -> str | None:
    """When a process was born, as text that tells it from a later one with the same number; None when gone."""
    try:
        falt = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return None if falt[0] == "Z" else falt[19]  # a zombie runs no more, whoever ought to bury it
    except OSError:
        if Path("/proc/self/stat").exists():
            return None
    svar = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return svar.stdout.strip() or None


def anteckna(fil: Path, barn: Sequence[Barn]) -> None:
    """Notes the running children, so that the next start can find them if this launcher is killed."""
    rader = [{"pid": b.process.pid, "fodd": fodd(b.process.pid), "stopp": int(b.stopp)} for b in barn]
    ny = fil.with_suffix(".ny")
    ny.write_text(json.dumps(rader), encoding="utf-8")
    ny.rename(fil)


def stada(fil: Path, sekunder: float = 30.0) -> int:
    """Ends the processes noted in `fil` that still run, and returns how many; they are known by number and birth.

    Whoever they had started goes with them, also where they themselves are gone already.
    """
    try:
        rader = json.loads(fil.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0
    # A number that somebody else has got is left alone, and so is that one's group.
    vara = [rad for rad in rader if rad["fodd"] and fodd(rad["pid"]) in (rad["fodd"], None)]
    kvar = [rad for rad in vara if fodd(rad["pid"]) == rad["fodd"]]
    antal = len(kvar)
    for rad in kvar:
        _skicka(rad["pid"], rad["stopp"])
    slut = time.monotonic() + sekunder
    while kvar and time.monotonic() < slut:
        time.sleep(0.1)
        kvar = [rad for rad in kvar if fodd(rad["pid"]) == rad["fodd"]]
    for rad in vara:
        _doda_grupp(rad["pid"])
    slut = time.monotonic() + 5
    while any(_grupp_lever(rad["pid"]) for rad in vara) and time.monotonic() < slut:
        time.sleep(0.1)
    fil.unlink(missing_ok=True)
    return antal


def _grupp_lever(grupp: int) -> bool:
    """Whether anybody but zombies is left in a process group (Linux; elsewhere nobody is waited for)."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            falt = stat.read_text().rpartition(")")[2].split()
        except OSError:  # gone since the listing
            continue
        if falt[0] != "Z" and falt[2] == str(grupp):
            return True
    return False


def _skicka(pid: int, nummer: int) -> None:
    try:
        os.kill(pid, nummer)
    except ProcessLookupError:
        return
