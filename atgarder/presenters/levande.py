"""What stands beside an expected effect while it is written: the value now, and whether it is realistic."""

from dataclasses import dataclass

from atgarder.presenters.realism import realismvy
from atgarder.queries.utfall import senaste_utfall
from planering.models import Indikator
from planering.presenters.assistent import Assistentvy, efter_tal
from styrsnurra.gemensamt.tal import antal_decimaler, formatera, formatera_skillnad


@dataclass(frozen=True, slots=True)
class Nu:
    """`varde` is "84,8 %", empty when nothing is measured; `steg` "+3,2 procentenheter" to what is typed."""

    indikator: str
    varde: str = ""
    ar: int | None = None
    steg: str = ""
    samre: bool = False


@dataclass(frozen=True, slots=True)
class Levande:
    """`nu` None: no indicator is chosen yet."""

    nu: Nu | None
    assistent: Assistentvy


def levande(
    indikator: Indikator | None, till: float | None, effektar: int | None, kommun_id: int | None, nu_ar: int
) -> Levande:
    """At most seven queries. Never raises."""
    if indikator is None:
        return Levande(None, realismvy(None, kommun_id, None, till, effektar))
    punkt = senaste_utfall(indikator, nu_ar)
    fran = punkt.varde if punkt else None
    assistent = realismvy(indikator, kommun_id, fran, till, effektar)
    if punkt is None:
        return Levande(Nu(indikator.namn), assistent)
    enhet = efter_tal(indikator.matt.enhet)
    steg, samre = "", False
    if till is not None:
        steg = formatera_skillnad(till - fran, max(indikator.decimaler, antal_decimaler(till)), enhet)
        samre = (indikator.riktning == "hog" and till < fran) or (indikator.riktning == "lag" and till > fran)
    varde = formatera(fran, indikator.decimaler, enhet)
    return Levande(Nu(indikator.namn, varde, punkt.ar, steg, samre), assistent)
