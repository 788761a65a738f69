"""Goal quality: what people answer, and what is to be improved. Both go on after the plan is decided."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Krock, Planeringsfel
from planering.domain.malkvalitet import FRAGOR, MANNISKOR
from planering.models import Mal, Malforbattring, Malkvalitetssvar
from planering.queries.malkvalitet import kvalitetshistorik


@transaction.atomic
def svara_om_malkvalitet(
    *,
    av: Person | None,
    nar: datetime,
    mal: Mal,
    fraga: int,
    svar: str,
    motivering: str = "",
    senaste: int | None = None,
) -> Malkvalitetssvar | None:
    """Answer a question that only people can answer; an empty `svar` takes the answer back. What was answered before
    stays as history, and so does what was answered in a plan that this one comes from. `senaste`: key of the answer
    that the form showed, 0 for none; another one is a Krock."""
    if fraga not in MANNISKOR:
        raise Planeringsfel("Den frågan besvaras ur planens uppgifter.")
    if svar not in ("", *Malkvalitetssvar.Svar.values):
        raise Planeringsfel({"svar": ["Svara ja eller nej."]})
    gemensamt.las_rad(mal, None)
    forra = kvalitetshistorik(mal, fraga).first()
    if senaste is not None and senaste != (forra.pk if forra else 0):
        raise Krock(forra)
    nytt = (svar, motivering.strip() if svar else "")
    if nytt == ((forra.svar, forra.motivering) if forra else ("", "")):
        return forra
    rad = Malkvalitetssvar.objects.create(
        mal=mal, fraga=fraga, svar=nytt[0], motivering=nytt[1], nar=nar, av=av
    )
    data = {
        "fraga": fraga,
        "svar": [forra.svar if forra else "", svar],
        "motivering": rad.motivering,
        "motivering_fore": forra.motivering if forra else "",
    }
    logga(av=av, nar=nar, typ="planering.svara_om_malkvalitet", objekt=mal, data=data)
    return rad


@transaction.atomic
def skapa_malforbattring(
    *,
    av: Person | None,
    nar: datetime,
    mal: Mal,
    fraga: int,
    text: str,
    klar_senast: date,
    ansvarig: Person | None = None,
    klar: bool = False,
) -> Malforbattring:
    rad = Malforbattring(
        mal=mal, **_falt(fraga=fraga, text=text, klar_senast=klar_senast, ansvarig=ansvarig, klar=klar)
    )
    _granska(rad, None)
    return gemensamt.skapa(rad, av=av, nar=nar)


@transaction.atomic
def andra_malforbattring(
    *,
    av: Person | None,
    nar: datetime,
    forbattring: Malforbattring,
    fraga: int,
    text: str,
    klar_senast: date,
    ansvarig: Person | None = None,
    klar: bool = False,
    revision: int | None = None,
) -> Malforbattring:
    rad = gemensamt.las_rad(forbattring, revision)
    falt = _falt(fraga=fraga, text=text, klar_senast=klar_senast, ansvarig=ansvarig, klar=klar)
    _granska(Malforbattring(**falt), rad.ansvarig_id)
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def ta_bort_malforbattring(*, av: Person | None, nar: datetime, forbattring: Malforbattring) -> None:
    gemensamt.ta_bort(gemensamt.las_rad(forbattring, None), av=av, nar=nar)


def _falt(**falt: Any) -> dict[str, Any]:
    return falt | {"text": falt["text"].strip()}


def _granska(ny: Malforbattring, tidigare_ansvarig: int | None) -> None:
    gemensamt.fraga_fel(
        {
            "fraga": None if ny.fraga in FRAGOR else "Välj en av de tio frågorna.",
            "text": None if ny.text else "Skriv vad som ska förbättras.",
            "ansvarig": gemensamt.ansvarigfel(ny.ansvarig, tidigare_ansvarig),
        }
    )
