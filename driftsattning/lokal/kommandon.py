"""The commands `demo`, `run` and `manage`, and the way to the others."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from driftsattning.lokal import adresser, databas, instans, kvalitet, processer, servrar
from driftsattning.lokal.adresser import DEMO, Fel
from driftsattning.lokal.instans import Instans
from driftsattning.lokal.overvaka import VARD, Drift

ROT = Path(__file__).resolve().parents[2]
PERSONER = ("administrator", "analytiker", "ansvarig", "kommunikator", "politiker")
# Before these, `manage` leaves the database as it is.
ROR_EJ = ("migrate", "makemigrations", "showmigrations", "sqlmigrate", "check", "help", "dbshell", "test")


def utfor(kommando: str, argument: Sequence[str]) -> int:
    """Runs one command and returns its exit status; what a person can put right is said in plain words."""
    signaler = processer.Signaler()
    signaler.installera()
    val = {
        "demo": lambda: demo(signaler),
        "run": lambda: run(signaler),
        "manage": lambda: manage(argument, signaler),
        "test": lambda: kvalitet.test(ROT, argument, signaler),
        "check": lambda: kvalitet.check(ROT, signaler),
        "bench": lambda: kvalitet.bench(ROT, argument, signaler),
    }
    if kommando not in val:
        print(f"Kommandot {kommando} finns inte. Välj: {', '.join(val)}.", file=sys.stderr)
        return 2
    try:
        return val[kommando]()
    except Fel as fel:
        print(f"\n{fel}", file=sys.stderr)
        return 1
    except PermissionError as fel:
        print(f"\nKan inte skriva eller läsa {fel.filename}: ägs den av en annan användare?", file=sys.stderr)
        return 1
    except processer.Avbruten:
        print("Avbrutet; det som startats är stoppat.", file=sys.stderr)
        return 130


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


def _kommun() -> str | None:
    return adresser.kommun(os.environ.get("KOMMUN", "").strip())


def _python(*argument: str) -> list[str]:
    return [sys.executable, str(ROT / "manage.py"), *argument]


def _djangosteg(inst: Instans, s: servrar.Servrar, lage: str, *argument: str, visa: bool = False) -> None:
    """One management command as a step of a start; its output goes to the log unless shown."""
    agare = argument[0] in servrar.AGARKOMMANDON
    logg = inst.logg("start")
    miljo = servrar.omgivning(ROT, inst, s, lage, som_agare=agare)
    status = processer.kor(_python(*argument), omgivning=miljo, katalog=ROT, logg=None if visa else logg)
    if status:
        slut = "" if visa else f":\n{processer.slutet(logg, 25)}"
        raise Fel(f"manage.py {' '.join(argument)} misslyckades (status {status}){slut}")


def migrera(inst: Instans, s: servrar.Servrar, lage: str) -> None:
    """Brings the database to the code's shape, as its owner, and narrows what the application may do with it.

    Our own database, which nobody else changes, is left as it is while the code that shapes it is the same.
    """
    nu = _fingeravtryck([*ROT.glob("*/migrations/*.py"), *ROT.glob("*/management/commands/databasroller.py")])
    if s.egen_databas and inst.tabellmarke.exists() and inst.tabellmarke.read_text() == nu:
        return
    inst.tabellmarke.unlink(missing_ok=True)
    with steg("Uppdaterar databasens tabeller", sys.stderr):
        _djangosteg(inst, s, lage, "migrate", "--no-input")
        _djangosteg(inst, s, lage, "databasroller")
    inst.tabellmarke.write_text(nu)


def _samla_statiskt(inst: Instans, s: servrar.Servrar, lage: str) -> None:
    """Collects and compresses static files, when any of them or the packages they come from has changed."""
    marke = inst.katalog / "statiskt.marke"
    mappar = [ROT / "static", *ROT.glob("*/static")]
    nu = _fingeravtryck(
        [*(fil for mapp in mappar for fil in mapp.rglob("*")), *ROT.glob("styrsnurra/**/*.py")]
    )
    if marke.exists() and marke.read_text() == nu and (inst.katalog / "statiskt").exists():
        return
    marke.unlink(missing_ok=True)
    with steg("Samlar webbens filer"):
        _djangosteg(inst, s, lage, "collectstatic", "--no-input", "--clear")
    marke.write_text(nu)


def _fingeravtryck(filer: Sequence[Path]) -> str:
    """A digest of files' names, sizes and times, and of the environment that goes with them."""
    alla = sorted({fil for fil in [*filer, *(ROT / ".venv").glob("*.json")] if fil.is_file()})
    rader = [f"{fil}:{fil.stat().st_size}:{fil.stat().st_mtime_ns}" for fil in alla]
    return hashlib.sha256("\n".join(rader).encode()).hexdigest()


# --- demo and run ---------------------------------------------------------------------------------------------
def demo(signaler: processer.Signaler) -> int:
    """The invented municipality, or with KOMMUN= a real one, until stopped."""
    kommun = _kommun() or DEMO
    print("Styrsnurran · demo" if kommun == DEMO else f"Styrsnurran · kommun {kommun}")
    return _kor_webben(instans.bestandig(ROT, "demo", kommun), "demo", signaler, kommun)


def run(signaler: processer.Signaler) -> int:
    """The web application with its services on one's own data, until stopped. Loads nothing."""
    print("Styrsnurran")
    inst = instans.bestandig(ROT, "run", _kommun())
    return _kor_webben(inst, _lage(inst), signaler, None)


def _lage(inst: Instans) -> str:
    """The settings' mode outside `make demo`; the demo's own data are shown as the demo."""
    return "demo" if inst.kommun else os.environ.get("STYRSNURRA_LAGE", "").strip() or "utveckling"


def _kor_webben(inst: Instans, lage: str, signaler: processer.Signaler, ladda: str | None) -> int:
    port = adresser.port(os.environ.get("PORT", "").strip() or "8000")
    with ExitStack() as stack:
        _ta(stack, inst)
        processer.stada(
            inst.katalog / "processer.json"
        )  # before the port is looked at: a killed web may hold it
        adresser.kontrollera_port(port)
        with steg(servrar.beskrivning()):
            s = stack.enter_context(servrar.starta(ROT, inst, signaler))
        if ladda:
            databas.mark_demo(s.agare, ladda)
        elif databas.markt_for(s.agare):
            lage = "demo"
        migrera(inst, s, lage)
        if ladda:
            _ladda(inst, s, lage, ladda)
        _samla_statiskt(inst, s, lage)
        drift = Drift(ROT, inst, servrar.omgivning(ROT, inst, s, lage), port, signaler, s.barn)
        try:
            with steg("Startar webb, jobb och schema"):
                for namn in ("webb", "jobb", "schema"):
                    drift.starta(namn)
                drift.vanta_pa_webben()
            _notera(inst, s, lage, f"http://{VARD}:{port}/")
            print(valkommen(port, inst, personer=ladda is not None), flush=True)
            drift.vaka()
        except processer.Avbruten:
            print(
                "\nStoppar. Jobb som pågår får några sekunder på sig; Ctrl-C igen avbryter dem …", flush=True
            )
        finally:
            signaler.stoppar, signaler.forsta = True, signaler.forsta or time.monotonic()
            drift.stoppa()
    print("Allt är stoppat. Data finns kvar.")
    return 0


def _ta(stack: ExitStack, inst: Instans) -> None:
    """Takes the instance's lock, or says who has it."""
    try:
        stack.enter_context(instans.las(inst))
    except instans.Upptagen:
        nu = inst.las_tillstand()
        var = (
            f" på {nu['adress']} (process {nu['pid']})"
            if nu.get("adress")
            else ", eller håller på att starta"
        )
        raise Fel(f"Den kör redan{var}. Stoppa den först, med Ctrl-C i dess fönster.") from None


def _ladda(inst: Instans, s: servrar.Servrar, lage: str, kommun: str) -> None:
    argument = [] if kommun == DEMO else ["--kommun", kommun]
    _djangosteg(inst, s, lage, "ladda_demo", *argument, visa=True)


def _notera(inst: Instans, s: servrar.Servrar, lage: str, adress: str | None) -> None:
    inst.skriv_tillstand(
        pid=os.getpid(),
        adress=adress,
        lage=lage,
        agare=s.agare,
        app=s.app,
        broker=s.broker,
        cache=s.cache,
        egen_databas=s.egen_databas,
        egen_broker=s.egen_broker,
    )


def valkommen(port: int, inst: Instans, *, personer: bool) -> str:
    """What is shown when all is up: the address, who may log in, how to stop."""
    rader = ["", f"  Öppna    http://{VARD}:{port}/", ""]
    if personer:
        rader += ["  Logga in som någon av dessa, med lösenordet  storkoping"]
        rader += [f"           {person}@storkoping.example" for person in PERSONER] + [""]
    rader += ["  Stoppa   Ctrl-C", f"  Loggar   {os.path.relpath(inst.loggkatalog, ROT)}/", ""]
    return "\n".join(rader)


# --- manage ---------------------------------------------------------------------------------------------------
def manage(argument: Sequence[str], signaler: processer.Signaler) -> int:
    """A management command with the services up: those that run already, or started for its sake.

    Works on one's own data as `run` does, with KOMMUN=9999 on the demo's. Standard output is the command's alone.
    """
    if not argument:
        raise Fel('Ange ett kommando: make manage ARGS="createsuperuser"')
    inst = instans.bestandig(ROT, "manage", _kommun())
    with ExitStack() as stack:
        try:
            stack.enter_context(instans.las(inst))
        except instans.Upptagen:
            stack.enter_context(instans.gast(inst))
            nu = inst.las_tillstand()
            if not nu:
                raise Fel("Styrsnurran håller på att starta eller stoppa. Försök igen om en stund.") from None
            return _forgrund(argument, inst, servrar.fran_tillstand(nu), nu["lage"], signaler)
        s = stack.enter_context(servrar.starta(ROT, inst, signaler))
        lage = "demo" if databas.markt_for(s.agare) else _lage(inst)
        if argument[0] not in ROR_EJ and (s.egen_databas or not databas.tabeller(s.agare)):
            migrera(inst, s, lage)
        _notera(inst, s, lage, None)
        status = _forgrund(argument, inst, s, lage, signaler)
        inst.tillstand.unlink(missing_ok=True)
        stack.enter_context(instans.gast(inst, vanta_ut=True))
        return status


def _forgrund(
    argument: Sequence[str], inst: Instans, s: servrar.Servrar, lage: str, signaler: processer.Signaler
) -> int:
    """Runs the command in the foreground: it reads the terminal and gets Ctrl-C itself."""
    agare = argument[0] in servrar.AGARKOMMANDON
    miljo = servrar.omgivning(ROT, inst, s, lage, som_agare=agare)
    if agare:
        inst.tabellmarke.unlink(missing_ok=True)
    signaler.stoppar = True  # from here signals are the command's, and the launcher waits for it
    signal.signal(signal.SIGINT, lambda *_: None)
    process = subprocess.Popen(
        _python(*argument), env=miljo, cwd=ROT, preexec_fn=processer.fore_exec(signal.SIGTERM, os.getpid())
    )
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        status = process.wait()
    finally:
        signaler.installera()
    return status if status >= 0 else 128 - status
