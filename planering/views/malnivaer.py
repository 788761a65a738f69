"""Target levels, kön by kön, with the assistant beside them."""

from functools import partial
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kkik.models import Kon
from organisation.behorighet import kravs
from planering import actions
from planering.forms import Malnivaformular
from planering.models import Indikator
from planering.presenters.assistent import assistentvy
from planering.views.gemensamt import egen_kommun, formularsida, last_sida, planadress
from planering.views.indikator import hamta_indikator, mattkontext
from styrsnurra.gemensamt.vyhjalp import vem_och_nar

FLIKAR = {Kon.TOTALT: "Alla", Kon.KVINNOR: "Kvinnor", Kon.MAN: "Män"}


@kravs("planering.andra_plan")
def malnivaer(request: HttpRequest, pk: int) -> HttpResponse:
    """`?kon=K` or M: women's or men's own levels. While typing, htmx asks for where yellow ends and the assistant;
    without script the button "Räkna" does, and neither saves anything."""
    indikator = hamta_indikator(pk)
    plan = indikator.mal.malomrade.plan
    raknar = request.method == "POST" and bool(request.htmx or request.POST.get("rakna"))
    if (raknar or request.method != "POST") and (svar := last_sida(request, plan)):
        return svar
    kon = _kon(request, indikator)
    kontext = mattkontext(indikator.mal, indikator.matt, kon) | {
        "indikator": indikator,
        "plan": plan,
        "kon": kon,
        "flikar": _flikar(indikator, kon),
        "rubrik": f"Målnivåer för {indikator.namn}",
        "rakna_url": f"{reverse('planering:malnivaer', args=[pk])}?kon={kon}",
    }
    if indikator.riktning == Indikator.Riktning.NEUTRAL:
        return render(request, "planering/malnivaer_neutral.html", kontext)
    tillbaka = planadress(plan, f"indikator-{pk}")
    kort = kontext["kort"]

    def bygg(data: Any, objekt: Indikator | None) -> Malnivaformular:
        form = Malnivaformular(
            data, objekt=objekt or indikator, plan=plan, historik=kort.historik, kon=kon, avbryt=tillbaka
        )
        # Worked out when the page asks for it: a stale edit builds more forms than it shows.
        form.assistent = partial(assistentvy, form.objekt, egen_kommun(), form, request.POST)
        return form

    if raknar:
        form = bygg(request.POST, indikator)
        mall = "planering/_levande.html" if request.htmx else "planering/malnivaer.html"
        return render(request, mall, kontext | {"form": form})
    return formularsida(
        request,
        plan=plan,
        objekt=indikator,
        bygg=bygg,
        spara=lambda form: actions.satt_malnivaer(
            **vem_och_nar(request),
            indikator=indikator,
            nivaer=form.nivaer(),
            kon=kon,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda _: tillbaka,
        sparat="Målnivåerna är sparade.",
        mall="planering/malnivaer.html",
        kontext=kontext,
    )


def _kon(request: HttpRequest, indikator: Indikator) -> str:
    """Whose levels: the indicator's own, unless others may have some too."""
    kon = request.GET.get("kon", "")
    return kon if kon in Kon.values and _kan_delas(indikator) else indikator.kon


def _kan_delas(indikator: Indikator) -> bool:
    return indikator.kon == Kon.TOTALT and indikator.matt.konsuppdelat


def _flikar(indikator: Indikator, kon: str) -> list[dict[str, Any]]:
    if not _kan_delas(indikator):
        return []
    antal = dict(indikator.malnivaer.order_by().values_list("kon").annotate(antal=Count("pk")))
    return [
        {"kon": k.value, "namn": namn, "antal": antal.get(k, 0), "vald": k == kon}
        for k, namn in FLIKAR.items()
    ]
