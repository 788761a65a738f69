"""Put back what the log says was there: deleted rows with all that went with them, and single values."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from organisation.actions import logga
from organisation.models import Handelse, Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.models import (
    Aktivitet,
    Egetmatt,
    Handlingsplan,
    Indikator,
    Mal,
    Malforbattring,
    Malniva,
    Malomrade,
    Oronmarkning,
    Plan,
    Ram,
    Styrperiod,
    Uppdragsbeskrivning,
    Uppdragsenhet,
    Uppdragskalla,
    Uppdragstext,
    Uppdragsversion,
    Verksamhet,
)
from planering.models.stampel import Stampel

TA_BORT = {
    f"planering.ta_bort_{modell._meta.model_name}": modell
    for modell in (
        Plan,
        Malomrade,
        Mal,
        Indikator,
        Handlingsplan,
        Aktivitet,
        Egetmatt,
        Malforbattring,
        Styrperiod,
        Uppdragsbeskrivning,
        Uppdragskalla,
        Verksamhet,
        Oronmarkning,
    )
}
# What has to be there before what hangs on it. Models that are not named come last.
ORDNING = [
    m._meta.label
    for m in (
        Plan,
        Malomrade,
        Mal,
        Indikator,
        Malniva,
        Handlingsplan,
        Aktivitet,
        Verksamhet,
        Ram,
        Oronmarkning,
        Uppdragsbeskrivning,
        Uppdragsenhet,
        Uppdragstext,
        Uppdragsversion,
        Uppdragskalla,
    )
]


def loggvarde(falt: models.Field, varde: Any) -> Any:
    """A value from the log as the model takes it. What it pointed to and is gone is refused."""
    if varde is None or not falt.is_relation:
        return falt.to_python(varde)
    finns = vad_den_pekar_pa(falt, varde)
    if finns is None:
        raise Planeringsfel(f"{str(falt.verbose_name).capitalize()} som det var finns inte längre.")
    return finns


def vad_den_pekar_pa(falt: models.Field, varde: Any) -> models.Model | None:
    if falt.related_model is Person:
        return Person.objects.filter(pseudonym=varde).first()
    return falt.related_model._base_manager.filter(pk=varde).first()


def aterstall(handelse: Handelse, av: Person | None, nar: datetime) -> models.Model:
    """Put deleted rows back under their old keys, and what had been loosened from them."""
    modell = TA_BORT[handelse.typ]
    if modell.objects.filter(pk=handelse.objekt_id).exists():
        raise Planeringsfel(f"”{handelse.etikett}” är redan återställt.")
    if plan_id := handelse.data.get("plan"):
        if not Plan.objects.filter(pk=plan_id).exists():
            raise Planeringsfel("Planen som det låg i finns inte längre.")
        gemensamt.las_plan(plan_id)
    borttaget = handelse.data["borttaget"]
    antal = {}
    for etikett in sorted(borttaget, key=lambda e: ORDNING.index(e) if e in ORDNING else len(ORDNING)):
        rader = sorted(borttaget[etikett], key=lambda r: list(DJUP).index(r["niva"]) if "niva" in r else 0)
        for innehall in rader:
            _skapa_igen(apps.get_model(etikett), innehall, av, nar)
        antal[etikett] = len(rader)
    _knyt_igen(handelse.data.get("kopplingar", {}))
    rad = modell.objects.get(pk=handelse.objekt_id)
    gemensamt.rakna_om(rad)
    logga(
        av=av,
        nar=nar,
        typ=f"{modell._meta.app_label}.aterstall_{modell._meta.model_name}",
        objekt=rad,
        data={"handelse": handelse.pk, "rader": antal},
    )
    return rad


DJUP = ("kf", "namnd", "enhet")


def _skapa_igen(modell: type[models.Model], innehall: dict, av: Person | None, nar: datetime) -> None:
    rad = modell()
    for falt in modell._meta.concrete_fields:
        if falt.name not in innehall:
            continue
        varde = innehall[falt.name]
        if falt.is_relation and varde is not None:
            finns = vad_den_pekar_pa(falt, varde)
            if finns is None and not falt.null:
                raise Planeringsfel(
                    f"{str(falt.verbose_name).capitalize()} som det hörde till finns inte längre."
                )
            setattr(rad, falt.name, finns)
        else:
            setattr(rad, falt.attname, falt.to_python(varde))
    if isinstance(rad, Stampel):
        rad.andrad, rad.andrad_av = nar, av
    try:
        if modell._meta.app_label == "planering":  # other apps' rows are what they were
            rad.full_clean()
    except ValidationError as fel:
        texter = [t for namn, rader in fel.message_dict.items() for t in rader if namn == NON_FIELD_ERRORS]
        raise Planeringsfel(
            " ".join(texter) or f"”{rad}” går inte att återställa: {fel.messages[0]}"
        ) from fel
    rad.save(force_insert=True)


def _knyt_igen(kopplingar: dict[str, dict[str, int]]) -> None:
    """Rows that let go when this was deleted take hold again, unless they hold something else by now."""
    for vad, rader in kopplingar.items():
        etikett, attribut = vad.rsplit(".", 1)
        for nyckel, varde in rader.items():
            urval = apps.get_model(etikett)._base_manager.filter(pk=nyckel, **{f"{attribut}__isnull": True})
            urval.update(**{attribut: varde})
