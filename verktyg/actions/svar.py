"""Answering."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from organisation.actions import logga
from organisation.models import Person
from verktyg.actions.gemensamt import granska_text, las
from verktyg.domain.fel import Krock, Verktygsfel
from verktyg.domain.instrument import Instrument
from verktyg.domain.plats import Plats
from verktyg.models import Deltagande, Genomforande, Inbjudan, Svar
from verktyg.queries.svar import deltagande_for, gallande_svar, inbjudan_for, platser
from verktyg.tilltrade import deltagarnycklar, far_svara


@dataclass(frozen=True, slots=True)
class Post:
    """One answer as it was typed. `forra`: key of the answer that stood there when the page was opened, 0 if none did,
    None if it does not matter."""

    plats: Plats
    varde: str = ""
    text: str = ""
    forra: int | None = None


@transaction.atomic
def svara(
    *, av: Person, nar: datetime, genomforande: Genomforande, svar: Iterable[Post]
) -> dict[Plats, Svar | None]:
    """Save the answers that differ from what stands there; the newest counts and the earlier are kept. All or none.

    Returns what now stands at every place given. Raises Verktygsfel (`fel` by the place's `kod`) when the person may
    not answer, the round is closed or an answer is none of the alternatives; Krock when somebody else has changed a
    shared answer since `forra`. Nothing about an anonymous round's answers is written in the log.
    """
    runda = las(genomforande, oppen=True)
    inbjudan = inbjudan_for(runda, av)
    if not far_svara(av, runda, inbjuden=inbjudan is not None):
        raise Verktygsfel("Du är inte inbjuden att svara.")
    instrument, poster = runda.fragorna, list(svar)
    _granska(instrument, set(platser(runda, runda.rader.all())), poster)
    deltagande = deltagande_for(runda, av)
    gallande = gallande_svar(deltagande)
    andrade = [post for post in poster if _skiljer(post, gallande.get(post.plats))]
    if instrument.gemensam:
        _granska_krock(andrade, gallande)
    if andrade:
        deltagande = deltagande or _nytt_deltagande(runda, av, inbjudan)
        nya = _spara(runda, deltagande, andrade, gallande, av, nar)
        _logga(runda, av, nar, andrade, gallande)
        gallande |= nya
    return {post.plats: gallande.get(post.plats) for post in poster}


def _skiljer(post: Post, nu: Svar | None) -> bool:
    return (post.varde, post.text.strip()) != ((nu.varde, nu.text) if nu else ("", ""))


def _granska(instrument: Instrument, tillatna: set[Plats], poster: list[Post]) -> None:
    fel: dict[str, list[str]] = {}
    for post in poster:
        fraga = instrument.fraga(post.plats.fraga)
        if fraga is None or post.plats not in tillatna:
            raise Verktygsfel("Frågan hör inte till det här genomförandet. Ladda om sidan.")
        koder = {a.kod for a in instrument.svarssatt(fraga).alternativ}
        if post.varde and post.varde not in koder:
            fel[post.plats.kod] = ["Välj ett av alternativen."]
        elif texten := granska_text(post.text.strip()):
            fel[post.plats.kod] = [texten]
    if fel:
        raise Verktygsfel(fel)


def _granska_krock(andrade: list[Post], gallande: dict[Plats, Svar]) -> None:
    krockar = {}
    for post in andrade:
        nu = gallande.get(post.plats)
        if post.forra is not None and post.forra != (nu.pk if nu else 0):
            krockar[post.plats] = nu
    if krockar:
        raise Krock(krockar)


def _nytt_deltagande(runda: Genomforande, person: Person, inbjudan: Inbjudan | None) -> Deltagande:
    nytt = Deltagande(genomforande=runda, grupp=inbjudan.grupp if inbjudan else None)
    if runda.fragorna.gemensam:
        nytt.nyckel, nytt.grupp = Deltagande.GEMENSAM, None
    elif runda.anonym:
        nytt.nyckel = next(iter(deltagarnycklar(runda, person)))
    else:
        nytt.person = person
    nytt.save()
    return nytt


def _spara(
    runda: Genomforande,
    deltagande: Deltagande,
    poster: list[Post],
    gallande: dict[Plats, Svar],
    av: Person,
    nar: datetime,
) -> dict[Plats, Svar]:
    tid = timezone.localtime(nar).replace(hour=0, minute=0, second=0, microsecond=0) if runda.anonym else nar
    gamla = [gallande[post.plats].pk for post in poster if post.plats in gallande]
    Svar.objects.filter(pk__in=gamla).update(galler=False)
    nya = Svar.objects.bulk_create(
        Svar(
            deltagande=deltagande,
            rad_id=post.plats.rad,
            fraga=post.plats.fraga,
            varde=post.varde,
            text=post.text.strip(),
            nar=tid,
            av=av if runda.fragorna.gemensam else None,
        )
        for post in poster
    )
    return {post.plats: nytt for post, nytt in zip(poster, nya, strict=True)}


def _logga(
    runda: Genomforande, av: Person, nar: datetime, poster: list[Post], fore: dict[Plats, Svar]
) -> None:
    if runda.anonym:
        return
    if runda.fragorna.gemensam:
        data = {p.plats.kod: [fore[p.plats].varde if p.plats in fore else "", p.varde] for p in poster}
    else:
        data = {p.plats.kod: None for p in poster}
    logga(av=av, nar=nar, typ="verktyg.svara", objekt=runda, data={"svar": data})
