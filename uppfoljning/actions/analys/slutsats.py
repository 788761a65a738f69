"""Conclusions."""

from datetime import datetime

from django.db import transaction

from organisation.models import Person
from planering.actions import gemensamt
from uppfoljning.actions.analys.gemensamt import egna_hypoteser, las_analys
from uppfoljning.models import Analys, Hypotes, Slutsats


@transaction.atomic
def skapa_slutsats(
    *,
    av: Person | None,
    nar: datetime,
    analys: Analys,
    fraga: str,
    text: str,
    hypoteser: list[Hypotes],
) -> Slutsats:
    rad = las_analys(analys.pk)
    bygger_pa = egna_hypoteser(rad, hypoteser)
    slutsats = Slutsats(
        analys=rad,
        fraga=fraga,
        text=text.strip(),
        ordning=gemensamt.sist(rad.slutsatser.filter(fraga=fraga)),
    )
    gemensamt.spara(slutsats, av, nar)
    slutsats.hypoteser.set(bygger_pa)
    gemensamt.logga_skapad(slutsats, av=av, nar=nar, ovrigt={"hypoteser": [h.pk for h in bygger_pa]})
    return slutsats


@transaction.atomic
def andra_slutsats(
    *,
    av: Person | None,
    nar: datetime,
    slutsats: Slutsats,
    fraga: str,
    text: str,
    hypoteser: list[Hypotes],
    revision: int | None = None,
) -> Slutsats:
    analys = las_analys(slutsats.analys_id)
    rad = gemensamt.las_rad(slutsats, revision)
    ovrigt = satt_hypoteser(rad, egna_hypoteser(analys, hypoteser))
    return gemensamt.andra(rad, {"fraga": fraga, "text": text.strip()}, av=av, nar=nar, ovrigt=ovrigt)


@transaction.atomic
def ta_bort_slutsats(*, av: Person | None, nar: datetime, slutsats: Slutsats) -> None:
    las_analys(slutsats.analys_id)
    rad = gemensamt.las_rad(slutsats, None)
    gemensamt.ta_bort(rad, av=av, nar=nar, ovrigt={"analys": rad.analys_id})


def satt_hypoteser(rad, hypoteser: list[Hypotes]) -> dict[str, list]:
    """Put them in place of the earlier. Name → [before, after], as the log has it."""
    fore = sorted(rad.hypoteser.values_list("pk", flat=True))
    rad.hypoteser.set(hypoteser)
    return {"hypoteser": [fore, sorted(h.pk for h in hypoteser)]}
