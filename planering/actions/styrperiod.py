"""Mandatperioder."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.models import Plan, Styrperiod


@transaction.atomic
def skapa_styrperiod(
    *, av: Person | None, nar: datetime, namn: str, fran_ar: int, till_ar: int
) -> Styrperiod:
    """A new period. Drafts whose first year lies in it, and that had none, come to belong to it."""
    _granska(fran_ar, till_ar)
    rad = Styrperiod(namn=namn.strip(), fran_ar=fran_ar, till_ar=till_ar)
    gemensamt.skapa(rad, av=av, nar=nar)
    _ta_upp_utkast(rad, av, nar)
    return rad


def _ta_upp_utkast(period: Styrperiod, av: Person | None, nar: datetime) -> None:
    """A decided plan is not written in: which period it lies in follows from its first year (`planer_i`)."""
    utan = Plan.objects.select_for_update(of=("self",)).filter(styrperiod__isnull=True)
    for plan in planer_i(period, utan):
        if not plan.ar_last:
            gemensamt.andra(plan, {"styrperiod": period}, av=av, nar=nar)


def planer_i(period: Styrperiod, planer: QuerySet[Plan] | None = None) -> QuerySet[Plan]:
    """The plans whose first year lies in the period."""
    urval = Plan.objects.all() if planer is None else planer
    return urval.filter(fran_ar__range=(period.fran_ar, period.till_ar)).order_by("fran_ar", "version")


@transaction.atomic
def andra_styrperiod(
    *,
    av: Person | None,
    nar: datetime,
    styrperiod: Styrperiod,
    namn: str,
    fran_ar: int,
    till_ar: int,
    revision: int | None = None,
) -> Styrperiod:
    """The years cannot leave out a plan that belongs to the period."""
    rad = gemensamt.las_rad(styrperiod, revision)
    _granska(fran_ar, till_ar, rad.pk)
    utanfor = planer_i(rad).exclude(fran_ar__range=(fran_ar, till_ar)).first()
    if utanfor is not None:
        falt = "fran_ar" if utanfor.fran_ar < fran_ar else "till_ar"
        raise Planeringsfel(
            {falt: [f"Planen ”{utanfor.namn}” börjar {utanfor.fran_ar} och hör till perioden."]}
        )
    rad = gemensamt.andra(rad, {"namn": namn.strip(), "fran_ar": fran_ar, "till_ar": till_ar}, av=av, nar=nar)
    _ta_upp_utkast(rad, av, nar)
    return rad


@transaction.atomic
def ta_bort_styrperiod(*, av: Person | None, nar: datetime, styrperiod: Styrperiod) -> None:
    rad = gemensamt.las_rad(styrperiod, None)
    if hinder := hinder_mot_borttagning(rad):
        raise Planeringsfel(hinder)
    gemensamt.ta_bort(rad, av=av, nar=nar)


def hinder_mot_borttagning(styrperiod: Styrperiod) -> str:
    """Why the period cannot be deleted now; empty when it can."""
    plan = planer_i(styrperiod).first()
    if plan is None:
        return ""
    return (
        f"Planen ”{plan.namn}” hör till perioden, för den börjar {plan.fran_ar}. "
        "Ändra periodens namn eller år i stället."
    )


def _granska(fran_ar: int, till_ar: int, utom: int | None = None) -> None:
    if till_ar < fran_ar:
        raise Planeringsfel({"till_ar": [f"Sista år kan inte vara före {fran_ar}."]})
    annan = (
        Styrperiod.objects.select_for_update()
        .filter(fran_ar__lte=till_ar, till_ar__gte=fran_ar)
        .exclude(pk=utom)
        .first()
    )
    if annan is not None:
        raise Planeringsfel({"fran_ar": [f"Åren överlappar ”{annan.namn}”, {annan.period}."]})
