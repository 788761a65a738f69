"""The group's year, and its tasks."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation.behorighet import kravs
from planering.models import Plan
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar
from uppfoljning.actions import arbetsplan as actions
from uppfoljning.arbetsplansvy import CSV, arbetsar, csvrader
from uppfoljning.gruppformular import Arbetsplansformular, Uppgiftsformular
from uppfoljning.models import Analysgrupp, Arbetsplan, Arbetsuppgift
from uppfoljning.queries import forutsattningar as queries
from uppfoljning.views import forutsattningar as grund

SE, LEDA = "uppfoljning.se_analys", "uppfoljning.leda"


def adress(plan: Arbetsplan | int, ankare: str = "") -> str:
    pk = plan if isinstance(plan, int) else plan.pk
    return reverse("uppfoljning:arbetsplan", args=[pk]) + (f"#{ankare}" if ankare else "")


def _smula(plan: Arbetsplan) -> dict[str, str]:
    return {"namn": f"Arbetsplan {plan.ar}", "url": adress(plan)}


@kravs(SE)
@require_safe
def arbetsplan(request: HttpRequest, pk: int) -> HttpResponse:
    """`?format=csv` gives the tasks."""
    rad = queries.arbetsplan_for(pk)
    if rad is None:
        raise Http404
    idag, far = timezone.localdate(), request.user.has_perm(LEDA)
    plan = rad.plan or Plan.objects.aktuell(rad.ar)
    aret = arbetsar(rad, queries.fasta_punkter(plan, rad.ar), idag)
    if request.GET.get("format") == "csv":
        return filsvar(csvtext(CSV, csvrader(aret.rader)), f"arbetsplan-{rad.ar}.csv")
    sammanhang = {
        "arbetsplan": rad,
        "plan": plan,
        "aret": aret,
        "bild": aret.bild,
        "borttagna": [u for u in rad.uppgifter.all() if u.borttaget is not None] if far else [],
        "andra_ar": list(Arbetsplan.objects.filter(grupp=rad.grupp).exclude(pk=pk)),
        "far_leda": far and rad.grupp.borttaget is None,
        "idag": idag,
        "smulor": grund.smulor({"namn": f"Arbetsplan {rad.ar}"}),
    }
    return render(request, "uppfoljning/forutsattningar/arbetsplan.html", sammanhang)


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def ny_arbetsplan(request: HttpRequest, pk: int) -> HttpResponse:
    """For the year after the group's latest, with its tasks; the first is for this year."""
    grupp = get_object_or_404(Analysgrupp, pk=pk)
    forra = grupp.arbetsplaner.first()
    ar = forra.ar + 1 if forra is not None else timezone.localdate().year
    return grund.borttagen_sida(request, grupp, grund.adress()) or formularsida(
        request,
        bygg=lambda data, _: Arbetsplansformular(
            data, forra=forra, initial={"ar": ar}, avbryt=grund.adress(grupp)
        ),
        spara=lambda form: actions.skapa_arbetsplan(**vem_och_nar(request), grupp=grupp, **form.varden()),
        klart=adress,
        sparat="Arbetsplanen är skapad.",
        kontext={
            "rubrik": "Ny arbetsplan",
            "ingress": f"{grupp.namn}: vad som ska analyseras, hur och när, i takt med budgetåret.",
            "smulor": grund.smulor({"namn": "Ny arbetsplan"}),
        },
    )


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def andra_arbetsplan(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Arbetsplan.objects.select_related("grupp", "plan"), pk=pk)
    return grund.borttagen_sida(request, rad.grupp, grund.adress()) or formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Arbetsplansformular(data, objekt=objekt, avbryt=adress(rad)),
        spara=lambda form: actions.andra_arbetsplan(
            **vem_och_nar(request), arbetsplan=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=adress,
        sparat="Arbetsplanen är sparad.",
        kontext={"rubrik": "Ändra arbetsplanen", "smulor": grund.smulor(_smula(rad), {"namn": "Ändra"})},
    )


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def ny_uppgift(request: HttpRequest, pk: int) -> HttpResponse:
    """`?manad=` proposes the last day of that month."""
    rad = get_object_or_404(Arbetsplan.objects.select_related("grupp", "plan"), pk=pk)
    forval = _manadens_sista(rad.ar, request.GET.get("manad", ""))
    return grund.borttagen_sida(request, rad.grupp, grund.adress()) or formularsida(
        request,
        bygg=lambda data, _: Uppgiftsformular(
            data,
            plan=rad.plan or Plan.objects.aktuell(rad.ar),
            initial={"klar_senast": forval} if forval else {},
            avbryt=adress(rad),
        ),
        spara=lambda form: actions.skapa_uppgift(**vem_och_nar(request), arbetsplan=rad, **form.varden()),
        klart=lambda u: adress(rad, f"uppgift-{u.pk}"),
        sparat="Uppgiften är tillagd.",
        kontext={"rubrik": "Ny uppgift", "smulor": grund.smulor(_smula(rad), {"namn": "Ny uppgift"})},
    )


def _manadens_sista(ar: int, manad: str) -> date | None:
    if manad not in {str(n) for n in range(1, 13)}:
        return None
    nr = int(manad)
    return date.fromordinal(date(ar + nr // 12, nr % 12 + 1, 1).toordinal() - 1)


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def andra_uppgift(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _uppgift_eller_404(pk)
    plan = rad.arbetsplan
    return grund.borttagen_sida(request, rad, adress(plan)) or formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Uppgiftsformular(
            data, objekt=objekt, plan=plan.plan or Plan.objects.aktuell(plan.ar), avbryt=adress(plan)
        ),
        spara=lambda form: actions.andra_uppgift(
            **vem_och_nar(request), uppgift=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: adress(plan, f"uppgift-{pk}"),
        sparat="Uppgiften är sparad.",
        kontext={"rubrik": "Ändra uppgiften", "smulor": grund.smulor(_smula(plan), {"namn": rad.vad})}
        | grund.angraval(rad, "arbetsuppgift", "uppgiften"),
        mall="uppfoljning/forutsattningar/formular.html",
    )


@kravs(SE)
@require_POST
def klarmarkera(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who lead, and the one who is responsible for it."""
    rad = _uppgift_eller_404(pk)
    if rad.borttaget is not None or not (request.user.has_perm(LEDA) or rad.ansvarig_id == request.user.pk):
        messages.warning(request, "Bara den ansvariga och de som leder uppföljningen kan markera uppgiften.")
    else:
        actions.satt_status(**vem_och_nar(request), uppgift=rad, status=Arbetsuppgift.Status.KLAR)
        messages.success(request, f"Uppgiften ”{rad.vad}” är klar.")
    return redirect(adress(rad.arbetsplan, f"uppgift-{pk}"))


@kravs(LEDA)
@require_POST
def ta_bort_uppgift(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _uppgift_eller_404(pk)
    return grund.ta_bort(request, rad, adress(rad.arbetsplan), "Uppgiften")


@kravs(LEDA)
@require_POST
def angra_uppgift(request: HttpRequest, pk: int) -> HttpResponse:
    rad = _uppgift_eller_404(pk)
    return grund.angra(request, rad, adress(rad.arbetsplan, f"uppgift-{pk}"))


def _uppgift_eller_404(pk: int) -> Arbetsuppgift:
    rader = Arbetsuppgift.objects.select_related(
        "arbetsplan__grupp", "arbetsplan__plan", "ansvarig", "mal", "indikator"
    )
    return get_object_or_404(rader, pk=pk)
