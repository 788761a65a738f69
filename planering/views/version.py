"""From one plan to the next: a new version, next year's plan, and what differs between two."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from planering import actions, queries
from planering.domain.fel import Planeringsfel
from planering.domain.planval import narmast_fore
from planering.domain.regler import uppraknat
from planering.domain.skillnadsrader import Del, Planskillnad, Slag
from planering.forms import Kopieringsformular
from planering.models import Plan
from planering.views.gemensamt import formularsida, planadress, plansmula
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar


@kravs("planering.andra_plan")
@require_POST
def ny_version(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    try:
        ny = actions.ny_version(**vem_och_nar(request), plan=plan)
    except Planeringsfel as fel:
        if paborjad := actions.pagaende_version(
            plan
        ):  # the button was pressed twice, or by somebody else first
            messages.info(request, str(fel))
            return redirect(planadress(paborjad))
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
    plan, andra, mot = _par(request, pk)
    resultat = queries.planskillnad(mot, plan) if mot is not None else None
    kontext = {
        "plan": plan,
        "andra": andra,
        "mot": mot,
        "skillnad": resultat,
        "delar": [(d, [g for g in resultat.grupper if g.del_ is d]) for d in Del] if resultat else [],
        "antal": _antal(resultat) if resultat else "",
        "per_del": _per_del(resultat) if resultat else "",
        "smulor": [plansmula(plan), {"namn": "Vad som ändrats"}],
    }
    mall = "planering/_skillnadsantal.html" if "antal" in request.GET else "planering/skillnad.html"
    return render(request, mall, kontext)


@kravs("planering.se_plan")
def skillnad_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The same sentences, one a row."""
    plan, _, mot = _par(request, pk)
    resultat = queries.planskillnad(mot, plan) if mot is not None else Planskillnad(())
    ambition = {True: "svårare att nå", False: "lättare att nå", None: ""}
    rubriker = [
        "Del",
        "Område eller nämnd",
        "Mål, verksamhet eller uppdrag",
        "Slag",
        "Ändring",
        "Målnivån blev",
    ]
    rader = [
        [g.del_.etikett, g.omrade, g.mal, a.slag.etikett, a.text, ambition[a.hojd_ambition]]
        for g in resultat.grupper
        for a in g.andringar
    ]
    return filsvar(csvtext(rubriker, rader), f"andringar-{plan.fran_ar}-version-{plan.version}.csv")


def _par(request: HttpRequest, pk: int) -> tuple[Plan, list[Plan], Plan | None]:
    """The plan, the earlier ones that it can be compared with, and the one that it is compared with."""
    plan = get_object_or_404(Plan.objects.select_related("foregangare"), pk=pk)
    andra = [
        p
        for p in queries.planer()
        if (p.fran_ar, p.version) < (plan.fran_ar, plan.version) or p.pk == plan.foregangare_id
    ]
    return plan, andra, _mot(request.GET.get("mot", ""), plan, andra)


def _antal(resultat: Planskillnad) -> str:
    """ "4 ändringar, 1 nytt och 2 borttagna"."""
    antal = {s: resultat.antal(s) for s in Slag}
    ord_ = {
        Slag.ANDRAT: ("ändring", "ändringar"),
        Slag.TILLAGT: ("tillägg", "tillägg"),
        Slag.BORTTAGET: ("borttagning", "borttagningar"),
    }
    return uppraknat(f"{antal[s]} {ord_[s][antal[s] > 1]}" for s in ord_ if antal[s])


def _per_del(resultat: Planskillnad) -> str:
    """ "3 i mål, 2 i pengar och 1 i uppdrag"; empty when all is in one part."""
    ord_ = {Del.MAL: "mål", Del.PENGAR: "pengar och volymer", Del.UPPDRAG: "uppdrag"}
    delar = [f"{antal} i {ord_[d]}" for d in Del if (antal := resultat.antal_i(d))]
    return uppraknat(delar) if len(delar) > 1 or resultat.antal_i(Del.MAL) == 0 else ""


def _mot(valt: str, plan: Plan, andra: list[Plan]) -> Plan | None:
    val = {str(p.pk): p for p in andra}
    if valt in val:
        return val[valt]
    return narmast_fore(plan, andra)
