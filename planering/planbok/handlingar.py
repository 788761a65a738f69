"""The ordinary action for each kind of row, in one shape: `skapa(av, nar, **columns)`, `andra(av, nar, <kind>=row, …)`
and `ta_bort(av, nar, <kind>=row)`."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import DataError, IntegrityError, InternalError

from organisation.models import Person
from planering.actions import (
    aktivitet,
    egetmatt,
    handlingsplan,
    indikator,
    kunskapskort,
    mal,
    plan,
    resurs,
    uppdrag,
)
from planering.domain.fel import Planeringsfel
from planering.models import (
    Indikator,
    Mal,
    Oronmarkning,
    Ram,
    Uppdragsbeskrivning,
    Uppdragskalla,
    Uppdragstext,
)
from planering.models import Kunskapskort as Kort

Vem = Person | None


def _skapa_kort(*, av: Vem, nar: datetime, indikator: Indikator, **texter: str) -> Indikator:
    """A new row of an indicator whose card has been emptied, or not written."""
    if any(getattr(kort, namn) for kort in Kort.objects.filter(indikator=indikator) for namn in texter):
        raise Planeringsfel({"indikator": ["Indikatorn har redan ett kunskapskort."]})
    kunskapskort.skriv_kunskapskort(av=av, nar=nar, indikator=indikator, **texter)
    return indikator


def _andra_kort(
    *, av: Vem, nar: datetime, kunskapskort: Indikator, revision: int, **texter: str
) -> Indikator:
    _skriv_kort(av=av, nar=nar, indikator=kunskapskort, revision=revision, **texter)
    return kunskapskort


def _tom_kortet(*, av: Vem, nar: datetime, kunskapskort: Indikator) -> None:
    _skriv_kort(av=av, nar=nar, indikator=kunskapskort)


_skriv_kort = kunskapskort.skriv_kunskapskort


def _skriv_ny_text(
    *, av: Vem, nar: datetime, uppdrag: Uppdragsbeskrivning, avsnitt: str, text: str
) -> Uppdragstext:
    """A description has all its sections from the start."""
    rad = uppdrag.texter.get(avsnitt=avsnitt)
    if rad.text:
        raise Planeringsfel({"avsnitt": ["Avsnittet har redan en text. Skriv i dess rad."]})
    return _skriv_text(av=av, nar=nar, text=rad, innehall=text)


def _andra_text(*, av: Vem, nar: datetime, uppdragstext: Uppdragstext, text: str) -> Uppdragstext:
    return _skriv_text(av=av, nar=nar, text=uppdragstext, innehall=text)


def _tom_texten(*, av: Vem, nar: datetime, uppdragstext: Uppdragstext) -> None:
    _skriv_text(av=av, nar=nar, text=uppdragstext, innehall="")


_skriv_text = uppdrag.skriv_uppdragstext


def _andra_kalla(*, uppdragskalla: Uppdragskalla, **falt: Any) -> Uppdragskalla:
    return uppdrag.andra_uppdragskalla(kalla=uppdragskalla, **falt)


def _ta_bort_kalla(*, uppdragskalla: Uppdragskalla, **vem: Any) -> None:
    uppdrag.ta_bort_uppdragskalla(kalla=uppdragskalla, **vem)


def _skapa_oronmarkning(
    *, ram: Ram | None, mal: Mal, belopp: Decimal, kommentar: str, **vem: Any
) -> Oronmarkning:
    if ram is None:
        raise Planeringsfel({"ram": ["Det finns ingen ram för den verksamheten och det året."]})
    return resurs.skapa_oronmarkning(ram=ram, mal=mal, belopp=belopp, kommentar=kommentar, **vem)


# What no action looks for, but a constraint or a trigger does.
VAGRAR = (IntegrityError, DataError, InternalError)
VAGRAD = "Databasen tar inte emot raden: den går inte ihop med något annat i planen eller i filen."
SKAPA: dict[str, Callable] = {
    "malomrade": plan.skapa_malomrade,
    "mal": mal.skapa_mal,
    "indikator": indikator.skapa_indikator,
    "handlingsplan": handlingsplan.skapa_handlingsplan,
    "aktivitet": aktivitet.skapa_aktivitet,
    "egetmatt": egetmatt.skapa_egetmatt,
    "kunskapskort": _skapa_kort,
    "uppdrag": uppdrag.skapa_uppdrag,
    "uppdragstext": _skriv_ny_text,
    "uppdragskalla": uppdrag.skapa_uppdragskalla,
    "oronmarkning": _skapa_oronmarkning,
}
ANDRA: dict[str, Callable] = {
    "plan": plan.andra_plan,
    "malomrade": plan.andra_malomrade,
    "mal": mal.andra_mal,
    "indikator": indikator.andra_indikator,
    "handlingsplan": handlingsplan.andra_handlingsplan,
    "aktivitet": partial(
        aktivitet.andra_aktivitet, prova_delar=False
    ),  # `prova_helheter` asks them afterwards
    "egetmatt": egetmatt.andra_egetmatt,
    "kunskapskort": _andra_kort,
    "uppdrag": uppdrag.andra_uppdrag,
    "uppdragstext": _andra_text,
    "uppdragskalla": _andra_kalla,
    "oronmarkning": resurs.andra_oronmarkning,
}
TA_BORT: dict[str, Callable] = {
    "malomrade": plan.ta_bort_malomrade,
    "mal": mal.ta_bort_mal,
    "indikator": indikator.ta_bort_indikator,
    "handlingsplan": handlingsplan.ta_bort_handlingsplan,
    "aktivitet": aktivitet.ta_bort_aktivitet,
    "kunskapskort": _tom_kortet,
    "uppdrag": uppdrag.ta_bort_uppdrag,
    "uppdragstext": _tom_texten,
    "uppdragskalla": _ta_bort_kalla,
    "oronmarkning": resurs.ta_bort_oronmarkning,
}
# Columns that say where a row belongs, which is settled when it is made: kind → (columns, why not).
FASTA: dict[str, tuple[tuple[str, ...], str]] = {
    "aktivitet": (
        ("handlingsplan", "overordnad"),
        "En aktivitet flyttas inte till en annan plats. Ta bort raden och lägg till en ny.",
    ),
    "kunskapskort": (("indikator",), "Kortet hör till sin indikator. Skriv i den indikatorns rad i stället."),
    "uppdragstext": (
        ("uppdrag", "avsnitt"),
        "Texten hör till sitt avsnitt. Skriv i det avsnittets rad i stället.",
    ),
    "uppdragskalla": (
        ("text",),
        "En källa flyttas inte till ett annat avsnitt. Ta bort raden och lägg till en ny.",
    ),
    "oronmarkning": (
        ("ram",),
        "En öronmärkning flyttas inte till en annan ram. Ta bort raden och lägg till en ny.",
    ),
}
# The plan's lock does not hold these, so the action looks at the revision again.
EGNA_LAS = ("handlingsplan", "aktivitet", "egetmatt", "kunskapskort")
