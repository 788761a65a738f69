"""What an assignment is filled in with from its decision, analysis and proposal."""

from dataclasses import dataclass

from atgarder.domain.uppdrag import effektmening
from atgarder.models import Beslutadeffekt, Beslutspunkt
from atgarder.queries.malkedja import malen_i
from organisation.models import Enhet, Person
from planering.models import Indikator, Mal, Plan
from styrsnurra.gemensamt.datum import iso


@dataclass(frozen=True, slots=True)
class Uppdragsforval:
    """The fields of the action plan to be."""

    namn: str
    omrade: str
    nulage: str
    malbild: str
    enhet: Enhet
    ansvarig: Person | None
    mal: Mal | None
    uppfoljning: str
    hur_ofta: str


def effekter_for(punkt: Beslutspunkt) -> list[Beslutadeffekt]:
    return list(
        punkt.effekter.select_related("indikator__nyckeltal", "indikator__egetmatt")
        .defer("indikator__nyckeltal__sok", "indikator__nyckeltal__beskrivning")
        .order_by("id")
    )


def effektord(effekt: Beslutadeffekt) -> str:
    """The expected effect as a line of text. Uses the indicator and its measure."""
    i = effekt.indikator
    return effektmening(
        i.namn,
        fran=effekt.fran,
        franar=effekt.franar,
        till=effekt.till,
        effektar=effekt.effektar,
        decimaler=i.decimaler,
        enhet=i.matt.enhet,
    )


def uppdragsforval(punkt: Beslutspunkt, ar: int) -> Uppdragsforval:
    """A constant number of queries. The goal is the one behind the first indicator, in the plan that is followed in
    `ar` if it is there."""
    analys, beslut = punkt.forslag.analys, punkt.beslut
    avvikelser = list(analys.avvikelser.select_related("indikator").order_by("id"))
    effekter = effekter_for(punkt)
    indikator = _indikatorn(effekter[0].indikator_id if effekter else None, avvikelser)
    mal = _malet(indikator, ar)
    ansvarig = indikator.ansvarig if indikator is not None else None
    nulage = [a.mening if len(avvikelser) == 1 else f"{a.indikator.namn}: {a.mening}" for a in avvikelser]
    malbild = [punkt.forslag.beskrivning]
    if punkt.andring:
        malbild.append(f"Ändrat i beslutet: {punkt.andring}")
    if effekter:
        malbild.append("\n".join(effektord(e) for e in effekter))
    elif punkt.forslag.forvantad_effekt:
        malbild.append(punkt.forslag.forvantad_effekt)
    return Uppdragsforval(
        namn=_kapad(punkt.forslag.titel, 160),
        omrade=_kapad(mal.malomrade.namn if mal is not None else analys.enhet.namn, 120),
        nulage=_kapad("\n\n".join([analys.fraga, *nulage]), 4000),
        malbild=_kapad("\n\n".join(malbild), 4000),
        enhet=analys.enhet,
        ansvarig=ansvarig if ansvarig is not None and ansvarig.is_active else None,
        mal=mal,
        uppfoljning=_kapad(beslut.uppfoljning_hur, 160),
        hur_ofta=f"Senast {iso(beslut.uppfoljning_nar)}",
    )


def _indikatorn(nyckel: int | None, avvikelser: list) -> Indikator | None:
    if nyckel is None:
        nyckel = avvikelser[0].indikator_id if avvikelser else None
    if nyckel is None:
        return None
    return Indikator.objects.select_related("ansvarig", "mal__malomrade").filter(pk=nyckel).first()


def _malet(indikator: Indikator | None, ar: int) -> Mal | None:
    if indikator is None:
        return None
    plan = Plan.objects.aktuell(ar)
    return malen_i([plan.pk], [indikator.mal_id]).get((plan.pk, indikator.mal_id), indikator.mal)


def _kapad(text: str, langst: int) -> str:
    """To fit a field; one that is cut says so."""
    rad = text.strip()
    return rad if len(rad) <= langst else f"{rad[: langst - 1].rstrip()}…"
