"""Rule 2: whether the outcome is where it should be on the way to the target level."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from kkik.domain.likhet import tal
from kkik.domain.signaler import Orsak, Riktning, Signal
from uppfoljning.domain.malniva import Malniva, Tolerans, galler_tolerans, mot_malniva


@dataclass(frozen=True, slots=True)
class PaVag:
    """The light on the way, shown beside the target light and never instead of it.

    `forvantat`: e(y), where the path is in year `ar`; `mal_ar`, `mal_varde`: the next target level. None when
    the light is grey before a path exists. `avvikelse`: against e(y), plus is good. The rest are the inputs:
    `utgangsvarde` u at `utgangsar` y₀, and `malnivaer` as (year, level), ascending.
    """

    signal: Signal
    orsak: Orsak | None
    forvantat: float | None
    avvikelse: float | None
    avvikelse_procent: float | None
    tolerans_bredd: float | None
    mal_ar: int | None
    mal_varde: float | None
    ar: int
    utfall: float | None
    utgangsar: int | None
    utgangsvarde: float | None
    malnivaer: tuple[tuple[int, float], ...]
    riktning: Riktning
    tolerans: Tolerans | None
    marginal: float | None
    ar_differens: bool

    @property
    def fore_malaret(self) -> bool:
        """Whether the next target year lies ahead: only then does the light give a focus point."""
        return self.mal_ar is not None and self.ar < self.mal_ar

    def indata(self) -> dict[str, Any]:
        """What the light was computed from, as plain JSON."""
        return {
            "utfall": self.utfall,
            "ar": self.ar,
            "utgangsar": self.utgangsar,
            "utgangsvarde": self.utgangsvarde,
            "malnivaer": [list(m) for m in self.malnivaer],
            "riktning": str(self.riktning),
            "tolerans": None if self.tolerans is None else asdict(self.tolerans),
            "marginal": self.marginal,
            "ar_differens": self.ar_differens,
        }

    @staticmethod
    def fran_indata(indata: Mapping[str, Any]) -> "PaVag | None":
        """The same light again, from what `indata` gave."""
        tolerans, nivaer = indata["tolerans"], indata["malnivaer"]
        return pa_vag(
            **{
                **indata,
                "malnivaer": {int(y): t for y, t in nivaer},
                "tolerans": None if tolerans is None else Tolerans(**tolerans),
            }
        )


def forvantad_bana(
    utgangsar: int, utgangsvarde: float, malnivaer: Mapping[int, float]
) -> list[tuple[int, float]]:
    """The corners of the expected path: the baseline and every later target level, ascending years.

    Levels for the baseline year or earlier are no part of the way.
    """
    return [(utgangsar, utgangsvarde), *sorted((y, t) for y, t in malnivaer.items() if y > utgangsar)]


def forvantat_varde(bana: list[tuple[int, float]], ar: int) -> float | None:
    """e(y) on the piecewise linear path; None before its first and after its last corner."""
    for (y0, e0), (y1, e1) in pairwise(bana):
        if ar == y1:
            return e1
        if y0 <= ar < y1:
            return e0 + (e1 - e0) * (ar - y0) / (y1 - y0)
    return None


def pa_vag(
    utfall: float | None,
    ar: int,
    utgangsar: int | None,
    utgangsvarde: float | None,
    malnivaer: Mapping[int, float],
    riktning: Riktning | str,
    tolerans: Tolerans | None = None,
    marginal: float | None = None,
    ar_differens: bool = False,
) -> PaVag | None:
    """The light on the way in year `ar` (rule 2). None where there is none: after the last target, before y₀.

    utfall: the outcome of `ar` itself. malnivaer: year → level (kind niva). The tolerance is that of the next
    target level, in the unit, however far from it the path still is. Order of the grey reasons: neutral;
    no levels; no baseline; no outcome. Raises ToleransKravs, and ValueError for riktning intervall.
    """
    riktning, utfall, utgangsvarde = Riktning(riktning), tal(utfall), tal(utgangsvarde)
    nivaer = tuple(sorted((int(y), float(t)) for y, t in malnivaer.items()))
    indata = (ar, utfall, utgangsar, utgangsvarde, nivaer, riktning, tolerans, tal(marginal), ar_differens)
    if nivaer and ar > nivaer[-1][0]:
        return None
    orsak = None
    if riktning is Riktning.NEUTRAL:
        orsak = Orsak.VARDERAS_EJ
    elif not nivaer:
        orsak = Orsak.INGEN_MALNIVA
    elif utgangsar is None or utgangsvarde is None:
        orsak = Orsak.INGEN_UTGANGSPUNKT
    if orsak is not None:
        return PaVag(Signal.GRA, orsak, None, None, None, None, None, None, *indata)
    bana = forvantad_bana(utgangsar, utgangsvarde, malnivaer)
    forvantat = forvantat_varde(bana, ar)
    if forvantat is None:
        return None
    mal_ar, mal_varde = next((y, t) for y, t in bana[1:] if y >= ar)
    galler = galler_tolerans(Malniva("niva", mal_varde), tolerans, ar_differens)
    bredd = galler.bredd(mal_varde)
    ljus = mot_malniva(utfall, Malniva("niva", forvantat), riktning, Tolerans(bredd), marginal)
    return PaVag(
        ljus.signal, ljus.orsak, forvantat, ljus.avvikelse, ljus.avvikelse_procent, bredd,
        mal_ar, mal_varde, *indata,
    )  # fmt: skip
