"""What verktyg's rounds can be about in planering. `Amne.nyckel` is what a round is found by."""

from django.urls import reverse

from planering.actions.bedomning import plannyckel
from planering.models import Handlingsplan, Plan, Uppdragsbeskrivning
from verktyg.queries import Amne

SE = "planering.se_plan"


def planamne(plan: Plan) -> Amne:
    """With its version when it is not the first: they have the same name."""
    namn = plan.namn if plan.version == 1 else f"{plan.namn}, version {plan.version}"
    adress = reverse("planering:planvy", args=[plan.pk])
    return Amne(plannyckel(plan), namn, adress, SE)


def uppdragsamne(uppdrag: Uppdragsbeskrivning) -> Amne:
    """With its plan in the name: every plan has one of each nämnd. Needs `plan` and `enhetsrader__enhet`; a new round
    belongs to the first enhet."""
    namn = f"{uppdrag.namn}, {uppdrag.plan.namn}"
    enhet = next((rad.enhet for rad in uppdrag.enhetsrader.all()), None)
    adress = reverse("planering:uppdrag", args=[uppdrag.pk])
    return Amne(f"planering.uppdragsbeskrivning:{uppdrag.pk}", namn, adress, SE, enhet)


def handlingsplansamne(plan: Handlingsplan) -> Amne:
    adress = reverse("planering:handlingsplan", args=[plan.pk])
    return Amne(f"planering.handlingsplan:{plan.pk}", plan.namn, adress, SE, plan.enhet)


def hamta_plan(pk: int) -> Amne | None:
    plan = Plan.objects.filter(pk=pk).first()
    return planamne(plan) if plan is not None else None


def hamta_uppdrag(pk: int) -> Amne | None:
    urval = Uppdragsbeskrivning.objects.select_related("plan").prefetch_related("enhetsrader__enhet")
    uppdrag = urval.filter(pk=pk).first()
    return uppdragsamne(uppdrag) if uppdrag is not None else None


def hamta_handlingsplan(pk: int) -> Amne | None:
    plan = Handlingsplan.objects.select_related("enhet").filter(pk=pk).first()
    return handlingsplansamne(plan) if plan is not None else None
