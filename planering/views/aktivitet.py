"""Activities, their parts, and check-ins."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from planering import actions
from planering.domain.regler import uppraknat
from planering.forms import Aktivitetsformular, Avforandeformular, Avstamningsformular
from planering.models import Aktivitet, Handlingsplan, LederTillMal
from planering.presenters import aktivitetsrad
from planering.views.gemensamt import borttagningssida, flytta, formularsida
from planering.views.handlingsplan import adress, smulor
from styrsnurra.gemensamt.vyhjalp import vem_och_nar


def _aktivitet(pk: int) -> Aktivitet:
    """Raises Http404."""
    urval = Aktivitet.objects.select_related("handlingsplan", "overordnad", "ansvarig", "leder_av")
    return get_object_or_404(urval, pk=pk)


@kravs("planering.andra_plan")
def ny_aktivitet(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Handlingsplan, pk=pk)
    return formularsida(
        request,
        bygg=lambda data, _: Aktivitetsformular(data, avbryt=adress(plan)),
        spara=lambda form: actions.skapa_aktivitet(
            **vem_och_nar(request), handlingsplan=plan, **form.varden()
        ),
        klart=lambda ny: adress(plan, f"aktivitet-{ny.pk}"),
        sparat="Aktiviteten är tillagd.",
        kontext={"rubrik": "Ny aktivitet", "smulor": smulor(plan, "Ny aktivitet")},
    )


@kravs("planering.andra_plan")
def ny_delaktivitet(request: HttpRequest, pk: int) -> HttpResponse:
    hel = _aktivitet(pk)
    if hel.overordnad_id is not None:
        raise Http404("A part has no parts.")
    plan = hel.handlingsplan
    return formularsida(
        request,
        bygg=lambda data, _: Aktivitetsformular(
            data,
            ar_del=True,
            initial={"ansvar": hel.ansvar},
            avbryt=adress(plan, f"aktivitet-{pk}"),
        ),
        spara=lambda form: actions.skapa_aktivitet(
            **vem_och_nar(request), handlingsplan=plan, overordnad=hel, **form.varden()
        ),
        klart=lambda ny: adress(plan, f"aktivitet-{ny.pk}"),
        sparat="Delaktiviteten är tillagd.",
        kontext={
            "rubrik": "Ny delaktivitet",
            "ingress": f"En del av ”{hel.namn}”.",
            "smulor": smulor(plan, "Ny delaktivitet"),
        },
    )


@kravs("planering.andra_plan")
def andra_aktivitet(request: HttpRequest, pk: int) -> HttpResponse:
    aktivitet = _aktivitet(pk)
    plan, ar_del = aktivitet.handlingsplan, aktivitet.overordnad_id is not None
    vad = "Delaktiviteten" if ar_del else "Aktiviteten"
    return formularsida(
        request,
        objekt=aktivitet,
        bygg=lambda data, objekt: Aktivitetsformular(
            data, objekt=objekt, ar_del=ar_del, avbryt=adress(plan, f"aktivitet-{pk}")
        ),
        spara=lambda form: actions.andra_aktivitet(
            **vem_och_nar(request),
            aktivitet=aktivitet,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda _: adress(plan, f"aktivitet-{pk}"),
        sparat=f"{vad} är sparad.",
        kontext={
            "rubrik": f"Ändra {vad.lower()}",
            "ingress": f"En del av ”{aktivitet.overordnad.namn}”." if ar_del else "",
            "smulor": smulor(plan, "Ändra aktivitet"),
            "ta_bort": reverse("planering:ta_bort_aktivitet", args=[pk]),
            "ta_bort_text": f"Ta bort {vad.lower()}",
        },
    )


@kravs("planering.andra_plan")
def ta_bort_aktivitet(request: HttpRequest, pk: int) -> HttpResponse:
    aktivitet = _aktivitet(pk)
    plan = aktivitet.handlingsplan
    return borttagningssida(
        request,
        objekt=aktivitet,
        vad="Aktiviteten",
        ta_bort=lambda: actions.ta_bort_aktivitet(**vem_och_nar(request), aktivitet=aktivitet),
        avbryt=adress(plan, f"aktivitet-{pk}"),
        klart=adress(plan),
        kontext={"smulor": smulor(plan, "Ta bort aktivitet")},
    )


@kravs("planering.andra_plan")
def avfor_aktivitet(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said when somebody answered that it does not lead to the goal is proposed as the reason."""
    aktivitet = _aktivitet(pk)
    plan = aktivitet.handlingsplan
    tillbaka = adress(plan, f"aktivitet-{pk}")
    if aktivitet.status == Aktivitet.Status.AVFORD:
        messages.info(request, f"”{aktivitet.namn}” är redan avförd.")
        return redirect(tillbaka)
    rad = aktivitetsrad(aktivitet, timezone.localdate())
    delar = [d.aktivitet.namn for d in rad.delar if d.oppen]
    return formularsida(
        request,
        objekt=aktivitet,
        bygg=lambda data, objekt: Avforandeformular(
            data,
            objekt=objekt,
            initial={"skal": rad.svarsskal if aktivitet.leder == LederTillMal.NEJ else ""},
            avbryt=tillbaka,
        ),
        spara=lambda form: actions.avfor_aktivitet(
            **vem_och_nar(request),
            aktivitet=aktivitet,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda _: tillbaka,
        sparat="Aktiviteten är avförd. Den står kvar längst ned, med sitt skäl.",
        kontext={
            "rubrik": f"Avför ”{aktivitet.namn}”",
            "ingress": f"Med den avförs {uppraknat([f'”{namn}”' for namn in delar])}." if delar else "",
            "smulor": smulor(plan, "Avför"),
        },
    )


@kravs("planering.andra_plan")
@require_POST
def flytta_aktivitet(request: HttpRequest, pk: int) -> HttpResponse:
    aktivitet = _aktivitet(pk)
    return flytta(
        request,
        lambda steg: actions.flytta_aktivitet(**vem_och_nar(request), aktivitet=aktivitet, steg=steg),
        adress(aktivitet.handlingsplan, f"aktivitet-{pk}"),
    )


@kravs("planering.stam_av", _aktivitet)
def stam_av(request: HttpRequest, pk: int) -> HttpResponse:
    aktivitet = _aktivitet(pk)
    plan, idag = aktivitet.handlingsplan, timezone.localdate()
    nar = f" Ska vara klar {aktivitet.klar_senast:%Y-%m-%d}." if aktivitet.klar_senast else ""
    return formularsida(
        request,
        bygg=lambda data, _: Avstamningsformular(
            data,
            aktivitet=aktivitet,
            dag=idag,
            skal=aktivitetsrad(aktivitet, idag).svarsskal,
            avbryt=adress(plan, f"aktivitet-{pk}"),
        ),
        spara=lambda form: actions.stam_av(**vem_och_nar(request), aktivitet=aktivitet, **form.varden()),
        klart=lambda _: adress(plan, f"aktivitet-{pk}"),
        sparat="Avstämningen är sparad.",
        kontext={
            "rubrik": f"Stäm av ”{aktivitet.namn}”",
            "ingress": f"{aktivitet.get_status_display()}.{nar} Mål: {plan.malbild}",
            "smulor": smulor(plan, "Stäm av"),
        },
    )
