"""What was decided last, what waits, and what that asks of the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from atgarder.models import Prioriteringsdeltagare
from kommunikation.presenters import Steg
from kommunikation.queries import Beslutslage, Fattat
from styrsnurra.gemensamt.datum import iso, relativt
from uppfoljning.behorighet import Tillhor
from uppfoljning.models import Atgardsforslag

VISADE = 3


@dataclass(frozen=True, slots=True)
class Beslutsrad:
    text: str
    url: str
    om: str


@dataclass(frozen=True, slots=True)
class Beslutsvy:
    """`senaste`: the newest decisions. `vantar`: papers that wait for theirs. `folj_upp`: whose day has come."""

    senaste: tuple[Beslutsrad, ...]
    vantar: tuple[Beslutsrad, ...]
    folj_upp: tuple[Beslutsrad, ...]


def beslutsvy(lage: Beslutslage, idag: date) -> Beslutsvy:
    return Beslutsvy(
        tuple(
            Beslutsrad(b.titel, _url(b), f"{b.instansnamn} {iso(b.sammantrade)}: {_utfall(b)}")
            for b in lage.beslut[:VISADE]
        ),
        tuple(
            Beslutsrad(u.titel, reverse("atgarder:underlag", args=[u.pk]), f"väntar på beslut, {u.enhet}")
            for u in lage.vantar[:VISADE]
        ),
        tuple(
            Beslutsrad(
                b.titel,
                _url(b),
                f"skulle följas upp {relativt(b.uppfoljning_nar, idag)}: är det gjort?",
            )
            for b in lage.att_folja_upp(idag)[:VISADE]
        ),
    )


def _url(b: Fattat) -> str:
    return reverse("atgarder:beslut", args=[b.pk])


def _utfall(b: Fattat) -> str:
    """ "2 bifall, 1 avslag"."""
    par = ((b.bifall, "bifall"), (b.avslag, "avslag"), (b.aterremiss, "återremiss"))
    if sum(n for n, _ in par) == 1:
        return next(ord_ for n, ord_ in par if n)
    return ", ".join(f"{n} {ord_}" for n, ord_ in par if n)


def beslutssteg(person: Any, lage: Beslutslage, idag: date) -> list[Steg]:
    """What is next for this person after what was decided, and before the next decision."""
    ut = [
        Steg(f"Registrera beslutet om {u.titel}", reverse("atgarder:underlag", args=[u.pk]))
        for u in lage.vantar
        if _far(person, "atgarder.registrera_beslut", u)
    ]
    for behorighet, beslut, gor in (
        ("atgarder.bereda", lage.utan_uppdrag, "Lämna till verksamheten"),
        ("atgarder.aterkoppla", lage.oavslutade, "Återkoppla beslutet om"),
        ("atgarder.folja_upp", lage.att_folja_upp(idag), "Följ upp beslutet om"),
    ):
        ut += [Steg(f"{gor} {b.titel}", _url(b)) for b in beslut if _far(person, behorighet, b)]
    return ut[:VISADE]


def forslagssteg(
    person: Any, rundor: Sequence[Prioriteringsdeltagare], forslag: Sequence[Atgardsforslag]
) -> list[Steg]:
    """Beside the decisions, on the wheel's own page: rounds that await the person, proposals to be described."""
    ut = [
        Steg(
            f"Prioritera: {r.prioritering.titel}", reverse("atgarder:prioritering", args=[r.prioritering_id])
        )
        for r in rundor
    ]
    ut += [
        Steg(f"Beskriv konsekvenserna av {f.titel}", reverse("atgarder:forslag", args=[f.pk]))
        for f in forslag
        if person.has_perm("atgarder.bereda", Tillhor(f.analys.enhet_id))
    ]
    return ut[:VISADE]


def _far(person: Any, behorighet: str, rad: Any) -> bool:
    return person.has_perm(behorighet, Tillhor(rad.behorighet_enhet_id))
