"""What an indicator's owner has to take a stand on: what there is to raise, and what has been raised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kkik.domain.livslangd import efterfoljare, slut
from kkik.models import Definitionsbrott, Nyckeltal
from planering.models import Indikator
from uppfoljning.behorighet import Tillhor
from uppfoljning.models import Arende
from uppfoljning.queries.anvandning import levande_planer

Orsak = Arende.Orsak


@dataclass(frozen=True, slots=True)
class Anledning:
    """Something to raise. `fakta` tells two facts of the same kind apart; `forslag` is a nyckeltal's key."""

    indikator: Indikator
    orsak: str
    fakta: str
    text: str
    forslag: int | None = None


def anledningar(idag: date) -> list[Anledning]:
    """Everything that should be raised about the indicators of living plans. Five queries."""
    indikatorer = _indikatorer(idag)
    nyckeltal = {i.nyckeltal_id: i.nyckeltal for i in indikatorer if i.nyckeltal is not None}
    slutar = {pk: n for pk, n in nyckeltal.items() if n.forsvunnet is not None or slut(n.titel) is not None}
    forslag = _forslag(slutar)
    brott: dict[int, Definitionsbrott] = {}
    for b in Definitionsbrott.objects.filter(
        nyckeltal__in=list(nyckeltal), status=Definitionsbrott.Status.MOJLIGT
    ).order_by("upptackt", "pk"):
        brott[b.nyckeltal_id] = b
    ut: list[Anledning] = []
    for i in indikatorer:
        if i.nyckeltal is not None:
            ut += _om_nyckeltalet(i, forslag.get(i.nyckeltal_id), brott.get(i.nyckeltal_id))
        if i.agare.galler_till is not None and i.agare.galler_till < idag:
            efter = f" Efterföljaren är {i.agare.efterfoljare.namn}." if i.agare.efterfoljare else ""
            text = f"{i.agare.namn} upphörde {i.agare.galler_till:%Y-%m-%d}.{efter} Vem ska äga indikatorn?"
            ut.append(Anledning(i, Orsak.AGARE, f"enhet:{i.agare_id}:{i.agare.galler_till:%Y-%m-%d}", text))
    return ut


def _indikatorer(idag: date) -> list[Indikator]:
    """Those of living plans. One that goes on unchanged in a draft is asked about there, where it can be changed."""
    rader = list(
        Indikator.objects.filter(mal__malomrade__plan__in=levande_planer(idag))
        .select_related("nyckeltal", "agare__efterfoljare")
        .defer("nyckeltal__sok")
        .order_by("pk")
    )
    fortsatter = {(i.foregangare_id, i.nyckeltal_id, i.agare_id) for i in rader}
    return [i for i in rader if (i.pk, i.nyckeltal_id, i.agare_id) not in fortsatter]


def _om_nyckeltalet(i: Indikator, forslag: int | None, brott: Definitionsbrott | None) -> list[Anledning]:
    n, ut = i.nyckeltal, []
    if n.forsvunnet is not None:
        nar = f"{n.forsvunnet:%Y-%m-%d}"
        text = f"{n.kolada_id} finns inte längre i Kolada sedan {nar}. Nya värden kommer inte."
        ut.append(Anledning(i, Orsak.FORSVUNNET, f"{n.kolada_id}:{nar}", text, forslag))
    elif (s := slut(n.titel)) is not None:
        sist = f"Sista året är {s.ar}" if s.ar is not None else "Titeln säger inte vilket år som är det sista"
        text = f"Kolada har slutat mäta {n.kolada_id}: titeln säger ”{s.ord_}”. {sist}."
        ut.append(Anledning(i, Orsak.UPPHOR, f"{n.kolada_id}:{s.ord_}"[:120], text, forslag))
    if brott is not None:
        text = f"Kolada skrev om {n.kolada_id} vid importen {brott.upptackt:%Y-%m-%d}. Är det samma mått?"
        ut.append(Anledning(i, Orsak.DEFINITION, f"brott:{brott.pk}", text))
    return ut


def _forslag(slutar: dict[int, Nyckeltal]) -> dict[int, int]:
    """By nyckeltal that has ended: the one that took over, in the same area. One query, none when nothing ended."""
    if not slutar:
        return {}
    omraden = {n.verksamhetsomrade for n in slutar.values()}
    per_omrade: dict[str, list[tuple[int, str]]] = {}
    andra = Nyckeltal.objects.filter(verksamhetsomrade__in=omraden, forsvunnet__isnull=True)
    for pk, titel, omrade in andra.order_by("pk").values_list("pk", "titel", "verksamhetsomrade"):
        per_omrade.setdefault(omrade, []).append((pk, titel))
    ut = {}
    for pk, n in slutar.items():
        andra_i_omradet = [par for par in per_omrade.get(n.verksamhetsomrade, []) if par[0] != pk]
        if (efter := efterfoljare(n.titel, andra_i_omradet)) is not None:
            ut[pk] = efter
    return ut


def _med_allt(rader: Any) -> Any:
    return rader.select_related(
        "indikator__nyckeltal",
        "indikator__agare",
        "indikator__ansvarig",
        "indikator__mal__malomrade__plan",
        "forslag",
    ).defer("indikator__nyckeltal__sok", "forslag__sok")


def oppna_arenden() -> list[Arende]:
    """The newest first. One query."""
    return list(_med_allt(Arende.objects.filter(avslutad__isnull=True)).order_by("-skapad", "-pk"))


def avslutade_arenden(hogst: int = 50) -> list[Arende]:
    return list(_med_allt(Arende.objects.filter(avslutad__isnull=False)).order_by("-avslutad", "-pk")[:hogst])


def arende_for(pk: int) -> Arende | None:
    return _med_allt(Arende.objects.filter(pk=pk)).first()


def arenden_om(indikator: int) -> list[Arende]:
    """Of an indicator and of the one that continues it: the open first, then the latest answered. One query."""
    return list(
        Arende.objects.filter(Q(indikator=indikator) | Q(indikator__foregangare=indikator))
        .filter(Q(avslutad__isnull=True) | ~Q(svar=Arende.Svar.LOST))
        .select_related("forslag")
        .order_by("-avslutad", "-skapad", "-pk")
    )


def mina(arenden: Iterable[Arende], person: Any, behorighet: str) -> list[Arende]:
    """Those that the person answers for: by name, or by role for the owner."""
    return [
        a
        for a in arenden
        if a.indikator.ansvarig_id == person.pk or person.has_perm(behorighet, Tillhor(a.indikator.agare_id))
    ]
