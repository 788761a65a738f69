"""The Python environment `.venv`: made once, known again by a stamp, made anew when anything it rests on changed."""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from driftsattning.lokal import processer

DRIFT = "requirements.txt"
STAMPEL = "styrsnurra-stampel.json"
# What may stand in a person's shell and would make Python or pip behave otherwise inside the environment.
STORANDE = (
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "MAKEFLAGS",
    "MAKELEVEL",
    "MFLAGS",
)


class Miljofel(Exception):
    """The environment cannot be made; the text says what to do, in Swedish."""


def ren_omgivning(omgivning: Mapping[str, str]) -> dict[str, str]:
    """The environment variables without those in STORANDE."""
    return {namn: varde for namn, varde in omgivning.items() if namn not in STORANDE}


def stampel(rot: Path, krav: str) -> dict[str, str]:
    """What the environment rests on: interpreter, place, and the text of the requirements files.

    `krav` is one of them; each builds on the runtime's.
    """
    return {
        "python": sys.version.split()[0],
        "tolk": sys.base_prefix,
        "plats": str(rot / ".venv"),
        **{fil: hashlib.sha256((rot / fil).read_bytes()).hexdigest() for fil in (DRIFT, krav)},
    }


def las_stampel(venv: Path) -> dict[str, str] | None:
    """The stamp of a finished environment; None for one that is missing, half-made or without a working link."""
    try:
        innehall = json.loads((venv / STAMPEL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return innehall if isinstance(innehall, dict) and (venv / "bin" / "python").exists() else None


def racker(har: dict[str, str] | None, behover: dict[str, str]) -> bool:
    """Whether an environment with the stamp `har` (None = no finished one) holds all that `behover` asks for."""
    return har is not None and behover.items() <= har.items()


@contextmanager
def _ensam(rot: Path) -> Iterator[None]:
    """Lets one launcher at a time work on the environment of a clone."""
    (rot / "var").mkdir(exist_ok=True)
    with (rot / "var" / "miljo.las").open("a") as fil:
        try:
            fcntl.flock(fil, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Väntar på en annan start som gör Python-miljön …", file=sys.stderr)
            fcntl.flock(fil, fcntl.LOCK_EX)
        yield


def sakerstall(rot: str, krav: str) -> str:
    """Returns the path of the environment's python, having made or completed the environment if needed: it holds
    what the requirements file `krav` names, and perhaps more.

    Raises Miljofel with a line to act on when Python lacks venv or pip fails.
    """
    katalog = Path(rot)
    venv = katalog / ".venv"
    try:
        behover = stampel(katalog, krav)
        if not racker(las_stampel(venv), behover):
            with _ensam(katalog):
                har = las_stampel(venv)  # the one we waited for may have done it
                if not racker(har, behover):
                    _gor(katalog, venv, har, krav)
    except PermissionError as fel:
        raise Miljofel(
            f"Kan inte skriva {fel.filename}. Katalogen ägs kanske av en annan användare "
            "(har make körts med sudo?): ändra ägare, eller klona på nytt."
        ) from fel
    return str(venv / "bin" / "python")


def _gor(rot: Path, venv: Path, har: dict[str, str] | None, krav: str) -> None:
    """Makes the environment, or adds the tools of `krav` to one whose runtime half is right.

    The stamp is taken away first and written last: whatever happens in between leaves an environment that the
    next start sees is unfinished and makes anew.
    """
    kontrollera_venv(find_spec=importlib.util.find_spec)
    # A killed launcher's pip would go on writing in what we make anew.
    processer.stada(rot / "var" / "miljo.json")
    start = time.monotonic()
    behover = stampel(rot, krav)
    if racker(har, stampel(rot, DRIFT)):
        print(f"Lägger till {krav} i .venv …", file=sys.stderr)
        behover = {**har, **behover}
        (venv / STAMPEL).unlink()
    else:
        print("Gör Python-miljön i .venv (en minut eller två, bara första gången) …", file=sys.stderr)
        shutil.rmtree(venv, ignore_errors=True)
        _kor(rot, [sys.executable, "-m", "venv", str(venv)], "Python-miljön kunde inte skapas.")
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    _kor(
        rot,
        [*pip, "--progress-bar", "off", "-r", str(rot / krav)],
        f"Paketen i {krav} kunde inte installeras.",
    )
    (venv / STAMPEL).write_text(json.dumps(behover, indent=1), encoding="utf-8")
    radslut = "\r\033[K" if sys.stderr.isatty() else ""
    print(f"{radslut}Python-miljön är klar ({time.monotonic() - start:.0f} s).", file=sys.stderr)


def kontrollera_venv(find_spec) -> None:
    """Raises Miljofel where this Python cannot make environments; `find_spec` as in importlib.util."""
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Miljofel(
            "Python saknar venv. Installera paketet och försök igen: sudo apt install python3-venv\n"
            f"(python{version}-venv om Python {version} inte är systemets egen.)"
        )


def _kor(rot: Path, argv: list[str], misslyckat: str) -> None:
    """Runs one step with its output in var/miljo.log; on failure shows the end of it."""
    logg = rot / "var" / "miljo.log"
    omgivning = {**ren_omgivning(os.environ), "PIP_ROOT_USER_ACTION": "ignore", "PIP_USER": "0"}
    process = subprocess.Popen(
        argv,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=omgivning,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=processer.fore_exec(signal.SIGTERM, os.getpid()),
    )
    barn = processer.Barn("miljö", process, logg)
    processer.anteckna(rot / "var" / "miljo.json", [barn])
    try:
        with logg.open("w", encoding="utf-8") as fil:
            for rad in process.stdout:
                fil.write(rad)
                _visa(rad)
    except BaseException:
        processer.stoppa([barn], processer.Signaler())
        raise
    finally:
        process.stdout.close()
    if process.wait():
        slut = "".join(logg.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)[-15:])
        raise Miljofel(f"{slut}\n{misslyckat} Hela utskriften finns i {logg}.")


def _visa(rad: str) -> None:
    """Shows on a terminal which package pip has come to, on a line that the next one takes over."""
    if sys.stderr.isatty() and rad.startswith(("Collecting ", "Installing ")):
        text = rad.split("=")[0].split(">")[0].removeprefix("Collecting ").strip()
        print(
            f"\r\033[K  {'installerar' if rad.startswith('I') else text}", end="", file=sys.stderr, flush=True
        )
