"""Recording a decision, and correcting one that was recorded wrong: the old one stays, the new one points back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict, Unpack

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone

from atgarder.actions.onskemal import skapa_onskemal
from atgarder.actions.rattelse import flytta_med, hinder
from atgarder.models import (
    Aterkoppling,
    Beslut,
    Beslutadeffekt,
    Beslutspunkt,
    Beslutsunderlag,
    Forvantadeffekt,
)
from organisation.actions import logga
from organisation.models import Enhet, Person
from organisation.models.enhet import Enhetsniva
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from uppfoljning.models import Atgardsforslag

Punkter = list[tuple[Atgardsforslag, str, str]]
NAMNDER = (Enhetsniva.NAMND, Enhetsniva.BOLAG)
OBLIGATORISKA = {
    "diarienummer": "Skriv diarienumret.",
    "paragraf": "Skriv paragrafen.",
    "lydelse": "Skriv beslutets lydelse.",
    "informeras": "Skriv vilka som informeras, och hur.",
    "uppfoljning_hur": "Skriv hur det följs upp att det görs.",
}


class Beslutsuppgifter(TypedDict):
    """What a decision is recorded with. `punkter`: proposal, outcome, and what was changed or why."""

    instans: str
    sammantrade: date
    diarienummer: str
    paragraf: str
    lydelse: str
    informeras: str
    uppfoljning_hur: str
    uppfoljning_nar: date
    punkter: Punkter
    namnd: NotRequired[Enhet | None]
    reservation: NotRequired[str]
    effektuppfoljning_nar: NotRequired[date | None]


@dataclass(frozen=True, slots=True)
class _Uppgifter:
    """The decision's own fields, trimmed."""

    falt: dict[str, Any]
    punkter: Punkter

    def granska(self, forslag: set[int], idag: date) -> None:
        """Raise Planeringsfel with every field that is wrong. `forslag`: those that the paper lays forward."""
        f = self.falt
        fel: dict[str, str | None] = {namn: text for namn, text in OBLIGATORISKA.items() if not f[namn]}
        if f["instans"] not in Beslut.Instans.values:
            fel["instans"] = "Välj var beslutet fattades."
        elif f["instans"] == Beslut.Instans.NAMND:
            if f["namnd"] is None or f["namnd"].niva not in NAMNDER:
                fel["namnd"] = "Välj vilken nämnd som beslutade."
        elif f["namnd"] is not None:
            fel["namnd"] = "Välj nämnd bara när det är en nämnd som har beslutat."
        if f["sammantrade"] > idag:
            fel["sammantrade"] = "Beslutet registreras när sammanträdet har varit."
        for namn in ("uppfoljning_nar", "effektuppfoljning_nar"):
            if f[namn] is not None and f[namn] < f["sammantrade"]:
                fel[namn] = "Uppföljningen kan inte vara före beslutet."
        gemensamt.fraga_fel(fel | self._punktfel(forslag))

    def _punktfel(self, forslag: set[int]) -> dict[str, str | None]:
        fel: dict[str, str | None] = {}
        if sorted(p[0].pk for p in self.punkter) != sorted(forslag):
            fel[""] = "Beslutet ska ha ett utfall för varje förslag i underlaget, och inga andra."
        for rad, utfall, andring in self.punkter:
            if utfall not in Beslutspunkt.Utfall.values:
                fel[f"utfall_{rad.pk}"] = f"Välj utfall för ”{rad.titel}”."
            elif utfall == Beslutspunkt.Utfall.ANDRING and not andring.strip():
                fel[f"andring_{rad.pk}"] = "Skriv vad som ändrades."
            elif utfall == Beslutspunkt.Utfall.ATERREMISS and not andring.strip():
                fel[f"andring_{rad.pk}"] = "Skriv varför ärendet skickades tillbaka."
        return fel


@transaction.atomic
def registrera_beslut(
    *,
    av: Person | None,
    nar: datetime,
    underlag: Beslutsunderlag,
    **uppgifter: Unpack[Beslutsuppgifter],
) -> Beslut:
    """The decision on a paper that has been handed in: an outcome for each of its proposals.

    The expected effects are copied as they stand, and what carried points need of budget and goals is asked for.
    Field errors of a point are named `utfall_<key>` and `andring_<key>`.
    """
    rad = gemensamt.las_rad(underlag, None)
    if rad.lamnat is None:
        raise Planeringsfel(
            "Underlaget är inte lämnat än. Ett beslut fattas på ett underlag som ligger fast."
        )
    if rad.beslut.exists():
        raise Planeringsfel("Beslutet är redan registrerat. Blev något fel rättas det med ett nytt beslut.")
    beslut = _skapa(av, nar, rad, _trimmade(**uppgifter))
    for punkt in beslut.punkter.order_by("ordning"):
        _for_in(av, nar, punkt)
    logga(av=av, nar=nar, typ="atgarder.registrera_beslut", objekt=beslut, data=_som_logg(beslut))
    return beslut


@transaction.atomic
def ratta_beslut(
    *,
    av: Person | None,
    nar: datetime,
    rattar: Beslut,
    rattar_skal: str,
    **uppgifter: Unpack[Beslutsuppgifter],
) -> Beslut:
    """A new decision that stands in the place of `rattar`, which stays as it was.

    What has begun on a point goes along when its outcome is still carried, with the effect that was expected then;
    it is refused to take the ground away under an assignment. Återkoppling that was given follows when no outcome
    changed.
    """
    gammalt = type(rattar).objects.select_for_update(of=("self",)).get(pk=rattar.pk)
    if Beslut.objects.filter(rattar=gammalt).exists():
        raise Planeringsfel("Beslutet är redan rättat. Rätta det beslut som gäller nu.")
    nya = _trimmade(**uppgifter)
    if not rattar_skal.strip():
        raise Planeringsfel({"rattar_skal": ["Skriv vad som rättas, och varför."]})
    fore = {p.forslag_id: p for p in gammalt.punkter.select_related("forslag").order_by("ordning")}
    kvar = {f.pk for f, utfall, _ in nya.punkter if utfall in BIFALLNA}
    gemensamt.fraga_fel({f"utfall_{nyckel}": hinder(p) for nyckel, p in fore.items() if nyckel not in kvar})
    underlag = gemensamt.las_rad(gammalt.underlag, None)
    beslut = _skapa(av, nar, underlag, nya, rattar=gammalt, rattar_skal=rattar_skal.strip())
    for punkt in beslut.punkter.order_by("ordning"):
        gammal = fore[punkt.forslag_id]
        if gammal.bifallen:
            flytta_med(av, nar, gammal, punkt, rattar_skal.strip())
        else:
            _for_in(av, nar, punkt)
    if all(fore[p.forslag_id].utfall == p.utfall for p in beslut.punkter.all()):
        _aterkopplingar_med(av, nar, gammalt, beslut)
    data = _som_logg(beslut) | {"rattar": gammalt.pk, "skal": beslut.rattar_skal}
    logga(av=av, nar=nar, typ="atgarder.ratta_beslut", objekt=beslut, data=data)
    return beslut


BIFALLNA = {Beslutspunkt.Utfall.BIFALL, Beslutspunkt.Utfall.ANDRING}


def _trimmade(
    *,
    instans: str,
    sammantrade: date,
    diarienummer: str,
    paragraf: str,
    lydelse: str,
    informeras: str,
    uppfoljning_hur: str,
    uppfoljning_nar: date,
    punkter: Punkter,
    namnd: Enhet | None = None,
    reservation: str = "",
    effektuppfoljning_nar: date | None = None,
) -> _Uppgifter:
    """The fields trimmed. A TypeError tells the caller of one that is missing or unknown."""
    falt: dict[str, Any] = {
        "instans": instans,
        "namnd": namnd,
        "sammantrade": sammantrade,
        "diarienummer": diarienummer.strip(),
        "paragraf": paragraf.strip(),
        "lydelse": lydelse.strip(),
        "reservation": reservation.strip(),
        "informeras": informeras.strip(),
        "uppfoljning_hur": uppfoljning_hur.strip(),
        "uppfoljning_nar": uppfoljning_nar,
        "effektuppfoljning_nar": effektuppfoljning_nar,
    }
    return _Uppgifter(falt, punkter)


def _skapa(
    av: Person | None, nar: datetime, underlag: Beslutsunderlag, uppgifter: _Uppgifter, **rattelse: Any
) -> Beslut:
    """The decision and its points, in the paper's order."""
    ordning = list(underlag.rader.order_by("ordning", "id").values_list("forslag_id", flat=True))
    uppgifter.granska(set(ordning), timezone.localdate(nar))
    beslut = Beslut(
        underlag=underlag,
        registrerad=nar,
        registrerad_av=av.namn if av is not None else "Systemet",
        **uppgifter.falt,
        **rattelse,
    )
    _spara(beslut)
    per = {rad.pk: (utfall, andring.strip()) for rad, utfall, andring in uppgifter.punkter}
    for plats, nyckel in enumerate(ordning, start=1):
        utfall, andring = per[nyckel]
        _spara(Beslutspunkt(beslut=beslut, forslag_id=nyckel, utfall=utfall, andring=andring, ordning=plats))
    return beslut


def _spara(rad: models.Model) -> None:
    """Check the whole row and save it. Raises Planeringsfel with the fields' messages."""
    try:
        rad.full_clean()
    except ValidationError as fel:
        texter = {("" if f == NON_FIELD_ERRORS else f): t for f, t in fel.message_dict.items()}
        raise Planeringsfel(texter) from fel
    rad.save()


def _for_in(av: Person | None, nar: datetime, punkt: Beslutspunkt) -> None:
    """What a newly carried point sets in motion; nothing for another."""
    if not punkt.bifallen:
        return
    Beslutadeffekt.objects.bulk_create(
        Beslutadeffekt(
            punkt=punkt,
            indikator_id=f.indikator_id,
            fran=f.fran,
            franar=f.franar,
            till=f.till,
            effektar=f.effektar,
        )
        for f in Forvantadeffekt.objects.filter(forslag=punkt.forslag_id).order_by("id")
    )
    skapa_onskemal(av=av, nar=nar, punkt=punkt)


def _aterkopplingar_med(av: Person | None, nar: datetime, gammalt: Beslut, nytt: Beslut) -> None:
    for rad in gammalt.aterkopplingar.order_by("id"):
        gemensamt.skapa(
            Aterkoppling(
                beslut=nytt,
                till=rad.till,
                datum=rad.datum,
                hur=rad.hur,
                sagt=rad.sagt,
                avstar_skal=rad.avstar_skal,
            ),
            av=av,
            nar=nar,
        )


def _som_logg(beslut: Beslut) -> dict[str, Any]:
    punkter = beslut.punkter.order_by("ordning").values_list("forslag_id", "utfall", "andring")
    data = gemensamt.innehall(beslut)
    return {"efter": {n: v for n, v in data.items() if n != "registrerad_av"}} | {
        "punkter": [list(p) for p in punkter]
    }
