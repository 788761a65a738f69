"""The web application's three processes: started, watched, restarted where that helps, stopped together."""

import http.client
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from driftsattning.lokal import processer
from driftsattning.lokal.adresser import Fel
from driftsattning.lokal.instans import Instans

MAX_OMSTARTER, INOM = 5, 60.0  # a process that dies more often than this is not helped by one more start
VARD = "127.0.0.1"


@dataclass(slots=True)
class Drift:
    """What runs: `tjanster` are the servers below, watched but never restarted; `barn` are our own by name."""

    rot: Path
    instans: Instans
    omgivning: Mapping[str, str]
    port: int
    signaler: processer.Signaler
    tjanster: list[processer.Barn]
    barn: dict[str, processer.Barn] = field(default_factory=dict)
    omstarter: dict[str, list[float]] = field(default_factory=dict)

    def starta(self, namn: str) -> None:
        """Starts one of the three and notes it for whoever has to clean up."""
        self.barn[namn] = processer.starta(
            namn,
            _argv(namn, self.port, self.instans.katalog.name),
            omgivning=self.omgivning,
            logg=self.instans.logg(namn),
            katalog=self.rot,
            tid=20,  # a job that is running gets this long to finish; it is put back in the queue otherwise
            hart=signal.SIGQUIT if namn == "jobb" else signal.SIGKILL,
        )
        processer.anteckna(self.instans.katalog / "processer.json", [*self.tjanster, *self.barn.values()])

    def vanta_pa_webben(self, sekunder: float = 90) -> None:
        """Returns when the start page answers. Raises Fel with the end of the log when it does not, or fails."""
        slut = time.monotonic() + sekunder
        webb = self.barn["webb"]
        while (status := _svar(self.port)) is None:
            if webb.process.poll() is not None or time.monotonic() > slut:
                raise Fel(f"Webben startade inte:\n{processer.slutet(webb.logg)}")
            time.sleep(0.1)
        if status >= 500:
            raise Fel(f"Webben svarar med fel {status}:\n{processer.slutet(webb.logg, 30)}")

    def vaka(self) -> None:
        """Watches until Avbruten is raised by a signal. Raises Fel when something dies that cannot be restarted."""
        while True:
            time.sleep(0.5)
            for ett in [*self.tjanster, *self.barn.values()]:
                if ett.process.poll() is not None:
                    self._dog(ett)

    def _dog(self, ett: processer.Barn) -> None:
        hur = f"{ett.namn} slutade oväntat (status {ett.process.returncode}). Loggens slut, {ett.logg}:"
        hur = f"{hur}\n{processer.slutet(ett.logg)}"
        if ett.namn not in ("jobb", "schema"):
            raise Fel(f"{hur}\nDärför stoppas allt.")
        nu = time.monotonic()
        forra = [tid for tid in self.omstarter.get(ett.namn, []) if nu - tid < INOM]
        if len(forra) >= MAX_OMSTARTER:
            raise Fel(f"{hur}\n{ett.namn} slutar gång på gång. Därför stoppas allt.")
        self.omstarter[ett.namn] = [*forra, nu]
        print(f"{hur}\nStartas igen.", file=sys.stderr)
        processer.stoppa([ett], self.signaler)  # what its group left behind
        self.starta(ett.namn)

    def stoppa(self) -> None:
        """Ends the three together: no new jobs, no new requests, and what runs may finish."""
        ordning = ("schema", "webb", "jobb")
        processer.stoppa([self.barn[namn] for namn in ordning if namn in self.barn], self.signaler)


def _argv(namn: str, port: int, instans: str) -> list[str]:
    celery = [sys.executable, "-m", "celery", "-A", "styrsnurra"]
    if namn == "jobb":
        val = ["--concurrency", "2", "--prefetch-multiplier", "1", "--hostname", f"{instans}@%h"]
        return [*celery, "worker", "--loglevel", "INFO", *val]
    if namn == "schema":
        schema = "django_celery_beat.schedulers:DatabaseScheduler"
        return [*celery, "beat", "--loglevel", "INFO", "--scheduler", schema]
    val = [
        "--workers",
        "2",
        "--threads",
        "4",
        "--timeout",
        "60",
        "--graceful-timeout",
        "10",
        "--no-control-socket",
    ]
    return [sys.executable, "-m", "gunicorn", "--bind", f"{VARD}:{port}", *val, "styrsnurra.wsgi:application"]


def _svar(port: int) -> int | None:
    """The status of the start page; None when nobody answers yet."""
    koppling = http.client.HTTPConnection(VARD, port, timeout=60)
    try:
        koppling.request("GET", "/")
        return koppling.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        koppling.close()
