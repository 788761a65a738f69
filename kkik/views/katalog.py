"""The catalogue: every nyckeltal, searched."""

from collections.abc import Iterable
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kkik import queries
from kkik.models import Nyckeltal
from kkik.presenters.katalog import RUBRIKER, Katalograd, exportrad, katalograd
from organisation.behorighet import kravs
from organisation.queries import kommuninstallning
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.vyhjalp import filsvar

PER_SIDA = 25


@kravs("kkik.se_nyckeltal")
@require_safe
def katalog(request: HttpRequest) -> HttpResponse:
    fraga = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:200]
    omrade, bara_varden = request.GET.get("omrade", "").replace("\x00", ""), request.GET.get("varden") == "1"
    alla_omraden = queries.sok_nyckeltal(fraga, bara_med_varden=bara_varden)
    antal = queries.antal_per_omrade(alla_omraden)
    traffar = queries.sok_nyckeltal(fraga, omrade=omrade, bara_med_varden=bara_varden)
    installning = kommuninstallning()
    kommun = int(installning.kommunkod) if installning is not None else None
    if request.GET.get("format") == "csv":
        return _csv(list(traffar), kommun)
    sida = _Raknad(traffar, PER_SIDA, antal.get(omrade, 0) if omrade else sum(antal.values())).get_page(
        request.GET.get("sida")
    )
    sammanhang = {
        "sok_fraga": fraga,
        "omrade": omrade,
        "bara_varden": bara_varden,
        "omraden": sorted(({*antal, omrade} - {""}), key=svensk_nyckel),
        "antal": antal,
        "sida": sida,
        "rader": [rad for rad, _ in _rader(list(sida.object_list), kommun)],
        "hamtade": _forst_och_sist(sida.object_list),
        "csv_url": _adress(request, format="csv", sida=None),
        "alla_url": _adress(request, omrade=None, varden=None, sida=None),
        "filtrerat": bool(omrade or bara_varden),
        "tomt_register": not fraga and not omrade and not bara_varden and not sida.paginator.count,
    }
    return render(request, "kkik/katalog.html", sammanhang)


class _Raknad(Paginator):
    """A paginator that has already been told how many there are: the areas were counted."""

    def __init__(self, rader, per_sida: int, antal: int) -> None:
        super().__init__(rader, per_sida)
        self.count = antal


def _rader(traffar: list[Nyckeltal], kommun: int | None) -> list[tuple[Katalograd, object]]:
    ids = [n.pk for n in traffar]
    landet, val = queries.landslagen(ids), queries.gallande_riktningar(ids)
    egna = queries.egna_lagen(ids, kommun) if kommun is not None else {}
    return [(katalograd(n, landet.get(n.pk), egna.get(n.pk), val.get(n.pk)), val.get(n.pk)) for n in traffar]


def _forst_och_sist(traffar: Iterable[Nyckeltal]) -> tuple[datetime, datetime] | None:
    """When the oldest and the newest of the values shown were fetched; None when none have been."""
    tider = [n.hamtad for n in traffar if n.hamtad is not None]
    return (min(tider), max(tider)) if tider else None


def _csv(traffar: list[Nyckeltal], kommun: int | None) -> HttpResponse:
    text = csvtext(RUBRIKER, (exportrad(rad, val) for rad, val in _rader(traffar, kommun)))
    return filsvar(text, "nyckeltal.csv")


def _adress(request: HttpRequest, **andra: str | None) -> str:
    """The page's own address with some parameters set, or taken away (None)."""
    fraga = request.GET.copy()
    for namn, varde in andra.items():
        if varde is None:
            fraga.pop(namn, None)
        else:
            fraga[namn] = varde
    return f"?{fraga.urlencode()}"
