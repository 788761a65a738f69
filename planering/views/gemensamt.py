"""What the views share: a form's whole course, the closed door of a decided plan, deleting and moving."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from organisation.queries import kommuninstallning
from planering import actions, queries
from planering.domain.fel import Anvands, Krock, Planeringsfel, PlanLast
from planering.domain.utkast import avtryck
from planering.forms.bas import Planeringsformular
from planering.forms.skrivet import Skrivet, formularnyckel, skrivna_texter
from planering.models import Plan
from planering.presenters.historik import historik
from planering.presenters.historikadress import historikadress

REDAN_SPARAT = "Det är sparat. Formuläret skickades mer än en gång, men sparades bara en."


def egen_kommun() -> int | None:
    """The own municipality's id in kkik; None before one is chosen."""
    installning = kommuninstallning()
    return int(installning.kommunkod) if installning else None


def planadress(plan: Plan, ankare: str = "") -> str:
    return reverse("planering:planvy", args=[plan.pk]) + (f"#{ankare}" if ankare else "")


def plansmula(plan: Plan) -> dict[str, str]:
    namn = plan.namn if plan.ar_last else f"{plan.namn}, {plan.get_status_display().lower()}"
    return {"namn": namn, "url": planadress(plan)}


def last_sida(
    request: HttpRequest, plan: Plan, skrivet: Callable[[], list[Skrivet]] | None = None
) -> HttpResponse | None:
    """The page that says why a decided plan cannot be changed; None when it can.

    What was sent is shown, to be copied. `skrivet` says it with the labels of what it was written in.
    """
    if not plan.ar_last:
        return None
    texter: list[Skrivet] = []
    if request.method == "POST":
        texter = skrivna_texter(request.POST) if skrivet is None else skrivet()
    return _last(request, actions.last_text(plan), texter, plan)


def _last(request: HttpRequest, skal: str, skrivet: list[Skrivet], plan: Plan | None) -> HttpResponse:
    status = 409 if request.method == "POST" else 200
    kontext = {"plan": plan, "skal": skal, "skrivet": skrivet}
    return render(request, "planering/last.html", kontext, status=status)


def formularsida(
    request: HttpRequest,
    *,
    bygg: Callable[[Any, Any], Planeringsformular],
    spara: Callable[[Planeringsformular], Any],
    klart: Callable[[Any], str],
    sparat: str,
    kontext: dict[str, Any],
    objekt: Model | None = None,
    mall: str = "planering/formular.html",
    plan: Plan | None = None,
) -> HttpResponse:
    """Show a form, or save it. `bygg(data, objekt)` makes it, `spara(form)` calls the action, `klart` is where to go.

    A stale edit comes back with both texts and the newer stamp: saving again is then a choice, not an accident.
    What is typed is kept as a draft meanwhile, and shown again to the one who comes back. Sent twice it is saved
    once. With `plan`, a decided one is a closed door.
    """
    adress = request.get_full_path()[:300]
    if request.method == "POST" and (svar := _redan_sparat(request)):
        return svar
    if plan is not None and (svar := last_sida(request, plan, lambda: bygg(request.POST, objekt).skrivet())):
        return svar
    if objekt is not None:
        rader = historik(objekt, hogst=11)
        kontext = kontext | {
            "historik": rader[:10],
            "historik_mer": historikadress(objekt) if len(rader) > 10 else "",
        }
    if request.method != "POST":
        return _oppna(request, bygg, objekt, mall, kontext, adress)
    form = bygg(request.POST, objekt)
    if form.is_valid():
        try:
            if objekt is not None and form.cleaned_data.get("revision") is None:
                raise Krock(objekt)  # nobody knows which text it was written over
            vart, ny = _spara(request, lambda: klart(spara(form)))
        except Krock as krock:
            form = _krockformular(request, bygg, krock.aktuell)
            form.med_utkast(adress)
            kontext = kontext | {"form": form, "krock": krock.aktuell, "fel_i_formular": True}
            return render(request, mall, kontext, status=409)
        except PlanLast as fel:
            return _last(request, str(fel), form.skrivet(), plan)
        except Planeringsfel as fel:
            form.ta_emot_fel(fel)
        else:
            actions.kasta_utkast(av=request.user, adress=adress)
            messages.success(request, sparat if ny else REDAN_SPARAT)
            return redirect(vart)
    elif svar := _redan_sparat(request):  # by the same form, sent at the same time
        return svar
    form.med_utkast(adress)
    return render(request, mall, kontext | {"form": form})


def _spara(request: HttpRequest, spara: Callable[[], str]) -> tuple[str, bool]:
    """Where to go, and whether anything was saved: not when the same form has been saved already."""
    kvitto = _kvitto(request)
    if kvitto is None:
        return spara(), True
    return actions.spara_en_gang(av=request.user, nar=timezone.now(), spara=spara, **kvitto)


def _redan_sparat(request: HttpRequest) -> HttpResponse | None:
    """The answer to a form sent once more: a double click, or a page that was loaded again."""
    kvitto = _kvitto(request)
    if kvitto is None or not (vart := actions.sparat_svar(av=request.user, **kvitto)):
        return None
    messages.info(request, REDAN_SPARAT)
    return redirect(vart)


def _kvitto(request: HttpRequest) -> dict[str, str] | None:
    """What tells this sending of this form from others; None for one without a key, or with files, which are not
    looked into."""
    nyckel = formularnyckel(request.POST)
    if not nyckel or request.FILES:
        return None
    return {"formular": nyckel, "avtryck": avtryck_av(request)}


def avtryck_av(request: HttpRequest) -> str:
    """A print of what was sent, and where."""
    innehall = [(namn, v) for namn, v in request.POST.lists() if namn != "csrfmiddlewaretoken"]
    return avtryck([("", [request.get_full_path()]), *innehall])


def _oppna(
    request: HttpRequest, bygg: Callable, objekt: Any, mall: str, kontext: dict[str, Any], adress: str
) -> HttpResponse:
    """The form as it is stored, or as the person left it: with what was typed and never saved."""
    kvar = queries.utkast(person=request.user, adress=adress, nar=timezone.now())
    if kvar is None:
        form = bygg(None, objekt)
        form.med_utkast(adress)
        return render(request, mall, kontext | {"form": form})
    data = QueryDict(mutable=True)
    for namn, varden in kvar.data.items():
        data.setlist(namn, varden)
    form = bygg(data, objekt)
    form.med_utkast(adress, aterstallt=True)
    return render(request, mall, kontext | {"form": form, "utkast": kvar})


def _krockformular(request: HttpRequest, bygg: Callable, aktuell: Any) -> Planeringsformular:
    nu = bygg(None, aktuell)
    data = request.POST.copy()
    data["revision"] = str(getattr(aktuell, nu.revisionsfalt))
    form = bygg(data, aktuell)
    form.jamfor(nu)
    return form


def borttagningssida(
    request: HttpRequest,
    *,
    objekt: Model,
    vad: str,
    ta_bort: Callable[[], None],
    avbryt: str,
    klart: str,
    kontext: dict[str, Any],
    hinder: str = "",
) -> HttpResponse:
    """Ask, saying what goes along, and then delete. `hinder` is why it cannot be done."""
    status = 200
    if request.method == "POST" and not hinder:
        etikett, nyckel = objekt._meta.label, str(objekt.pk)
        try:
            ta_bort()
        except PlanLast as fel:
            messages.error(request, str(fel))
            return redirect(avbryt)
        except Planeringsfel as fel:
            hinder, status = str(fel), 409
        else:
            messages.success(request, _borttaget(vad, objekt, etikett, nyckel))
            return redirect(klart)
    elif request.method == "POST":
        status = 409
    borta, losa = [], []
    if not hinder:
        try:
            borta, losa = actions.foljer_med(objekt)
        except Anvands as fel:
            hinder = str(fel)
    return render(
        request,
        "planering/ta_bort.html",
        kontext
        | {
            "objekt": objekt,
            "vad": vad.lower(),
            "borta": borta,
            "losa": losa,
            "avbryt": avbryt,
            "hinder": hinder,
        },
        status=status,
    )


def _borttaget(vad: str, objekt: Model, etikett: str, nyckel: str) -> str:
    """What is said after a deletion, with the way back."""
    handelse = queries.senaste_borttagning(etikett, nyckel)
    if handelse is None or not actions.kan_angras(handelse):
        return f"{vad} ”{objekt}” togs bort. Innehållet finns kvar i händelseloggen."
    return format_html(
        '{} ”{}” togs bort. <a href="{}">Ångra borttagningen</a>',
        vad,
        objekt,
        reverse("planering:angra", args=[handelse.pk]),
    )


def flyttsteg(request: HttpRequest) -> int:
    """One step up or down; anything else moves nothing."""
    return {"upp": -1, "ned": 1}.get(request.POST.get("steg", ""), 0)


def flytta(request: HttpRequest, flytt: Callable[[int], bool], tillbaka: str) -> HttpResponse:
    try:
        if steg := flyttsteg(request):
            flytt(steg)
    except PlanLast as fel:
        messages.error(request, str(fel))
    return redirect(tillbaka)
