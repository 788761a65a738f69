"""The plan's frames: as a state to check changes against, and as a tree for the pages."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Sum, Value, When

from kkik.models import Nyckeltal
from organisation.models import Enhet, Enhetsniva
from planering.domain.resurser import mater_kr_per
from planering.domain.resursgranskning import Lage, Varden, Verksamhetslage
from planering.domain.resurskolumner import KOLUMNER
from planering.domain.resursrader import NYCKELTAL, SLAG, VOLYMNAMN
from planering.models import Oronmarkning, Plan, Planstatus, Ram, Verksamhet
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

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


def radordning(v: Verksamhet) -> tuple:
    """The order of verksamheter on the page, in the grids and in the files: what is copied from the one lands on the
    same rows of the other. By nämnd, its reserve last, and then by name and area as Swedish is read."""
    reserv = v.slag == Verksamhet.Slag.RESERV
    namn, omrade = svensk_nyckel(v.namn), svensk_nyckel(v.omrade)
    return svensk_nyckel(v.enhet.namn), v.enhet_id, reserv, namn, omrade, v.pk


def _samma(v: Verksamhet) -> tuple[int, str, str]:
    """What makes verksamheter of two plans the same one."""
    return v.enhet_id, v.namn.casefold(), v.omrade.casefold()


def ramar_fore_planen(plan: Plan, verksamheter: Iterable[Verksamhet]) -> dict[int, Ram]:
    """The frames of the year before the plan's first, by the verksamhet of this plan that they belong to.

    They stand in the newest decided plan that holds that year, else in the one that this plan was copied from.
    Two queries.
    """
    ar = plan.fran_ar - 1
    beslutad_forst = Case(
        When(status=Planstatus.BESLUTAD, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    fore = (
        Plan.objects.filter(Q(status=Planstatus.BESLUTAD) | Q(pk=plan.foregangare_id))
        .filter(fran_ar__lte=ar, till_ar__gte=ar)
        .order_by(beslutad_forst, "-fran_ar", "-version")
        .first()
    )
    if fore is None:
        return {}
    rader = Ram.objects.filter(verksamhet__plan=fore, ar=ar).select_related("verksamhet")
    finns = {_samma(ram.verksamhet): ram for ram in rader}
    return {v.pk: finns[_samma(v)] for v in verksamheter if _samma(v) in finns}


def arets_fore(plan: Plan, verksamheter: Iterable[Verksamhet], ar: int) -> dict[int, Ram]:
    """The frames of the year before `ar` by verksamhet, out of the plan or, for its first year, the plan before.

    No query but those of `ramar_fore_planen`, and only for the first year.
    """
    if ar == plan.fran_ar:
        return ramar_fore_planen(plan, verksamheter)
    return {v.pk: ram for v in verksamheter for ram in v.ramar.all() if ram.ar == ar - 1}


def oronmarkt_per_mal(plan: Plan) -> dict[int, tuple[tuple[str, int], ...]]:
    """By goal what is set aside for it: ("4 000 tkr ur Hemtjänst 2027", the year). One query."""
    rader = (
        Oronmarkning.objects.filter(ram__verksamhet__plan=plan)
        .select_related("ram__verksamhet")
        .order_by("ram__ar", "-belopp", "id")
    )
    ut: dict[int, list[tuple[str, int]]] = {}
    for o in rader:
        belopp = formatera(o.belopp, antal_decimaler(o.belopp), "tkr")
        text = f"{belopp} ur {o.ram.verksamhet} {o.ram.ar}"
        ut.setdefault(o.mal_id, []).append((text, o.ram.ar))
    return {mal: tuple(delar) for mal, delar in ut.items()}


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
    """What changes are checked against. `nyckeltal` are the Kolada ids that the changes speak of. Seven queries."""
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
    kanda = {
        kod: mater_kr_per(titel, enhet)
        for kod, titel, enhet in Nyckeltal.objects.filter(kolada_id__in=koder).values_list(
            "kolada_id", "titel", "enhet"
        )
    }
    return Lage(
        fran_ar=plan.fran_ar,
        till_ar=plan.till_ar,
        last=plan.ar_last,
        i_ar=dag.year,
        enheter=enheter,
        verksamheter={v.nyckel: v for v in lagen},
        ramar=ramar,
        oronmarkt={(v, ar): summa or Decimal(0) for v, ar, summa in oronmarkt.annotate(summa=Sum("belopp"))},
        nyckeltal=frozenset(kod for kod, gar in kanda.items() if gar) | {v.texter[NYCKELTAL] for v in lagen},
        andra_nyckeltal=frozenset(kod for kod, gar in kanda.items() if not gar),
        fore_planen={pk: ramvarden(ram) for pk, ram in ramar_fore_planen(plan, rader).items()},
    )
