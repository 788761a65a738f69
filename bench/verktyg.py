"""What the measurements share: the recorded Kolada, clocks, and a place for the results."""

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROT = Path(__file__).resolve().parents[1]
STANDIN = ROT.parent / "shared" / "kolada" / "standin.py"
RESULTAT = ROT / "var" / "bench.json"


def saknar_inspelat() -> str | None:
    """Why the recorded data cannot be served, or None."""
    return None if STANDIN.exists() else f"den inspelade Koladadatan finns inte ({STANDIN})"


@contextmanager
def inspelad_kolada(*argument: str) -> Iterator[str]:
    """The recorded Kolada on a free port, as a process of its own; yields its address."""
    import socket

    with socket.socket() as sockel:
        sockel.bind(("127.0.0.1", 0))
        port = sockel.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, str(STANDIN), "--port", str(port), *argument], stdout=subprocess.PIPE, text=True
    )
    try:
        rad = process.stdout.readline()
        if "stand-in on" not in rad:
            raise RuntimeError(f"the recorded Kolada did not start: {rad!r}")
        yield f"http://127.0.0.1:{port}/v3"
    finally:
        process.terminate()
        process.wait()


def kommando(*argument: str, **miljo: str) -> tuple[dict, float, float]:
    """Run `manage.py argument --json`: what it printed, its seconds, and its peak memory in MB."""
    import os

    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(ROT / "manage.py"), *argument, "--json"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROT,
        env={**os.environ, **miljo},
    )
    ut = process.stdout.read()
    _, status, bruk = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"manage.py {' '.join(argument)} ended with {process.returncode}: {ut[-500:]}")
    svar = json.loads(re.search(r"\{.*\}", ut, re.S).group())
    return svar, time.perf_counter() - start, bruk.ru_maxrss / 1024


def minne_mb() -> float:
    """This process's peak memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def spara(namn: str, resultat: dict) -> None:
    """Print a measurement and keep it in var/bench.json beside the others."""
    print(f"\n== {namn}")
    for nyckel, varde in resultat.items():
        print(f"  {nyckel:<44} {varde:.2f}" if isinstance(varde, float) else f"  {nyckel:<44} {varde}")
    alla = json.loads(RESULTAT.read_text()) if RESULTAT.exists() else {}
    alla[namn] = resultat
    RESULTAT.parent.mkdir(exist_ok=True)
    RESULTAT.write_text(json.dumps(alla, ensure_ascii=False, indent=1))
