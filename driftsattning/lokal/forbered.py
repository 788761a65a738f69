"""The steps between servers that answer and a web application that can start."""

import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from driftsattning.lokal import processer, servrar
from driftsattning.lokal.adresser import DEMO, Fel
from driftsattning.lokal.instans import Instans

ROT = Path(__file__).resolve().parents[2]


@contextmanager
def steg(text: str, ut: TextIO | None = None) -> Iterator[None]:
    """One line for one step, with the time it took when that is worth knowing."""
    strom = ut or sys.stdout
    print(f"  {text} …", end="", flush=True, file=strom)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print(file=strom)
        raise
    tid = time.monotonic() - start
    print(f" klart ({tid:.0f} s)" if tid >= 2 else " klart", file=strom, flush=True)


def python(*argument: str) -> list[str]:
    return [sys.executable, str(ROT / "manage.py"), *argument]


def djangosteg(inst: Instans, s: servrar.Servrar, lage: str, *argument: str, visa: bool = False) -> None:
    """One management command as a step of a start; its output goes to the log unless shown."""
    agare = argument[0] in servrar.AGARKOMMANDON
    logg = inst.logg("start")
    miljo = servrar.omgivning(ROT, inst, s, lage, som_agare=agare)
    status = processer.kor(python(*argument), omgivning=miljo, katalog=ROT, logg=None if visa else logg)
    if status:
        slut = "" if visa else f":\n{processer.slutet(logg, 25)}"
        raise Fel(f"manage.py {' '.join(argument)} misslyckades (status {status}){slut}")


def migrera(inst: Instans, s: servrar.Servrar, lage: str) -> None:
    """Brings the database to the code's shape, as its owner, and narrows what the application may do with it.

    Our own database, which nobody else changes, is left as it is while the code that shapes it is the same.
    """
    nu = fingeravtryck([*ROT.glob("*/migrations/*.py"), *ROT.glob("*/management/commands/databasroller.py")])
    if s.egen_databas and inst.tabellmarke.exists() and inst.tabellmarke.read_text() == nu:
        return
    inst.tabellmarke.unlink(missing_ok=True)
    with steg("Uppdaterar databasens tabeller", sys.stderr):
        djangosteg(inst, s, lage, "migrate", "--no-input")
        djangosteg(inst, s, lage, "databasroller")
    inst.tabellmarke.write_text(nu)


@contextmanager
def statiskt(inst: Instans, s: servrar.Servrar, lage: str, signaler: processer.Signaler) -> Iterator[None]:
    """Collects and compresses static files beside what is done inside, which takes as long; only when any of them,
    or the packages they come from, has changed."""
    marke = inst.katalog / "statiskt.marke"
    mappar = [ROT / "static", *ROT.glob("*/static")]
    filer = [*(fil for mapp in mappar for fil in mapp.rglob("*")), *ROT.glob("styrsnurra/**/*.py")]
    nu = f"{lage} {fingeravtryck(filer)}"
    if marke.exists() and marke.read_text() == nu and (inst.katalog / "statiskt").exists():
        yield
        return
    marke.unlink(missing_ok=True)
    barn = processer.starta(
        "statiskt",
        python("collectstatic", "--no-input", "--clear"),
        omgivning=servrar.omgivning(ROT, inst, s, lage),
        logg=inst.logg("start"),
        katalog=ROT,
    )
    try:
        yield
        with steg("Samlar webbens filer"):
            status = barn.process.wait()
    except BaseException:
        processer.stoppa([barn], signaler)
        raise
    if status:
        raise Fel(f"Webbens filer kunde inte samlas:\n{processer.slutet(barn.logg, 25)}")
    marke.write_text(nu)


def fingeravtryck(filer: Sequence[Path]) -> str:
    """A digest of files' names, sizes and times, and of the environment that goes with them."""
    alla = sorted({fil for fil in [*filer, *(ROT / ".venv").glob("*.json")] if fil.is_file()})
    rader = [f"{fil}:{fil.stat().st_size}:{fil.stat().st_mtime_ns}" for fil in alla]
    return hashlib.sha256("\n".join(rader).encode()).hexdigest()


def ladda(inst: Instans, s: servrar.Servrar, lage: str, kommun: str) -> None:
    """Loads the demo, or a real municipality; the command knows what it has done before."""
    argument = [] if kommun == DEMO else ["--kommun", kommun]
    djangosteg(inst, s, lage, "ladda_demo", *argument, visa=True)
