"""The knowledge card of an indicator. Written also when the plan is decided: knowledge is not."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from organisation.behorighet import kravs
from planering import actions
from planering.forms import Kunskapskortsformular
from planering.models import Kunskapskort
from planering.views.gemensamt import formularsida, planadress
from planering.views.indikator import hamta_indikator, mattkontext
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


@kravs("planering.andra_plan")
def kunskapskort(request: HttpRequest, pk: int) -> HttpResponse:
    indikator = hamta_indikator(pk)
    plan = indikator.mal.malomrade.plan
    tillbaka = planadress(plan, f"indikator-{pk}")
    kort = getattr(indikator, "kunskapskort", None)
    return formularsida(
        request,
        objekt=kort,
        bygg=lambda data, objekt: Kunskapskortsformular(
            data, objekt=objekt or kort or Kunskapskort(indikator=indikator, revision=0), avbryt=tillbaka
        ),
        spara=lambda form: actions.skriv_kunskapskort(
            **vem_och_nar(request),
            indikator=indikator,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda _: tillbaka,
        sparat="Kunskapskortet är sparat.",
        mall="planering/kunskapskort.html",
        kontext=mattkontext(indikator.mal, indikator.matt, indikator.kon)
        | {
            "rubrik": f"Kunskapskort för {indikator.namn}",
            "indikator": indikator,
            "plan": plan,
            "varfor_url": "" if plan.ar_last else reverse("planering:andra_indikator", args=[pk]),
        },
    )
