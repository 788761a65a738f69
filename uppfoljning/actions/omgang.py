"""Rounds: opened, changed, closed for good."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from organisation.actions import logga
from organisation.models import Enhet, Person
from planering.models import Egetmatt, Plan
from uppfoljning.actions.berakna import berakna_bedomningar
from uppfoljning.domain.rapportering import Omgangsslag, omgangsnamn
from uppfoljning.frysning import bilder
from uppfoljning.models import Inlamning, Mattrapportering, Ogonblicksbild, Omgang, Utfall
from uppfoljning.queries.omgangar import omgang_for, skyldigheter


class Omgangsfel(ValueError):
    """Refused, nothing changed. `fel`: field → messages; "" is the round as a whole."""

    def __init__(self, fel: Mapping[str, list[str]] | str) -> None:
        self.fel = {"": [fel]} if isinstance(fel, str) else dict(fel)
        super().__init__(" ".join(text for texter in self.fel.values() for text in texter))


@transaction.atomic
def oppna_omgang(
    *,
    av: Person,
    nar: datetime,
    plan: Plan,
    slag: str,
    ar: int,
    period: int | None,
    oppnar: date,
    sista_dag: date,
    ansvariga: Mapping[Enhet, Person | None],
    anvisning: str = "",
) -> Omgang:
    """Open a round for the chosen enheter, each with the person who answers for it."""
    fel = _fel(plan, ar, ansvariga)
    if slag == Omgangsslag.ARSBOKSLUT:
        period = None
    omgang = Omgang(
        plan=plan,
        slag=slag,
        ar=ar,
        period=period,
        namn="",
        anvisning=anvisning.strip(),
        oppnar=oppnar,
        sista_dag=sista_dag,
        skapad=nar,
    )
    if not fel:
        _granska(omgang)
        omgang.namn = omgangsnamn(slag, ar, period)
    if fel:
        raise Omgangsfel(fel)
    omgang.save()
    for enhet, ansvarig in ansvariga.items():
        Inlamning.objects.create(omgang=omgang, enhet=enhet, ansvarig=ansvarig, andrad=nar)
    data = {"enheter": [e.namn for e in ansvariga], "sista_dag": sista_dag.isoformat()}
    logga(av=av, nar=nar, typ="uppfoljning.oppna_omgang", objekt=omgang, data=data)
    return omgang


def _fel(plan: Plan, ar: int, ansvariga: Mapping[Enhet, Person | None]) -> dict[str, list[str]]:
    fel: dict[str, list[str]] = {}
    if ar not in plan.ar:
        fel["ar"] = [f"{plan.namn} gäller {plan.period}. Välj ett år inom planen."]
    if not ansvariga:
        fel["enheter"] = ["Välj minst en enhet."]
    for enhet, person in ansvariga.items():
        if person is None:
            continue
        if not person.is_active:
            fel[f"ansvarig_{enhet.pk}"] = [f"{person.namn} är inte längre aktiv. Välj någon annan."]
        elif not person.has_perm("uppfoljning.rapportera", Inlamning(enhet=enhet)):
            fel[f"ansvarig_{enhet.pk}"] = [f"{person.namn} får inte rapportera för {enhet.namn}."]
    return fel


def _granska(omgang: Omgang) -> None:
    try:
        omgang.full_clean(exclude=["namn"])
    except ValidationError as fel:
        raise Omgangsfel(
            {("" if f == NON_FIELD_ERRORS else f): texter for f, texter in fel.message_dict.items()}
        ) from fel


@transaction.atomic
def andra_omgang(
    *,
    av: Person,
    nar: datetime,
    omgang: Omgang,
    oppnar: date,
    sista_dag: date,
    ansvariga: Mapping[Enhet, Person | None],
    anvisning: str = "",
) -> Omgang:
    """Change days, instruction and who reports. An enhet that has handed in stays in the round."""
    rad = _oppen(omgang)
    fel = _fel(rad.plan, rad.ar, ansvariga)
    finns = {
        i.enhet_id: i
        for i in rad.inlamningar.select_related("enhet").select_for_update(of=("self",)).order_by("pk")
    }
    bort = [i for pk, i in finns.items() if pk not in {e.pk for e in ansvariga}]
    if kvar := [i.enhet.namn for i in bort if not i.ar_utkast]:
        fel["enheter"] = [f"{', '.join(kvar)} har redan lämnat in och kan inte tas bort."]
    if fel:
        raise Omgangsfel(fel)
    fore = {
        "oppnar": rad.oppnar.isoformat(),
        "sista_dag": rad.sista_dag.isoformat(),
        "anvisning": rad.anvisning,
    }
    rad.oppnar, rad.sista_dag, rad.anvisning = oppnar, sista_dag, anvisning.strip()
    _granska(rad)
    rad.save()
    for i in bort:
        i.delete()
    for enhet, ansvarig in ansvariga.items():
        if enhet.pk in finns:
            Inlamning.objects.filter(pk=finns[enhet.pk].pk).update(ansvarig=ansvarig)
        else:
            Inlamning.objects.create(omgang=rad, enhet=enhet, ansvarig=ansvarig, andrad=nar)
    data: dict[str, Any] = {"fore": fore, "enheter": [e.namn for e in ansvariga]}
    logga(av=av, nar=nar, typ="uppfoljning.andra_omgang", objekt=rad, data=data)
    return rad


def _oppen(omgang: Omgang) -> Omgang:
    """The round anew, held. Raises Omgangsfel when it is closed."""
    rad = Omgang.objects.select_for_update(of=("self",)).select_related("plan").get(pk=omgang.pk)
    if rad.ar_faststalld:
        raise Omgangsfel(f"{rad.namn} är redan fastställd.")
    return rad


@transaction.atomic
def faststall_omgang(*, av: Person, nar: datetime, omgang: Omgang, utan: bool = False) -> Omgang:
    """Close a round for good: its numbers, lights, comparison groups and comments are kept as they stand.

    Every report must be approved; with `utan` those that were never handed in are left out, which shows. The lights are
    computed anew first, so that they are of what was reported. One transaction.
    """
    rad = _oppen(omgang)
    inlamningar = list(rad.inlamningar.select_related("enhet").select_for_update(of=("self",)).order_by("pk"))
    vantar = [i.enhet.namn for i in inlamningar if i.status == Inlamning.Status.INLAMNAD]
    if vantar:
        raise Omgangsfel(f"Fastställ först rapporten från {', '.join(vantar)}, eller lämna tillbaka den.")
    utkast = [i.enhet.namn for i in inlamningar if i.ar_utkast]
    if utkast and not utan:
        raise Omgangsfel(f"{', '.join(utkast)} har inte lämnat in.")
    _knyt_utfall(rad)
    berakna_bedomningar(av=None, nar=nar, plan=rad.plan)
    Ogonblicksbild.objects.bulk_create(bilder(rad, nar), batch_size=100)
    rad.faststalld, rad.faststalld_av = nar, av
    rad.save(update_fields=["faststalld", "faststalld_av"])
    logga(av=av, nar=nar, typ="uppfoljning.faststall_omgang", objekt=rad, data={"utan": utkast})
    return rad


def _knyt_utfall(omgang: Omgang) -> None:
    """Every outcome that the round asked for, and that no earlier round was closed with, is closed with this one.

    The measures are held first, as by everybody who changes an outcome.
    """
    list(Egetmatt.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    hel = omgang_for(omgang.pk)
    assert hel is not None
    rader = [
        rad.pk
        for s in skyldigheter(hel)[0]
        for krav in s.matt
        for rad in s.sparat.values()
        if rad.egetmatt_id == krav.matt.pk and rad.period in krav.perioder and rad.omgang_id is None
    ]
    Utfall.objects.filter(pk__in=rader).update(omgang=omgang)


@transaction.atomic
def satt_mattrapportering(
    *, av: Person, nar: datetime, matt: Egetmatt, enheter: list[Enhet], antal: bool
) -> Mattrapportering:
    """Say for which units a measure is reported besides as a whole, and whether with the number of persons."""
    rad, _ = Mattrapportering.objects.get_or_create(egetmatt=matt)
    fore = {"enheter": sorted(rad.enheter.values_list("namn", flat=True)), "antal": rad.antal}
    efter = {"enheter": sorted(e.namn for e in enheter), "antal": antal}
    if fore == efter:
        return rad
    rad.antal = antal
    rad.save()
    rad.enheter.set(enheter)
    data = {"andrat": {namn: [fore[namn], efter[namn]] for namn in fore if fore[namn] != efter[namn]}}
    logga(av=av, nar=nar, typ="uppfoljning.satt_mattrapportering", objekt=matt, data=data)
    return rad
