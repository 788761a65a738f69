"""From one plan to the next: a new version, next year's plan, and what differs between two."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from planering import actions, queries
from planering.domain.fel import Planeringsfel
from planering.domain.regler import uppraknat
from planering.domain.skillnad import Planskillnad, Slag
from planering.forms import Kopieringsformular
from planering.models import Plan
from planering.views.gemensamt import formularsida, planadress, plansmula
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


@kravs("planering.andra_plan")
@require_POST
def ny_version(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    try:
        ny = actions.ny_version(**vem_och_nar(request), plan=plan)
    except Planeringsfel as fel:
        messages.error(request, str(fel))
        return redirect(planadress(plan))
    messages.success(
        request,
        f"Version {ny.version} är påbörjad, som en kopia av den beslutade planen. Den gäller när den beslutas.",
    )
    return redirect(planadress(ny))


@kravs("planering.andra_plan")
def kopiera_plan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    return formularsida(
        request,
        bygg=lambda data, _: Kopieringsformular(data, fran=plan, avbryt=planadress(plan)),
        spara=lambda form: actions.kopiera_framat(**vem_och_nar(request), plan=plan, **form.varden()),
        klart=planadress,
        sparat="Planen är kopierad. Gå igenom mål, ansvariga och målnivåer innan den skickas på remiss.",
        kontext={
            "rubrik": "Kopiera planen till nästa år",
            "ingress": f"Mål, indikatorer, ägare och ramar följer med från ”{plan.namn}”, som inte ändras.",
            "smulor": [plansmula(plan), {"namn": "Kopiera"}],
        },
    )


@kravs("planering.se_plan")
def skillnad(request: HttpRequest, pk: int) -> HttpResponse:
    """`?mot=` is the earlier plan; without it the one that this was copied from, else the version before. `?antal`
    asks only for the sentence that says how much differs."""
    plan = get_object_or_404(Plan.objects.select_related("foregangare"), pk=pk)
    andra = [p for p in queries.planer() if p.pk != plan.pk]
    mot = _mot(request.GET.get("mot", ""), plan, andra)
    resultat = queries.planskillnad(mot, plan) if mot is not None else None
    kontext = {
        "plan": plan,
        "andra": andra,
        "mot": mot,
        "skillnad": resultat,
        "antal": _antal(resultat) if resultat else "",
        "smulor": [plansmula(plan), {"namn": "Vad som ändrats"}],
    }
    mall = "planering/_skillnadsantal.html" if "antal" in request.GET else "planering/skillnad.html"
    return render(request, mall, kontext)


def _antal(resultat: Planskillnad) -> str:
    """ "4 ändringar, 1 nytt och 2 borttagna"."""
    antal = {s: resultat.antal(s) for s in Slag}
    ord_ = {
        Slag.ANDRAT: ("ändring", "ändringar"),
        Slag.TILLAGT: ("tillägg", "tillägg"),
        Slag.BORTTAGET: ("borttagning", "borttagningar"),
    }
    return uppraknat(f"{antal[s]} {ord_[s][antal[s] > 1]}" for s in ord_ if antal[s])


def _mot(valt: str, plan: Plan, andra: list[Plan]) -> Plan | None:
    val = {str(p.pk): p for p in andra}
    if valt in val:
        return val[valt]
    if plan.foregangare is not None:
        return plan.foregangare
    tidigare = [p for p in andra if (p.fran_ar, p.version) < (plan.fran_ar, plan.version)]
    return tidigare[0] if tidigare else None
