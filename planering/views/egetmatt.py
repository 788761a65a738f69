"""The municipality's own measures: the register, and each of them."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from organisation.behorighet import kravs
from planering import actions
from planering.forms import Egetmattformular
from planering.models import Egetmatt, Mal
from planering.views.gemensamt import borttagningssida, formularsida, planadress
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


def _smulor(sist: str) -> list[dict[str, str]]:
    return [
        {"namn": "Planering", "url": reverse("planering:plan")},
        {"namn": "Egna mått", "url": reverse("planering:egna_matt")},
        {"namn": sist},
    ]


@kravs("planering.se_plan")
def egna_matt(request: HttpRequest) -> HttpResponse:
    rader = Egetmatt.objects.select_related("agare").annotate(antal=Count("indikatorer"))
    kontext = {
        "rader": rader,
        "andrar": request.user.has_perm("planering.andra_plan"),
        "smulor": [*_smulor("")[:1], {"namn": "Egna mått"}],
    }
    return render(request, "planering/egna_matt.html", kontext)


@kravs("planering.andra_plan")
def nytt_egetmatt(request: HttpRequest) -> HttpResponse:
    """`?mal=` is the goal that it is wanted for: then an indicator comes next."""
    mal = _mal(request)
    lista = reverse("planering:egna_matt")
    avbryt = reverse("planering:ny_indikator", args=[mal.pk]) if mal else lista

    def klart(matt: Egetmatt) -> str:
        if mal is None:
            return f"{lista}#matt-{matt.pk}"
        return f"{reverse('planering:ny_indikator', args=[mal.pk])}?egetmatt={matt.pk}"

    return formularsida(
        request,
        bygg=lambda data, _: Egetmattformular(data, dag=timezone.localdate(), avbryt=avbryt),
        spara=lambda form: actions.skapa_egetmatt(**vem_och_nar(request), **form.varden()),
        klart=klart,
        sparat="Måttet är tillagt.",
        kontext={
            "rubrik": "Nytt eget mått",
            "ingress": f"För målet ”{mal.titel}”."
            if mal
            else "För det som Kolada inte mäter. Måttet kan sedan användas av flera mål och enheter.",
            "smulor": [*_smulor("")[:2], {"namn": "Nytt mått"}],
        },
    )


def _mal(request: HttpRequest) -> Mal | None:
    nyckel = request.GET.get("mal", "")
    if not (nyckel.isascii() and nyckel.isdecimal() and len(nyckel) <= 18):
        return None
    return Mal.objects.select_related("malomrade__plan").filter(pk=int(nyckel)).first()


@kravs("planering.andra_plan")
def andra_egetmatt(request: HttpRequest, pk: int) -> HttpResponse:
    matt = get_object_or_404(Egetmatt.objects.select_related("agare"), pk=pk)
    tillbaka = f"{reverse('planering:egna_matt')}#matt-{pk}"
    return formularsida(
        request,
        objekt=matt,
        bygg=lambda data, objekt: Egetmattformular(
            data, objekt=objekt, dag=timezone.localdate(), avbryt=tillbaka
        ),
        spara=lambda form: actions.andra_egetmatt(
            **vem_och_nar(request), egetmatt=matt, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: tillbaka,
        sparat="Måttet är sparat.",
        mall="planering/egetmatt.html",
        kontext={
            "rubrik": f"Ändra {matt.namn}",
            "matt": matt,
            "anvands": _anvandning(matt),
            "smulor": _smulor(matt.namn),
            "ta_bort": reverse("planering:ta_bort_egetmatt", args=[pk]),
            "ta_bort_text": "Ta bort måttet",
        },
    )


def _anvandning(matt: Egetmatt) -> list[dict[str, str]]:
    """The indicators that use it, with the way to each."""
    rader = matt.indikatorer.select_related("mal__malomrade__plan").order_by(
        "-mal__malomrade__plan__fran_ar", "pk"
    )
    return [
        {
            "namn": i.namn,
            "mal": i.mal.titel,
            "plan": i.mal.malomrade.plan.namn,
            "url": planadress(i.mal.malomrade.plan, f"indikator-{i.pk}"),
        }
        for i in rader
    ]


@kravs("planering.andra_plan")
def ta_bort_egetmatt(request: HttpRequest, pk: int) -> HttpResponse:
    matt = get_object_or_404(Egetmatt, pk=pk)
    return borttagningssida(
        request,
        objekt=matt,
        vad="Måttet",
        ta_bort=lambda: actions.ta_bort_egetmatt(**vem_och_nar(request), egetmatt=matt),
        avbryt=reverse("planering:andra_egetmatt", args=[pk]),
        klart=reverse("planering:egna_matt"),
        hinder=actions.hinder_mot_matt(matt),
        kontext={"smulor": _smulor("Ta bort")},
    )
