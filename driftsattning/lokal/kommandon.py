"""The commands `demo`, `run` and `manage`, and the way to the others."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack

from driftsattning.lokal import adresser, databas, forbered, instans, kvalitet, processer, servrar
from driftsattning.lokal.adresser import DEMO, Fel
from driftsattning.lokal.forbered import ROT
from driftsattning.lokal.instans import Instans
from driftsattning.lokal.overvaka import VARD, Drift

PERSONER = ("administrator", "analytiker", "ansvarig", "kommunikator", "namndsekreterare", "politiker")
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


def _kommun() -> str | None:
    return adresser.kommun(os.environ.get("KOMMUN", "").strip())


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
        processer.stada(inst.katalog / "processer.json")  # a killed run's web may hold the port
        adresser.kontrollera_port(port)
        with forbered.steg(servrar.beskrivning()):
            s = stack.enter_context(servrar.starta(ROT, inst, signaler))
        if ladda:
            databas.mark_demo(s.agare, ladda)
        elif databas.markt_for(s.agare):
            lage = "demo"
        forbered.migrera(inst, s, lage)
        with forbered.statiskt(inst, s, lage, signaler):
            if ladda:
                forbered.ladda(inst, s, lage, ladda)
        drift = Drift(ROT, inst, servrar.omgivning(ROT, inst, s, lage), port, signaler, s.barn)
        try:
            with forbered.steg("Startar webb, jobb och schema"):
                for namn in ("webb", "jobb", "schema"):
                    drift.starta(namn)
                drift.vanta_pa_webben()
            _notera(inst, s, lage, f"http://{VARD}:{port}/")
            print(valkommen(port, inst, personer=lage == "demo"), flush=True)
            drift.vaka()
        except processer.Avbruten:
            print("\nStoppar. Jobb som pågår får lite tid på sig; Ctrl-C igen avbryter dem …", flush=True)
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
        kor = (
            f" på {nu['adress']} (process {nu['pid']})"
            if nu.get("adress")
            else ", eller håller på att starta"
        )
        raise Fel(f"Den kör redan{kor}. Stoppa den först, med Ctrl-C i dess fönster.") from None


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
    else:
        rader += ["  Ny administratör:  make manage ARGS=createsuperuser", ""]
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
            forbered.migrera(inst, s, lage)
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
        forbered.python(*argument),
        env=miljo,
        cwd=ROT,
        preexec_fn=processer.fore_exec(signal.SIGTERM, os.getpid()),
    )
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        status = process.wait()
    finally:
        signaler.installera()
    return status if status >= 0 else 128 - status
