"""What the analysis work stands on: the groups, their mandate, and who is in them."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation.behorighet import kravs
from planering.domain.fel import Planeringsfel
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions import analysgrupp as actions
from uppfoljning.actions import angra as tillbaka
from uppfoljning.gruppformular import Gruppformular, Medlemsformular
from uppfoljning.models import Analysgrupp, Gruppmedlem
from uppfoljning.queries import forutsattningar as queries
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

SE, LEDA = "uppfoljning.se_analys", "uppfoljning.leda"


def adress(grupp: Analysgrupp | None = None) -> str:
    return reverse("uppfoljning:forutsattningar") + (f"#grupp-{grupp.pk}" if grupp is not None else "")


def smulor(*sist: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"namn": "Uppföljning", "url": reverse("uppfoljning:maluppfyllelse")},
        {"namn": "Förutsättningar", "url": adress()},
        *sist,
    ]


@kravs(SE)
@require_safe
def forutsattningar(request: HttpRequest) -> HttpResponse:
    idag, far = timezone.localdate(), request.user.has_perm(LEDA)
    sammanhang = {
        "bilder": queries.gruppbilder(idag),
        "borttagna": queries.borttagna_grupper() if far else [],
        "stod": stegstod(Steg.ANALYSGRUPP),
        "far_leda": far,
        "idag": idag,
    }
    return render(request, "uppfoljning/forutsattningar/sida.html", sammanhang)


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def ny_grupp(request: HttpRequest) -> HttpResponse:
    return formularsida(
        request,
        bygg=lambda data, _: Gruppformular(data, avbryt=adress()),
        spara=lambda form: actions.skapa_grupp(**vem_och_nar(request), **form.varden()),
        klart=adress,
        sparat="Gruppen är skapad. Lägg till medlemmarna.",
        kontext={
            "rubrik": "Ny analysgrupp",
            "ingress": "De som är med ser till hela kommunen och ställer sin kunskap om verksamheten till ledningens "
            "förfogande. Ett skrivet mandat gör det tydligt för dem och för deras chefer.",
            "smulor": smulor({"namn": "Ny grupp"}),
        },
    )


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def andra_grupp(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Analysgrupp, pk=pk)
    return borttagen_sida(request, rad, adress()) or formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Gruppformular(data, objekt=objekt, avbryt=adress(rad)),
        spara=lambda form: actions.andra_grupp(
            **vem_och_nar(request), grupp=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=adress,
        sparat="Gruppen är sparad.",
        kontext={"rubrik": f"Ändra {rad.namn}", "smulor": smulor({"namn": rad.namn})}
        | angraval(rad, "analysgrupp", "gruppen"),
        mall="uppfoljning/forutsattningar/formular.html",
    )


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def ny_medlem(request: HttpRequest, pk: int) -> HttpResponse:
    grupp = get_object_or_404(Analysgrupp, pk=pk)
    return borttagen_sida(request, grupp, adress()) or formularsida(
        request,
        bygg=lambda data, _: Medlemsformular(data, dag=timezone.localdate(), avbryt=adress(grupp)),
        spara=lambda form: actions.lagg_till_medlem(**vem_och_nar(request), grupp=grupp, **form.varden()),
        klart=lambda _: adress(grupp),
        sparat="Medlemmen är tillagd.",
        kontext={"rubrik": f"Ny medlem i {grupp.namn}", "smulor": smulor({"namn": "Ny medlem"})},
    )


@kravs(LEDA)
@require_http_methods(["GET", "HEAD", "POST"])
def andra_medlem(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Gruppmedlem.objects.select_related("grupp", "person", "enhet"), pk=pk)
    return borttagen_sida(request, rad, adress(rad.grupp)) or formularsida(
        request,
        objekt=rad,
        bygg=lambda data, objekt: Medlemsformular(
            data, objekt=objekt, dag=timezone.localdate(), avbryt=adress(rad.grupp)
        ),
        spara=lambda form: actions.andra_medlem(
            **vem_och_nar(request), medlem=rad, revision=form.cleaned_data["revision"], **form.varden()
        ),
        klart=lambda _: adress(rad.grupp),
        sparat="Medlemmen är sparad.",
        kontext={
            "rubrik": f"{rad.person.namn} i {rad.grupp.namn}",
            "smulor": smulor({"namn": rad.person.namn}),
        }
        | angraval(rad, "gruppmedlem", "medlemmen"),
        mall="uppfoljning/forutsattningar/formular.html",
    )


# ---- Taking away, and taking back: the same for groups, members and tasks ----


def angraval(rad: Model, slag: str, namn: str) -> dict[str, Any]:
    """For an edit page: where to take the row away, and the latest change back if it can be."""
    kan = tillbaka.senaste_andring(rad) is not None
    return {
        "bort": reverse(f"uppfoljning:ta_bort_{slag}", args=[rad.pk]),
        "angra": reverse(f"uppfoljning:angra_{slag}", args=[rad.pk]) if kan else "",
        "namn": namn,
    }


def borttagen_sida(request: HttpRequest, rad: Any, till: str) -> HttpResponse | None:
    """Back to where it can be taken back; None when it has not been removed."""
    if rad.borttaget is None:
        return None
    messages.warning(request, "Den är borttagen. Ta tillbaka den först.")
    return redirect(till)


def ta_bort(request: HttpRequest, rad: Any, till: str, vad: str) -> HttpResponse:
    tillbaka.ta_bort(**vem_och_nar(request), rad=rad)
    messages.success(request, f"{vad} är borttagen. Det går att ångra, längst ned på sidan.")
    return redirect(till)


def angra(request: HttpRequest, rad: Any, till: str) -> HttpResponse:
    try:
        tillbaka.angra(**vem_och_nar(request), rad=rad)
    except Planeringsfel as fel:
        messages.warning(request, str(fel))
    else:
        messages.success(request, "Det är som det var innan.")
    return redirect(till)


@kravs(LEDA)
@require_POST
def ta_bort_grupp(request: HttpRequest, pk: int) -> HttpResponse:
    return ta_bort(request, get_object_or_404(Analysgrupp, pk=pk), adress(), "Gruppen")


@kravs(LEDA)
@require_POST
def angra_grupp(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Analysgrupp, pk=pk)
    return angra(request, rad, adress(rad))


@kravs(LEDA)
@require_POST
def ta_bort_medlem(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Gruppmedlem.objects.select_related("grupp"), pk=pk)
    return ta_bort(request, rad, adress(rad.grupp), "Medlemmen")


@kravs(LEDA)
@require_POST
def angra_medlem(request: HttpRequest, pk: int) -> HttpResponse:
    rad = get_object_or_404(Gruppmedlem.objects.select_related("grupp"), pk=pk)
    return angra(request, rad, adress(rad.grupp))
