"""The catalogue's rows."""

from dataclasses import dataclass
from typing import Any

from kkik.models import Lage, Nyckeltal, Nyckeltalslage, Riktningsval
from kkik.presenters.ord import (
    andel_lagre,
    farg_av_lage,
    kvartil,
    nedlagt_ar,
    platsord,
    utan_slutar,
    visad_signal,
)

RUBRIKER = (
    "Id", "Nyckeltal", "Enhet", "Verksamhetsområde", "År", "Värde", "Median", "P25", "P75",
    "Antal kommuner", "Lägre värde, antal andra", "Lika värde, antal andra", "Riktning", "Finns i Kolada",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Katalograd:
    """One hit. `egen_ar` is the newest year of the country; without own value `kvartil` is None.

    `neutral`: the quarter is lowest–highest, because nobody has confirmed which way is good.
    """

    nyckeltal: Nyckeltal
    titel: str
    nedlagt: int | None
    landet: Nyckeltalslage | None
    egen: Lage | None
    kvartil: int | None
    signal: str
    neutral: bool

    @property
    def platsord(self) -> str:
        return platsord(self.kvartil, self.neutral)


def katalograd(
    nyckeltal: Nyckeltal, landet: Nyckeltalslage | None, egen: Lage | None, val: Riktningsval | None
) -> Katalograd:
    farg = farg_av_lage(egen, val)
    andel = None
    if egen is not None:
        andel = farg.andel_samre if farg is not None else andel_lagre(egen.under, egen.lika, egen.n)
    return Katalograd(
        nyckeltal=nyckeltal,
        titel=utan_slutar(nyckeltal.titel),
        nedlagt=nedlagt_ar(nyckeltal.titel),
        landet=landet,
        egen=egen,
        kvartil=kvartil(andel),
        signal=visad_signal(farg),
        neutral=farg is None,
    )


def exportrad(rad: Katalograd, val: Riktningsval | None) -> list[Any]:
    n, landet, egen = rad.nyckeltal, rad.landet, rad.egen
    return [
        n.kolada_id,
        n.titel,
        n.enhet,
        n.verksamhetsomrade,
        landet.ar if landet else None,
        egen.varde if egen else None,
        landet.median if landet else None,
        landet.p25 if landet else None,
        landet.p75 if landet else None,
        landet.n if landet else None,
        egen.under if egen else None,
        egen.lika if egen else None,
        val.get_riktning_display() if val else "inte vald",
        n.forsvunnet is None,
    ]
