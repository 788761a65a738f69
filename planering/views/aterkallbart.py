"""Deleting what can be put back, and taking back what has happened: the pages, for the rows of any app."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html

from organisation.models import Handelse
from planering.actions import kan_angras
from planering.domain.fel import Planeringsfel
from planering.models import Plan
from planering.presenters.historik import planens_historik
from planering.queries.historik import senaste_borttagning


def borttagning(
    request: HttpRequest,
    *,
    objekt: Model,
    vad: str,
    ta_bort: Callable[[], None],
    klart: str,
    angra: Callable[[int], str],
    smulor: list[dict[str, str]],
) -> HttpResponse:
    """Ask, and then delete, with the way back in the message: `angra` makes its address from the event's key. What
    refuses is said, and nothing is gone."""
    hinder, status = "", 200
    if request.method == "POST":
        etikett, nyckel, text = objekt._meta.label, str(objekt.pk), str(objekt)
        try:
            ta_bort()
        except Planeringsfel as fel:
            hinder, status = str(fel), 409
        else:
            handelse = senaste_borttagning(etikett, nyckel, objekt._meta.app_label)
            messages.success(request, _borttaget(vad, text, handelse, angra))
            return redirect(klart)
    kontext = {"objekt": objekt, "vad": vad, "hinder": hinder, "avbryt": klart, "smulor": smulor}
    return render(request, "planering/ta_bort_aterkallbart.html", kontext, status=status)


def _borttaget(vad: str, text: str, handelse: Handelse | None, angra: Callable[[int], str]) -> str:
    if handelse is None or not kan_angras(handelse):
        return f"{vad} ”{text}” togs bort."
    return format_html(
        '{} ”{}” togs bort. <a href="{}">Ångra borttagningen</a>', vad, text, angra(handelse.pk)
    )


def angrasida(
    request: HttpRequest,
    *,
    handelse: Handelse,
    hor_hit: bool,
    angra: Callable[[], Any],
    tillbaka: str,
    smulor: list[dict[str, str]],
) -> HttpResponse:
    """Ask, saying what will be as it was, and then do it. `hor_hit`: the event is of what the page is about."""
    hinder, status = "", 200
    if not hor_hit or not kan_angras(handelse):
        hinder = "Den här händelsen går inte att ångra."
    elif request.method == "POST":
        try:
            angra()
        except Planeringsfel as fel:
            hinder, status = str(fel), 409
        else:
            messages.success(request, f"”{handelse.etikett}” är som det var.")
            return redirect(tillbaka)
    (visas,) = planens_historik(Plan(), [handelse])
    kontext = {
        "rad": visas,
        "hinder": hinder,
        "antal": sum(len(rader) for rader in handelse.data.get("borttaget", {}).values()),
        "smulor": smulor,
        "tillbaka": tillbaka,
    }
    return render(request, "planering/angra.html", kontext, status=status)
