"""The plan's frames: as a state to check changes against, and as a tree for the pages."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, Sum

from kkik.models import Nyckeltal
from organisation.models import Enhet, Enhetsniva
from planering.domain.resursgranskning import Lage, Varden, Verksamhetslage
from planering.domain.resurskolumner import KOLUMNER
from planering.domain.resursrader import NYCKELTAL, SLAG, VOLYMNAMN
from planering.models import Oronmarkning, Plan, Ram, Verksamhet

MED_RAM = (Enhetsniva.KOMMUN, Enhetsniva.NAMND, Enhetsniva.BOLAG)


def verksamheter(plan: Plan) -> QuerySet[Verksamhet]:
    """With nämnd, cost measure, frames and what is set aside of them. Four queries, however many there are."""
    ramar = Ram.objects.order_by("ar").prefetch_related(
        Prefetch("oronmarkningar", Oronmarkning.objects.select_related("mal").order_by("id"))
    )
    return (
        Verksamhet.objects.filter(plan=plan)
        .select_related("enhet", "nyckeltal")
        .prefetch_related(Prefetch("ramar", ramar))
        .order_by("id")
    )


def ramvarden(ram: Ram) -> Varden:
    return {k.namn: getattr(ram, k.namn) for k in KOLUMNER}


def verksamhetslage(rad: Verksamhet) -> Verksamhetslage:
    texter = {
        SLAG: str(rad.slag),
        VOLYMNAMN: rad.volymnamn,
        NYCKELTAL: rad.nyckeltal.kolada_id if rad.nyckeltal else "",
    }
    return Verksamhetslage(rad.pk, rad.enhet_id, rad.enhet.namn, rad.namn, rad.omrade, texter)


def resurslage(plan: Plan, dag: date, nyckeltal: Iterable[str] = ()) -> Lage:
    """What changes are checked against. `nyckeltal` are the Kolada ids that the changes speak of. Five queries."""
    rader = list(Verksamhet.objects.filter(plan=plan).select_related("enhet", "nyckeltal"))
    lagen = [verksamhetslage(rad) for rad in rader]
    ramar = {(r.verksamhet_id, r.ar): ramvarden(r) for r in Ram.objects.filter(verksamhet__plan=plan)}
    enheter = {
        e.namn.casefold(): (e.pk, e.namn) for e in Enhet.objects.gallande(dag).filter(niva__in=MED_RAM)
    }
    for rad in rader:  # a nämnd that has been closed keeps the frames it has
        enheter.setdefault(rad.enhet.namn.casefold(), (rad.enhet_id, rad.enhet.namn))
    oronmarkt = Oronmarkning.objects.filter(ram__verksamhet__plan=plan).values_list(
        "ram__verksamhet_id", "ram__ar"
    )
    koder = {kod for kod in nyckeltal if kod}
    kanda = Nyckeltal.objects.filter(kolada_id__in=koder).values_list("kolada_id", flat=True)
    return Lage(
        fran_ar=plan.fran_ar,
        till_ar=plan.till_ar,
        last=plan.ar_last,
        i_ar=dag.year,
        enheter=enheter,
        verksamheter={v.nyckel: v for v in lagen},
        ramar=ramar,
        oronmarkt={(v, ar): summa or Decimal(0) for v, ar, summa in oronmarkt.annotate(summa=Sum("belopp"))},
        nyckeltal=frozenset(kanda) | {v.texter[NYCKELTAL] for v in lagen},
    )
