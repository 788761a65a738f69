"""The analysis group and its members."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisation.models import Enhet, Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from uppfoljning.models import Analysgrupp, Gruppmedlem


@transaction.atomic
def skapa_grupp(
    *,
    av: Person,
    nar: datetime,
    namn: str,
    understalld: str = "",
    mandat: str = "",
    beslutar: str = "",
    galler_fran: date | None = None,
    galler_till: date | None = None,
) -> Analysgrupp:
    """Raises Planeringsfel."""
    falt = _gruppfalt(namn, understalld, mandat, beslutar, galler_fran, galler_till)
    return gemensamt.skapa(Analysgrupp(**falt), av=av, nar=nar)


@transaction.atomic
def andra_grupp(
    *,
    av: Person,
    nar: datetime,
    grupp: Analysgrupp,
    namn: str,
    understalld: str = "",
    mandat: str = "",
    beslutar: str = "",
    galler_fran: date | None = None,
    galler_till: date | None = None,
    revision: int | None = None,
) -> Analysgrupp:
    """Raises Planeringsfel, and Krock when somebody else has changed it since `revision`."""
    falt = _gruppfalt(namn, understalld, mandat, beslutar, galler_fran, galler_till)
    return gemensamt.andra(gemensamt.las_rad(grupp, revision), falt, av=av, nar=nar)


def _gruppfalt(
    namn: str, understalld: str, mandat: str, beslutar: str, fran: date | None, till: date | None
) -> dict[str, Any]:
    gemensamt.fraga_fel(
        {"namn": None if namn.strip() else "Ge gruppen ett namn.", "galler_till": _periodfel(fran, till)}
    )
    texter = {"namn": namn, "understalld": understalld, "mandat": mandat, "beslutar": beslutar}
    return {n: t.strip() for n, t in texter.items()} | {"galler_fran": fran, "galler_till": till}


@transaction.atomic
def lagg_till_medlem(
    *,
    av: Person,
    nar: datetime,
    grupp: Analysgrupp,
    person: Person,
    roll: str = Gruppmedlem.Roll.MEDLEM,
    enhet: Enhet | None = None,
    perspektiv: str = "",
    galler_fran: date | None = None,
    galler_till: date | None = None,
) -> Gruppmedlem:
    """Raises Planeringsfel."""
    grupp = _las_grupp(grupp)
    rad = Gruppmedlem(grupp=grupp)
    falt = _medlemsfalt(rad, nar, person, roll, enhet, perspektiv, galler_fran, galler_till)
    for namn, varde in falt.items():
        setattr(rad, namn, varde)
    return gemensamt.skapa(rad, av=av, nar=nar)


@transaction.atomic
def andra_medlem(
    *,
    av: Person,
    nar: datetime,
    medlem: Gruppmedlem,
    person: Person,
    roll: str = Gruppmedlem.Roll.MEDLEM,
    enhet: Enhet | None = None,
    perspektiv: str = "",
    galler_fran: date | None = None,
    galler_till: date | None = None,
    revision: int | None = None,
) -> Gruppmedlem:
    """Raises Planeringsfel, and Krock when somebody else has changed it since `revision`."""
    _las_grupp(medlem.grupp)
    rad = gemensamt.las_rad(medlem, revision)
    falt = _medlemsfalt(rad, nar, person, roll, enhet, perspektiv, galler_fran, galler_till)
    return gemensamt.andra(rad, falt, av=av, nar=nar)


def _las_grupp(grupp: Analysgrupp) -> Analysgrupp:
    """Locked, so that nobody comes into it twice at once."""
    return gemensamt.las_rad(grupp, None)


def _medlemsfalt(
    rad: Gruppmedlem,
    nar: datetime,
    person: Person | None,
    roll: str,
    enhet: Enhet | None,
    perspektiv: str,
    fran: date | None,
    till: date | None,
) -> dict[str, Any]:
    idag = timezone.localdate(nar)
    if person is None:
        raise Planeringsfel({"person": ["Välj en person."]})
    med = gemensamt.ansvarigfel(person, rad.person_id)
    if med is None and _finns(rad, person, fran, till):
        med = f"{person.namn} är redan med i gruppen under den tiden."
    gemensamt.fraga_fel(
        {
            "person": med,
            "enhet": gemensamt.enhetsfel(enhet, rad.enhet_id, idag) if enhet else None,
            "galler_till": _periodfel(fran, till),
        }
    )
    return {
        "person": person,
        "roll": roll,
        "enhet": enhet,
        "perspektiv": ", ".join(filter(None, (d.strip() for d in perspektiv.split(",")))),
        "galler_fran": fran,
        "galler_till": till,
    }


def _finns(rad: Gruppmedlem, person: Person, fran: date | None, till: date | None) -> bool:
    """Whether the person is in the group already, in any part of that time."""
    andra = Gruppmedlem.objects.filter(grupp=rad.grupp_id, person=person, borttaget=None).exclude(pk=rad.pk)
    return any(
        (m.galler_fran or date.min) <= (till or date.max)
        and (fran or date.min) <= (m.galler_till or date.max)
        for m in andra
    )


def _periodfel(fran: date | None, till: date | None) -> str | None:
    fel = fran is not None and till is not None and till < fran
    return "Den sista dagen kan inte komma före den första." if fel else None
