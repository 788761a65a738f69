"""Mandatperioder."""

from datetime import datetime

from django.db import transaction

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
    for plan in Plan.objects.select_for_update(of=("self",)).filter(
        styrperiod__isnull=True, fran_ar__range=(fran_ar, till_ar)
    ):
        if not plan.ar_last:
            gemensamt.andra(plan, {"styrperiod": rad}, av=av, nar=nar)
    return rad


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
    utanfor = rad.planer.exclude(fran_ar__range=(fran_ar, till_ar)).order_by("fran_ar").first()
    if utanfor is not None:
        falt = "fran_ar" if utanfor.fran_ar < fran_ar else "till_ar"
        raise Planeringsfel(
            {falt: [f"Planen ”{utanfor.namn}” börjar {utanfor.fran_ar} och hör till perioden."]}
        )
    return gemensamt.andra(
        rad, {"namn": namn.strip(), "fran_ar": fran_ar, "till_ar": till_ar}, av=av, nar=nar
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
