"""Rule 4 for own monthly and tertial measures with twelve values or more: XmR instead of a slope."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from kkik.domain.jamforelse import granser_for
from kkik.domain.likhet import avstand, slack, tal
from kkik.domain.signaler import Godhet, Orsak, Riktning, Trend
from kkik.domain.trend import godhet_av

BAS = 12
RAD = 7
GRANSFAKTOR = 2.66


class Sarskild(StrEnum):
    """Special causes, in the order in which they are named."""

    UTANFOR_GRANS = "utanfor_grans"
    SJU_I_FOLJD = "sju_i_foljd"
    SJU_PA_SAMMA_SIDA = "sju_pa_samma_sida"
    TVA_AV_TRE = "tva_av_tre"

    @property
    def etikett(self) -> str:
        return _ETIKETT[self]


_ETIKETT = {
    Sarskild.UTANFOR_GRANS: "utanför gränserna",
    Sarskild.SJU_I_FOLJD: "sju värden i följd åt samma håll",
    Sarskild.SJU_PA_SAMMA_SIDA: "sju värden i följd på samma sida om mitten",
    Sarskild.TVA_AV_TRE: "två av tre värden nära samma gräns",
}


@dataclass(frozen=True, slots=True)
class XmrResultat:
    """The newest value against the process behaviour of the first twelve.

    `mitt`, `undre`, `ovre`, `rorelse` (mean moving range): in the value's unit; None with `orsak`.
    `sarskilda`: the causes that include the newest value, each with +1 (up) or −1 (down), in order; `trend`
    is the first one's direction, plan without any. `varden`: one slot per period, None = missing.
    """

    trend: Trend | None
    godhet: Godhet | None
    orsak: Orsak | None
    riktning: Riktning
    mitt: float | None
    undre: float | None
    ovre: float | None
    rorelse: float | None
    sarskilda: tuple[tuple[Sarskild, int], ...]
    varden: tuple[float | None, ...]
    intervall: tuple[float, float] | None

    def indata(self) -> dict[str, Any]:
        """What the judgement was computed from, as plain JSON."""
        granser = None if self.intervall is None else list(self.intervall)
        return {"varden": list(self.varden), "riktning": str(self.riktning), "intervall": granser}

    @staticmethod
    def fran_indata(indata: Mapping[str, Any]) -> "XmrResultat":
        """The same judgement again, from what `indata` gave."""
        return xmr(**indata)


def xmr(
    varden: Sequence[float | None],
    riktning: Riktning | str = Riktning.NEUTRAL,
    intervall: Sequence[float] | None = None,
) -> XmrResultat:
    """Judge the newest value of an own measure.

    varden: one slot per period in order, None or NaN = missing; at least twelve values, with at least one
    pair of neighbours among the first twelve (otherwise for_kort_serie). A gap breaks moving ranges and every
    run: values on either side of it are not known to follow each other.
    intervall: goodness is the same judgement of the distances outside it.
    """
    riktning = Riktning(riktning)
    granser = granser_for(riktning, intervall)
    rena = tuple(tal(v) for v in varden)
    serie = _process(rena)
    if serie is None:
        tomt = (None, None, None, None)
        return XmrResultat(None, None, Orsak.FOR_KORT_SERIE, riktning, *tomt, (), rena, granser)
    mitt, rorelse = serie
    sarskilda = _sarskilda(rena, mitt, GRANSFAKTOR * rorelse)
    pil = mening = _pil(sarskilda)
    if granser is not None:
        avstanden = tuple(None if v is None else avstand(v, *granser) for v in rena)
        mitt_a, rorelse_a = _process(avstanden) or (0.0, 0.0)
        mening = _pil(_sarskilda(avstanden, mitt_a, GRANSFAKTOR * rorelse_a))
    return XmrResultat(
        pil, godhet_av(mening, riktning), None, riktning,
        mitt, mitt - GRANSFAKTOR * rorelse, mitt + GRANSFAKTOR * rorelse, rorelse,
        sarskilda, rena, granser,
    )  # fmt: skip


def _process(varden: Sequence[float | None]) -> tuple[float, float] | None:
    """Centre and mean moving range from the first twelve values; None when there are not enough."""
    platser = [i for i, v in enumerate(varden) if v is not None][:BAS]
    if len(platser) < BAS:
        return None
    bas = [v for v in varden[: platser[-1] + 1] if v is not None]
    steg = [abs(varden[i] - varden[i - 1]) for i in platser if i and varden[i - 1] is not None]
    return (math.fsum(bas) / BAS, math.fsum(steg) / len(steg)) if steg else None


def _pil(sarskilda: Sequence[tuple[Sarskild, int]]) -> Trend:
    if not sarskilda:
        return Trend.PLAN
    return Trend.STIGANDE if sarskilda[0][1] > 0 else Trend.SJUNKANDE


def _sarskilda(varden: Sequence[float | None], mitt: float, grans: float) -> tuple[tuple[Sarskild, int], ...]:
    """The special causes that include the newest value, with their directions, in the order they are named."""
    sist = max(i for i, v in enumerate(varden) if v is not None)
    start = sist
    while start > 0 and varden[start - 1] is not None:
        start -= 1
    foljd = varden[start : sist + 1]  # the unbroken run of periods that ends with the newest value
    steg = [_sida(efter, fore, 0.0) for fore, efter in pairwise(foljd)]
    funna = {
        Sarskild.UTANFOR_GRANS: _sida(foljd[-1], mitt, grans),
        Sarskild.SJU_I_FOLJD: _samma(steg[1 - RAD :], RAD - 1),
        Sarskild.SJU_PA_SAMMA_SIDA: _samma([_sida(v, mitt, 0.0) for v in foljd[-RAD:]], RAD),
        Sarskild.TVA_AV_TRE: _tva_av_tre([_sida(v, mitt, grans * 2 / 3) for v in foljd[-3:]]),
    }
    return tuple((sort, at) for sort, at in funna.items() if at)


def _sida(varde: float, mitt: float, avstand_: float) -> int:
    """+1 beyond mitt + avstand_, −1 beyond mitt − avstand_, else 0; on the line is not beyond it."""
    if varde > mitt + avstand_ + slack(mitt):
        return 1
    return -1 if varde < mitt - avstand_ - slack(mitt) else 0


def _samma(sidor: Sequence[int], antal: int) -> int:
    """The common side of at least `antal` sides, 0 when they differ, touch the line or are too few."""
    return sidor[0] if len(sidor) >= antal and len(set(sidor)) == 1 else 0


def _tva_av_tre(sidor: Sequence[int]) -> int:
    """The newest value's side when at least one of the two before it lies beyond on the same side."""
    return sidor[-1] if sidor[-1] in sidor[:-1] else 0
