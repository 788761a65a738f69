"""What every action of this app does: hold the plan, see stale edits, say what changed, and keep what is deleted."""

import datetime
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, router
from django.db.models.deletion import Collector

from organisation.actions import logga, skicka_task
from organisation.models import Enhet, Person
from planering.domain.fel import Anvands, Krock, Planeringsfel, PlanLast
from planering.domain.regler import har_ord
from planering.models import Indikator, Mal, Malomrade, Plan
from planering.models.stampel import Stampel
from styrsnurra.gemensamt.feltexter import raka_texter


def las_plan(plan_id: int) -> Plan:
    """The plan, locked until the transaction ends, so that it cannot be decided meanwhile. Raises PlanLast."""
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    if plan.ar_last:
        raise PlanLast(last_text(plan))
    return plan


def last_text(plan: Plan) -> str:
    return (
        f"Planen ”{plan.namn}” beslutades {plan.beslutad:%Y-%m-%d} ({plan.paragraf}) och kan inte ändras. "
        "Ändringar kräver ett nytt beslut, i en ny version av planen."
    )


def las_rad(objekt: Stampel, revision: int | None, falt: str = "revision"):
    """The row anew, locked. Raises Krock when `revision` (what the form was opened with) is no longer current."""
    try:
        rad = type(objekt).objects.select_for_update(of=("self",)).get(pk=objekt.pk)
    except type(objekt).DoesNotExist:
        raise Planeringsfel("Det du ändrade har tagits bort av någon annan.") from None
    if revision is not None and getattr(rad, falt) != revision:
        raise Krock(rad)
    return rad


def spara(objekt: Stampel, av: Person | None, nar: datetime.datetime) -> None:
    """Check the whole row, stamp it and save it. Raises Planeringsfel with the fields' messages."""
    objekt.andrad, objekt.andrad_av = nar, av
    try:
        objekt.full_clean()
    except ValidationError as fel:
        raise Planeringsfel(
            {
                ("" if falt == NON_FIELD_ERRORS else falt): raka_texter(texter)
                for falt, texter in fel.error_dict.items()
            }
        ) from fel
    fraga_fel(dict.fromkeys(_utan_ord(objekt), "Skriv med bokstäver eller siffror."))
    objekt.save()
    rakna_om(objekt)


def _utan_ord(objekt: models.Model) -> list[str]:
    """Texts that must be there and hold nothing that can be read, such as a blank of no width."""
    return [
        falt.name
        for falt in objekt._meta.concrete_fields
        if isinstance(falt, models.CharField | models.TextField)
        and not (falt.blank or falt.choices)
        and not har_ord(getattr(objekt, falt.attname))
    ]


def rakna_om(objekt: Stampel) -> None:
    """Ask for what is computed from plans (settings.EFTER_PLANANDRING) to be computed anew, when the change commits."""
    if isinstance(objekt, Plan | Malomrade | Mal | Indikator):
        for task in settings.EFTER_PLANANDRING:
            skicka_task(task=task)


def fraga_fel(fel: dict[str, str | None]) -> None:
    """Raise Planeringsfel if any field has a message."""
    riktiga = {falt: [text] for falt, text in fel.items() if text}
    if riktiga:
        raise Planeringsfel(riktiga)


def skapa(objekt: Stampel, *, av: Person | None, nar: datetime.datetime):
    """Save a new row and log all of it."""
    spara(objekt, av, nar)
    logga_skapad(objekt, av=av, nar=nar)
    return objekt


def logga_skapad(
    objekt: Stampel, *, av: Person | None, nar: datetime.datetime, ovrigt: dict[str, Any] | None = None
) -> None:
    """`ovrigt` are rows that hang on the new one, as plain values; empty ones are left out."""
    logga(
        av=av,
        nar=nar,
        typ=_typ("skapa", objekt),
        objekt=objekt,
        data={"efter": innehall(objekt) | {namn: v for namn, v in (ovrigt or {}).items() if v}},
    )


def andra(
    objekt: Stampel,
    falt: dict[str, Any],
    *,
    av: Person | None,
    nar: datetime.datetime,
    ovrigt: dict[str, list[Any]] | None = None,
):
    """Set `falt` on a locked row, save it if anything differs, and log before and after of what did.

    `ovrigt` is name → [before, after] of rows that hang on this one and change with it.
    """
    fore = innehall(objekt)
    for namn, varde in falt.items():
        setattr(objekt, namn, varde)
    skillnad = skillnader(fore, innehall(objekt))
    skillnad |= {namn: par for namn, par in (ovrigt or {}).items() if par[0] != par[1]}
    if not skillnad:
        return objekt
    objekt.revision += 1
    spara(objekt, av, nar)
    logga(
        av=av,
        nar=nar,
        typ=_typ("andra", objekt),
        objekt=objekt,
        data={"andrat": skillnad},
    )
    return objekt


def ta_bort(
    objekt: Stampel,
    *,
    av: Person | None,
    nar: datetime.datetime,
    plan: Plan | None = None,
    ovrigt: dict[str, Any] | None = None,
) -> None:
    """Delete a row with all that goes with it; the log keeps the full content of every one of them.

    `plan`, when it was part of one, is noted, so that the plan's history can show what is gone; `ovrigt` likewise
    for rows that are part of something else.
    """
    samling = _samla(objekt)
    losa = [(nyckel, omgangar) for nyckel, omgangar in samling.field_updates.items() if any(omgangar)]
    data = {
        "borttaget": {
            modell._meta.label: [innehall(rad) for rad in sorted(rader, key=lambda rad: rad.pk)]
            for modell, rader in samling.data.items()
        },
        "losgjort": {
            falt.model._meta.label: sorted(rad.pk for rader in omgangar for rad in rader)
            for (falt, _), omgangar in losa
        },
        # What the loosened rows pointed to, so that it can be put back: "app.Model.field" → row → key.
        "kopplingar": {
            f"{falt.model._meta.label}.{falt.attname}": {
                str(rad.pk): getattr(rad, falt.attname) for rader in omgangar for rad in rader
            }
            for (falt, _), omgangar in losa
        },
    }
    data |= ({"plan": plan.pk} if plan is not None else {}) | (ovrigt or {})
    logga(av=av, nar=nar, typ=_typ("ta_bort", objekt), objekt=objekt, data=data)
    samling.delete()
    rakna_om(objekt)


def foljer_med(objekt: Stampel) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """What a deletion takes along, and what it leaves but loosens, as (plural or singular name, count)."""
    samling = _samla(objekt, Collector)
    nycklar = {modell: {rad.pk for rad in rader} for modell, rader in samling.data.items()}
    for rader in samling.fast_deletes:  # rows that nothing hangs on: only their keys are read
        nycklar.setdefault(rader.model, set()).update(rader.order_by().values_list("pk", flat=True))
    nycklar[type(objekt)].discard(objekt.pk)
    borta = [(_namn(modell, len(pks)), len(pks)) for modell, pks in nycklar.items() if pks]
    losa = [
        (_namn(falt.model, antal), antal)
        for (falt, _), omgangar in samling.field_updates.items()
        if (antal := sum(len(rader) for rader in omgangar))
    ]
    return borta, losa


def _typ(verb: str, objekt: models.Model) -> str:
    """The event's name in the log. Apps above this one use these functions for rows of their own."""
    return f"{objekt._meta.app_label}.{verb}_{objekt._meta.model_name}"


def _namn(modell: type[models.Model], antal: int) -> str:
    return str(modell._meta.verbose_name if antal == 1 else modell._meta.verbose_name_plural)


class _Samlare(Collector):
    """Collects every row that a deletion touches, also those that could be deleted without being read."""

    def can_fast_delete(self, objs, from_field=None) -> bool:
        return False


def _samla(objekt: Stampel, slag: type[Collector] = _Samlare) -> Collector:
    """Raises Anvands for a row that an app above keeps something of: an analysis, a round, what was reported."""
    samling = slag(using=router.db_for_write(type(objekt), instance=objekt), origin=objekt)
    try:
        samling.collect([objekt])
    except models.ProtectedError as fel:
        antal = Counter(type(rad) for rad in fel.protected_objects)
        delar = sorted(f"{n} {_namn(modell, n)}" for modell, n in antal.items())
        raise Anvands(f"Det går inte att ta bort, eftersom annat bygger på det: {', '.join(delar)}.") from fel
    return samling


def flytta(objekt: Stampel, syskon: Iterable[Stampel], steg: int, *, av: Person | None, nar) -> bool:
    """Move a row `steg` places among its siblings (given in order) and number them anew. False at the end."""
    rader = list(syskon)
    fran = [rad.pk for rad in rader].index(objekt.pk)
    till = max(0, min(len(rader) - 1, fran + steg))
    if till == fran:
        return False
    rader.insert(till, rader.pop(fran))
    for plats, rad in enumerate(rader, start=1):
        if rad.ordning != plats:
            type(rad).objects.filter(pk=rad.pk).update(ordning=plats)
    logga(
        av=av,
        nar=nar,
        typ=_typ("flytta", objekt),
        objekt=objekt,
        data={"plats": [fran + 1, till + 1]},
    )
    return True


def sist(syskon: models.QuerySet) -> int:
    """The place after the last sibling."""
    return (syskon.aggregate(storst=models.Max("ordning"))["storst"] or 0) + 1


def ansvarigfel(person: Person | None, tidigare: int | None = None) -> str | None:
    """A person who has left cannot be made responsible; one who already is may stay until someone takes over."""
    if person is None or person.is_active or person.pk == tidigare:
        return None
    return f"Välj någon annan: {person.namn} är inte längre aktiv."


def enhetsfel(
    enhet: Enhet, tidigare: int | None, dag: datetime.date, till: datetime.date | None = None
) -> str | None:
    """Likewise for an enhet that has been closed, or has not begun, on `dag`; with `till` on every day from `dag`
    through it: what a plan says is of its own years, not of today."""
    if enhet.pk == tidigare:
        return None
    if enhet.galler_till is not None and enhet.galler_till < dag:
        efter = f" Efterföljaren är {enhet.efterfoljare}." if enhet.efterfoljare else ""
        return f"Välj en annan: {enhet.namn} upphörde {enhet.galler_till:%Y-%m-%d}.{efter}"
    if enhet.galler_fran is not None and enhet.galler_fran > (till or dag):
        return f"Välj en annan: {enhet.namn} finns först från {enhet.galler_fran:%Y-%m-%d}."
    return None


UTANFOR_LOGGEN = {"revision", "malnivarevision", "andrad", "andrad_av", "sok"}


def innehall(objekt: models.Model) -> dict[str, Any]:
    """A row's fields as plain JSON. A person is written as the pseudonym, so that the log names nobody."""
    data: dict[str, Any] = {}
    for falt in objekt._meta.concrete_fields:
        if falt.name in UTANFOR_LOGGEN:
            continue
        varde = getattr(objekt, falt.attname)
        if falt.is_relation and falt.related_model is Person and varde is not None:
            varde = str(getattr(objekt, falt.name).pseudonym)
        data[falt.name] = _enkelt(varde)
    return data


def _enkelt(varde: Any) -> Any:
    if varde is None or isinstance(varde, (bool, int, float, list, dict)):
        return varde
    if isinstance(varde, Decimal):
        return float(varde)
    if isinstance(varde, (datetime.date, datetime.datetime)):
        return varde.isoformat()
    return str(varde)


def skillnader(fore: dict[str, Any], efter: dict[str, Any]) -> dict[str, list[Any]]:
    """Field → [before, after] for what differs."""
    return {falt: [fore[falt], efter[falt]] for falt in efter if fore[falt] != efter[falt]}
