"""What a decision asks of the next budget and plan: made with it, and then taken in or declined."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from atgarder.models import (
    Beslutspunkt,
    Konsekvensbeskrivning,
    Malandringsforslag,
    Resursbehov,
    Svar,
)
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.models import Plan

Onskemal = Resursbehov | Malandringsforslag


@transaction.atomic
def skapa_onskemal(*, av: Person | None, nar: datetime, punkt: Beslutspunkt) -> list[Onskemal]:
    """A Resursbehov for each amount of the consequences, and a Malandringsforslag for each goal that would change.

    A point that was not carried asks for nothing, and one that has asked already is left as it is.
    """
    if not punkt.bifallen or punkt.resursbehov.exists() or punkt.malandringar.exists():
        return []
    beskrivning = Konsekvensbeskrivning.objects.filter(forslag=punkt.forslag_id).first()
    if beskrivning is None:
        return []
    rader: list[Onskemal] = [
        Resursbehov(
            punkt=punkt,
            ar=b.ar,
            post=b.post,
            slag=b.slag,
            belopp_tkr=b.belopp_tkr,
            tjanster=b.tjanster,
        )
        for b in beskrivning.belopp.order_by("ar", "id")
    ]
    if beskrivning.malandring == Svar.JA:
        text = beskrivning.malandring_text or f"Beslutet förutsätter att mål ändras: {punkt.forslag.titel}"
        mal = list(beskrivning.mal.order_by("malomrade__ordning", "ordning", "id")) or [None]
        rader += [
            Malandringsforslag(punkt=punkt, mal=m, malnamn=m.titel if m is not None else "", text=text)
            for m in mal
        ]
    return [gemensamt.skapa(rad, av=av, nar=nar) for rad in rader]


@transaction.atomic
def ta_in(*, av: Person | None, nar: datetime, onskemal: Onskemal, plan: Plan, svar: str = "") -> Onskemal:
    """Into a plan that is not decided yet; a need only into a plan that has its year."""
    rad = _las_vantande(onskemal)
    las = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if las.ar_last:
        raise Planeringsfel({"plan": [f"Planen ”{las.namn}” är redan beslutad. Välj ett utkast."]})
    if isinstance(rad, Resursbehov) and rad.ar not in las.ar:
        text = f"”{rad.post}” gäller {rad.ar}, men planen ”{las.namn}” gäller {las.period}."
        raise Planeringsfel({"plan": [text]})
    falt = {"status": rad.Status.INTAGET, "plan": las, "svar": svar.strip()}
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def avboj(*, av: Person | None, nar: datetime, onskemal: Onskemal, svar: str) -> Onskemal:
    rad = _las_vantande(onskemal)
    if not svar.strip():
        raise Planeringsfel({"svar": ["Skriv varför det inte tas med."]})
    falt = {"status": rad.Status.AVBOJT, "plan": None, "svar": svar.strip()}
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def vanta_igen(*, av: Person | None, nar: datetime, onskemal: Onskemal) -> Onskemal:
    """Take an answer back. The log keeps it."""
    rad = gemensamt.las_rad(onskemal, None)
    falt = {"status": rad.Status.VANTAR, "plan": None, "svar": ""}
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def ta_in_flera(
    *, av: Person | None, nar: datetime, onskemal: Sequence[Onskemal], plan: Plan, svar: str = ""
) -> list[Onskemal]:
    """All of them or none."""
    return [ta_in(av=av, nar=nar, onskemal=rad, plan=plan, svar=svar) for rad in i_ordning(onskemal)]


@transaction.atomic
def avboj_flera(
    *, av: Person | None, nar: datetime, onskemal: Sequence[Onskemal], svar: str
) -> list[Onskemal]:
    return [avboj(av=av, nar=nar, onskemal=rad, svar=svar) for rad in i_ordning(onskemal)]


@transaction.atomic
def vanta_igen_flera(*, av: Person | None, nar: datetime, onskemal: Sequence[Onskemal]) -> list[Onskemal]:
    return [vanta_igen(av=av, nar=nar, onskemal=rad) for rad in i_ordning(onskemal)]


def i_ordning(rader: Sequence[Onskemal]) -> list[Onskemal]:
    """Locked in one order, whoever locks them."""
    return sorted(rader, key=lambda rad: rad.pk)


def _las_vantande(onskemal: Onskemal) -> Onskemal:
    """Raises Planeringsfel when it has been answered: an answer is taken back before another is given."""
    rad = gemensamt.las_rad(onskemal, None)
    if rad.status != rad.Status.VANTAR:
        raise Planeringsfel(f"”{rad}” är redan besvarat: {rad.get_status_display().lower()}.")
    return rad
