"""A whole new order among siblings: what a drag leaves. The arrows do the same one step at a time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Krock, Planeringsfel
from planering.models import Indikator, Mal, Malomrade, Plan

SLAG: dict[str, tuple[type[models.Model], str, tuple[str, ...]]] = {
    # kind: model, how it finds its plan, what siblings have in common
    "malomrade": (Malomrade, "plan", ("plan_id",)),
    "mal": (Mal, "malomrade__plan", ("malomrade_id", "overordnat_id")),
    "indikator": (Indikator, "mal__malomrade__plan", ("mal_id",)),
}


@transaction.atomic
def ordna(
    *, av: Person | None, nar: datetime, plan: Plan, slag: str, sedd: Sequence[int], ny: Sequence[int]
) -> bool:
    """Put siblings in the order `ny`. `sedd` is all of them in the order the person saw: Krock when it is another now.

    False when nothing moved.
    """
    if slag not in SLAG:
        raise Planeringsfel("Det går inte att ordna.")
    gemensamt.las_plan(plan.pk)
    modell, vag, gemensamma = SLAG[slag]
    rader = {rad.pk: rad for rad in modell.objects.filter(**{vag: plan}, pk__in=sedd)}
    if len(rader) != len(sedd) or sorted(sedd) != sorted(ny):
        raise Krock(plan)
    forst = rader[sedd[0]]
    syskon = modell.objects.filter(**{falt: getattr(forst, falt) for falt in gemensamma})
    if list(syskon.order_by("ordning", "id").values_list("pk", flat=True)) != list(sedd):
        raise Krock(plan)
    if list(sedd) == list(ny):
        return False
    for plats, nyckel in enumerate(ny, start=1):
        if rader[nyckel].ordning != plats:
            modell.objects.filter(pk=nyckel).update(ordning=plats)
    logga(
        av=av,
        nar=nar,
        typ=f"planering.flytta_{modell._meta.model_name}",
        objekt=forst,
        data={"ordning": [list(sedd), list(ny)]},
    )
    return True
