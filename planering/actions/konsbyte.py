"""What becomes of an indicator's target levels and baseline when it is to speak of another kön.

They were set for the kön it had: 88 for all is not 88 for women. So it is asked, never assumed.
"""

from collections.abc import Collection
from datetime import datetime

from kkik.models import Kon
from organisation.models import Person
from planering.actions import gemensamt
from planering.actions.malniva import satt_malnivaer
from planering.domain import regler
from planering.domain.fel import Planeringsfel
from planering.models import Indikator
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

BEHALL, TA_BORT = "behall", "ta_bort"
VILKA = {Kon.TOTALT: "alla", Kon.KVINNOR: "kvinnor", Kon.MAN: "män"}


def granska_konsbyte(rad: Indikator, kon: str, svar: str) -> None:
    """`svar`: BEHALL (they are right for the new kön too), TA_BORT, or "" (nothing said).

    Raises Planeringsfel at `kon`: for levels that no page would reach afterwards, for two sets of levels where there
    is room for one, and for levels or a baseline of which nothing is said.
    """
    if kon not in Kon:
        raise Planeringsfel({"kon": ["Välj kvinnor, män eller totalt."]})
    konen = set(rad.malnivaer.order_by().values_list("kon", flat=True).distinct())
    text = _hinder(rad, kon, konen, svar)
    if not text and svar not in (BEHALL, TA_BORT) and (vad := beror_av_kon(rad, konen)):
        text = (
            f"{vad} Ändra eller ta bort det samtidigt, eller byt på indikatorns sida, där det kan behållas."
        )
    if text:
        raise Planeringsfel({"kon": [text]})


def _hinder(rad: Indikator, kon: str, konen: set[str], svar: str) -> str:
    ovriga = [VILKA[k] for k in VILKA if k in konen - {kon, rad.kon}]
    if ovriga:
        vilka = regler.uppraknat(ovriga)
        return (
            f"Det finns målnivåer för {vilka}. De går inte att nå när indikatorn avser {VILKA[kon]}. "
            f"Öppna målnivåerna, töm åren för {vilka} och byt sedan."
        )
    if svar != TA_BORT and {kon, rad.kon} <= konen:
        return (
            f"Det finns målnivåer både för {VILKA[rad.kon]} och för {VILKA[kon]}, och bara de ena kan gälla. "
            f"Öppna målnivåerna, töm åren för de ena och byt sedan."
        )
    return ""


def beror_av_kon(rad: Indikator, konen: Collection[str] | None = None) -> str:
    """What was set for the indicator's present kön, as a sentence; empty when there is nothing. `konen`: those that
    have target levels, asked for when not given."""
    if konen is None:
        konen = set(rad.malnivaer.order_by().values_list("kon", flat=True))
    delar = ["målnivåerna"] if rad.kon in konen else []
    if rad.utgangsvarde is not None:
        tal = formatera(rad.utgangsvarde, antal_decimaler(rad.utgangsvarde))
        delar.append(f"utgångsvärdet {tal} ({rad.utgangsar})")
    return f"{regler.uppraknat(delar).capitalize()} gäller {VILKA[rad.kon]}." if delar else ""


def utfor_konsbyte(rad: Indikator, kon: str, svar: str, *, av: Person | None, nar: datetime) -> Indikator:
    """Take them away, or move them along; the row anew. The indicator's own `kon` is the caller's to set."""
    if svar == TA_BORT:
        satt_malnivaer(av=av, nar=nar, indikator=rad, nivaer={}, utgangsvarde=None, utgangsar=None)
        rad = gemensamt.las_rad(rad, None)
    else:
        rad.malnivaer.filter(kon=rad.kon).update(kon=kon)
    rad.malnivarevision += 1  # a level page opened before speaks of another kön
    return rad
