"""Outcomes of own measures, saved: from the report, from a file, from another system."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisation.actions import logga
from organisation.models import Person
from planering.domain.resursrader import Radfel
from planering.models import Egetmatt
from uppfoljning.actions.berakning import koa_berakning
from uppfoljning.domain.utfallsgranskning import Utfallsandring, Utfallsgranskning, granska
from uppfoljning.domain.utfallsrader import Utfallsrad
from uppfoljning.models import Inlamning, Leveransnyckel, Utfall, Utfallsinlasning
from uppfoljning.queries.utfallslage import utfallslage
from uppfoljning.rapportrutor import ANTAL, rutnamn


class Utfallsfel(ValueError):
    """The rows were refused and nothing was saved. `rader` says what is wrong, row by row."""

    def __init__(self, rader: Sequence[Radfel]) -> None:
        self.rader = list(rader)
        super().__init__(" ".join(f.text for f in self.rader))


class LagetAndrat(Exception):
    """What is stored has changed since the dry run was shown."""


class RedanAvgjord(ValueError):
    """The reading has been confirmed or thrown away already."""


def nekat_for(person: Person) -> Any:
    """Why a person may not report a measure: its owner must be within her role."""

    def nekat(matt: Egetmatt) -> str:
        if person.has_perm("uppfoljning.rapportera", Inlamning(enhet_id=matt.agare_id)):
            return ""
        return "Du får inte rapportera det måttet."

    return nekat


def skriv(
    andringar: Sequence[Utfallsandring], *, av: Person | None, namn: str, nar: datetime, kalla: str
) -> None:
    """Save what a check found, in the caller's transaction, which holds the measures. The log keeps what was there.

    The signals are asked for anew when it commits.
    """
    if not andringar:
        return
    falt = {"kalla": kalla, "rapporterat": nar, "rapporterat_av": namn[:120]}
    nycklar = ("egetmatt_id", "enhet_id", "ar", "period", "kon")
    sparade = {
        tuple(getattr(rad, n) for n in nycklar): rad
        for rad in Utfall.objects.filter(
            egetmatt__in={a.cell[0] for a in andringar}, ar__in={a.cell[2] for a in andringar}
        )
    }
    nya, andrade = [], []
    for a in andringar:
        rad = sparade.get(a.cell)
        (nya if rad is None else andrade).append(
            rad := rad or Utfall(**dict(zip(nycklar, a.cell, strict=True)))
        )
        rad.varde, rad.antal = a.efter, a.antal
        for falt_namn, varde in falt.items():
            setattr(rad, falt_namn, varde)
    Utfall.objects.bulk_create(nya)
    Utfall.objects.bulk_update(andrade, ["varde", "antal", *falt])
    logga(
        av=av,
        nar=nar,
        typ="uppfoljning.rapportera_utfall",
        data={"kalla": kalla, "andrat": [_loggrad(a) for a in andringar]},
    )
    koa_berakning(av=av, nar=nar, bara_bedomningar=True)


def _loggrad(a: Utfallsandring) -> dict[str, Any]:
    matt, enhet, ar, period, kon = a.cell
    rad: dict[str, Any] = {"matt": matt, "ar": ar, "period": period, "kon": kon, "varde": [a.fore, a.efter]}
    if enhet is not None:
        rad["enhet"] = enhet
    if a.antal != a.antal_fore:
        rad["antal"] = [a.antal_fore, a.antal]
    return rad


# ---- Files ----


@transaction.atomic
def las_in(
    *, av: Person, nar: datetime, namn: str, kalla: str, rader: Sequence[Utfallsrad]
) -> Utfallsinlasning:
    """Keep a read table for the dry run."""
    lage = utfallslage({r.ar for r in rader}, timezone.localdate(nar), nekat=nekat_for(av))
    rad = Utfallsinlasning.objects.create(
        namn=namn[:160],
        kalla=kalla,
        rader=[r.som_json() for r in rader],
        lage=lage.fingeravtryck(),
        skapad=nar,
        person=av,
    )
    logga(av=av, nar=nar, typ="uppfoljning.las_in_utfall", objekt=rad, data={"rader": len(rader)})
    return rad


def granska_inlasning(
    *, av: Person, nar: datetime, inlasning: Utfallsinlasning
) -> tuple[Utfallsgranskning, bool]:
    """(what confirming would do now, whether what is stored is as it was when the person was last shown it)."""
    rader = [Utfallsrad.ur_json(r) for r in inlasning.rader]
    lage = utfallslage({r.ar for r in rader}, timezone.localdate(nar), nekat=nekat_for(av))
    return granska(rader, lage), lage.fingeravtryck() == inlasning.lage


def bekrafta_inlasning(*, av: Person, nar: datetime, inlasning: Utfallsinlasning) -> Utfallsgranskning:
    """Save what the dry run showed. Raises LagetAndrat when that is no longer what would happen, and Utfallsfel."""
    with transaction.atomic():
        rad = _vantande(inlasning)
        utkast = _utkast()
        rader = [Utfallsrad.ur_json(r) for r in rad.rader]
        lage = utfallslage({r.ar for r in rader}, timezone.localdate(nar), nekat=nekat_for(av), las=True)
        andrat = lage.fingeravtryck() != rad.lage
        if andrat:
            rad.lage = lage.fingeravtryck()
            rad.save(update_fields=["lage"])
        else:
            g = granska(rader, lage)
            if g.fel:
                raise Utfallsfel(g.fel)
            skriv(g.andringar, av=av, namn=av.namn, nar=nar, kalla=rad.kalla)
            _slapp_utkast(utkast, g.andringar)
            _avgor(rad, Utfallsinlasning.Status.KLAR)
    if andrat:
        raise LagetAndrat
    return g


def _utkast() -> list[Inlamning]:
    """Reports with something typed in them, held: before the measures, as by everybody who needs both."""
    rader = Inlamning.objects.select_for_update().filter(status=Inlamning.Status.UTKAST).exclude(utkast={})
    return list(rader.order_by("pk"))


def _slapp_utkast(inlamningar: Sequence[Inlamning], andringar: Sequence[Utfallsandring]) -> None:
    """What was typed in a report, and not handed in, gives way to what the person has just confirmed."""
    rutor = {rutnamn(*a.cell) for a in andringar} | {rutnamn(*a.cell, slag=ANTAL) for a in andringar}
    for rad in inlamningar:
        kvar = {ruta: u for ruta, u in rad.utkast.items() if ruta not in rutor}
        if kvar != rad.utkast:
            rad.utkast, rad.revision = kvar, rad.revision + 1
            rad.save(update_fields=["utkast", "revision"])


@transaction.atomic
def avbryt_inlasning(*, av: Person, nar: datetime, inlasning: Utfallsinlasning) -> None:
    rad = _vantande(inlasning)
    _avgor(rad, Utfallsinlasning.Status.AVBRUTEN)
    logga(av=av, nar=nar, typ="uppfoljning.avbryt_inlasning", objekt=rad)


def _vantande(inlasning: Utfallsinlasning) -> Utfallsinlasning:
    rad = Utfallsinlasning.objects.select_for_update().get(pk=inlasning.pk)
    if rad.status != Utfallsinlasning.Status.VANTAR:
        raise RedanAvgjord("Tabellen är redan inläst eller avbruten.")
    return rad


def _avgor(rad: Utfallsinlasning, status: str) -> None:
    rad.status, rad.rader = status, []
    rad.save(update_fields=["status", "rader"])


# ---- Systems ----


@transaction.atomic
def ta_emot_leverans(
    *, nyckel: Leveransnyckel, nar: datetime, rader: Sequence[Utfallsrad], prova: bool = False
) -> Utfallsgranskning:
    """All the rows, or none. `prova`: say what would happen, and save nothing. Raises Utfallsfel."""
    far = set(nyckel.matt.values_list("pk", flat=True))

    def nekat(matt: Egetmatt) -> str:
        return "" if matt.pk in far else "Nyckeln gäller inte det måttet."

    lage = utfallslage({r.ar for r in rader}, timezone.localdate(nar), nekat=nekat, las=not prova)
    g = granska(rader, lage)
    if g.fel:
        raise Utfallsfel(g.fel)
    if not prova:
        skriv(g.andringar, av=None, namn=nyckel.namn, nar=nar, kalla=Utfall.Kalla.API)
    return g
