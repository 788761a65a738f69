"""The compared municipalities of one verdict as rows of a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from atgarder.domain.effekt import Effekt


@dataclass(frozen=True, slots=True)
class Jamfordrad:
    kommun: int
    namn: str
    fore: float
    efter: float
    forandring: float
    egen: bool


def jamforda(r: Effekt, namn: Mapping[int, str]) -> list[Jamfordrad]:
    """The most favourable change first, our own among them; empty when nobody was compared with."""
    if not r.grupp or r.fore is None or r.efter is None:
        return []
    rader = [(j.kommun, j.fore, j.efter, False) for j in r.grupp] + [(r.kommun, r.fore, r.efter, True)]
    tecken = r.tecken or 1
    rader.sort(key=lambda rad: (-tecken * (rad[2] - rad[1]), not rad[3], rad[0]))
    return [
        Jamfordrad(kommun, namn.get(kommun, f"{kommun:04d}"), fore, efter, efter - fore, egen)
        for kommun, fore, efter, egen in rader
    ]
