"""What has happened, and taking back the latest of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from organisation.behorighet import kravs
from organisation.models import Handelse
from planering import actions, queries
from planering.domain.fel import Planeringsfel
from planering.models import (
    Aktivitet,
    Egetmatt,
    Handlingsplan,
    Indikator,
    Kunskapskort,
    Mal,
    Malforbattring,
    Malomrade,
    Oronmarkning,
    Plan,
    Styrperiod,
    Uppdragsbeskrivning,
    Uppdragskalla,
    Verksamhet,
)
from planering.presenters.historik import historik, planens_historik
from planering.views.gemensamt import planadress, plansmula
from styrsnurra.gemensamt.vyhjalp import vem_och_nar

PER_SIDA = 50
SLAG = {
    "malomrade": Malomrade.objects.select_related("plan"),
    "mal": Mal.objects.select_related("malomrade__plan"),
    "indikator": Indikator.objects.select_related("mal__malomrade__plan"),
    "handlingsplan": Handlingsplan.objects.all(),
    "aktivitet": Aktivitet.objects.select_related("handlingsplan"),
}


@kravs("planering.se_plan")
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    vald = get_object_or_404(Plan, pk=pk)
    sida = Paginator(queries.planhistorik(vald), PER_SIDA).get_page(request.GET.get("sida"))
    kontext = {
        "rubrik": "Planens historik",
        "ingress": "Vem som ändrade vad och när, i planen och allt som ligger i den.",
        "rader": planens_historik(vald, sida),
        "sida": sida,
        "visa_galler": True,
        "far_andra": request.user.has_perm("planering.andra_plan"),
        "smulor": [plansmula(vald), {"namn": "Historik"}],
    }
    return render(request, "planering/historik.html", kontext)


@kravs("planering.se_plan")
def objektets(request: HttpRequest, slag: str, pk: int) -> HttpResponse:
    objekt = get_object_or_404(SLAG[slag], pk=pk)
    hemma, adress = _hemma(objekt)
    far_andra = request.user.has_perm("planering.andra_plan")
    kontext = {
        "rubrik": f"Historik: {objekt}",
        "rader": historik(objekt),
        "far_andra": far_andra and not (isinstance(hemma, Plan) and hemma.ar_last),
        "smulor": [
            plansmula(hemma) if isinstance(hemma, Plan) else {"namn": str(hemma), "url": adress},
            {"namn": "Historik"},
        ],
    }
    return render(request, "planering/historik.html", kontext)


def _hemma(objekt) -> tuple[Plan | Handlingsplan, str]:
    """The page that an object is read on, and its place there."""
    if isinstance(objekt, (Handlingsplan, Aktivitet)):
        hp = objekt if isinstance(objekt, Handlingsplan) else objekt.handlingsplan
        return hp, reverse("planering:handlingsplan", args=[hp.pk])
    if isinstance(objekt, Malomrade):
        return objekt.plan, planadress(objekt.plan, f"omrade-{objekt.pk}")
    if isinstance(objekt, Indikator):
        return objekt.mal.malomrade.plan, planadress(objekt.mal.malomrade.plan, f"indikator-{objekt.pk}")
    if isinstance(objekt, Mal):
        return objekt.malomrade.plan, planadress(objekt.malomrade.plan, f"mal-{objekt.pk}")
    return objekt, planadress(objekt)


def _visas(rad: Model) -> str:
    """The address where something that has been put back is read."""
    match rad:
        case Egetmatt():
            return f"{reverse('planering:egna_matt')}#matt-{rad.pk}"
        case Malforbattring():
            return f"{reverse('planering:malets_kvalitet', args=[rad.mal_id])}#fraga-{rad.fraga}"
        case Styrperiod():
            return reverse("planering:styrperioder")
        case Kunskapskort():
            return _hemma(rad.indikator)[1]
        case Uppdragsbeskrivning():
            return reverse("planering:uppdrag", args=[rad.pk])
        case Uppdragskalla():
            return f"{reverse('planering:uppdrag', args=[rad.text.uppdrag_id])}#{rad.text.avsnitt}"
        case Verksamhet():
            return f"{reverse('planering:resurser', args=[rad.plan_id])}#namnd-{rad.enhet_id}"
        case Oronmarkning():
            adress = reverse("planering:resurser", args=[rad.ram.verksamhet.plan_id])
            return f"{adress}?ar={rad.ram.ar}#oronmarkt"
    return _hemma(rad)[1]


@kravs("planering.andra_plan")
def angra(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, saying what will be as it was, and then do it."""
    handelse = get_object_or_404(Handelse, pk=pk, typ__startswith="planering.")
    hinder, status = "", 200
    if not actions.kan_angras(handelse):
        hinder = "Den här händelsen går inte att ångra."
    elif request.method == "POST":
        try:
            rad = actions.angra(**vem_och_nar(request), handelse=handelse)
        except Planeringsfel as fel:
            hinder, status = str(fel), 409
        else:
            borta = handelse.typ.startswith("planering.ta_bort_")
            messages.success(
                request, f"”{rad}” är {'återställt' if borta else 'som det var före ändringen'}."
            )
            return redirect(_visas(rad))
    (rad,) = planens_historik(Plan(), [handelse])
    antal = sum(len(rader) for rader in handelse.data.get("borttaget", {}).values())
    kontext = {
        "rad": rad,
        "hinder": hinder,
        "antal": antal,
        "smulor": [{"namn": "Planering", "url": reverse("planering:plan")}, {"namn": "Ångra"}],
    }
    return render(request, "planering/angra.html", kontext, status=status)
