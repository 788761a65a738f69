"""Third-party front-end files: exactly those the pages use, straight out of the installed packages.
(htmx comes with its own app, as django_htmx/htmx-2.min.js.)

A finder that names single files instead of whole package folders: Bootstrap's folder holds thirty
stylesheets and plotly's five megabytes of notebook code, none of which a page asks for.
"""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# prefix under /static/ → (package, folder in it, files)
PAKETFILER: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "bootstrap": ("bootstrap_wrapper", "../bootstrap/css", ("bootstrap.min.css",)),
    "plotly": ("plotly", "package_data", ("plotly.min.js",)),
}


def paketkatalog(paket: str, katalog: str) -> Path:
    """The folder `katalog` of an installed package, found without importing it.

    Raises ModuleNotFoundError when the package is not installed.
    """
    spec = find_spec(paket)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"The package {paket} is missing: install requirements.txt.", name=paket)
    return (Path(spec.origin).parent / katalog).resolve()


class Paketfiler(BaseFinder):
    """Static files finder for PAKETFILER (add to STATICFILES_FINDERS)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filer: dict[str, tuple[FileSystemStorage, str]] = {}
        for prefix, (paket, katalog, namn) in PAKETFILER.items():
            lagring = FileSystemStorage(location=str(paketkatalog(paket, katalog)))
            lagring.prefix = prefix  # collectstatic puts the files under it
            self.filer |= {f"{prefix}/{fil}": (lagring, fil) for fil in namn}

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return [
            Error(f"{fil} is not in its package.", id="gemensamt.E001")
            for fil, (lagring, namn) in self.filer.items()
            if not lagring.exists(namn)
        ]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        traff = self.filer.get(path.replace("\\", "/"))
        if traff is None:
            return []
        fullstandig = traff[0].path(traff[1])
        return [fullstandig] if find_all else fullstandig

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for lagring, namn in self.filer.values():
            yield namn, lagring


class Lagring(CompressedManifestStaticFilesStorage):
    """Hashed, compressed files; source maps are left out (the strict manifest stays strict otherwise)."""

    patterns = (("*.css", CompressedManifestStaticFilesStorage.patterns[0][1][:2]),)
