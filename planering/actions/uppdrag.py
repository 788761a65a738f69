"""Descriptions of what is to be done: the enheter they are for, their texts with versions, and their sources."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from organisation.actions import logga
from organisation.models import Enhet, Person
from planering.actions import gemensamt
from planering.domain.fel import Krock, Planeringsfel
from planering.domain.uppdrag import overlappar
from planering.models import (
    Avsnitt,
    Plan,
    Uppdragsbeskrivning,
    Uppdragsenhet,
    Uppdragskalla,
    Uppdragstext,
    Uppdragsversion,
)

# What one window writes within this time is one version: an hour's writing gives a handful, not hundreds.
EN_VERSION = timedelta(minutes=10)
LANGST_TEXT = 20_000


@transaction.atomic
def skapa_uppdrag(
    *, av: Person | None, nar: datetime, plan: Plan, namn: str, enheter: Sequence[Enhet]
) -> Uppdragsbeskrivning:
    """A description with all its sections, empty. `enheter` may not lie below one another, nor have one already."""
    plan, enheter = gemensamt.las_plan(plan.pk), list(dict.fromkeys(enheter))
    _granska_enheter(plan, enheter, None, nar)
    rad = Uppdragsbeskrivning(plan=plan, namn=namn.strip(), ordning=gemensamt.sist(plan.uppdrag))
    gemensamt.skapa(rad, av=av, nar=nar)
    _satt_enheter(rad, enheter, av=av, nar=nar)
    Uppdragstext.objects.bulk_create(Uppdragstext(uppdrag=rad, avsnitt=avsnitt) for avsnitt in Avsnitt)
    return rad


@transaction.atomic
def andra_uppdrag(
    *,
    av: Person | None,
    nar: datetime,
    uppdrag: Uppdragsbeskrivning,
    namn: str,
    enheter: Sequence[Enhet],
    revision: int | None = None,
) -> Uppdragsbeskrivning:
    plan, enheter = gemensamt.las_plan(uppdrag.plan_id), list(dict.fromkeys(enheter))
    rad = gemensamt.las_rad(uppdrag, revision)
    _granska_enheter(plan, enheter, rad, nar)
    if _satt_enheter(rad, enheter, av=av, nar=nar) and rad.namn == namn.strip():
        rad.revision += 1
        gemensamt.spara(rad, av, nar)
    return gemensamt.andra(rad, {"namn": namn.strip()}, av=av, nar=nar)


@transaction.atomic
def ta_bort_uppdrag(*, av: Person | None, nar: datetime, uppdrag: Uppdragsbeskrivning) -> None:
    plan = gemensamt.las_plan(uppdrag.plan_id)
    gemensamt.ta_bort(gemensamt.las_rad(uppdrag, None), av=av, nar=nar, plan=plan)


def _granska_enheter(
    plan: Plan, enheter: Sequence[Enhet], uppdrag: Uppdragsbeskrivning | None, nar: datetime
) -> None:
    if not enheter:
        raise Planeringsfel({"enheter": ["Välj minst en del av organisationen."]})
    hade = set(uppdrag.enhetsrader.values_list("enhet_id", flat=True)) if uppdrag else set()
    texter = [
        text
        for e in enheter
        if (text := gemensamt.enhetsfel(e, e.pk if e.pk in hade else None, *plan.dagar)) is not None
    ]
    alla = {pk: (over, namn) for pk, over, namn in Enhet.objects.values_list("id", "overordnad_id", "namn")}
    texter += overlappar(
        [e.pk for e in enheter],
        {pk: over for pk, (over, _) in alla.items()},
        {pk: namn for pk, (_, namn) in alla.items()},
    )
    upptagna = Uppdragsenhet.objects.filter(plan=plan, enhet__in=enheter).select_related("uppdrag", "enhet")
    if uppdrag:
        upptagna = upptagna.exclude(uppdrag=uppdrag)
    texter += [f"Välj en annan: {rad.enhet.namn} beskrivs redan i ”{rad.uppdrag.namn}”." for rad in upptagna]
    if texter:
        raise Planeringsfel({"enheter": texter})


def _satt_enheter(
    rad: Uppdragsbeskrivning, enheter: Sequence[Enhet], *, av: Person | None, nar: datetime
) -> bool:
    """Whether anything changed. The log names the enheter before and after."""
    fore = {r.enhet_id: r for r in rad.enhetsrader.select_related("enhet")}
    efter = {e.pk: e for e in enheter}
    if fore.keys() == efter.keys():
        return False
    rad.enhetsrader.exclude(enhet__in=enheter).delete()
    Uppdragsenhet.objects.bulk_create(
        Uppdragsenhet(uppdrag=rad, plan=rad.plan, enhet=e) for e in enheter if e.pk not in fore
    )
    namn = [sorted(r.enhet.namn for r in fore.values()), sorted(e.namn for e in efter.values())]
    data = {"enheter": namn, "nycklar": [sorted(fore), sorted(efter)]}
    logga(av=av, nar=nar, typ="planering.satt_uppdragsenheter", objekt=rad, data=data)
    return True


@transaction.atomic
def skriv_uppdragstext(
    *,
    av: Person | None,
    nar: datetime,
    text: Uppdragstext,
    innehall: str,
    revision: int | None = None,
    fonster: str = "",
    slutlig: bool = True,
) -> Uppdragstext:
    """Save a section's text, also while it is being written (`slutlig` False).

    Raises Krock when the text has been changed by another window than `fonster` since `revision`. A final save from
    the window that made the last change goes through: its own automatic save may have come in between. An automatic
    one with an old revision never does, so that a late one cannot undo a newer text.
    """
    gemensamt.las_plan(text.uppdrag.plan_id)
    rad = gemensamt.las_rad(text, None)
    innehall = innehall.replace("\r\n", "\n").replace("\x00", "").rstrip()
    if len(innehall) > LANGST_TEXT:
        raise Planeringsfel({"text": [f"Texten är för lång: högst {LANGST_TEXT} tecken."]})
    if rad.text == innehall:
        return rad
    senaste = rad.versioner.first()
    egen = slutlig and fonster != "" and senaste is not None and senaste.fonster == fonster
    if revision is not None and rad.revision != revision and not egen:
        raise Krock(rad)
    _ny_version(rad, senaste, innehall, av=av, nar=nar, fonster=fonster)
    return rad


def _ny_version(
    rad: Uppdragstext,
    senaste: Uppdragsversion | None,
    innehall: str,
    *,
    av: Person | None,
    nar: datetime,
    fonster: str,
    aterstalld: int | None = None,
) -> None:
    rad.text = innehall
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    samma = senaste is not None and fonster != "" and senaste.fonster == fonster
    if samma and senaste.sparad_av_id == (av and av.pk) and nar - senaste.borjad < EN_VERSION:
        senaste.innehall, senaste.sparad = innehall, nar
        senaste.save(update_fields=["innehall", "sparad"])
        return
    version = Uppdragsversion.objects.create(
        text=rad,
        nummer=senaste.nummer + 1 if senaste else 1,
        innehall=innehall,
        borjad=nar,
        sparad=nar,
        sparad_av=av,
        fonster=fonster,
    )
    # The log says that a version began; what it says stands in the version, which goes into the log if deleted.
    data = {"uppdrag": rad.uppdrag_id, "avsnitt": rad.avsnitt, "version": version.nummer}
    if aterstalld is not None:
        data["aterstalld_fran"] = aterstalld
    logga(av=av, nar=nar, typ="planering.skriv_uppdragstext", objekt=rad, data=data)


@transaction.atomic
def aterstall_uppdragstext(
    *, av: Person | None, nar: datetime, version: Uppdragsversion, revision: int | None = None
) -> Uppdragstext:
    """Make an earlier version the text again, as a new version: nothing is lost, and this too can be undone."""
    gemensamt.las_plan(version.text.uppdrag.plan_id)
    rad = gemensamt.las_rad(version.text, revision)
    if rad.text != version.innehall:
        _ny_version(
            rad,
            rad.versioner.first(),
            version.innehall,
            av=av,
            nar=nar,
            fonster="",
            aterstalld=version.nummer,
        )
    return rad


@transaction.atomic
def skapa_uppdragskalla(
    *,
    av: Person | None,
    nar: datetime,
    text: Uppdragstext,
    titel: str,
    lank: str = "",
    datum: date | None = None,
) -> Uppdragskalla:
    gemensamt.las_plan(text.uppdrag.plan_id)
    rad = gemensamt.las_rad(text, None)
    kalla = Uppdragskalla(
        text=rad, titel=titel.strip(), lank=lank.strip(), datum=datum, ordning=gemensamt.sist(rad.kallor)
    )
    return gemensamt.skapa(kalla, av=av, nar=nar)


@transaction.atomic
def andra_uppdragskalla(
    *,
    av: Person | None,
    nar: datetime,
    kalla: Uppdragskalla,
    titel: str,
    lank: str = "",
    datum: date | None = None,
    revision: int | None = None,
) -> Uppdragskalla:
    gemensamt.las_plan(kalla.text.uppdrag.plan_id)
    rad = gemensamt.las_rad(kalla, revision)
    falt = {"titel": titel.strip(), "lank": lank.strip(), "datum": datum}
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def ta_bort_uppdragskalla(*, av: Person | None, nar: datetime, kalla: Uppdragskalla) -> None:
    plan = gemensamt.las_plan(kalla.text.uppdrag.plan_id)
    gemensamt.ta_bort(gemensamt.las_rad(kalla, None), av=av, nar=nar, plan=plan)
