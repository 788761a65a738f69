"""What happens to that which has begun on a point, when its decision is corrected."""

from datetime import datetime

from atgarder.actions.onskemal import avboj
from atgarder.models import Atgardseffekt, Atgardsuppdrag, Beslutadeffekt, Beslutspunkt
from organisation.actions import logga
from organisation.models import Person


def hinder(punkt: Beslutspunkt) -> str | None:
    """Why a point cannot cease to be carried: something that was done on it would lose its ground. Locks what it
    asks about."""
    uppdrag = Atgardsuppdrag.objects.select_for_update(of=("self",)).filter(punkt=punkt).first()
    if uppdrag is not None and uppdrag.genomforande != Atgardsuppdrag.Genomforande.AVBRUTEN:
        return (
            f"”{punkt.forslag.titel}” är ett uppdrag som {uppdrag.get_genomforande_display().lower()}. "
            "Avbryt uppdraget innan beslutet rättas till något annat än bifall."
        )
    for rader in (punkt.resursbehov, punkt.malandringar):
        if rader.filter(status="intaget").exists():
            return f"”{punkt.forslag.titel}” är redan med i en plan. Ta ut det ur planen först."
    return None


def flytta_med(av: Person | None, nar: datetime, gammal: Beslutspunkt, ny: Beslutspunkt, skal: str) -> None:
    """Still carried: assignment, needs, changed goals and the expected effect (with its verdict) follow to the new
    point. No longer carried: what waits for a budget or a plan is answered with the correction."""
    if not ny.bifallen:
        for rader in (gammal.resursbehov, gammal.malandringar):
            for rad in rader.filter(status="vantar").order_by("id"):
                avboj(av=av, nar=nar, onskemal=rad, svar=f"Beslutet är rättat: {skal}")
        return
    for effekt in gammal.effekter.order_by("id"):
        kopia = Beslutadeffekt.objects.create(
            punkt=ny,
            indikator_id=effekt.indikator_id,
            fran=effekt.fran,
            franar=effekt.franar,
            till=effekt.till,
            effektar=effekt.effektar,
        )
        Atgardseffekt.objects.filter(effekt=effekt).update(effekt=kopia)
    flyttat = {
        "uppdrag": Atgardsuppdrag.objects.filter(punkt=gammal).update(punkt=ny),
        "resursbehov": gammal.resursbehov.update(punkt=ny),
        "malandringar": gammal.malandringar.update(punkt=ny),
    }
    if any(flyttat.values()):
        data = {"fran": gammal.pk, "till": ny.pk} | {n: v for n, v in flyttat.items() if v}
        logga(av=av, nar=nar, typ="atgarder.flytta_till_rattat_beslut", objekt=ny, data=data)
