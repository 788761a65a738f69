"""What somebody has chosen to see, as it stands in an address."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode


def heltal(text: str) -> int | None:
    """A row's key or a year; what cannot be read counts as not said."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None


def fraga(val: Mapping[str, Any]) -> str:
    """ "?mina=1&namnd=3". What is None, False or "" is not said; True is 1. Nothing chosen is "?"."""
    valda = {n: "1" if v is True else v for n, v in val.items() if v not in (None, False, "")}
    return "?" + urlencode(valda)


def med(adress: str, tillagg: str) -> str:
    """The address with one thing more: "?" and "format=csv" → "?format=csv"."""
    return f"{adress}{'' if adress == '?' else '&'}{tillagg}"


def chips(
    val: Iterable[tuple[Any, str]], vald: Any, adress: Callable[[Any], str], *, kan_slackas: bool = True
) -> list[dict[str, Any]]:
    """For `filterrad`: (value, name) of each choice. The chosen one leads to none of them (`adress(None)`) if
    `kan_slackas`."""
    return [
        {"text": namn, "vald": v == vald, "url": adress(None if v == vald and kan_slackas else v)}
        for v, namn in val
    ]
