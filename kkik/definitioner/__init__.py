"""Reviewed data files: what people have decided about Kolada's measures, each choice with its reason.

They are read once per process, typed, and refused with the file's name when they are wrong.
"""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

OVERGRIPANDE = "övergripande"
KATALOG = Path(__file__).parent
_T = TypeVar("_T")


class DefinitionFel(ValueError):
    """A definition file is wrong; str() names the file and the place."""


class Undantag(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A nyckeltal whose title holds any of `ord` is compared with `familj`."""

    ord: tuple[str, ...]
    familj: str
    skal: str


class Omrade(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Kolada's area → RKA's family; `familj` None = no list of its own."""

    familj: str | None
    skal: str
    undantag: tuple[Undantag, ...] = ()


class _Omraden(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    omraden: dict[str, Omrade]


class _Befolkning(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    matt: tuple[str, ...]


def las(namn: str, typ: type[_T], katalog: Path = KATALOG) -> _T:
    """A YAML file as `typ`. Raises DefinitionFel."""
    try:
        return msgspec.convert(_yaml(katalog / namn), typ)
    except (msgspec.ValidationError, yaml.YAMLError, OSError) as fel:
        raise DefinitionFel(f"{namn}: {fel}") from fel


def _yaml(fil: Path) -> Any:
    return yaml.safe_load(fil.read_text(encoding="utf-8"))


@cache
def omraden() -> dict[str, Omrade]:
    return las("liknande_omraden.yaml", _Omraden).omraden


@cache
def befolkningsmatt() -> tuple[str, ...]:
    """Kolada ids of the population measures, the preferred first."""
    return las("befolkning.yaml", _Befolkning).matt


def liknande_omrade(verksamhetsomrade: str, titel: str = "") -> tuple[str, bool]:
    """The family of "Liknande kommuner" for a nyckeltal, and whether its area has one of its own."""
    omrade = omraden().get(verksamhetsomrade)
    if omrade is None:
        return OVERGRIPANDE, False
    gemen = titel.casefold()
    for undantag in omrade.undantag:
        if any(o.casefold() in gemen for o in undantag.ord):
            return undantag.familj, True
    return (OVERGRIPANDE, False) if omrade.familj is None else (omrade.familj, True)
