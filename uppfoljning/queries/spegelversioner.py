"""The decisions that lead to a plan, as what each promised for a year; and activities that were deleted since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F

from organisation.models import Handelse
from planering.models import Aktivitet, Handlingsplan, Indikator, Mal, Malniva, Plan
from planering.queries import foregangare_till
from uppfoljning.domain.spegel import Forsvunnen, Post, Slag, Version, galler_aret

BORTTAGNINGAR = ("planering.ta_bort_aktivitet", "planering.ta_bort_handlingsplan")


@dataclass(frozen=True, slots=True)
class Vad:
    """What was promised: its words, the goal it stood under, whose it was (enhet key), and the level as a row.
    `nar`, `klar_senast`: an activity's, when it was deleted and when it should have been done."""

    text: str
    mal: str
    enhet: int
    niva: Malniva | None = field(default=None, compare=False)
    matt: Any = field(default=None, compare=False)
    nar: Any = None
    klar_senast: date | None = None


def versioner(plan: Plan, alla: Iterable[Plan], ar: int) -> list[Version]:
    """Last year's plan as it was last decided, then every decided version up to this one. Five queries, or none when
    there is only this one."""
    kedja = _kedja(plan, [p for p in alla if p.ar_last])
    if len(kedja) < 2:
        return [Version(_beslut(plan), ())]
    nycklar = {p.pk for p in kedja}
    mal = list(
        Mal.objects.filter(malomrade__plan__in=nycklar).select_related("malomrade").order_by("ordning", "id")
    )
    indikatorer = list(
        Indikator.objects.filter(mal__malomrade__plan__in=nycklar)
        .select_related("nyckeltal", "egetmatt")
        .defer("nyckeltal__sok", "nyckeltal__beskrivning")
        .order_by("ordning", "id")
    )
    nivaer = {
        n.indikator_id: n
        for n in Malniva.objects.filter(
            indikator__mal__malomrade__plan__in=nycklar, ar=ar, kon=F("indikator__kon")
        )
    }
    rot_mal = foregangare_till(Mal, {m.pk for m in mal})
    rot_indikator = foregangare_till(Indikator, {i.pk for i in indikatorer})
    under: dict[int, list[Indikator]] = defaultdict(list)
    for i in indikatorer:
        under[i.mal_id].append(i)
    poster: dict[int, list[Post]] = defaultdict(list)
    for m in mal:
        poster[m.malomrade.plan_id] += _malets_poster(m, under[m.pk], nivaer, rot_mal, rot_indikator)
    return [
        Version(
            _beslut(p),
            tuple(poster[p.pk]),
            f"version {p.version}" if i and kedja[i - 1].fran_ar == p.fran_ar else "årets plan",
            p.fran_ar != plan.fran_ar,
        )
        for i, p in enumerate(kedja)
    ]


def _kedja(plan: Plan, beslutade: Sequence[Plan]) -> list[Plan]:
    samma = [p for p in beslutade if p.fran_ar == plan.fran_ar and p.version <= plan.version]
    fore = [p for p in beslutade if p.fran_ar < plan.fran_ar]
    forra = max(fore, key=lambda p: (p.fran_ar, p.version), default=None)
    ordnade = sorted(samma, key=lambda p: p.version)
    return [forra, *ordnade] if forra is not None else ordnade


def _beslut(p: Plan) -> str:
    vilken = p.namn if p.version == 1 else f"{p.namn}, version {p.version}"
    paragraf = p.paragraf.replace("§ ", "§\u00a0")
    return f"{vilken} ({p.beslutad:%Y-%m-%d}, {paragraf})" if p.ar_last else vilken


def _rot(kedjor: Mapping[int, list[int]], nyckel: int) -> int:
    kedja = kedjor.get(nyckel)
    return kedja[-1] if kedja else nyckel


def _malets_poster(
    m: Mal,
    indikatorer: Iterable[Indikator],
    nivaer: Mapping[int, Malniva],
    rot_mal: Mapping[int, list[int]],
    rot_indikator: Mapping[int, list[int]],
) -> Iterable[Post]:
    yield Post(
        Slag.MAL,
        _rot(rot_mal, m.pk),
        (m.titel.strip().casefold(), m.enhet_id),
        Vad(m.titel, m.titel, m.enhet_id),
    )
    for i in indikatorer:
        rot, matt = _rot(rot_indikator, i.pk), (i.nyckeltal_id, i.egetmatt_id, i.kon)
        vad = Vad(i.namn, m.titel, i.agare_id, nivaer.get(i.pk), i.matt)
        yield Post(Slag.INDIKATOR, rot, matt, vad)
        if i.pk in nivaer:
            yield Post(Slag.MALNIVA, rot, matt, vad, hor_till=rot)


def borttagna_aktiviteter(nu: Version, fran: date, ar: int, mal: Mapping[int, Mal]) -> list[Forsvunnen]:
    """Activities of the year that were deleted since the day `fran`, neither done nor struck with a reason.

    mal: the plan's goals by key. What has been put back, and what hangs on no goal of the plan, is left out.
    Four queries at most.
    """
    handelser = list(
        Handelse.objects.filter(typ__in=BORTTAGNINGAR, tid__date__gte=fran).order_by("tid", "id")
    )
    if not handelser:
        return []
    gar_vidare = _malnycklar(mal)
    planer = dict(Handlingsplan.objects.filter(mal__isnull=False).values_list("pk", "mal_id"))
    funna = []
    for h in handelser:
        borta = h.data.get("borttaget", {})
        egna = {p["id"]: p for p in borta.get("planering.Handlingsplan", ())}
        for a in borta.get("planering.Aktivitet", ()):
            over = (
                egna[a["handlingsplan"]]["mal"]
                if a["handlingsplan"] in egna
                else planer.get(a["handlingsplan"])
            )
            malet = mal.get(gar_vidare.get(over, -1))
            if malet is not None and _lovad(a, ar):
                funna.append((h, a, malet))
    finns = set(Aktivitet.objects.filter(pk__in=[a["id"] for _, a, _ in funna]).values_list("pk", flat=True))
    return [
        Forsvunnen(
            Post(
                Slag.AKTIVITET,
                a["id"],
                None,
                Vad(
                    a["namn"], malet.titel, malet.enhet_id, nar=h.tid, klar_senast=_dag(a.get("klar_senast"))
                ),
            ),
            nu,
            nu,
        )
        for h, a, malet in funna
        if a["id"] not in finns
    ]


def _malnycklar(mal: Mapping[int, Mal]) -> dict[Any, int]:
    """Each of the plan's goals, and all that it continues, → its key in the plan."""
    ut: dict[Any, int] = {pk: pk for pk in mal}
    for pk, kedja in foregangare_till(Mal, set(mal)).items():
        ut |= dict.fromkeys(kedja, pk)
    return ut


def _dag(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _lovad(a: Mapping[str, Any], ar: int) -> bool:
    return (
        a["overordnad"] is None
        and a["status"] not in ("klar", "avford")
        and galler_aret(_dag(a.get("startar")), _dag(a.get("klar_senast")), ar)
    )
