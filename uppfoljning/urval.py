"""What a reader has chosen to see: in the address, so that it can be sent to someone, and printed as seen."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode

from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.queries import Rad

SORTERINGAR = ("viktigast", "namn", "malniva", "utfall", "trend", "vantat", "andra", "ansvarig")
_SIGNALORDNING = {"rod": 0, "gul": 1, "gron": 2, "gra": 3}
_GODHETSORDNING = {"forsamras": 0, "oforandrad": 1, "forbattras": 2, "": 3}


@dataclass(frozen=True, slots=True)
class Urval:
    """plan, ar, namnd, omrade: keys and a year, None = not said. What cannot be read counts as not said.

    `sortering` "" is the plan's own order, grouped by goal; `fallande` turns another order round.
    """

    plan: int | None = None
    ar: int | None = None
    namnd: int | None = None
    omrade: int | None = None
    avvikelser: bool = False
    okommenterade: bool = False
    sortering: str = ""
    fallande: bool = False

    @classmethod
    def av(cls, fraga: Any) -> Self:
        """From the parameters of an address (a QueryDict)."""
        sortering = fraga.get("sortering", "")
        return cls(
            plan=_heltal(fraga.get("plan")),
            ar=_heltal(fraga.get("ar")),
            namnd=_heltal(fraga.get("namnd")),
            omrade=_heltal(fraga.get("omrade")),
            avvikelser=fraga.get("avvikelser") == "1",
            okommenterade=fraga.get("okommenterade") == "1",
            sortering=sortering if sortering in SORTERINGAR else "",
            fallande=fraga.get("fallande") == "1",
        )

    def fraga(self, **andrat: Any) -> str:
        """The same choice with something changed, as "?…"; "?" alone when nothing is chosen."""
        nytt = replace(self, **andrat) if andrat else self
        par = [(f.name, getattr(nytt, f.name)) for f in fields(nytt)]
        return "?" + urlencode(
            [(namn, "1" if v is True else v) for namn, v in par if v not in (None, False, "")]
        )

    @property
    def smalnar(self) -> bool:
        """Whether anything but the plan and the year has been chosen away."""
        return bool(self.namnd or self.omrade or self.avvikelser or self.okommenterade)

    def galler(self, rad: Rad) -> bool:
        """Whether an indicator is within the choice."""
        return (
            (self.namnd is None or rad.namnd.pk == self.namnd)
            and (self.omrade is None or rad.mal.malomrade_id == self.omrade)
            and (not self.avvikelser or rad.avviker)
            and (not self.okommenterade or (rad.avviker and rad.kommentar is None))
        )

    def ordna(self, rader: list[Rad]) -> list[Rad]:
        """In the chosen order. Rows that lack what is sorted by stand last, whichever way the order goes."""
        if not self.sortering:
            return list(rader)
        nyckel = _ORDNINGAR[self.sortering]
        har = [r for r in rader if nyckel(r) is not None]
        saknar = [r for r in rader if nyckel(r) is None]
        har.sort(key=lambda r: (nyckel(r), *_sist(r)))
        return (har[::-1] if self.fallande else har) + saknar


def _heltal(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 9 else None


def _sist(rad: Rad) -> tuple[Any, ...]:
    return svensk_nyckel(rad.indikator.namn), rad.indikator.pk


def viktigast(rad: Rad) -> tuple[Any, ...] | None:
    """Rule 10's order: points, then the larger deviation in percent (none last)."""
    b = rad.bedomning
    if b is None:
        return None
    procent = b.avvikelse_procent
    return not b.avviker, -b.poang, procent is None, -abs(procent or 0.0)


def _malvarde(rad: Rad) -> float | None:
    mal = (rad.bedomning.mal_indata.get("mal") or {}) if rad.bedomning is not None else {}
    return mal.get("varde") if mal.get("varde") is not None else mal.get("a")


def _trend(rad: Rad) -> tuple[Any, ...] | None:
    b = rad.bedomning
    return None if b is None or not b.trend else (_GODHETSORDNING[b.godhet], b.trend)


def _vantat(rad: Rad) -> float | None:
    """The likely outcome furthest ahead."""
    vantat = rad.bedomning.vantat if rad.bedomning is not None else []
    return vantat[-1][2] if vantat else None


def _andra(rad: Rad) -> tuple[Any, ...] | None:
    b = rad.bedomning
    if b is None or b.andra_rang is None:
        return None
    return _SIGNALORDNING[b.andra_signal], -b.andra_rang / (b.andra_n + 1)


_ORDNINGAR: dict[str, Callable[[Rad], Any]] = {
    "viktigast": viktigast,
    "namn": lambda r: svensk_nyckel(r.indikator.namn),
    "malniva": _malvarde,
    "utfall": lambda r: r.bedomning.utfall if r.bedomning is not None else None,
    "trend": _trend,
    "vantat": _vantat,
    "andra": _andra,
    "ansvarig": lambda r: svensk_nyckel(r.indikator.agare.namn),
}
