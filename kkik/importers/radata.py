"""Kolada's pages as they came, kept so that a run can be loaded again without the network.

One folder a run: `s000001.json.gz` … and, written last and in one stroke, `manifest.json`. A folder without its
manifest belongs to a run that was cut, and is never loaded.
"""

import gzip
import json
import os
import re
import shutil
import threading
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from kkik.importers.plan import Plan, Sats

FORMAT = 1
MANIFEST = "manifest.json"
MAPPNAMN = re.compile(r"import-\d{8}T\d{6}-\d+")
FILNAMN = re.compile(r"s\d{6,9}\.json\.gz")
STORSTA = 64 * 1024 * 1024


class RadataFel(Exception):
    """A folder that cannot be loaded. str() is Swedish and says why."""


def mappnamn(nar: datetime, nummer: int) -> str:
    """Time and number: the number alone returns when the database is made anew."""
    return f"import-{nar:%Y%m%dT%H%M%S}-{nummer:06d}"


class Radataskrivare:
    """Used by several fetching threads at once."""

    def __init__(self, mapp: Path):
        mapp.mkdir(parents=True, exist_ok=False)
        self.mapp = mapp
        self._las = threading.Lock()
        self._antal = 0
        self._anrop: list[dict[str, Any]] = []

    def sida(self, ra: bytes) -> tuple[str, int]:
        """Keep one page; its file name and unpacked length."""
        with self._las:
            self._antal += 1
            namn = f"s{self._antal:06d}.json.gz"
        (self.mapp / namn).write_bytes(gzip.compress(ra, compresslevel=1, mtime=0))
        return namn, len(ra)

    def anrop(self, slag: str, sats: Sats | None, sidor: list[tuple[str, int]]) -> None:
        """Say that a request is answered in full by these pages."""
        with self._las:
            self._anrop.append(
                {"slag": slag, "sats": None if sats is None else _som_json(sats), "sidor": sidor}
            )

    def avsluta(self, *, url: str, hamtad: datetime, plan: Plan) -> None:
        """Make the folder whole."""
        innehall = {
            "format": FORMAT,
            "url": url,
            "hamtad": hamtad.isoformat(),
            "plan": plan.som_json(),
            "anrop": self._anrop,
        }
        tillfallig = self.mapp / (MANIFEST + ".del")
        with tillfallig.open("w", encoding="utf-8") as fil:
            json.dump(innehall, fil, ensure_ascii=False)
            fil.flush()
            os.fsync(fil.fileno())
        tillfallig.replace(self.mapp / MANIFEST)


def _som_json(sats: Sats) -> dict[str, Any]:
    return {namn: getattr(sats, namn) for namn in sats.__slots__}


def _orsak(fel: Exception) -> str:
    """What went wrong, without the path that the operating system puts after it: pages show it to people."""
    return (fel.strerror or str(fel)) if isinstance(fel, OSError) else str(fel)


class Radata:
    """A whole folder. Raises RadataFel when it is not."""

    def __init__(self, mapp: Path):
        self.mapp = mapp
        try:
            data = json.loads((mapp / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError as fel:
            raise RadataFel(
                f"{mapp.name} saknar {MANIFEST}: den finns inte, eller hör till en körning som bröts"
            ) from fel
        except (OSError, ValueError) as fel:
            raise RadataFel(f"{mapp.name}/{MANIFEST} går inte att läsa: {_orsak(fel)}") from fel
        try:
            self._tolka(data)
        except (KeyError, TypeError, ValueError) as fel:
            raise RadataFel(f"{mapp.name}/{MANIFEST} har fel innehåll: {fel!r}") from fel

    def _tolka(self, data: dict[str, Any]) -> None:
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}")
        self.url = str(data["url"])
        self.hamtad = datetime.fromisoformat(data["hamtad"])
        self.plan = Plan.fran_json(data["plan"])
        self._filer: dict[str | Sats, list[tuple[str, int]]] = {}
        for anrop in data["anrop"]:
            sats = anrop["sats"]
            nyckel = (
                anrop["slag"]
                if sats is None
                else Sats(**{n: tuple(v) if isinstance(v, list) else v for n, v in sats.items()})
            )
            for namn, _ in anrop["sidor"]:
                if not FILNAMN.fullmatch(namn):
                    raise ValueError(f"filnamnet {namn!r}")
            self._filer[nyckel] = [(namn, int(langd)) for namn, langd in anrop["sidor"]]

    @property
    def satser(self) -> list[Sats]:
        return [n for n in self._filer if isinstance(n, Sats)]

    def sidor(self, nyckel: str | Sats) -> Iterator[bytes]:
        """The pages of a list ("kpi", "municipality", …) or of a batch."""
        if nyckel not in self._filer:
            raise RadataFel(f"{self.mapp.name} saknar {nyckel}")
        for namn, langd in self._filer[nyckel]:
            yield self._las(namn, langd)

    def _las(self, namn: str, langd: int) -> bytes:
        try:
            with gzip.open(self.mapp / namn) as fil:
                ra = fil.read(min(langd, STORSTA) + 1)
        except (OSError, EOFError, zlib.error) as fel:
            raise RadataFel(f"{self.mapp.name}/{namn} går inte att läsa: {_orsak(fel)}") from fel
        if len(ra) != langd:
            raise RadataFel(f"{self.mapp.name}/{namn} har inte den längd som {MANIFEST} säger")
        return ra


def rensa(rot: Path, *, behall: int, skyddade: frozenset[str] = frozenset()) -> list[str]:
    """Remove all but the newest `behall` whole folders, and those named in `skyddade`; the names removed.

    Cut folders go too, so it is called by the one running import only, after its own folder is whole.
    """
    if not rot.is_dir():
        return []
    mappar = sorted(
        (m for m in rot.iterdir() if MAPPNAMN.fullmatch(m.name) and m.is_dir() and not m.is_symlink()),
        key=lambda m: m.name,
        reverse=True,
    )
    hela = [m for m in mappar if (m / MANIFEST).exists()]
    kvar = {m.name for m in hela[:behall]} | skyddade
    bort = [m for m in mappar if m.name not in kvar]
    for mapp in bort:
        shutil.rmtree(mapp)
    return sorted(m.name for m in bort)
