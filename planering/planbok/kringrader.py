"""What a plan rests on, as rows: knowledge cards, own measures, what is to be done with sources, frames."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from planering.domain.resurskolumner import PER_NAMN
from planering.domain.resursrader import AR, NAMN, NAMND, NYCKELTAL, OMRADE, SLAG, VOLYMNAMN
from planering.models import Egetmatt, Indikator, Plan, Ram, Uppdragskalla, Uppdragstext, Verksamhet
from planering.queries.resurser import radordning, ramvarden, verksamheter
from styrsnurra.gemensamt.sortering import svensk_nyckel

KORTFALT = ("mater", "paverkar", "paverkar_inte", "bakgrund")


def egna_matt(indikatorer: Iterable[Indikator]) -> list[Egetmatt]:
    """Those that the plan uses."""
    matt = {i.egetmatt_id: i.egetmatt for i in indikatorer if i.egetmatt_id}
    return sorted(matt.values(), key=lambda m: (svensk_nyckel(m.namn), m.pk))


def kort(indikator: Indikator) -> tuple[dict[str, str], int]:
    """(texts, revision) of the knowledge card; empty and 0 where there is none, as in its form."""
    rad = getattr(indikator, "kunskapskort", None)
    return {n: getattr(rad, n) if rad else "" for n in KORTFALT}, rad.revision if rad else 0


def uppdrag(plan: Plan) -> list:
    """With enheter, texts and sources. Four queries."""
    texter = Uppdragstext.objects.order_by("id").prefetch_related(
        Prefetch("kallor", Uppdragskalla.objects.order_by("ordning", "id"))
    )
    return list(
        plan.uppdrag.order_by("ordning", "id").prefetch_related("enhetsrader", Prefetch("texter", texter))
    )


def ramar(plan: Plan) -> list[tuple[Verksamhet, int, Ram | None]]:
    """Every verksamhet and year, in the order of the resources' own file; None where there is no frame yet."""
    rader = [(v, {ram.ar: ram for ram in v.ramar.all()}) for v in sorted(verksamheter(plan), key=radordning)]
    return [(v, ar, ramar_.get(ar)) for ar in plan.ar for v, ramar_ in rader]


def ramnyckel(v: int, ar: int) -> str:
    """The verksamhet's number and the year: a row has its key before it has a frame."""
    return f"R{v}{ar:04d}"


def ramrad(v: Verksamhet, ar: int, ram: Ram | None) -> tuple[dict[str, Any], int]:
    """(values, revision). The row tells of the verksamhet too, so its number grows when either of them changes."""
    tal = ramvarden(ram) if ram else dict.fromkeys(PER_NAMN)
    varden = {
        AR: ar,
        NAMND: v.enhet.namn,
        NAMN: v.namn,
        OMRADE: v.omrade,
        SLAG: str(v.slag),
        VOLYMNAMN: v.volymnamn,
        NYCKELTAL: v.nyckeltal.kolada_id if v.nyckeltal else "",
    }
    return varden | {n: helt(varde) for n, varde in tal.items()}, v.revision + (ram.revision if ram else 0)


def helt(varde: Decimal | None) -> Decimal | None:
    """Without the zeros that the column's decimals add."""
    if varde is None:
        return None
    return varde.quantize(Decimal(1)) if varde == varde.to_integral_value() else varde.normalize()


def ramnamn(v: Verksamhet, ar: int) -> str:
    return f"{v.enhet.namn}: {v} {ar}"
