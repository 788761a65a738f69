"""An instance: one set of data under `var/`, its lock, its short run directory, and who its services run as.

The demo, each real municipality tried with KOMMUN=, and one's own (`make run`) are instances apart: their data
never meet. Tests and benches use throwaway ones.
"""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from driftsattning.lokal.adresser import DEMO, Fel

PREFIX = "styrsnurra-"


@dataclass(frozen=True, slots=True)
class Anvandare:
    """An unprivileged user that root lets the services run as."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Instans:
    """`katalog` holds data and logs; `korkatalog` holds sockets and lives only while the services do."""

    katalog: Path
    korkatalog: Path
    kommun: str | None = None
    tillfallig: bool = False

    @property
    def loggkatalog(self) -> Path:
        return self.katalog / "logg"

    @property
    def tillstand(self) -> Path:
        return self.katalog / "tillstand.json"

    @property
    def tabellmarke(self) -> Path:
        """Tells which code the tables of our own database were made by."""
        return self.katalog / "tabeller.marke"

    def logg(self, namn: str) -> Path:
        """The log file of one process."""
        self.loggkatalog.mkdir(exist_ok=True)
        return self.loggkatalog / f"{namn}.log"

    def hemlig_nyckel(self) -> str:
        """The instance's own secret key, made the first time, readable by its owner alone."""
        fil = self.katalog / "hemlig_nyckel"
        if not fil.exists():
            ny = fil.with_suffix(".ny")
            ny.unlink(missing_ok=True)
            with os.fdopen(os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as ut:
                ut.write(secrets.token_urlsafe(60))
            ny.rename(fil)
        return fil.read_text()

    def skriv_tillstand(self, **varden: object) -> None:
        """Notes what runs, for `make manage` and for whoever starts a second time."""
        ny = self.tillstand.with_suffix(".ny")
        ny.write_text(json.dumps(varden), encoding="utf-8")
        ny.chmod(0o600)  # the addresses may hold passwords
        ny.rename(self.tillstand)

    def las_tillstand(self) -> dict:
        """What `skriv_tillstand` noted; empty when nothing was."""
        try:
            return json.loads(self.tillstand.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}


def namn_for(kommando: str, kommun: str | None) -> str:
    """The folder under var/: the demo's, a municipality's, or one's own."""
    if kommun in (None, DEMO):
        return "demo" if kommun == DEMO or kommando == "demo" else "egen"
    return f"kommun-{kommun}"


def bestandig(rot: Path, kommando: str, kommun: str | None) -> Instans:
    """The instance that a command on `kommun` works on; its folder is made if needed."""
    katalog = rot / "var" / namn_for(kommando, kommun)
    katalog.mkdir(parents=True, exist_ok=True)
    if not os.access(katalog, os.W_OK):
        raise Fel(f"{katalog} ägs av en annan användare. Ändra ägare eller klona på nytt.")
    return Instans(katalog, korkatalog_for(katalog), kommun or (DEMO if kommando == "demo" else None))


def korkatalog_for(katalog: Path) -> Path:
    """A short path of its own for every instance, clone and user: a socket's path may be 107 bytes at most."""
    marke = hashlib.sha256(f"{os.getuid()}:{katalog.resolve()}".encode()).hexdigest()[:12]
    return _kort_rot() / f"{PREFIX}{marke}"


def _kort_rot() -> Path:
    """The first short, writable folder from which programs may run (root copies the services' programs there)."""
    korforbud = getattr(os, "ST_NOEXEC", 0)
    for kandidat in ("/tmp", "/var/tmp", "/dev/shm", tempfile.gettempdir()):
        if os.access(kandidat, os.W_OK | os.X_OK) and not os.statvfs(kandidat).f_flag & korforbud:
            return Path(kandidat)
    raise Fel("Varken /tmp eller /var/tmp går att skriva i och köra program från.")


@contextmanager
def tillfallig(rot: Path, slag: str, *, i_var: bool) -> Iterator[Instans]:
    """A throwaway instance, removed afterwards; with `i_var` its data lie under var/ (room for large data).

    What a killed run left is removed by the next one: its lock is free.
    """
    moder = rot / "var" if i_var else _kort_rot()
    moder.mkdir(exist_ok=True)
    prefix = f"{PREFIX}{slag}-{os.getuid()}-"
    for gammal in moder.glob(f"{prefix}*"):
        _ta_bort_overgiven(gammal)
    katalog = Path(tempfile.mkdtemp(prefix=prefix, dir=moder))
    instans = Instans(katalog, korkatalog_for(katalog), tillfallig=True)
    try:
        with las(instans):
            yield instans
    finally:
        _ta_bort(katalog)


def _ta_bort_overgiven(katalog: Path) -> None:
    try:
        with las(Instans(katalog, katalog)):
            _ta_bort(katalog)
    except (Upptagen, FileNotFoundError):
        return  # another run's own, or already removed by it
    except OSError as fel:  # somebody else's under our name, say: no reason not to start
        print(
            f"Kunde inte ta bort {katalog}, som en avbruten körning lämnade: {fel.strerror}.", file=sys.stderr
        )


def _ta_bort(katalog: Path) -> None:
    shutil.rmtree(korkatalog_for(katalog), ignore_errors=True)
    shutil.rmtree(katalog, ignore_errors=True)


class Upptagen(Exception):
    """Another launcher holds the instance."""


@contextmanager
def las(instans: Instans) -> Iterator[None]:
    """Holds the instance. Raises Upptagen when another launcher does; the kernel frees it when one is killed."""
    with (instans.katalog / "las").open("a") as fil:
        try:
            fcntl.flock(fil, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Upptagen from None
        yield


@contextmanager
def gast(instans: Instans, *, vanta_ut: bool = False) -> Iterator[None]:
    """Uses the services of the launcher that holds the instance; with `vanta_ut` waits until no guest is left."""
    with (instans.katalog / "gaster").open("a") as fil:
        fcntl.flock(fil, fcntl.LOCK_EX if vanta_ut else fcntl.LOCK_SH)
        yield


def anvandare_for(rot: Path, data: Path) -> Anvandare | None:
    """Who the services run as: None = whoever starts them. PostgreSQL refuses to run as root.

    As root: whoever owns the data already, else the clone's owner, else nobody.
    """
    if os.getuid() != 0:
        if data.exists() and data.stat().st_uid != os.getuid():
            raise Fel(
                f"{data} ägs av en annan användare (har make körts som root?). Kör som den eller ta bort den."
            )
        return None
    for plats in (data, rot):
        if plats.exists() and plats.stat().st_uid != 0:
            return Anvandare(plats.stat().st_uid, plats.stat().st_gid)
    try:
        ingen = pwd.getpwnam("nobody")
    except KeyError:
        raise Fel(
            "Root kan inte köra PostgreSQL, och användaren nobody saknas. Kör som vanlig användare."
        ) from None
    return Anvandare(ingen.pw_uid, ingen.pw_gid)


def ren_korkatalog(instans: Instans, anvandare: Anvandare | None) -> Path:
    """An empty run directory that only the services' user and root reach. The caller holds the lock.

    Raises Fel when something that is not ours stands in the way: /tmp is open to everybody.
    """
    katalog = instans.korkatalog
    agare = {os.getuid(), anvandare.uid} if anvandare else {os.getuid()}
    try:
        har = katalog.lstat()
    except FileNotFoundError:
        pass
    else:
        if not stat.S_ISDIR(har.st_mode) or (har.st_uid not in agare and os.getuid() != 0):
            raise Fel(f"{katalog} är i vägen och tillhör någon annan. Ta bort den och försök igen.")
        shutil.rmtree(katalog)
    katalog.mkdir(mode=0o700)
    if anvandare:
        os.chown(katalog, anvandare.uid, anvandare.gid)
    return katalog
