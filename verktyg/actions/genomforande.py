"""A round's beginning and end."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisation.actions import logga
from organisation.models import Enhet, Person
from verktyg.actions.deltagare import lagg_till
from verktyg.actions.gemensamt import granska, las
from verktyg.domain.fel import Verktygsfel
from verktyg.domain.instrument import Instrument
from verktyg.instrument import InstrumentFel, hamta
from verktyg.models import Deltagande, Genomforande, Grupp, Rad, Svar

MAX_RADER = 500


@transaction.atomic
def starta(
    *,
    av: Person | None,
    nar: datetime,
    instrument: str,
    titel: str = "",
    rader: Iterable[Sequence[str]] = (),
    version: int | None = None,
    enhet: Enhet | None = None,
    galler: str = "",
    galler_nyckel: str = "",
    sista_dag: date | None = None,
    anonym: bool = False,
    oppen_for_alla: bool = False,
    personer: Iterable[Person] = (),
    grupper: Iterable[str] = (),
) -> Genomforande:
    """Start a round of `instrument`, in its newest version unless one is given.

    rader: (key, label) or (key, label, heading), in order; only for instruments that have rows. The key is the
    caller's own and is what `queries.konsensus` gives back. personer: who may answer, besides `oppen_for_alla`.
    """
    fragor = _fragor(instrument, version)
    raderna = [_rad(plats, rad) for plats, rad in enumerate(rader, start=1)]
    _granska_rader(fragor.rader is not None, raderna)
    _granska_svarsvillkor(fragor, anonym, sista_dag, timezone.localdate(nar))
    runda = Genomforande(
        instrument=fragor.id,
        version=fragor.version,
        titel=titel.strip() or _titel(fragor.titel, galler.strip()),
        enhet=enhet,
        galler=galler.strip(),
        galler_nyckel=galler_nyckel,
        sista_dag=sista_dag,
        anonym=anonym,
        oppen_for_alla=oppen_for_alla,
        skapad=nar,
        skapad_av=av,
    )
    granska(runda)
    runda.save()
    _spara_rader(runda, raderna)
    _spara_grupper(runda, grupper)
    lagg_till(runda, personer, None)
    logga(av=av, nar=nar, typ="verktyg.starta", objekt=runda, data=_startdata(runda, raderna))
    return runda


def _fragor(instrument: str, version: int | None) -> Instrument:
    try:
        return hamta(instrument, version)
    except InstrumentFel as fel:
        raise Verktygsfel(str(fel)) from fel


def _granska_svarsvillkor(fragor: Instrument, anonym: bool, sista_dag: date | None, idag: date) -> None:
    if anonym and fragor.gemensam:
        raise Verktygsfel({"anonym": ["En checklista har gemensamma svar och kan inte vara anonym."]})
    if sista_dag is not None and sista_dag < idag:
        raise Verktygsfel({"sista_dag": ["Sista dagen har redan varit."]})


def _spara_rader(runda: Genomforande, rader: list[Rad]) -> None:
    for rad in rader:
        rad.genomforande = runda
        granska(rad)
    Rad.objects.bulk_create(rader)


def _spara_grupper(runda: Genomforande, grupper: Iterable[str]) -> None:
    """In the order given; what is blank or comes again, in whatever case, is left out."""
    namn: dict[str, str] = {}
    for g in filter(None, (g.strip() for g in grupper)):
        namn.setdefault(g.casefold(), g)
    rader = [Grupp(namn=g, ordning=i) for i, g in enumerate(namn.values(), start=1)]
    for grupp in rader:
        grupp.genomforande = runda
        _granska_grupp(grupp)
    Grupp.objects.bulk_create(rader)


def _granska_grupp(grupp: Grupp) -> None:
    """The form has one field for them all, so the message says which."""
    try:
        granska(grupp)
    except Verktygsfel as fel:
        texter = fel.fel.get("namn", [str(fel)])
        raise Verktygsfel({"grupper": [f"”{grupp.namn[:40]}”: {text}" for text in texter]}) from fel


def _startdata(runda: Genomforande, rader: list[Rad]) -> dict[str, Any]:
    """What the log keeps of a round's beginning."""
    return {
        "instrument": runda.instrument,
        "version": runda.version,
        "rader": [[rad.nyckel, rad.etikett] for rad in rader],
        "anonym": runda.anonym,
        "oppen_for_alla": runda.oppen_for_alla,
    }


def _titel(instrument: str, galler: str) -> str:
    return f"{instrument}: {galler}"[:160] if galler else instrument


def _rad(plats: int, rad: Sequence[str]) -> Rad:
    nyckel, etikett, *rubrik = (str(del_).strip() for del_ in rad)
    return Rad(nyckel=nyckel, etikett=etikett, rubrik=rubrik[0] if rubrik else "", ordning=plats)


def _granska_rader(har_rader: bool, rader: list[Rad]) -> None:
    nycklar = [rad.nyckel for rad in rader]
    if not har_rader and rader:
        raise Verktygsfel("Det här verktyget har inga rader.")
    if har_rader and not rader:
        raise Verktygsfel({"rader": ["Skriv minst en rad att bedöma."]})
    if len(rader) > MAX_RADER:
        raise Verktygsfel({"rader": [f"{len(rader)} rader är för många på en gång. Högst {MAX_RADER} går."]})
    if len(set(nycklar)) != len(nycklar):
        dubbel = next(rad.etikett for rad in rader if nycklar.count(rad.nyckel) > 1)
        raise Verktygsfel({"rader": [f"”{dubbel}” finns två gånger."]})


@transaction.atomic
def andra(
    *,
    av: Person | None,
    nar: datetime,
    genomforande: Genomforande,
    titel: str,
    galler: str = "",
    sista_dag: date | None = None,
) -> Genomforande:
    """Change what the round is called and when it should be answered; nothing that alters what an answer means."""
    runda = las(genomforande)
    nytt = {"titel": titel.strip(), "galler": galler.strip(), "sista_dag": sista_dag}
    fore = {falt: getattr(runda, falt) for falt in nytt}
    if fore == nytt:
        return runda
    if sista_dag not in (None, runda.sista_dag) and sista_dag < timezone.localdate(nar):
        raise Verktygsfel({"sista_dag": ["Sista dagen har redan varit."]})
    for falt, varde in nytt.items():
        setattr(runda, falt, varde)
    granska(runda)
    runda.save(update_fields=list(nytt))
    skillnad = {f: [_text(fore[f]), _text(nytt[f])] for f in nytt if fore[f] != nytt[f]}
    logga(av=av, nar=nar, typ="verktyg.andra", objekt=runda, data={"andrat": skillnad})
    return runda


def _text(varde: object) -> str | None:
    return None if varde is None else str(varde)


@transaction.atomic
def avsluta(*, av: Person | None, nar: datetime, genomforande: Genomforande) -> Genomforande:
    """Take no more answers. In an anonymous round what ties the answers to people is destroyed, for good."""
    runda = las(genomforande)
    if not runda.ar_oppen:
        return runda
    runda.status, runda.avslutad = Genomforande.Status.AVSLUTAD, nar
    runda.save(update_fields=["status", "avslutad"])
    if runda.anonym:
        deltaganden = list(runda.deltaganden.all())
        for deltagande in deltaganden:
            deltagande.nyckel = secrets.token_hex(32)
        Deltagande.objects.bulk_update(deltaganden, ["nyckel"])
    logga(av=av, nar=nar, typ="verktyg.avsluta", objekt=runda)
    return runda


@transaction.atomic
def oppna_igen(*, av: Person | None, nar: datetime, genomforande: Genomforande) -> Genomforande:
    """Take answers again. Refused for an anonymous round: everybody could answer once more."""
    runda = las(genomforande)
    if runda.ar_oppen:
        return runda
    if runda.anonym:
        raise Verktygsfel("Ett anonymt genomförande kan inte öppnas igen. Starta ett nytt.")
    runda.status, runda.avslutad = Genomforande.Status.OPPEN, None
    runda.save(update_fields=["status", "avslutad"])
    logga(av=av, nar=nar, typ="verktyg.oppna_igen", objekt=runda)
    return runda


@transaction.atomic
def ta_bort(*, av: Person | None, nar: datetime, genomforande: Genomforande) -> None:
    """Delete a round that nobody has answered. One with answers is kept: close it instead."""
    runda = las(genomforande)
    if Svar.objects.filter(deltagande__genomforande=runda).exists():
        raise Verktygsfel("Någon har redan svarat. Avsluta genomförandet i stället för att ta bort det.")
    logga(
        av=av,
        nar=nar,
        typ="verktyg.ta_bort",
        objekt=runda,
        data={"instrument": runda.instrument, "version": runda.version},
    )
    runda.delete()
