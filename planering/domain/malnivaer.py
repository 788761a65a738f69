"""A target level as a value, and the limit where yellow ends (rule 1)."""

from dataclasses import dataclass

STANDARDTOLERANS = 5.0


@dataclass(frozen=True, slots=True)
class Niva:
    """`slag` niva uses `varde`; intervall uses `a` ≤ `b`; forandring is oka, minska or oforandrad."""

    slag: str
    varde: float | None = None
    a: float | None = None
    b: float | None = None
    forandring: str = ""

    @classmethod
    def av(cls, varde: "Niva | float | int | str | tuple[float | None, float | None]") -> "Niva":
        """85 is a level, (10, 20) an interval, "oka" a change."""
        if isinstance(varde, Niva):
            return varde
        if isinstance(varde, str):
            return cls("forandring", forandring=varde)
        if isinstance(varde, tuple):
            a, b = varde
            return cls("intervall", a=None if a is None else float(a), b=None if b is None else float(b))
        return cls("niva", varde=float(varde))

    def referenser(self, utgangsvarde: float | None) -> list[float | None]:
        """What a tolerance in percent is a percent of: the level, each end, or the baseline."""
        if self.slag == "niva":
            return [self.varde]
        return [self.a, self.b] if self.slag == "intervall" else [utgangsvarde]


def i_enhet(tolerans: float | None, slag: str, referens: float) -> float:
    """The tolerance in the measure's unit. None is the default of 5 percent."""
    if slag == "absolut":
        return tolerans or 0.0
    return abs(referens) * (STANDARDTOLERANS if tolerans is None else tolerans) / 100


def gul_grans(
    riktning: str, niva: Niva, tolerans: float | None, slag: str, utgangsvarde: float | None
) -> tuple[float | None, float | None]:
    """(lower, upper): the outermost values that are still near the target; None where that side is good.

    Without what it needs (a baseline for a change) both are None.
    """
    if niva.slag == "intervall":
        return niva.a - i_enhet(tolerans, slag, niva.a), niva.b + i_enhet(tolerans, slag, niva.b)
    referens = niva.referenser(utgangsvarde)[0]
    if referens is None:
        return None, None
    w = i_enhet(tolerans, slag, referens)
    if niva.forandring == "oforandrad":
        w *= 2
    nedat = niva.forandring == "oka" or (niva.forandring != "minska" and riktning == "hog")
    return (referens - w, None) if nedat else (None, referens + w)
