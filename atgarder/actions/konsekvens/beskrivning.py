"""Describing what a proposal would mean. Each refuses (Planeringsfel) when the proposal is held by a paper or a
decision (Forslagslast), or the description has been said to be finished (Beskrivningklar)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from atgarder.actions.gemensamt import las_forslag
from atgarder.domain import konsekvens as regler
from atgarder.models import Konsekvensbeskrivning
from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.models import Mal
from uppfoljning.models import Atgardsforslag

SVAR = tuple(f.falt for f in regler.FRAGOR)
FALT = (*SVAR, *(f"{namn}_text" for namn in SVAR), "scenario", "nollalternativ")


class Beskrivningklar(Planeringsfel):
    """Somebody has said that the description is finished. It can be opened again."""


def oppen(beskrivning: Konsekvensbeskrivning) -> None:
    """Raise Beskrivningklar when it is finished."""
    if beskrivning.klar is not None:
        raise Beskrivningklar(
            f"Beskrivningen klarmarkerades {timezone.localdate(beskrivning.klar)} av {beskrivning.klar_av}. "
            "Öppna den igen för att ändra."
        )


def las_beskrivning(beskrivning: Konsekvensbeskrivning, revision: int | None = None) -> Konsekvensbeskrivning:
    """The description and its proposal, locked. Raises Forslagslast, Krock."""
    forslag = las_forslag(beskrivning.forslag_id)
    rad = gemensamt.las_rad(beskrivning, revision)
    rad.forslag = forslag
    return rad


@transaction.atomic
def spara_konsekvens(
    *, av: Person | None, nar: datetime, forslag: Atgardsforslag, revision: int | None = None, **falt: Any
) -> Konsekvensbeskrivning:
    """The four questions with their words, scenario, nollalternativ and `mal` (a list): those that are named change.

    The first time makes the description. `revision` 0 is what a form carries that was opened before there was one: if
    somebody else has begun it meanwhile that is a Krock.
    """
    if okanda := falt.keys() - {*FALT, "mal"}:
        raise TypeError(f"Unknown: {sorted(okanda)}")
    mal = falt.pop("mal", None)
    falt = {namn: varde.strip() for namn, varde in falt.items()}
    rad = Konsekvensbeskrivning.objects.filter(forslag=las_forslag(forslag.pk)).first()
    if rad is None:
        return _borja(av, nar, forslag, falt, mal or [])
    rad = las_beskrivning(rad, revision)
    oppen(rad)
    fore = sorted(rad.mal.values_list("pk", flat=True))
    efter = fore if mal is None else _nycklar(mal)
    gemensamt.fraga_fel(regler.malfel(falt.get("malandring", rad.malandring), len(efter)))
    rad.mal.set(efter)
    return gemensamt.andra(rad, falt, av=av, nar=nar, ovrigt={"mal": [fore, efter]})


def _borja(av: Person | None, nar: datetime, forslag: Atgardsforslag, falt: dict[str, str], mal: list[Mal]):
    valda = _nycklar(mal)
    gemensamt.fraga_fel(regler.malfel(falt.get("malandring", ""), len(valda)))
    rad = Konsekvensbeskrivning(forslag=forslag, **falt)
    gemensamt.spara(rad, av, nar)
    rad.mal.set(valda)
    gemensamt.logga_skapad(rad, av=av, nar=nar, ovrigt={"mal": valda})
    return rad


def _nycklar(mal: list[Mal]) -> list[int]:
    """The keys in order; a goal that is gone is refused."""
    nycklar = {m.pk for m in mal}
    if Mal.objects.filter(pk__in=nycklar).count() != len(nycklar):
        raise Planeringsfel({"mal": ["Ett av målen finns inte längre. Välj bland dem i listan."]})
    return sorted(nycklar)


@transaction.atomic
def angra_konsekvens(
    *,
    av: Person | None,
    nar: datetime,
    beskrivning: Konsekvensbeskrivning,
    resurser: str,
    resurser_text: str,
    verksamhet: str,
    verksamhet_text: str,
    medborgare: str,
    medborgare_text: str,
    malandring: str,
    malandring_text: str,
    scenario: str,
    nollalternativ: str,
    mal: list[Mal],
) -> Konsekvensbeskrivning:
    """As `spara_konsekvens`, with every field named: what taking back a change calls (`planering.actions.angra`)."""
    return spara_konsekvens(
        av=av,
        nar=nar,
        forslag=beskrivning.forslag,
        resurser=resurser,
        resurser_text=resurser_text,
        verksamhet=verksamhet,
        verksamhet_text=verksamhet_text,
        medborgare=medborgare,
        medborgare_text=medborgare_text,
        malandring=malandring,
        malandring_text=malandring_text,
        scenario=scenario,
        nollalternativ=nollalternativ,
        mal=mal,
    )


@transaction.atomic
def klarmarkera(
    *, av: Person | None, nar: datetime, beskrivning: Konsekvensbeskrivning
) -> Konsekvensbeskrivning:
    """Refused while one of the four questions is unanswered, or a yes has no words: Planeringsfel by field."""
    rad = las_beskrivning(beskrivning)
    oppen(rad)
    gemensamt.fraga_fel(dict(regler.brister({namn: getattr(rad, namn) for namn in FALT})))
    rad.klar, rad.klar_av = nar, av.namn if av is not None else "Systemet"
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    logga(av=av, nar=nar, typ="atgarder.klarmarkera_konsekvens", objekt=rad)
    return rad


@transaction.atomic
def oppna_igen(
    *, av: Person | None, nar: datetime, beskrivning: Konsekvensbeskrivning
) -> Konsekvensbeskrivning:
    """A description that is open already stays as it is."""
    rad = las_beskrivning(beskrivning)
    if rad.klar is None:
        return rad
    rad.klar, rad.klar_av = None, ""
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    logga(av=av, nar=nar, typ="atgarder.ateroppna_konsekvens", objekt=rad)
    return rad
