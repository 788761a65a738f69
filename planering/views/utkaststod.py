"""Drafts for the pages whose form is not built on Planeringsformular: the grids, a pasted table, what was agreed."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from planering import actions, queries
from planering.forms.skrivet import formularnyckel
from planering.models import Utkast
from planering.views.gemensamt import REDAN_SPARAT, avtryck_av


@dataclass(frozen=True, slots=True)
class Utkaststod:
    """`kvar` is what the person typed here and never saved: only on a page that is opened, not on one that is sent."""

    request: HttpRequest
    adress: str
    nyckel: str
    kvar: Utkast | None

    @property
    def data(self) -> QueryDict | None:
        """What the boxes hold: what was sent, or typed and left. None: what is stored."""
        if self.request.method == "POST":
            return self.request.POST
        if self.kvar is None:
            return None
        data = QueryDict(mutable=True)
        for namn, varden in self.kvar.data.items():
            data.setlist(namn, varden)
        return data

    @property
    def kontext(self) -> dict[str, Any]:
        """What `_utkast.html` (that there is one) and `_utkastrad.html` (the line that saves it) need."""
        return {"utkast": self.kvar, "utkastrad": {"adress": self.adress, "nyckel": self.nyckel}}

    def spara(self, spara: Callable[[], str]) -> HttpResponse:
        """Run `spara`, which gives the address to go on to, once however many times the form is sent; then the draft
        is not needed. What it raises leaves both the row and the draft as they were."""
        vart, ny = actions.spara_en_gang(
            av=self.request.user,
            nar=timezone.now(),
            formular=self.nyckel,
            avtryck=avtryck_av(self.request),
            spara=spara,
        )
        actions.kasta_utkast(av=self.request.user, adress=self.adress)
        if not ny:
            messages.info(self.request, REDAN_SPARAT)
        return redirect(vart)


def utkaststod(request: HttpRequest) -> Utkaststod:
    """The drafts of the page's own address, whatever was asked of it."""
    adress = request.path[:300]
    kvar = None
    if request.method != "POST":
        kvar = queries.utkast(person=request.user, adress=adress, nar=timezone.now())
    return Utkaststod(request, adress, formularnyckel(request.POST) or secrets.token_urlsafe(9), kvar)
