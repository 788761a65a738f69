"""How the lights are computed, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.behorighet import oppen


@oppen
@require_safe
def metod(request: HttpRequest) -> HttpResponse:
    return render(request, "kommunikation/metod.html")
