"""What has happened to a row, or to everything in a plan, as the log has it."""

from django.db.models import Model, Q, QuerySet

from organisation.models import Handelse
from planering.models import Indikator, Mal, Malomrade, Oronmarkning, Plan, Verksamhet


def historik(objekt: Model) -> QuerySet[Handelse]:
    """One row's events in its own app, newest first. What is only moved among its siblings is not among them."""
    return _urval(Q(objekt=objekt._meta.label, objekt_id=str(objekt.pk)), objekt._meta.app_label)


def planhistorik(plan: Plan) -> QuerySet[Handelse]:
    """The events of a plan and of all that is in it, and of what has been deleted from it, newest first."""
    urval = Q(objekt="planering.Plan", objekt_id=str(plan.pk))
    for modell, falt in ((Malomrade, "plan"), (Mal, "malomrade__plan"), (Indikator, "mal__malomrade__plan")):
        nycklar = [str(pk) for pk in modell.objects.filter(**{falt: plan}).values_list("pk", flat=True)]
        urval |= Q(objekt=modell._meta.label, objekt_id__in=nycklar)
    return _urval(urval | Q(typ__startswith="planering.ta_bort_", data__plan=plan.pk))


def resurshistorik(plan: Plan) -> QuerySet[Handelse]:
    """The events of a plan's frames and outcomes, of its verksamheter and of what is set aside, newest first."""
    urval = Q(objekt="planering.Plan", objekt_id=str(plan.pk), typ="planering.satt_ramar")
    for modell, falt in ((Verksamhet, "plan"), (Oronmarkning, "ram__verksamhet__plan")):
        nycklar = [str(pk) for pk in modell.objects.filter(**{falt: plan}).values_list("pk", flat=True)]
        urval |= Q(objekt=modell._meta.label, objekt_id__in=nycklar)
    borta = ["planering.ta_bort_verksamhet", "planering.ta_bort_oronmarkning"]
    return _urval(urval | Q(typ__in=borta, data__plan=plan.pk))


def _urval(villkor: Q, app: str = "planering") -> QuerySet[Handelse]:
    return (
        Handelse.objects.filter(villkor, typ__startswith=f"{app}.")
        .exclude(typ__startswith=f"{app}.flytta_")
        .order_by("-tid", "-id")
    )


def senaste_borttagning(etikett: str, nyckel: str, app: str = "planering") -> Handelse | None:
    """The event that says that a row was deleted; `etikett` is "planering.Mal"."""
    return (
        Handelse.objects.filter(objekt=etikett, objekt_id=nyckel, typ__startswith=f"{app}.ta_bort_")
        .order_by("-id")
        .first()
    )


def senaste_ur_natet(plan: Plan, typ: str = "planering.satt_malnivanat") -> Handelse | None:
    """The newest event of a grid of the plan's: of the target levels unless said, or of the frames."""
    urval = Handelse.objects.filter(objekt="planering.Plan", objekt_id=str(plan.pk), typ=typ)
    return urval.order_by("-id").first()
