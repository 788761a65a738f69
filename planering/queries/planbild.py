"""A plan as the domain compares it, and which rows of two plans are the same thing."""

from django.db.models import Model, Prefetch

from planering.domain.malnivaer import Niva
from planering.domain.skillnad import Indikatorbild, Malbild, Planbild, Planskillnad, skillnad
from planering.models import Indikator, Mal, Malomrade, Plan
from styrsnurra.gemensamt.tal import formatera


def planskillnad(fore: Plan, efter: Plan) -> Planskillnad:
    """What changed from one plan to the other. Fifteen queries, however large they are."""
    rotter = {modell: _rotter(modell) for modell in (Malomrade, Mal, Indikator)}
    da, nu = (_rader(plan) for plan in (fore, efter))
    return skillnad(_bild(fore, da, rotter), _bild(efter, nu, rotter))


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


def _rader(plan: Plan) -> list[Malomrade]:
    mal = Mal.objects.select_related("enhet", "ansvarig", "overordnat").order_by("ordning", "id")
    indikatorer = Indikator.objects.select_related("nyckeltal", "egetmatt", "agare", "ansvarig").order_by(
        "ordning", "id"
    )
    return list(
        plan.malomraden.order_by("ordning", "id").prefetch_related(
            Prefetch("mal", mal),
            "mal__horisontkopplingar__horisontellt",
            Prefetch("mal__indikatorer", indikatorer),
            "mal__indikatorer__malnivaer",
        )
    )


def _bild(plan: Plan, omraden: list[Malomrade], rotter: Rotter) -> Planbild:
    return Planbild(
        plan.namn,
        plan.fran_ar,
        plan.till_ar,
        {rotter[Malomrade].get(o.pk, o.pk): o.namn for o in omraden},
        tuple(_malbild(m, o.namn, rotter) for o in omraden for m in _i_tradordning(list(o.mal.all()))),
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


def _malbild(m: Mal, omrade: str, rotter: Rotter) -> Malbild:
    horisonter = sorted(k.horisontellt.titel for k in m.horisontkopplingar.all())
    falt = {
        "Målet tillhör": m.enhet.namn,
        "Överordnat mål": f"”{m.overordnat.titel}”" if m.overordnat else "",
        "Ansvarig för målet": m.ansvarig.namn if m.ansvarig else "",
        "Vad målet betyder": m.beskrivning,
        "Målet är horisontellt": "ja" if m.horisontellt else "",
        "Målet bidrar till": ", ".join(f"”{t}”" for t in horisonter),
    }
    return Malbild(
        rotter[Mal].get(m.pk, m.pk),
        m.titel,
        omrade,
        falt,
        tuple(_indikatorbild(i, rotter) for i in m.indikatorer.all()),
        {
            "Överordnat mål": _rot(rotter, m.overordnat_id),
            "Målet bidrar till": {_rot(rotter, k.horisontellt_id) for k in m.horisontkopplingar.all()},
        },
    )


def _rot(rotter: Rotter, nyckel: int | None) -> int | None:
    return None if nyckel is None else rotter[Mal].get(nyckel, nyckel)


def _indikatorbild(i: Indikator, rotter: Rotter) -> Indikatorbild:
    def tal(varde: float | None) -> str:
        return "" if varde is None else formatera(varde, None, i.matt.enhet)

    riktning = i.get_riktning_display().lower()
    if i.riktning == Indikator.Riktning.INTERVALL:
        riktning = f"{formatera(i.intervall_a)}–{formatera(i.intervall_b, None, i.matt.enhet)}"
    falt = {
        "Vad som är bra": riktning,
        "Ägare": i.agare.namn,
        "Ansvarig": i.ansvarig.namn if i.ansvarig else "",
        "Kategorin": i.get_kategori_display().lower(),
        "Påverkansgraden": i.get_paverkansgrad_display().lower(),
        "Könet": i.get_kon_display().lower(),
        "Jämförelsegruppen": i.jamforelsegrupp,
        "Toleransen": _tolerans(i),
        "Felmarginalen": tal(i.marginal),
        "Utgångsvärdet": f"{tal(i.utgangsvarde)} {i.utgangsar}" if i.utgangsar else "",
        "Motiveringen": i.varfor,
        "Skälet för målnivå": i.malniva_skal,
        **_andras_nivaer(i),
    }
    nivaer = {
        n.ar: Niva(n.slag, n.varde, n.a, n.b, n.forandring) for n in i.malnivaer.all() if n.kon == i.kon
    }
    hogt = {Indikator.Riktning.HOG: True, Indikator.Riktning.LAG: False}.get(i.riktning)
    return Indikatorbild(
        rotter[Indikator].get(i.pk, i.pk), i.namn, nivaer, falt, i.matt.enhet, i.decimaler, hogt
    )


def _andras_nivaer(i: Indikator) -> dict[str, str]:
    """Women's and men's own levels, as one text each; the same keys always, so that two plans can be held together."""
    texter = {"K": [], "M": []}
    for n in i.malnivaer.all():
        if n.kon != i.kon and n.kon in texter:
            nivan = formatera(n.varde) if n.slag == "niva" else f"{formatera(n.a)}–{formatera(n.b)}"
            texter[n.kon].append(f"{nivan} {n.ar}")
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
