"""What those who lead the follow-up decide about a report: send it back, or approve it."""

from datetime import datetime

from django.db import transaction

from organisation.actions import koa_utskick, logga
from organisation.models import Person
from uppfoljning.actions.rapport import InlamningLast, Inlamningsfel, hall
from uppfoljning.models import Inlamning, Kommentar, Rapportrad
from uppfoljning.queries.omgangar import skyldighet

LANGST_SKAL = 1000


@transaction.atomic
def lamna_tillbaka(*, av: Person, nar: datetime, inlamning: Inlamning, skal: str) -> Inlamning:
    """Send a report back with a reason; the reporter can change it again and is told so by mail."""
    skal = skal.strip()
    if not skal:
        raise Inlamningsfel({"skal": "Skriv vad som behöver ändras."})
    if len(skal) > LANGST_SKAL:
        raise Inlamningsfel({"skal": f"Skriv högst {LANGST_SKAL} tecken."})
    rad = hall(inlamning)
    if rad.omgang.ar_faststalld:
        raise InlamningLast(f"{rad.omgang.namn} är fastställd. Inget kan ändras.")
    if rad.ar_utkast:
        raise Inlamningsfel("Rapporten är inte inlämnad.")
    rad.status, rad.aterlamnad_skal, rad.andrad = Inlamning.Status.UTKAST, skal, nar
    rad.revision += 1
    rad.save()
    logga(av=av, nar=nar, typ="uppfoljning.lamna_tillbaka", objekt=rad, data={"skal": skal})
    if rad.ansvarig is not None:
        koa_utskick(
            slag="uppfoljning.aterlamnad",
            nyckel=f"{rad.pk}:{rad.revision}",
            mottagare=rad.ansvarig,
            amne=f"{rad.omgang.namn}: rapporten för {rad.enhet.namn} behöver ändras",
            text=f"{rad.omgang.namn}, {rad.enhet.namn}\n\n{skal}\n\n"
            "Ändra rapporten i Styrsnurran och lämna in den igen.",
            nar=nar,
        )
    return rad


@transaction.atomic
def faststall_inlamning(*, av: Person, nar: datetime, inlamning: Inlamning) -> Inlamning:
    """Approve a report. Its comments become the indicators' comments, on the year they were written about."""
    rad = hall(inlamning)
    if rad.omgang.ar_faststalld:
        raise InlamningLast(f"{rad.omgang.namn} är fastställd. Inget kan ändras.")
    if rad.status != Inlamning.Status.INLAMNAD:
        raise Inlamningsfel("Bara en inlämnad rapport kan fastställas.")
    rad.status, rad.andrad = Inlamning.Status.FASTSTALLD, nar
    rad.revision += 1
    rad.save()
    s = skyldighet(rad)
    for krav in s.indikatorer:
        rapport = s.rapportrader.get(krav.indikator.pk)
        if rapport is not None and rapport.kommentar:
            _till_indikatorn(rapport, krav.ar or rad.omgang.ar)
    logga(av=av, nar=nar, typ="uppfoljning.faststall_inlamning", objekt=rad)
    return rad


def _till_indikatorn(rapport: Rapportrad, ar: int) -> None:
    """The comment becomes the indicator's, once, as written by the one who wrote it."""
    falt = {"indikator_id": rapport.indikator_id, "ar": ar, "text": rapport.kommentar}
    falt["skriven_av"] = rapport.andrad_av
    if not Kommentar.objects.filter(**falt).exists():
        Kommentar.objects.create(**falt, skriven=rapport.andrad)
