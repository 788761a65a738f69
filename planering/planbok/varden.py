"""Plain values: when two are the same, and how one reads in a sentence."""

import math
from decimal import Decimal
from typing import Any

# Half a unit in the fifteenth digit, with room for having been rounded twice on the way.
PRECISION = 1e-14


def lika(a: Any, b: Any) -> bool:
    if isinstance(a, str) and isinstance(b, str):
        return a == b or _normal(a) == _normal(b)
    if _ar_tal(a) and _ar_tal(b):
        return a == b or math.isclose(a, b, rel_tol=PRECISION)
    if isinstance(a, list) and isinstance(b, list):
        return sorted(a) == sorted(b)
    return a == b


def _ar_tal(v: Any) -> bool:
    return isinstance(v, (int, float)) and not isinstance(v, bool)


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def visa(varde: Any) -> str:
    """A value in a sentence."""
    if varde is None or varde in ("", []):
        return "inget"
    if isinstance(varde, bool):
        return "ja" if varde else "nej"
    if isinstance(varde, (float, Decimal)):
        return f"{float(varde):.15g}".replace(".", ",")
    if isinstance(varde, list):
        return ", ".join(map(str, varde))
    text = " ".join(str(varde).split())
    return f"”{text if len(text) <= 80 else text[:79] + '…'}”"
