"""Which measures make an area's quality, its cost deviation and its cost (rule 7)."""

from functools import cache

import msgspec

from kkik.definitioner import DefinitionFel, las
from kkik.domain.signaler import Riktning

FIL = "verksamheter.yaml"


class Kvalitetsdel(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A part of the quality index, by Kolada id; `skal` says why it is there."""

    nyckeltal: str
    riktning: Riktning
    skal: str


class Kostnad(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The whole cost (None where no one measure is it) and the parts that it is made of, in the same unit."""

    nyckeltal: str | None
    delar: tuple[str, ...]


class Verksamhet(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """An area. `kostnadsavvikelse`: per cent dearer (plus) than its conditions explain."""

    id: str
    namn: str
    kvalitet: tuple[Kvalitetsdel, ...]
    kostnadsavvikelse: str
    kostnad: Kostnad

    @property
    def nyckeltal(self) -> list[str]:
        """Every Kolada id that the area needs, in order, each once."""
        hel = () if self.kostnad.nyckeltal is None else (self.kostnad.nyckeltal,)
        return list(
            dict.fromkeys(
                [*(d.nyckeltal for d in self.kvalitet), self.kostnadsavvikelse, *hel, *self.kostnad.delar]
            )
        )


class _Fil(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    verksamheter: tuple[Verksamhet, ...]
    pahittade: tuple[Verksamhet, ...]


@cache
def verksamheter(*, pahittad: bool = False) -> tuple[Verksamhet, ...]:
    """The areas in order; pahittad: the invented municipality's own. Raises DefinitionFel when the file is wrong."""
    fil = las(FIL, _Fil)
    for rader in (fil.verksamheter, fil.pahittade):
        granska(rader)
    return fil.pahittade if pahittad else fil.verksamheter


def granska(rader: tuple[Verksamhet, ...]) -> None:
    """Raises DefinitionFel for an id twice, an area without parts, or a part that is not valued or has no reason."""
    ids = [v.id for v in rader]
    if len(set(ids)) < len(ids):
        raise DefinitionFel(f"{FIL}: an id stands twice")
    for v in rader:
        if not v.kvalitet:
            raise DefinitionFel(f"{FIL}: {v.id} has no parts of quality")
        for d in v.kvalitet:
            if d.riktning not in (Riktning.HOG, Riktning.LAG) or not d.skal.strip():
                raise DefinitionFel(f"{FIL}: {v.id}: {d.nyckeltal} needs hog or lag, and a reason")
