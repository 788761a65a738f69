"""The plan and its målområden."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain import regler
from planering.domain.fel import Planeringsfel, PlanFinns
from planering.models import Handlingsplan, Mal, Malniva, Malomrade, Plan, Planstatus, Styrperiod
from planering.queries.planbild import slakt


@transaction.atomic
def skapa_plan(
    *, av: Person | None, nar: datetime, namn: str, fran_ar: int, till_ar: int, version: int | None = None
) -> Plan:
    """A new draft, the first for its first year. Raises PlanFinns when that year has a plan already: what is to be
    changed in it is changed in a new version of it, and another beside it would compete with it."""
    gemensamt.fraga_fel({"till_ar": regler.planar(fran_ar, till_ar)})
    ledigt_ar(fran_ar)
    plan = Plan(
        namn=namn.strip(),
        fran_ar=fran_ar,
        till_ar=till_ar,
        version=1 if version is None else version,
        styrperiod=styrperiod_for(fran_ar),
    )
    return gemensamt.skapa(plan, av=av, nar=nar)


def ledigt_ar(ar: int, utom: int | None = None) -> None:
    """Raises PlanFinns when a plan, `utom` left out, already begins that year. Locks them."""
    planer = Plan.objects.select_for_update(of=("self",)).filter(fran_ar=ar).exclude(pk=utom)
    finns = planer.order_by("-version").first()
    if finns is not None:
        hur = (
            "Det som ska ändras i den ändras i en ny version av den."
            if finns.ar_last
            else "Fortsätt i den, eller ta bort den först."
        )
        raise PlanFinns({"fran_ar": [f"Det finns redan en plan som börjar {ar}. {hur}"]}, finns)


def nasta_version(fran_ar: int) -> int:
    """The next free version of the plans that begin in a year. Locks them."""
    tidigare = Plan.objects.select_for_update().filter(fran_ar=fran_ar).order_by("-version").first()
    return tidigare.version + 1 if tidigare else 1


def styrperiod_for(ar: int) -> Styrperiod | None:
    """The mandatperiod that a year lies in."""
    return Styrperiod.objects.filter(fran_ar__lte=ar, till_ar__gte=ar).first()


@transaction.atomic
def andra_plan(
    *,
    av: Person | None,
    nar: datetime,
    plan: Plan,
    namn: str,
    fran_ar: int,
    till_ar: int,
    status: str | None = None,
    revision: int | None = None,
) -> Plan:
    """Name, years, and draft or out for comment. Years that hold target levels cannot be cut off."""
    gemensamt.las_plan(plan.pk)
    rad = gemensamt.las_rad(plan, revision)
    gemensamt.fraga_fel(
        {
            "till_ar": regler.planar(fran_ar, till_ar),
            "status": "En plan beslutas med datum och paragraf." if status == Planstatus.BESLUTAD else None,
        }
    )
    utanfor = (
        Malniva.objects.filter(indikator__mal__malomrade__plan=rad)
        .exclude(ar__range=(fran_ar, till_ar))
        .order_by("ar")
        .values_list("ar", flat=True)
        .distinct()
    )
    if ar := list(utanfor):
        falt = "fran_ar" if ar[0] < fran_ar else "till_ar"
        raise Planeringsfel(
            {falt: [f"Det finns målnivåer för {regler.uppraknat(ar)}. Ta bort dem innan åren lämnar planen."]}
        )
    falt = {"namn": namn.strip(), "fran_ar": fran_ar, "till_ar": till_ar}
    if fran_ar != rad.fran_ar:
        ledigt_ar(fran_ar, rad.pk)
        falt |= {"version": 1, "styrperiod": styrperiod_for(fran_ar)}
    return gemensamt.andra(rad, falt | ({"status": status} if status else {}), av=av, nar=nar)


@transaction.atomic
def besluta_plan(
    *,
    av: Person | None,
    nar: datetime,
    plan: Plan,
    datum: date,
    paragraf: str,
    revision: int | None = None,
) -> Plan:
    """KF's decision. From here on the plan, its goals, indicators and target levels cannot be changed.

    It takes the place of the plan it was copied from: the action plans of that plan's goals go over to the goals
    that continue them, and its indicators get their lights.
    """
    gemensamt.las_plan(plan.pk)
    rad = gemensamt.las_rad(plan, revision)
    gemensamt.fraga_fel(
        {
            "datum": regler.beslutsdatum(datum, timezone.localdate(nar), rad.fran_ar, _beslut_fore(rad)),
            "paragraf": regler.paragraf(paragraf),
        }
    )
    if not Mal.objects.filter(malomrade__plan=rad).exists():
        raise Planeringsfel("Planen har inga mål än. Lägg in minst ett mål innan den beslutas.")
    rad.status, rad.beslutad, rad.paragraf = Planstatus.BESLUTAD, datum, paragraf.strip()
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    logga(
        av=av,
        nar=nar,
        typ="planering.besluta_plan",
        objekt=rad,
        data={"beslutad": datum.isoformat(), "paragraf": rad.paragraf},
    )
    _ta_over_handlingsplaner(rad, av, nar)
    return rad


def _beslut_fore(plan: Plan) -> date | None:
    """When what it builds on was decided: the plan it was copied from, and the earlier versions."""
    fore = Q(pk=plan.foregangare_id) | Q(fran_ar=plan.fran_ar, version__lt=plan.version)
    return Plan.objects.filter(fore).aggregate(sist=Max("beslutad"))["sist"]


def _ta_over_handlingsplaner(plan: Plan, av: Person | None, nar: datetime) -> None:
    """From every earlier plan, whichever versions lie between."""
    egna = {m.pk: m for m in Mal.objects.filter(malomrade__plan=plan)}
    fortsatter = slakt(Mal, egna)
    rader = (
        Handlingsplan.objects.select_for_update(of=("self",))
        .filter(mal__in=[nyckel for nyckel in fortsatter if nyckel not in egna])
        .select_related("mal__malomrade__plan")
        .order_by("pk")
    )
    for rad in rader:
        fran = rad.mal.malomrade.plan
        if (fran.fran_ar, fran.version) < (plan.fran_ar, plan.version):
            gemensamt.andra(rad, {"mal": egna[fortsatter[rad.mal_id]]}, av=av, nar=nar)


@transaction.atomic
def ta_bort_plan(*, av: Person | None, nar: datetime, plan: Plan) -> None:
    gemensamt.ta_bort(gemensamt.las_plan(plan.pk), av=av, nar=nar)


@transaction.atomic
def skapa_malomrade(
    *, av: Person | None, nar: datetime, plan: Plan, namn: str, beskrivning: str = ""
) -> Malomrade:
    rad = gemensamt.las_plan(plan.pk)
    omrade = Malomrade(
        plan=rad, namn=namn.strip(), beskrivning=beskrivning.strip(), ordning=gemensamt.sist(rad.malomraden)
    )
    return gemensamt.skapa(omrade, av=av, nar=nar)


@transaction.atomic
def andra_malomrade(
    *,
    av: Person | None,
    nar: datetime,
    malomrade: Malomrade,
    namn: str,
    beskrivning: str = "",
    revision: int | None = None,
) -> Malomrade:
    gemensamt.las_plan(malomrade.plan_id)
    rad = gemensamt.las_rad(malomrade, revision)
    return gemensamt.andra(rad, {"namn": namn.strip(), "beskrivning": beskrivning.strip()}, av=av, nar=nar)


@transaction.atomic
def flytta_malomrade(*, av: Person | None, nar: datetime, malomrade: Malomrade, steg: int) -> bool:
    plan = gemensamt.las_plan(malomrade.plan_id)
    return gemensamt.flytta(malomrade, plan.malomraden.order_by("ordning", "id"), steg, av=av, nar=nar)


@transaction.atomic
def ta_bort_malomrade(*, av: Person | None, nar: datetime, malomrade: Malomrade) -> None:
    plan = gemensamt.las_plan(malomrade.plan_id)
    gemensamt.ta_bort(gemensamt.las_rad(malomrade, None), av=av, nar=nar, plan=plan)
