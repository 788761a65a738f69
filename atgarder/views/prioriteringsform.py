"""Opening, changing, closing and deleting a round."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from atgarder.actions import prioritering as actions
from atgarder.actions.prioritering.angra import TA_BORT
from atgarder.forms.prioritering import Avslutsformular, Prioriteringsformular
from atgarder.models import Prioritering
from atgarder.queries.lage import Forslagslage, forslagslagen, framlagda
from atgarder.queries.prioritering import far_delta, prioriteringsbild, rader
from atgarder.views.prioriteringsgemensamt import BEREDA, adress, lasare, last_sida, runda_eller_404, smulor
from organisation.behorighet import egna_enheter, kravs
from organisation.models import Handelse
from planering.domain.fel import Planeringsfel
from planering.queries.historik import senaste_borttagning
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.behorighet import Tillhor, enheten
from uppfoljning.models import Atgardsforslag

RUNDANS = enheten(Prioritering, "enhet")


def _valbara(tidigare: list[Atgardsforslag]) -> tuple[list[Atgardsforslag], dict[int, str]]:
    """The proposals that can be chosen, those already in the round among them, with a word on how far each is."""
    kanda = {f.pk for f in tidigare}
    alla = [*tidigare, *(f for f in framlagda() if f.pk not in kanda)]
    lagen = forslagslagen([f.pk for f in alla])
    val = [f for f in alla if f.pk in kanda or not lagen[f.pk].skede.last]
    return val, {f.pk: _hur_langt(lagen[f.pk]) for f in val}


def _hur_langt(lage: Forslagslage) -> str:
    if lage.beskrivning is None or lage.beskrivning.klar is None:
        return "Konsekvenserna är inte färdigbeskrivna"
    return lage.skede.etikett


def _formular(
    request: HttpRequest, data: Any, objekt: Prioritering | None, **mer: Any
) -> Prioriteringsformular:
    tidigare = [r.forslag for r in rader(objekt)] if objekt is not None else []
    forslag, fakta = _valbara(tidigare)
    dag = timezone.localdate()
    personer = list(far_delta(dag))
    if objekt is not None:
        med = {d.person for d in objekt.deltagare.select_related("person") if d.person is not None}
        personer += [p for p in med if p not in personer]
    return Prioriteringsformular(
        data,
        objekt=objekt,
        dag=dag,
        enheter=egna_enheter(request.user, BEREDA),
        forslag=forslag,
        personer=personer,
        fakta=fakta,
        **mer,
    )


@kravs(BEREDA)
def ny(request: HttpRequest) -> HttpResponse:
    """`?forslag=`, one or more, are chosen from the start."""
    forslag, _ = _valbara([])
    if not forslag and request.method != "POST":
        kontext = {"smulor": smulor(None, "Öppna en prioritering")}
        return render(request, "atgarder/prioritering/inget_att_valja.html", kontext)
    fragade = set(request.GET.getlist("forslag"))
    valda = [f for f in forslag if str(f.pk) in fragade]
    initial: dict[str, Any] = {"forslag": valda}
    if valda:
        initial["enhet"] = valda[0].analys.enhet
    return formularsida(
        request,
        bygg=lambda data, _: _formular(
            request, data, None, initial=initial, avbryt=reverse("atgarder:prioriteringar")
        ),
        spara=lambda form: actions.oppna_prioritering(**vem_och_nar(request), **form.varden()),
        klart=adress,
        sparat="Prioriteringen är öppen. Deltagarna hittar den under Prioritera.",
        kontext={
            "rubrik": "Öppna en prioritering",
            "ingress": "Väg förslagen mot varandra, flera personer var för sig, och se sedan den gemensamma bilden.",
            "smulor": smulor(None, "Öppna en prioritering"),
        },
    )


@kravs(BEREDA, RUNDANS)
def andra(request: HttpRequest, pk: int) -> HttpResponse:
    runda = runda_eller_404(pk)
    if svar := last_sida(request, runda):
        return svar
    return formularsida(
        request,
        objekt=runda,
        bygg=lambda data, objekt: _knapp(
            _formular(request, data, objekt, avbryt=adress(runda)), "Spara prioriteringen"
        ),
        spara=lambda form: actions.andra_prioritering(
            **vem_och_nar(request),
            prioritering=runda,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=adress,
        sparat="Prioriteringen är sparad.",
        kontext={
            "rubrik": "Ändra prioriteringen",
            "smulor": smulor(runda, "Ändra"),
            "ta_bort": reverse("atgarder:ta_bort_prioritering", args=[pk]),
            "ta_bort_text": "Ta bort prioriteringen",
        },
    )


def _knapp(form: Prioriteringsformular, text: str) -> Prioriteringsformular:
    form.helper.layout[-1][0].value = text
    return form


@kravs(BEREDA, RUNDANS)
def avsluta(request: HttpRequest, pk: int) -> HttpResponse:
    """What it shows, and who has not said that they are done: closing takes what they have placed as it stands."""
    runda = runda_eller_404(pk)
    if svar := last_sida(request, runda):
        return svar
    bild = prioriteringsbild(runda)
    return formularsida(
        request,
        objekt=runda,
        bygg=lambda data, objekt: Avslutsformular(data, objekt=objekt, avbryt=adress(runda)),
        spara=lambda form: actions.avsluta_prioritering(
            **vem_och_nar(request), prioritering=runda, sammanfattning=form.cleaned_data["sammanfattning"]
        ),
        klart=adress,
        sparat="Prioriteringen är avslutad.",
        mall="atgarder/prioritering/avsluta.html",
        kontext={
            "rubrik": "Avsluta prioriteringen",
            "smulor": smulor(runda, "Avsluta"),
            "runda": runda,
            "vantar": [d.namn for d in bild.deltagare if d.klar is None],
            "ser_bilden": lasare(runda, request.user).ser_bilden,
        },
    )


@kravs(BEREDA, RUNDANS)
def ta_bort(request: HttpRequest, pk: int) -> HttpResponse:
    runda = runda_eller_404(pk)
    if svar := last_sida(request, runda):
        return svar
    hinder, status = "", 200
    if request.method == "POST":
        titel, nyckel = str(runda), str(runda.pk)
        try:
            actions.ta_bort_prioritering(**vem_och_nar(request), prioritering=runda)
        except Planeringsfel as fel:
            hinder, status = str(fel), 409
        else:
            handelse = senaste_borttagning(Prioritering._meta.label, nyckel, "atgarder")
            lank = reverse("atgarder:angra_prioritering", args=[handelse.pk])
            text = 'Prioriteringen ”{}” togs bort. <a href="{}">Ångra borttagningen</a>'
            messages.success(request, format_html(text, titel, lank))
            return redirect("atgarder:prioriteringar")
    kontext = {
        "objekt": runda,
        "hinder": hinder,
        "vad": "prioriteringen",
        "avbryt": adress(runda),
        "smulor": smulor(runda, "Ta bort"),
    }
    return render(request, "planering/ta_bort_aterkallbart.html", kontext, status=status)


def _borttagningens(pk: int) -> Tillhor:
    """What a deleted round belonged to. Raises Http404."""
    handelse = Handelse.objects.filter(pk=pk, typ=TA_BORT).first()
    if handelse is None:
        raise Http404
    return Tillhor(handelse.data["borttaget"][Prioritering._meta.label][0]["enhet"])


@kravs(BEREDA, _borttagningens)
def angra(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and then put a deleted round back."""
    handelse = get_object_or_404(Handelse, pk=pk, typ=TA_BORT)
    hinder, status = "", 200
    if request.method == "POST":
        try:
            runda = actions.angra_borttagning(**vem_och_nar(request), handelse=handelse)
        except Planeringsfel as fel:
            hinder, status = str(fel), 409
        else:
            messages.success(request, "Prioriteringen är tillbaka, med allt som låg i den.")
            return redirect(adress(runda))
    kontext = {"handelse": handelse, "hinder": hinder, "smulor": smulor(None, "Ångra borttagning")}
    return render(request, "atgarder/prioritering/angra.html", kontext, status=status)
