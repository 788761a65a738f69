"""Telling those who took part, or saying why not; a decision counts as closed only then."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from atgarder.models import Aterkoppling, Beslut, Beslutsavslut
from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel


@transaction.atomic
def aterkoppla(
    *,
    av: Person | None,
    nar: datetime,
    beslut: Beslut,
    till: str,
    datum: date | None,
    hur: str,
    sagt: str = "",
    revision: int | None = None,
) -> Aterkoppling:
    """They have been told. Recorded anew, or instead of what was recorded before for the same `till`."""
    fel: dict[str, str | None] = {}
    if datum is None:
        fel["datum"] = "Skriv när det gjordes."
    elif datum > timezone.localdate(nar):
        fel["datum"] = "Det här registreras när det är gjort."
    elif datum < beslut.sammantrade:
        fel["datum"] = f"Återkopplingen kan inte vara före beslutet {beslut.sammantrade:%Y-%m-%d}."
    if not hur.strip():
        fel["hur"] = "Skriv hur det gjordes."
    falt = {"datum": datum, "hur": hur.strip(), "sagt": sagt.strip(), "avstar_skal": ""}
    return _satt(av, nar, beslut, till, falt, fel, revision)


@transaction.atomic
def avsta_aterkoppling(
    *,
    av: Person | None,
    nar: datetime,
    beslut: Beslut,
    till: str,
    skal: str,
    revision: int | None = None,
) -> Aterkoppling:
    """They are not told, and this is why."""
    fel = {} if skal.strip() else {"skal": "Skriv varför ingen återkoppling görs."}
    falt = {"datum": None, "hur": "", "sagt": "", "avstar_skal": skal.strip()}
    return _satt(av, nar, beslut, till, falt, dict(fel), revision)


def _satt(
    av: Person | None,
    nar: datetime,
    beslut: Beslut,
    till: str,
    falt: dict[str, Any],
    fel: dict[str, str | None],
    revision: int | None,
) -> Aterkoppling:
    las_beslut(beslut)
    if till not in Aterkoppling.Till.values:
        raise Planeringsfel({"till": ["Välj vilka det gäller."]})
    gemensamt.fraga_fel(fel)
    finns = Aterkoppling.objects.filter(beslut=beslut, till=till).first()
    if finns is None:
        return gemensamt.skapa(Aterkoppling(beslut=beslut, till=till, **falt), av=av, nar=nar)
    return gemensamt.andra(gemensamt.las_rad(finns, revision), falt, av=av, nar=nar)


def las_beslut(beslut: Beslut) -> Beslut:
    """The decision, locked until the transaction ends: it stands, and is not closed. Raises Planeringsfel."""
    rad = Beslut.objects.select_for_update(of=("self",)).get(pk=beslut.pk)
    if Beslut.objects.filter(rattar=rad).exists():
        raise Planeringsfel("Beslutet är rättat. Gå till det beslut som gäller nu.")
    if Beslutsavslut.objects.filter(beslut=rad).exists():
        raise Planeringsfel("Beslutet är avslutat, och återkopplingen ligger fast.")
    return rad


def kvar(beslut: Beslut) -> list[str]:
    """Those who have neither been told nor waived, as labels. [] when the decision can be closed."""
    klara = set(beslut.aterkopplingar.values_list("till", flat=True))
    return [str(t.label) for t in Aterkoppling.Till if t not in klara]


@transaction.atomic
def stang_beslut(*, av: Person | None, nar: datetime, beslut: Beslut) -> Beslutsavslut:
    """It counts as closed: all four have been told, or it was waived with a reason."""
    rad = las_beslut(beslut)
    if saknas := kvar(rad):
        raise Planeringsfel(
            f"Återkoppling saknas till {_uppraknat(s.lower() for s in saknas)}. "
            "Gör den, eller skriv varför den inte görs."
        )
    avslut = Beslutsavslut.objects.create(beslut=rad, nar=nar, av=av.namn if av is not None else "Systemet")
    logga(av=av, nar=nar, typ="atgarder.stang_beslut", objekt=rad)
    return avslut


def _uppraknat(texter) -> str:
    *forst, sist = list(texter)
    return f"{', '.join(forst)} och {sist}" if forst else sist
