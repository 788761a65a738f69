"""The plan as rows of plain values, the same as those that are read out of the workbook."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from kkik.models import Nyckeltal
from organisation.models import Enhet, Person
from planering.models import (
    Aktivitet,
    Egetmatt,
    Handlingsplan,
    Horisontkoppling,
    Indikator,
    Mal,
    Malomrade,
    Oronmarkning,
    Plan,
    Uppdragsbeskrivning,
    Uppdragskalla,
    Uppdragstext,
)
from planering.planbok import kringrader
from planering.planbok.kolumner import MALNIVAER, PER_KOD
from planering.planbok.kolumnslag import ENHETLISTA, NIVAREVISION, REF, REFLISTA, VISAS, Blad

MODELLER = {
    "plan": Plan,
    "malomrade": Malomrade,
    "mal": Mal,
    "indikator": Indikator,
    "handlingsplan": Handlingsplan,
    "aktivitet": Aktivitet,
    "kunskapskort": Indikator,  # a card goes by its indicator's key
    "uppdrag": Uppdragsbeskrivning,
    "uppdragstext": Uppdragstext,
    "uppdragskalla": Uppdragskalla,
    "oronmarkning": Oronmarkning,
}


@dataclass(frozen=True, slots=True)
class Rad:
    """One row. `nyckel` is "M12", or what the person calls a new row; "" for one without name.

    `varden` are plain: text, number, Decimal (money and volumes), ISO date, code, truth value, list of keys; enheter,
    people, nyckeltal and own measures by primary key (a measure that the file adds: what its row is called). Missing
    is None, for text "". `nummer` is the row in the sheet.
    """

    blad: str
    nyckel: str
    varden: dict[str, Any]
    revision: int | None = None
    nivarevision: int | None = None
    nummer: int = 0


@dataclass(slots=True)
class Planbok:
    """The stored plan. `objekt` maps a key to its row in the database (a frame that is not there yet to None), `visas`
    to the name that stands beside it, `summor` a frame's key to what its parts add up to."""

    plan: Plan
    rader: dict[str, list[Rad]] = field(default_factory=dict)
    objekt: dict[str, Any] = field(default_factory=dict)
    visas: dict[str, str] = field(default_factory=dict)
    summor: dict[str, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Register:
    """What people write instead of keys, both ways. Labels are unique: a shared name gets its number."""

    enheter: dict[int, str]
    personer: dict[int, str]
    nyckeltal: dict[int, str]
    egna_matt: dict[int, str]


def nyckel(kod: str, pk: int) -> str:
    return f"{PER_KOD[kod].prefix}{pk}"


def radnyckel(rad: Rad) -> str:
    """The row's own key, or one made of its place for a new row without one."""
    return rad.nyckel or f"#{rad.blad}{rad.nummer}"


def las_plan(plan: Plan) -> Planbok:
    """All of it, in a constant number of queries."""
    bok = Planbok(plan)
    omraden = list(plan.malomraden.order_by("ordning", "id"))
    mal = list(
        Mal.objects.filter(malomrade__plan=plan)
        .prefetch_related(
            Prefetch("horisontkopplingar", Horisontkoppling.objects.order_by("horisontellt_id"))
        )
        .order_by("malomrade__ordning", "malomrade_id", "ordning", "id")
    )
    indikatorer = list(
        Indikator.objects.filter(mal__malomrade__plan=plan)
        .select_related("mal__malomrade", "nyckeltal", "egetmatt", "kunskapskort")
        .prefetch_related("malnivaer")
        .order_by("mal__malomrade__ordning", "mal__malomrade_id", "mal__ordning", "mal_id", "ordning", "id")
    )
    planer = list(Handlingsplan.objects.filter(mal__malomrade__plan=plan).order_by("namn", "id"))
    aktiviteter = list(
        Aktivitet.objects.filter(handlingsplan__mal__malomrade__plan=plan).order_by(
            "handlingsplan__namn", "handlingsplan_id", "ordning", "id"
        )
    )
    uppdrag = kringrader.uppdrag(plan)
    texter = [t for u in uppdrag for t in u.texter.all()]
    per_kod = {
        "plan": [plan],
        "malomrade": omraden,
        "mal": _under_varandra(mal, "overordnat_id"),
        "indikator": indikatorer,
        "egetmatt": kringrader.egna_matt(indikatorer),
        "handlingsplan": planer,
        "aktivitet": _under_varandra(aktiviteter, "overordnad_id"),
        "uppdrag": uppdrag,
        "uppdragstext": texter,
        "uppdragskalla": [k for t in texter for k in t.kallor.all()],
    }
    for kod, objekten in per_kod.items():
        bok.rader[kod] = [_rad(PER_KOD[kod], o) for o in objekten]
        bok.objekt |= {nyckel(kod, o.pk): o for o in objekten}
    bok.rader["malniva"] = [
        _nivarad(i, m) for i in indikatorer for m in sorted(i.malnivaer.all(), key=_nivaordning)
    ]
    _kunskapskort(bok, indikatorer)
    _ramar(bok)
    bok.visas |= {nyckel("mal", m.pk): m.titel for m in mal}
    bok.visas |= {nyckel("indikator", i.pk): i.namn for i in indikatorer}
    bok.visas |= {nyckel("uppdrag", u.pk): u.namn for u in uppdrag}
    bok.visas |= {
        nyckel("uppdragstext", t.pk): f"{u.namn}: {t.get_avsnitt_display()}"
        for u in uppdrag
        for t in u.texter.all()
    }
    return bok


def _kunskapskort(bok: Planbok, indikatorer: list[Indikator]) -> None:
    """One row for each indicator, empty where nothing is written yet; its key is the indicator's own number."""
    bok.rader["kunskapskort"] = []
    for i in indikatorer:
        texter, revision = kringrader.kort(i)
        namn = nyckel("kunskapskort", i.pk)
        varden = {"indikator": nyckel("indikator", i.pk)} | texter
        bok.rader["kunskapskort"].append(Rad("kunskapskort", namn, varden, revision))
        bok.objekt[namn] = i


def _ramar(bok: Planbok) -> None:
    bok.rader["ram"], bok.rader["oronmarkning"] = [], []
    for v, ar, ram in kringrader.ramar(bok.plan):
        namn = kringrader.ramnyckel(v.pk, ar)
        varden, revision = kringrader.ramrad(v, ar, ram)
        bok.rader["ram"].append(Rad("ram", namn, varden, revision))
        bok.objekt[namn], bok.visas[namn] = ram, kringrader.ramnamn(v, ar)
        bok.summor[namn] = kringrader.helt(ram.belopp) if ram else None
        for o in ram.oronmarkningar.all() if ram else ():
            rad = _rad(PER_KOD["oronmarkning"], o)
            rad.varden["ram"] = namn
            bok.rader["oronmarkning"].append(rad)
            bok.objekt[rad.nyckel] = o


def _nivaordning(m) -> tuple:
    return m.ar, {"T": 0, "K": 1, "M": 2}.get(m.kon, 3)


def _under_varandra(objekt: list, over: str) -> list:
    """Each after the one it lies under, siblings in their order."""
    barn: dict[int | None, list] = {}
    finns = {o.pk for o in objekt}
    for o in objekt:
        barn.setdefault(getattr(o, over) if getattr(o, over) in finns else None, []).append(o)
    ut: list = []

    def lagg(rader: Iterable) -> None:
        for o in rader:
            ut.append(o)
            lagg(barn.get(o.pk, ()))

    lagg(barn.get(None, ()))
    return ut


def _rad(blad: Blad, objekt) -> Rad:
    varden = {k.namn: _varde(k, objekt) for k in blad.lasta}
    return Rad(
        blad.kod,
        nyckel(blad.kod, objekt.pk),
        varden,
        objekt.revision,
        getattr(objekt, NIVAREVISION, None),
    )


def _varde(kolumn, objekt) -> Any:
    if kolumn.slag == ENHETLISTA:
        return [rad.enhet_id for rad in objekt.enhetsrader.all()]
    if kolumn.slag == REFLISTA:
        return [nyckel("mal", k.horisontellt_id) for k in objekt.horisontkopplingar.all()]
    falt = objekt._meta.get_field(kolumn.namn)
    varde = getattr(objekt, falt.attname)
    if kolumn.slag == REF:
        return nyckel(kolumn.blad, varde) if varde is not None else None
    if isinstance(varde, Decimal):
        return kringrader.helt(varde)
    if isinstance(varde, date):
        return varde.isoformat()
    return str(varde) if isinstance(varde, str) else varde


def _nivarad(i: Indikator, m) -> Rad:
    varden = {k.namn: getattr(m, k.namn) for k in MALNIVAER.kolumner if k.slag not in (VISAS, REF)} | {
        "indikator": nyckel("indikator", i.pk)
    }
    return Rad("malniva", "", {namn: str(v) if isinstance(v, str) else v for namn, v in varden.items()})


def register(nyckeltal: Iterable[str] = (), anvanda: Iterable[int] = ()) -> Register:
    """`nyckeltal` are Kolada's ids that the file mentions, `anvanda` the keys of those that the plan has."""
    n = Nyckeltal.objects.filter(kolada_id__in=list(nyckeltal)) | Nyckeltal.objects.filter(
        pk__in=list(anvanda)
    )
    return Register(
        enheter=_etiketter(Enhet.objects.order_by("pk").values_list("pk", "namn")),
        personer=dict(Person.objects.values_list("pk", "epost")),
        nyckeltal=dict(n.values_list("pk", "kolada_id")),
        egna_matt=_etiketter(Egetmatt.objects.order_by("pk").values_list("pk", "namn")),
    )


def _etiketter(rader: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Key → name, with its number where only that tells it from another: upper and lower case are read alike."""
    par = list(rader)
    antal = Counter(namn.strip().casefold() for _, namn in par)
    return {
        pk: namn.strip() if antal[namn.strip().casefold()] == 1 and "[" not in namn else f"{namn} [{pk}]"
        for pk, namn in par
    }
