"""The rows of a consequence description: amounts, risks, groups, alternatives, talks.

Each refuses as `atgarder.actions.konsekvens.beskrivning` does; a change made on an older row is a Krock.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from atgarder.actions.konsekvens.beskrivning import las_beskrivning, oppen
from atgarder.domain import konsekvens as regler
from atgarder.models import (
    Alternativ,
    Berordgrupp,
    Konsekvensbelopp,
    Konsekvensbeskrivning,
    Konsekvensrisk,
    Verksamhetsdialog,
)
from kkik.models import Kon
from organisation.models import Person
from planering.actions import gemensamt


def _ny(modell: type, beskrivning: Konsekvensbeskrivning, av: Person | None, nar: datetime, **falt: Any):
    rad = las_beskrivning(beskrivning)
    oppen(rad)
    return gemensamt.skapa(modell(beskrivning=rad, **falt), av=av, nar=nar)


def _andrad(del_: Any, revision: int | None, av: Person | None, nar: datetime, **falt: Any):
    oppen(las_beskrivning(del_.beskrivning))
    return gemensamt.andra(gemensamt.las_rad(del_, revision), falt, av=av, nar=nar)


def _borta(del_: Any, av: Person | None, nar: datetime) -> None:
    oppen(las_beskrivning(del_.beskrivning))
    rad = gemensamt.las_rad(del_, None)
    gemensamt.ta_bort(rad, av=av, nar=nar, ovrigt={"forslag": rad.beskrivning.forslag_id})


@transaction.atomic
def skapa_belopp(
    *,
    av: Person | None,
    nar: datetime,
    beskrivning: Konsekvensbeskrivning,
    ar: int,
    post: str,
    slag: str,
    belopp_tkr: int = 0,
    tjanster: Decimal | float = 0,
) -> Konsekvensbelopp:
    """tkr in the year's prices and årsarbetare; below zero is what is saved. One of them must be something."""
    gemensamt.fraga_fel(dict(regler.beloppsfel(ar, belopp_tkr, tjanster)))
    falt = {"ar": ar, "post": post.strip(), "slag": slag, "belopp_tkr": belopp_tkr}
    return _ny(Konsekvensbelopp, beskrivning, av, nar, **falt, tjanster=_hundradelar(tjanster))


@transaction.atomic
def skapa_belopp_flera_ar(
    *,
    av: Person | None,
    nar: datetime,
    beskrivning: Konsekvensbeskrivning,
    ar: int,
    till_ar: int | None = None,
    **falt: Any,
) -> list[Konsekvensbelopp]:
    """The same every year from `ar` to `till_ar`, both included; `till_ar` None is that one year. As `skapa_belopp`."""
    gemensamt.fraga_fel(dict(regler.arsfel(ar, till_ar, falt.get("slag", ""))))
    return [
        skapa_belopp(av=av, nar=nar, beskrivning=beskrivning, ar=a, **falt)
        for a in range(ar, (till_ar or ar) + 1)
    ]


@transaction.atomic
def andra_belopp(
    *,
    av: Person | None,
    nar: datetime,
    belopp: Konsekvensbelopp,
    ar: int,
    post: str,
    slag: str,
    belopp_tkr: int = 0,
    tjanster: Decimal | float = 0,
    revision: int | None = None,
) -> Konsekvensbelopp:
    gemensamt.fraga_fel(dict(regler.beloppsfel(ar, belopp_tkr, tjanster)))
    falt = {"ar": ar, "post": post.strip(), "slag": slag, "belopp_tkr": belopp_tkr}
    return _andrad(belopp, revision, av, nar, **falt, tjanster=_hundradelar(tjanster))


def _hundradelar(tjanster: Decimal | float) -> Decimal:
    """As it is stored, so that the same number again is no change."""
    return Decimal(str(tjanster)).quantize(Decimal("0.01"))


@transaction.atomic
def ta_bort_belopp(*, av: Person | None, nar: datetime, belopp: Konsekvensbelopp) -> None:
    _borta(belopp, av, nar)


@transaction.atomic
def skapa_risk(
    *,
    av: Person | None,
    nar: datetime,
    beskrivning: Konsekvensbeskrivning,
    text: str,
    sannolikhet: int,
    foljd: int,
    hantering: str = "",
) -> Konsekvensrisk:
    """`sannolikhet` and `foljd` 1 (small) to 4 (very large)."""
    falt = {"text": text.strip(), "sannolikhet": sannolikhet, "foljd": foljd}
    return _ny(Konsekvensrisk, beskrivning, av, nar, **falt, hantering=hantering.strip())


@transaction.atomic
def andra_risk(
    *,
    av: Person | None,
    nar: datetime,
    risk: Konsekvensrisk,
    text: str,
    sannolikhet: int,
    foljd: int,
    hantering: str = "",
    revision: int | None = None,
) -> Konsekvensrisk:
    falt = {"text": text.strip(), "sannolikhet": sannolikhet, "foljd": foljd}
    return _andrad(risk, revision, av, nar, **falt, hantering=hantering.strip())


@transaction.atomic
def ta_bort_risk(*, av: Person | None, nar: datetime, risk: Konsekvensrisk) -> None:
    _borta(risk, av, nar)


@transaction.atomic
def skapa_grupp(
    *,
    av: Person | None,
    nar: datetime,
    beskrivning: Konsekvensbeskrivning,
    namn: str,
    riktning: str,
    kon: str = Kon.TOTALT,
    text: str = "",
) -> Berordgrupp:
    falt = {"namn": namn.strip(), "kon": kon, "riktning": riktning}
    return _ny(Berordgrupp, beskrivning, av, nar, **falt, text=text.strip())


@transaction.atomic
def andra_grupp(
    *,
    av: Person | None,
    nar: datetime,
    grupp: Berordgrupp,
    namn: str,
    riktning: str,
    kon: str = Kon.TOTALT,
    text: str = "",
    revision: int | None = None,
) -> Berordgrupp:
    falt = {"namn": namn.strip(), "kon": kon, "riktning": riktning}
    return _andrad(grupp, revision, av, nar, **falt, text=text.strip())


@transaction.atomic
def ta_bort_grupp(*, av: Person | None, nar: datetime, grupp: Berordgrupp) -> None:
    _borta(grupp, av, nar)


@transaction.atomic
def skapa_alternativ(
    *,
    av: Person | None,
    nar: datetime,
    beskrivning: Konsekvensbeskrivning,
    titel: str,
    text: str,
    varfor_inte: str = "",
) -> Alternativ:
    falt = {"titel": titel.strip(), "text": text.strip()}
    return _ny(Alternativ, beskrivning, av, nar, **falt, varfor_inte=varfor_inte.strip())


@transaction.atomic
def andra_alternativ(
    *,
    av: Person | None,
    nar: datetime,
    alternativ: Alternativ,
    titel: str,
    text: str,
    varfor_inte: str = "",
    revision: int | None = None,
) -> Alternativ:
    falt = {"titel": titel.strip(), "text": text.strip()}
    return _andrad(alternativ, revision, av, nar, **falt, varfor_inte=varfor_inte.strip())


@transaction.atomic
def ta_bort_alternativ(*, av: Person | None, nar: datetime, alternativ: Alternativ) -> None:
    _borta(alternativ, av, nar)


@transaction.atomic
def skapa_dialog(
    *,
    av: Person | None,
    nar: datetime,
    beskrivning: Konsekvensbeskrivning,
    datum: date,
    med: str,
    sagt: str,
    ledde_till: str = "",
) -> Verksamhetsdialog:
    """A talk that has been held: a later date than the day of `nar` is refused."""
    gemensamt.fraga_fel(dict(regler.dialogfel(datum, timezone.localdate(nar))))
    falt = {"datum": datum, "med": med.strip(), "sagt": sagt.strip()}
    return _ny(Verksamhetsdialog, beskrivning, av, nar, **falt, ledde_till=ledde_till.strip())


@transaction.atomic
def andra_dialog(
    *,
    av: Person | None,
    nar: datetime,
    dialog: Verksamhetsdialog,
    datum: date,
    med: str,
    sagt: str,
    ledde_till: str = "",
    revision: int | None = None,
) -> Verksamhetsdialog:
    gemensamt.fraga_fel(dict(regler.dialogfel(datum, timezone.localdate(nar))))
    falt = {"datum": datum, "med": med.strip(), "sagt": sagt.strip()}
    return _andrad(dialog, revision, av, nar, **falt, ledde_till=ledde_till.strip())


@transaction.atomic
def ta_bort_dialog(*, av: Person | None, nar: datetime, dialog: Verksamhetsdialog) -> None:
    _borta(dialog, av, nar)
