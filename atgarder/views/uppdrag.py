"""Assignments: giving one, the list, its page, and whether it is done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from atgarder.actions.angra_uppdrag import UPPFOLJNING, angra_uppfoljning
from atgarder.actions.uppdrag import folj_upp_genomforande, ge_uppdrag, uppdragshinder
from atgarder.forms.uppdrag import Genomforandeformular, Uppdragsformular
from atgarder.models import Atgardsuppdrag, Beslutspunkt
from atgarder.presenters.uppdrag import Uppdragsrad, uppdragsrad
from atgarder.presenters.uppdragets_vag import uppdragets_vag
from atgarder.presenters.uppdragslista import RUBRIKER, uppdragslista
from atgarder.queries.forval import uppdragsforval
from atgarder.queries.uppdrag import planer_for, uppdragen, uppdragshandelser
from organisation.behorighet import kravs
from organisation.models import Handelse
from planering.domain.fel import Planeringsfel
from planering.models import Plan
from planering.presenters import aktivitetsrader, tidslinje
from planering.presenters.historik import historik, planens_historik
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar
from uppfoljning.behorighet import enheten

SE, FOLJ_UPP = "atgarder.se_atgarder", "atgarder.folja_upp"
uppdragets_enhet = enheten(Atgardsuppdrag, "enhet")


def adress(uppdrag: Atgardsuppdrag) -> str:
    return reverse("atgarder:uppdrag", args=[uppdrag.pk])


def smulor(rad: Uppdragsrad | None, sist: str) -> list[dict[str, str]]:
    ut = [{"namn": "Uppdrag och effekt", "url": reverse("atgarder:uppdragslista")}]
    if rad is not None:
        ut.append({"namn": rad.titel, "url": adress(rad.uppdrag)})
    return [*ut, {"namn": sist}]


@kravs(SE)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """`?lage=`, `?mina=1` and `?enhet=` (a nämnd) choose; `?format=csv` gives what is chosen."""
    bild = uppdragslista(request.GET, request.user, timezone.localdate())
    if request.GET.get("format") == "csv":
        return filsvar(csvtext(RUBRIKER, bild.csvrader()), "uppdrag.csv")
    return render(request, "atgarder/uppdrag/lista.html", {"lista": bild})


def _rad_eller_404(pk: int) -> Uppdragsrad:
    uppdrag = uppdragen().filter(pk=pk).first()
    if uppdrag is None:
        raise Http404
    plan = planer_for([uppdrag])[uppdrag.handlingsplan_id]
    return uppdragsrad(uppdrag, plan, timezone.localdate())


@kravs(SE)
@require_safe
def uppdrag(request: HttpRequest, pk: int) -> HttpResponse:
    """From the decision to now: the plan, whether it is done, and whether it had effect."""
    rad = _rad_eller_404(pk)
    idag = timezone.localdate()
    aktiviteter = [r for r in aktivitetsrader(rad.plan.plan, idag) if not r.avford]
    kontext = {
        "rad": rad,
        "uppdrag": rad.uppdrag,
        "punkt": rad.uppdrag.punkt,
        "beslut": rad.uppdrag.punkt.beslut,
        "plan": rad.plan.plan,
        "aktiviteter": aktiviteter,
        "bild": tidslinje(aktiviteter, idag),
        "vag": uppdragets_vag(rad, uppdragshandelser(rad.uppdrag), idag),
        "idag": idag,
        "far_folja_upp": request.user.has_perm(FOLJ_UPP, rad.uppdrag),
        "far_planera": request.user.has_perm("planering.andra_plan"),
    }
    return render(request, "atgarder/uppdrag/uppdrag.html", kontext)


@kravs(FOLJ_UPP, enheten(Beslutspunkt, "beslut__underlag__enhet"))
def ge(request: HttpRequest, pk: int) -> HttpResponse:
    """The form is filled in from the analysis, the proposal and the decision."""
    punkt = get_object_or_404(
        Beslutspunkt.objects.select_related("forslag__analys__enhet", "beslut__namnd", "beslut__underlag"),
        pk=pk,
    )
    beslutet = reverse("atgarder:beslut", args=[punkt.beslut_id])
    kontext: dict[str, Any] = {
        "rubrik": "Ge uppdraget",
        "punkt": punkt,
        "smulor": [{"namn": str(punkt.beslut), "url": beslutet}, {"namn": "Ge uppdrag"}],
    }
    if hinder := uppdragshinder(punkt):
        finns = Atgardsuppdrag.objects.filter(punkt=punkt).first()
        tillbaka = adress(finns) if finns is not None else beslutet
        status = 409 if request.method == "POST" else 200
        kontext |= {"hinder": hinder, "finns": finns, "tillbaka": tillbaka}
        return render(request, "atgarder/uppdrag/gar_inte.html", kontext, status=status)
    forval = uppdragsforval(punkt, timezone.localdate().year)
    falt = ("namn", "omrade", "nulage", "malbild", "enhet", "ansvarig", "mal", "uppfoljning", "hur_ofta")
    return formularsida(
        request,
        bygg=lambda data, _: Uppdragsformular(
            data,
            dag=timezone.localdate(),
            initial={namn: getattr(forval, namn) for namn in falt},
            avbryt=beslutet,
        ),
        spara=lambda form: ge_uppdrag(**vem_och_nar(request), punkt=punkt, **form.varden()),
        klart=adress,
        sparat="Uppdraget är givet, med en handlingsplan. Lägg till aktiviteterna i den.",
        mall="atgarder/uppdrag/ge.html",
        kontext=kontext,
    )


@kravs(FOLJ_UPP, uppdragets_enhet)
def folj_upp(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _rad_eller_404(pk)
    return formularsida(
        request,
        objekt=rad.uppdrag,
        bygg=lambda data, objekt: Genomforandeformular(data, objekt=objekt, avbryt=adress(rad.uppdrag)),
        spara=lambda form: folj_upp_genomforande(
            **vem_och_nar(request),
            uppdrag=rad.uppdrag,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=adress,
        sparat="Uppföljningen är sparad.",
        mall="atgarder/uppdrag/folj_upp.html",
        kontext={
            "rubrik": "Följ upp uppdraget",
            "rad": rad,
            "smulor": smulor(rad, "Följ upp"),
            "angra_rot": _angra_rot(pk),
        },
    )


def _angra_rot(pk: int) -> str:
    return reverse("atgarder:angra_uppfoljning", args=[pk, 0]).removesuffix("0/")


@kravs(SE)
@require_safe
def historiken(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _rad_eller_404(pk)
    kontext = {
        "rubrik": "Uppdragets historik",
        "ingress": rad.titel,
        "rader": historik(rad.uppdrag),
        "far_andra": request.user.has_perm(FOLJ_UPP, rad.uppdrag),
        "angra_rot": _angra_rot(pk),
        "smulor": smulor(rad, "Historik"),
    }
    return render(request, "planering/historik.html", kontext)


@kravs(FOLJ_UPP, lambda pk, handelse: uppdragets_enhet(pk))
def angra(request: HttpRequest, pk: int, handelse: int) -> HttpResponse:
    """Ask, saying what will be as it was, and then do it."""
    rad = _rad_eller_404(pk)
    h = get_object_or_404(Handelse, pk=handelse, objekt=Atgardsuppdrag._meta.label, objekt_id=str(pk))
    hinder, status = "", 200
    if h.typ != UPPFOLJNING:
        hinder = "Den här händelsen går inte att ångra."
    elif request.method == "POST":
        try:
            angra_uppfoljning(**vem_och_nar(request), uppdrag=rad.uppdrag, handelse=h)
        except Planeringsfel as fel:
            hinder, status = str(fel), 409
        else:
            messages.success(request, "Uppföljningen är som den var.")
            return redirect(adress(rad.uppdrag))
    (visas,) = planens_historik(Plan(), [h])
    kontext = {
        "rad": visas,
        "hinder": hinder,
        "smulor": smulor(rad, "Ångra"),
        "tillbaka": reverse("atgarder:uppdragshistorik", args=[pk]),
    }
    return render(request, "planering/angra.html", kontext, status=status)
