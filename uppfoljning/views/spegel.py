"""The year's mirror: what the budget promised, and what became of it."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisation.behorighet import kravs
from planering.models import Plan
from planering.queries import planer
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.vyhjalp import filsvar
from uppfoljning.queries import sikt, sikt_for
from uppfoljning.queries.spegel import arsval, beslutade, for_namnd, namnder_i
from uppfoljning.queries.spegel import spegel as las_spegel
from uppfoljning.spegelvy import RUBRIKER, csvrader, spegelvy

SE = "uppfoljning.se_signaler"


@kravs(SE)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The plan asked for with `?plan=`, else the one that follow-up opens with; its mirror. Without any, what to do
    about it."""
    alla = beslutade(planer())
    vald = _heltal(request.GET.get("plan"))
    plan = next((p for p in alla if p.pk == vald), None)
    if plan is None and alla:
        plan = sikt(None, None, i_ar=timezone.localdate().year).plan
    if plan is None:
        return render(request, "uppfoljning/spegel/tom.html", {"plan_url": reverse("planering:plan")})
    fraga = {n: v for n in ("ar", "namnd") if (v := request.GET.get(n, "")) and vald in (None, plan.pk)}
    adress = reverse("uppfoljning:spegel", args=[plan.pk])
    return redirect(f"{adress}?{urlencode(fraga)}" if fraga else adress)


@kravs(SE)
@require_safe
def spegel(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    if not plan.ar_last:
        adress = reverse("planering:planvy", args=[plan.pk])
        return render(request, "uppfoljning/spegel/tom.html", {"plan": plan, "plan_url": adress})
    idag = timezone.localdate()
    val = arsval(plan, idag)
    ar = _ar(request, plan, val)
    s = las_spegel(plan, ar, idag)
    namnder = sorted(namnder_i(s), key=lambda e: svensk_nyckel(e.namn))
    namnd = next((e for e in namnder if str(e.pk) == request.GET.get("namnd", "")), None)
    if namnd is not None:
        s = for_namnd(s, namnd.pk)
    vy = spegelvy(s, idag)
    if request.GET.get("fil") == "csv":
        return filsvar(csvtext(RUBRIKER, csvrader(vy)), f"spegel-{plan.fran_ar}-v{plan.version}-{ar}.csv")
    fraga = {"ar": ar} | ({"namnd": namnd.pk} if namnd is not None else {})
    sammanhang = {
        "plan": plan,
        "planer": beslutade(s.tabell.sikt.planer),
        "ar": ar,
        "arsval": val,
        "pagar": ar >= idag.year,
        "namnd": namnd,
        "namnder": namnder,
        "spegel": s,
        "vy": vy,
        "csv_url": "?" + urlencode(fraga | {"fil": "csv"}),
        "utan_urval": f"?ar={ar}",
    }
    return render(request, "uppfoljning/spegel/spegel.html", sammanhang)


def _ar(request: HttpRequest, plan: Plan, val: list[int]) -> int:
    """The year asked for; else the newest of the plan's years that has most of its outcomes. Http404 outside them."""
    text = request.GET.get("ar", "")
    if text:
        ar = _heltal(text)
        if ar not in val:
            raise Http404("Året ligger utanför planen.")
        return ar
    oppnas = sikt_for(plan.pk).ar
    return oppnas if oppnas in val else val[-1]


def _heltal(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 9 else None
