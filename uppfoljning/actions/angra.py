"""Taking away so that it can be taken back, for rows that have a `borttaget`."""

from datetime import datetime
from typing import Any

from django.db import transaction

from organisation.actions import logga
from organisation.models import Handelse, Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel


@transaction.atomic
def ta_bort(*, av: Person, nar: datetime, rad: Any) -> Any:
    """Out of sight. Once is enough: a second time changes nothing."""
    rad = gemensamt.las_rad(rad, None)
    if rad.borttaget is None:
        rad.borttaget = nar
        _stampla(rad, "ta_bort", av, nar)
    return rad


@transaction.atomic
def angra(*, av: Person, nar: datetime, rad: Any) -> Any:
    """Take back the removal, or the latest change. Raises Planeringsfel when there is none, or it no longer fits."""
    rad = gemensamt.las_rad(rad, None)
    if rad.borttaget is not None:
        rad.borttaget = None
        _stampla(rad, "aterstall", av, nar)
        return rad
    handelse = senaste_andring(rad)
    if handelse is None:
        raise Planeringsfel("Det finns ingen ändring att ångra.")
    falt = {}
    for namn, (fore, _) in handelse.data["andrat"].items():
        kolumn = rad._meta.get_field(namn)
        if kolumn.is_relation and kolumn.related_model is Person:
            falt[namn] = Person.objects.filter(pseudonym=fore).first() if fore else None
        else:
            falt[kolumn.attname] = kolumn.to_python(fore) if not kolumn.is_relation else fore
    return gemensamt.andra(rad, falt, av=av, nar=nar)


def senaste_andring(rad: Any) -> Handelse | None:
    """The change that can be taken back: the latest event, if the row is still as it left it."""
    handelse = Handelse.objects.filter(objekt=rad._meta.label, objekt_id=str(rad.pk)).order_by("-id").first()
    if handelse is None or handelse.typ != f"{rad._meta.app_label}.andra_{rad._meta.model_name}":
        return None
    nu = gemensamt.innehall(rad)
    ar_kvar = all(nu.get(falt) == efter for falt, (_, efter) in handelse.data["andrat"].items())
    return handelse if ar_kvar else None


def _stampla(rad: Any, verb: str, av: Person, nar: datetime) -> None:
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    logga(av=av, nar=nar, typ=f"{rad._meta.app_label}.{verb}_{rad._meta.model_name}", objekt=rad)
