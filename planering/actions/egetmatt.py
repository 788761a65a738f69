"""Measures of the municipality's own."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import PROTECT, Q
from django.utils import timezone

from kkik.models import Kon
from organisation.models import Enhet, Person
from planering.actions import gemensamt
from planering.domain import regler
from planering.domain.fel import Planeringsfel
from planering.models import Egetmatt, Planstatus

# What a decided target level means depends on these.
BETYDELSEBARANDE = ("enhet", "frekvens", "sammanstallning", "konsuppdelat")


@transaction.atomic
def skapa_egetmatt(
    *,
    av: Person | None,
    nar: datetime,
    namn: str,
    agare: Enhet,
    enhet: str = "",
    decimaler: int = 0,
    frekvens: str = Egetmatt.Frekvens.AR,
    sammanstallning: str = "",
    konsuppdelat: bool = False,
    formel: str = "",
) -> Egetmatt:
    rad = Egetmatt(
        **_falt(
            namn=namn,
            agare=agare,
            enhet=enhet,
            decimaler=decimaler,
            frekvens=frekvens,
            sammanstallning=sammanstallning,
            konsuppdelat=konsuppdelat,
            formel=formel,
        )
    )
    _granska(rad, Egetmatt(), nar)
    _granska_namn(rad)
    return gemensamt.skapa(rad, av=av, nar=nar)


@transaction.atomic
def andra_egetmatt(
    *,
    av: Person | None,
    nar: datetime,
    egetmatt: Egetmatt,
    namn: str,
    agare: Enhet,
    enhet: str = "",
    decimaler: int = 0,
    frekvens: str = Egetmatt.Frekvens.AR,
    sammanstallning: str = "",
    konsuppdelat: bool = False,
    formel: str = "",
    revision: int | None = None,
) -> Egetmatt:
    """What a decided plan's levels mean cannot be changed: then another measure is needed."""
    rad = gemensamt.las_rad(egetmatt, revision)
    falt = _falt(
        namn=namn,
        agare=agare,
        enhet=enhet,
        decimaler=decimaler,
        frekvens=frekvens,
        sammanstallning=sammanstallning,
        konsuppdelat=konsuppdelat,
        formel=formel,
    )
    _granska(Egetmatt(pk=rad.pk, **falt), rad, nar)
    if falt["namn"] != rad.namn:
        _granska_namn(Egetmatt(pk=rad.pk, **falt))
    _granska_anvandning(rad, falt)
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def ta_bort_egetmatt(*, av: Person | None, nar: datetime, egetmatt: Egetmatt) -> None:
    """Refused while an indicator uses it."""
    rad = gemensamt.las_rad(egetmatt, None)
    if hinder := hinder_mot_borttagning(rad):
        raise Planeringsfel(hinder)
    gemensamt.ta_bort(rad, av=av, nar=nar)


def hinder_mot_borttagning(egetmatt: Egetmatt) -> str:
    """Why the measure cannot be deleted now; empty when it can."""
    antal = egetmatt.indikatorer.count()
    if not antal:
        return "Det finns utfall för måttet, så det kan inte tas bort." if _har_utfall(egetmatt) else ""
    vilka = "En indikator" if antal == 1 else f"{antal} indikatorer"
    return f"{vilka} mäts med måttet. Ta bort dem först."


def _har_utfall(egetmatt: Egetmatt) -> bool:
    """Whether an app above this one holds on to the measure (a protected foreign key): something is reported for it."""
    return any(
        rel.on_delete is PROTECT
        and rel.related_model._meta.app_label != egetmatt._meta.app_label
        and rel.related_model._default_manager.filter(**{rel.field.name: egetmatt}).exists()
        for rel in Egetmatt._meta.related_objects
    )


def _falt(**falt: Any) -> dict[str, Any]:
    return falt | {namn: falt[namn].strip() for namn in ("namn", "enhet", "formel")}


def _granska(ny: Egetmatt, tidigare: Egetmatt, nar: datetime) -> None:
    fel: dict[str, str | None] = {
        "namn": None if ny.namn else "Skriv vad måttet heter.",
        "frekvens": None if ny.frekvens in Egetmatt.Frekvens else "Välj hur ofta det mäts.",
        "sammanstallning": regler.sammanstallning(ny.frekvens, ny.sammanstallning),
        "agare": gemensamt.enhetsfel(ny.agare, tidigare.agare_id, timezone.localdate(nar)),
    }
    gemensamt.fraga_fel(fel)


def _granska_namn(rad: Egetmatt) -> None:
    """A name is taken whatever the case of its letters: people do not tell "Kö" from "kö", and a workbook does not
    either. Compared here, because the server may know no å ä ö; one at a time, so that two cannot both find it free."""
    with connection.cursor() as rader:
        rader.execute("SELECT pg_advisory_xact_lock(hashtext('planering.egetmatt.namn'))")
    for pk, namn in Egetmatt.objects.order_by("pk").values_list("pk", "namn"):
        if pk != rad.pk and namn.strip().casefold() == rad.namn.casefold():
            text = "Det finns redan ett eget mått med det namnet"
            raise Planeringsfel({"namn": [f"{text}." if namn == rad.namn else f"{text}, ”{namn}”."]})


def _granska_anvandning(rad: Egetmatt, falt: dict[str, Any]) -> None:
    beslutade = rad.indikatorer.filter(mal__malomrade__plan__status=Planstatus.BESLUTAD)
    andras = [namn for namn in BETYDELSEBARANDE if getattr(rad, namn) != falt[namn]]
    if andras and beslutade.exists():
        text = "Måttet används i en beslutad plan, så detta kan inte ändras. Skapa ett nytt mått i stället."
        raise Planeringsfel({namn: [text] for namn in andras})
    tappas = ["frekvens"] if rad.frekvens != falt["frekvens"] else []
    tappas += ["konsuppdelat"] if rad.konsuppdelat and not falt["konsuppdelat"] else []
    if tappas and _har_utfall(rad):
        text = "Det finns utfall för måttet, så detta kan inte ändras. Skapa ett nytt mått i stället."
        raise Planeringsfel({namn: [text] for namn in tappas})
    if rad.konsuppdelat and not falt["konsuppdelat"]:
        delade = [Kon.KVINNOR, Kon.MAN]
        if rad.indikatorer.filter(Q(kon__in=delade) | Q(malnivaer__kon__in=delade)).exists():
            text = "Det finns indikatorer eller målnivåer för kvinnor eller män. Ta bort dem först."
            raise Planeringsfel({"konsuppdelat": [text]})
