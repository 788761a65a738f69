"""A plan as the domain compares it, and which rows of two plans are the same thing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Model, Value
from django.db.models.expressions import RawSQL

from kkik.models import Kon
from planering.domain.skillnad import Indikatorbild, Malbild, Planbild, skillnad
from planering.domain.skillnadsrader import Planskillnad
from planering.models import Indikator, Kategori, Mal, Malomrade, Paverkansgrad, Plan
from planering.queries.rader import Planrader, grupper, planrader
from planering.queries.resursbild import uppdragsbilder, verksamhetsbilder
from styrsnurra.gemensamt.tal import formatera


def planskillnad(fore: Plan, efter: Plan) -> Planskillnad:
    """What changed from one plan to the other. Eighteen queries, however large they are."""
    arvet = arv(Malomrade, Mal, Indikator)
    rotter = {modell: arvet.rotter(modell) for modell in arvet.over}
    planer = [fore, efter]
    verksamheter, uppdrag = verksamhetsbilder(planer, rotter[Mal]), uppdragsbilder(planer)
    da, nu = (
        replace(
            _bild(planrader(plan), rotter),
            verksamheter=verksamheter.get(plan.pk, ()),
            uppdrag=uppdrag.get(plan.pk, ()),
        )
        for plan in planer
    )
    return skillnad(da, nu)


Rotter = dict[type[Model], dict[int, int]]


def _rotter(over: dict[int, int]) -> dict[int, int]:
    """Row → the first one that it continues, through every version between."""
    rot: dict[int, int] = {}
    for nyckel in over:
        sist, vag = nyckel, {nyckel}
        while (nasta := over.get(sist)) is not None and nasta not in vag:
            vag.add(nasta)
            sist = nasta
        rot[nyckel] = sist
    return rot


@dataclass(frozen=True, slots=True)
class Arv:
    """What continues what from plan to plan, by model: row → the one that it continues."""

    over: Mapping[type[Model], dict[int, int]] = field(default_factory=dict)

    def rotter(self, modell: type[Model]) -> dict[int, int]:
        """Row → the first one that it continues; those that continue nothing are left out."""
        return _rotter(self.over.get(modell, {}))

    def foregangare(self, modell: type[Model], nycklar: Iterable[int]) -> dict[int, list[int]]:
        """For each of the rows all that it continues, the nearest first; those that continue nothing are left out."""
        return _kedjor(self.over.get(modell, {}), nycklar)

    def slakt(self, modell: type[Model], nycklar: Iterable[int]) -> dict[int, int]:
        """Row → the one of `nycklar` that is the same thing in another plan: earlier or later, and in plans that were
        made from a common beginning. Those of `nycklar` are their own."""
        egna = set(nycklar)
        rot = self.rotter(modell)
        ut = {rot.get(nyckel, nyckel): nyckel for nyckel in sorted(egna)}
        ut |= {rad: ut[forst] for rad, forst in rot.items() if forst in ut}
        return ut | {nyckel: nyckel for nyckel in egna}


def arv(*modeller: type[Model]) -> Arv:
    """What continues what in these models. One query."""
    forsta, *ovriga = (
        modell.objects.filter(foregangare__isnull=False)
        .order_by()
        .values_list(Value(nr), "pk", "foregangare_id")
        for nr, modell in enumerate(modeller)
    )
    ut: dict[type[Model], dict[int, int]] = {modell: {} for modell in modeller}
    for nr, nyckel, over in forsta.union(*ovriga, all=True):
        ut[modeller[nr]][nyckel] = over
    return Arv(ut)


def rotter(modell: type[Model]) -> dict[int, int]:
    """`Arv.rotter` of one model. One query."""
    return arv(modell).rotter(modell)


def slakt(modell: type[Model], nycklar: Iterable[int]) -> dict[int, int]:
    """`Arv.slakt` of one model. One query."""
    return arv(modell).slakt(modell, nycklar)


def foregangare_till(modell: type[Model], nycklar: Iterable[int]) -> dict[int, list[int]]:
    """`Arv.foregangare` of one model. One query."""
    return arv(modell).foregangare(modell, nycklar)


def och_foregangare(modell: type[Model], pk: int) -> RawSQL:
    """The keys of a row and all that it continues, to filter by: `falt__in=[…]` without a question of its own."""
    tabell = modell._meta.db_table
    return RawSQL(  # noqa: S611 - the table's name is the model's own
        f"WITH RECURSIVE kedja AS (SELECT id, foregangare_id FROM {tabell} WHERE id = %s UNION "  # noqa: S608
        f"SELECT r.id, r.foregangare_id FROM {tabell} r JOIN kedja k ON r.id = k.foregangare_id) "
        "SELECT id FROM kedja",
        [pk],
    )


def _kedjor(over: dict[int, int], nycklar: Iterable[int]) -> dict[int, list[int]]:
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
    rader: Planrader
    mal: dict[int, Mal]
    horisonter: dict[int, list[tuple[int, str]]]


def _bild(rader: Planrader, rotter: Rotter) -> Planbild:
    delar = _Delar(
        rotter,
        rader,
        {m.pk: m for m in rader.mal},
        grupper((k.mal_id, (k.horisontellt_id, k.horisontellt.titel)) for k in rader.kopplingar),
    )
    per_omrade = grupper((m.malomrade_id, m) for m in rader.mal)
    return Planbild(
        rader.plan.namn,
        rader.plan.fran_ar,
        rader.plan.till_ar,
        {rotter[Malomrade].get(o.pk, o.pk): o.namn for o in rader.omraden},
        tuple(
            _malbild(m, o.namn, delar)
            for o in rader.omraden
            for m in _i_tradordning(per_omrade.get(o.pk, []))
        ),
        beskrivningar={rotter[Malomrade].get(o.pk, o.pk): o.beskrivning for o in rader.omraden},
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
    over = delar.mal.get(m.overordnat_id) or m.overordnat
    falt = {
        "Målet tillhör": m.enhet.namn,
        "Överordnat mål": f"”{over.titel}”" if over else "",
        "Ansvarig för målet": m.ansvarig.namn if m.ansvarig else "",
        "Vad målet betyder": m.beskrivning,
        "Målet bidrar till": ", ".join(f"”{titel}”" for titel in sorted(titel for _, titel in horisonter)),
    }
    return Malbild(
        delar.rotter[Mal].get(m.pk, m.pk),
        m.titel,
        omrade,
        falt,
        tuple(_indikatorbild(i, delar) for i in delar.rader.indikatorer.get(m.pk, ())),
        {
            "Överordnat mål": _rot(delar.rotter, m.overordnat_id),
            "Målet bidrar till": {_rot(delar.rotter, nyckel) for nyckel, _ in horisonter},
        },
        m.horisontellt,
    )


def _rot(rotter: Rotter, nyckel: int | None) -> int | None:
    return None if nyckel is None else rotter[Mal].get(nyckel, nyckel)


def _indikatorbild(i: Indikator, delar: _Delar) -> Indikatorbild:
    enhet, rader = i.matt.enhet, delar.rader.nivaer.get(i.pk, ())

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
    }
    nivaer = {(kon, ar): niva for ar, kon, niva in rader}
    hogt = {Indikator.Riktning.HOG: True, Indikator.Riktning.LAG: False}.get(i.riktning)
    rot = delar.rotter[Indikator].get(i.pk, i.pk)
    return Indikatorbild(rot, i.namn, nivaer, falt, enhet, i.decimaler, hogt, i.kon)


def _tolerans(i: Indikator) -> str:
    if i.tolerans is None:
        return "5 procent" if i.tolerans_slag == Indikator.Toleransslag.PROCENT else ""
    if i.tolerans_slag == Indikator.Toleransslag.PROCENT:
        return f"{formatera(i.tolerans)} procent"
    return formatera(i.tolerans, None, "" if i.matt.enhet == "%" else i.matt.enhet)
