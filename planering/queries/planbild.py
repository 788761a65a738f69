"""A plan as the domain compares it, and which rows of two plans are the same thing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Model, QuerySet

from kkik.models import Kon
from planering.domain.malnivaer import Niva
from planering.domain.skillnad import Indikatorbild, Malbild, Planbild, Planskillnad, skillnad
from planering.models import (
    Horisontkoppling,
    Indikator,
    Kategori,
    Mal,
    Malomrade,
    Paverkansgrad,
    Plan,
)
from planering.queries.rader import grupper, nivaer_i_plan
from styrsnurra.gemensamt.tal import formatera


def planskillnad(fore: Plan, efter: Plan) -> Planskillnad:
    """What changed from one plan to the other. Thirteen queries, however large they are."""
    rotter = {modell: _rotter(modell) for modell in (Malomrade, Mal, Indikator)}
    return skillnad(_bild(fore, rotter), _bild(efter, rotter))


Rotter = dict[type[Model], dict[int, int]]


def _rotter(modell: type[Model]) -> dict[int, int]:
    """Row → the first one that it continues, through every version between."""
    over = dict(modell.objects.filter(foregangare__isnull=False).values_list("pk", "foregangare_id"))
    rot: dict[int, int] = {}
    for nyckel in over:
        sist, vag = nyckel, {nyckel}
        while (nasta := over.get(sist)) is not None and nasta not in vag:
            vag.add(nasta)
            sist = nasta
        rot[nyckel] = sist
    return rot


def foregangare_till(modell: type[Model], nycklar: set[int]) -> dict[int, list[int]]:
    """For each of the rows all that it continues, the nearest first. One query."""
    over = dict(modell.objects.filter(foregangare__isnull=False).values_list("pk", "foregangare_id"))
    ut: dict[int, list[int]] = {}
    for nyckel in nycklar:
        kedja: list[int] = []
        sist = over.get(nyckel)
        while sist is not None and sist not in kedja:
            kedja.append(sist)
            sist = over.get(sist)
        if kedja:
            ut[nyckel] = kedja
    return ut


@dataclass(slots=True)
class _Delar:
    """The rows of a plan by what they hang on, and the rows that every row continues."""

    rotter: Rotter
    mal: dict[int, list[Mal]]
    indikatorer: dict[int, list[Indikator]]
    nivaer: dict[int, list[tuple[int, str, Niva]]]
    horisonter: dict[int, list[tuple[int, str]]]


def _bild(plan: Plan, rotter: Rotter) -> Planbild:
    mal = Mal.objects.filter(malomrade__plan=plan).select_related("enhet", "ansvarig", "overordnat")
    kopplingar = Horisontkoppling.objects.filter(mal__malomrade__plan=plan).values_list(
        "mal_id", "horisontellt_id", "horisontellt__titel"
    )
    delar = _Delar(
        rotter,
        grupper((m.malomrade_id, m) for m in mal.order_by("ordning", "id")),
        grupper((i.mal_id, i) for i in _indikatorer(plan)),
        nivaer_i_plan(plan),
        grupper((m, (h, titel)) for m, h, titel in kopplingar),
    )
    omraden = list(plan.malomraden.order_by("ordning", "id"))
    return Planbild(
        plan.namn,
        plan.fran_ar,
        plan.till_ar,
        {rotter[Malomrade].get(o.pk, o.pk): o.namn for o in omraden},
        tuple(_malbild(m, o.namn, delar) for o in omraden for m in _i_tradordning(delar.mal.get(o.pk, []))),
    )


def _indikatorer(plan: Plan) -> QuerySet[Indikator]:
    return (
        Indikator.objects.filter(mal__malomrade__plan=plan)
        .select_related("nyckeltal", "egetmatt")
        .defer("nyckeltal__sok", "nyckeltal__beskrivning")
        .annotate(agarnamn=F("agare__namn"), ansvarigs_namn=F("ansvarig__namn"))
        .order_by("ordning", "id")
    )


def _i_tradordning(mal: list[Mal]) -> list[Mal]:
    """Each goal before those that serve it."""
    under: dict[int | None, list[Mal]] = {}
    har = {m.pk for m in mal}
    for m in mal:
        under.setdefault(m.overordnat_id if m.overordnat_id in har else None, []).append(m)

    def ned(nyckel: int | None) -> list[Mal]:
        return [rad for m in under.get(nyckel, []) for rad in (m, *ned(m.pk))]

    return ned(None)


def _malbild(m: Mal, omrade: str, delar: _Delar) -> Malbild:
    horisonter = delar.horisonter.get(m.pk, [])
    falt = {
        "Målet tillhör": m.enhet.namn,
        "Överordnat mål": f"”{m.overordnat.titel}”" if m.overordnat else "",
        "Ansvarig för målet": m.ansvarig.namn if m.ansvarig else "",
        "Vad målet betyder": m.beskrivning,
        "Målet är horisontellt": "ja" if m.horisontellt else "",
        "Målet bidrar till": ", ".join(f"”{titel}”" for titel in sorted(titel for _, titel in horisonter)),
    }
    return Malbild(
        delar.rotter[Mal].get(m.pk, m.pk),
        m.titel,
        omrade,
        falt,
        tuple(_indikatorbild(i, delar) for i in delar.indikatorer.get(m.pk, ())),
        {
            "Överordnat mål": _rot(delar.rotter, m.overordnat_id),
            "Målet bidrar till": {_rot(delar.rotter, nyckel) for nyckel, _ in horisonter},
        },
    )


def _rot(rotter: Rotter, nyckel: int | None) -> int | None:
    return None if nyckel is None else rotter[Mal].get(nyckel, nyckel)


def _indikatorbild(i: Indikator, delar: _Delar) -> Indikatorbild:
    enhet, rader = i.matt.enhet, delar.nivaer.get(i.pk, ())

    def tal(varde: float | None) -> str:
        return "" if varde is None else formatera(varde, None, enhet)

    riktning = Indikator.Riktning(i.riktning).label.lower()
    if i.riktning == Indikator.Riktning.INTERVALL:
        riktning = f"{formatera(i.intervall_a)}–{formatera(i.intervall_b, None, enhet)}"
    falt = {
        "Vad som är bra": riktning,
        "Ägare": i.agarnamn,
        "Ansvarig": i.ansvarigs_namn or "",
        "Kategorin": Kategori(i.kategori).label.lower(),
        "Påverkansgraden": Paverkansgrad(i.paverkansgrad).label.lower(),
        "Könet": Kon(i.kon).label.lower(),
        "Jämförelsegruppen": i.jamforelsegrupp,
        "Toleransen": _tolerans(i),
        "Felmarginalen": tal(i.marginal),
        "Utgångsvärdet": f"{tal(i.utgangsvarde)} {i.utgangsar}" if i.utgangsar else "",
        "Motiveringen": i.varfor,
        "Skälet för målnivå": i.malniva_skal,
        **_andras_nivaer(i.kon, rader),
    }
    nivaer = {ar: niva for ar, kon, niva in rader if kon == i.kon}
    hogt = {Indikator.Riktning.HOG: True, Indikator.Riktning.LAG: False}.get(i.riktning)
    rot = delar.rotter[Indikator].get(i.pk, i.pk)
    return Indikatorbild(rot, i.namn, nivaer, falt, enhet, i.decimaler, hogt)


def _andras_nivaer(eget_kon: str, rader: Iterable[tuple[int, str, Niva]]) -> dict[str, str]:
    """Women's and men's own levels, as one text each; the same keys always, so that two plans can be held together."""
    texter = {"K": [], "M": []}
    for ar, kon, n in rader:
        if kon != eget_kon and kon in texter:
            nivan = formatera(n.varde) if n.slag == "niva" else f"{formatera(n.a)}–{formatera(n.b)}"
            texter[kon].append(f"{nivan} {ar}")
    return {
        "Målnivåerna för kvinnor": ", ".join(texter["K"]),
        "Målnivåerna för män": ", ".join(texter["M"]),
    }


def _tolerans(i: Indikator) -> str:
    if i.tolerans is None:
        return "5 procent" if i.tolerans_slag == Indikator.Toleransslag.PROCENT else ""
    if i.tolerans_slag == Indikator.Toleransslag.PROCENT:
        return f"{formatera(i.tolerans)} procent"
    return formatera(i.tolerans, None, "" if i.matt.enhet == "%" else i.matt.enhet)
