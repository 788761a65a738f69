"""The plan as rows of plain values, the same as those that are read out of the workbook."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
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
    Plan,
)
from planering.planbok.kolumner import (
    BLAD,
    MALNIVAER,
    NIVAREVISION,
    PER_KOD,
    REF,
    REFLISTA,
    VISAS,
    Blad,
)

MODELLER = {
    "plan": Plan,
    "malomrade": Malomrade,
    "mal": Mal,
    "indikator": Indikator,
    "handlingsplan": Handlingsplan,
    "aktivitet": Aktivitet,
}


@dataclass(frozen=True, slots=True)
class Rad:
    """One row. `nyckel` is "M12", or what the person calls a new row; "" for one without name.

    `varden` are plain: text, number, ISO date, code, truth value, list of keys; enheter, people, nyckeltal and own
    measures by primary key. Missing is None, for text "". `nummer` is the row in the sheet.
    """

    blad: str
    nyckel: str
    varden: dict[str, Any]
    revision: int | None = None
    nivarevision: int | None = None
    nummer: int = 0


@dataclass(slots=True)
class Planbok:
    """The stored plan. `objekt` maps a key to its row in the database."""

    plan: Plan
    rader: dict[str, list[Rad]] = field(default_factory=dict)
    objekt: dict[str, Any] = field(default_factory=dict)
    visas: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Register:
    """What people write instead of keys, both ways. Labels of enheter are unique: a shared name gets its number."""

    enheter: dict[int, str]
    personer: dict[int, str]
    nyckeltal: dict[int, str]
    egna_matt: dict[int, str]


def nyckel(kod: str, pk: int) -> str:
    return f"{PER_KOD[kod].prefix}{pk}"


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
        .select_related("mal__malomrade", "nyckeltal", "egetmatt")
        .prefetch_related("malnivaer")
        .order_by("mal__malomrade__ordning", "mal__malomrade_id", "mal__ordning", "mal_id", "ordning", "id")
    )
    planer = list(Handlingsplan.objects.filter(mal__malomrade__plan=plan).order_by("namn", "id"))
    aktiviteter = list(
        Aktivitet.objects.filter(handlingsplan__mal__malomrade__plan=plan).order_by(
            "handlingsplan__namn", "handlingsplan_id", "ordning", "id"
        )
    )
    for blad, objekten in zip(
        (b for b in BLAD if b is not MALNIVAER),
        ([plan], omraden, _under_varandra(mal, "overordnat_id"), indikatorer, planer,
         _under_varandra(aktiviteter, "overordnad_id")),
        strict=True,
    ):  # fmt: skip
        bok.rader[blad.kod] = [_rad(blad, o) for o in objekten]
        bok.objekt |= {nyckel(blad.kod, o.pk): o for o in objekten}
    bok.rader["malniva"] = [
        _nivarad(i, m) for i in indikatorer for m in sorted(i.malnivaer.all(), key=_nivaordning)
    ]
    titlar = {m.pk: m.titel for m in mal}
    for i in indikatorer:
        bok.visas[nyckel("mal", i.mal_id)] = titlar[i.mal_id]
        bok.visas[nyckel("indikator", i.pk)] = i.namn
    return bok


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
    if kolumn.slag == REFLISTA:
        return [nyckel("mal", k.horisontellt_id) for k in objekt.horisontkopplingar.all()]
    falt = objekt._meta.get_field(kolumn.namn)
    varde = getattr(objekt, falt.attname)
    if kolumn.slag == REF:
        return nyckel(kolumn.blad, varde) if varde is not None else None
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
    enheter = list(Enhet.objects.order_by("pk"))
    antal: dict[str, int] = {}
    for e in enheter:
        antal[e.namn.strip().casefold()] = antal.get(e.namn.strip().casefold(), 0) + 1
    etiketter = {
        e.pk: e.namn.strip()
        if antal[e.namn.strip().casefold()] == 1 and "[" not in e.namn
        else f"{e.namn} [{e.pk}]"
        for e in enheter
    }
    n = Nyckeltal.objects.filter(kolada_id__in=list(nyckeltal)) | Nyckeltal.objects.filter(
        pk__in=list(anvanda)
    )
    return Register(
        enheter=etiketter,
        personer=dict(Person.objects.values_list("pk", "epost")),
        nyckeltal=dict(n.values_list("pk", "kolada_id")),
        egna_matt=dict(Egetmatt.objects.values_list("pk", "namn")),
    )
