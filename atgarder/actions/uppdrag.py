"""Handing a carried proposal to the verksamhet, and saying whether it is done."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from atgarder.domain.uppdrag import genomforandefel
from atgarder.models import Atgardsuppdrag, Beslut, Beslutspunkt
from atgarder.queries.forval import uppdragsforval
from organisation.models import Enhet, Person
from planering.actions import gemensamt, skapa_handlingsplan
from planering.domain.fel import Planeringsfel
from planering.models import Mal

FORVALT: Any = object()


@transaction.atomic
def ge_uppdrag(
    *,
    av: Person | None,
    nar: datetime,
    punkt: Beslutspunkt,
    enhet: Enhet,
    ansvarig: Person | None = None,
    namn: str = "",
    omrade: str = "",
    nulage: str = "",
    malbild: str = "",
    uppfoljning: str = "",
    hur_ofta: str = "",
    mal: Mal | None = FORVALT,
) -> Atgardsuppdrag:
    """The assignment with its Handlingsplan. Texts that are empty are filled in from the decision, and so is a goal
    that is not said (None: none). Raises Planeringsfel."""
    rad = _las_punkt(punkt.pk)
    forval = uppdragsforval(rad, timezone.localdate(nar).year)
    plan = skapa_handlingsplan(
        av=av,
        nar=nar,
        namn=namn.strip() or forval.namn,
        omrade=omrade.strip() or forval.omrade,
        nulage=nulage.strip() or forval.nulage,
        malbild=malbild.strip() or forval.malbild,
        enhet=enhet,
        ansvarig=ansvarig,
        uppfoljning=uppfoljning,
        hur_ofta=hur_ofta,
        mal=forval.mal if mal is FORVALT else mal,
    )
    return gemensamt.skapa(Atgardsuppdrag(punkt=rad, enhet=enhet, handlingsplan=plan), av=av, nar=nar)


def uppdragshinder(punkt: Beslutspunkt) -> str:
    """Why no assignment can be given from a decision point; "" when it can."""
    if not punkt.bifallen:
        return f"Förslaget bifölls inte ({punkt.get_utfall_display().lower()}), så det blir inget uppdrag."
    if Beslut.objects.filter(rattar=punkt.beslut_id).exists():
        return "Beslutet är rättat. Ge uppdraget från det beslut som gäller."
    if Atgardsuppdrag.objects.filter(punkt=punkt).exists():
        return "Uppdraget är redan givet."
    return ""


def _las_punkt(pk: int) -> Beslutspunkt:
    """Locked, so that two who give the same assignment at once come after each other."""
    rad = (
        Beslutspunkt.objects.select_for_update(of=("self",))
        .select_related("forslag__analys__enhet", "beslut")
        .get(pk=pk)
    )
    if text := uppdragshinder(rad):
        raise Planeringsfel(text)
    return rad


@transaction.atomic
def folj_upp_genomforande(
    *,
    av: Person | None,
    nar: datetime,
    uppdrag: Atgardsuppdrag,
    genomforande: str,
    genomford: date | None = None,
    text: str = "",
    lardom: str = "",
    revision: int | None = None,
) -> Atgardsuppdrag:
    """Is it done? `genomford`: when it was done or broken off; nothing while it goes on.

    Raises Planeringsfel, Krock."""
    rad = gemensamt.las_rad(uppdrag, revision)
    if genomforande not in Atgardsuppdrag.Genomforande.values:
        raise Planeringsfel({"genomforande": ["Välj hur det står till."]})
    idag = timezone.localdate(nar)
    gemensamt.fraga_fel(genomforandefel(genomforande, genomford, text.strip(), idag))
    falt = {
        "genomforande": genomforande,
        "genomford": None if genomforande == Atgardsuppdrag.Genomforande.PAGAR else genomford,
        "genomforande_text": text.strip(),
        "lardom": lardom.strip(),
    }
    return gemensamt.andra(rad, falt, av=av, nar=nar)
