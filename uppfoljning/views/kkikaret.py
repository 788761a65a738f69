"""A year in KKiK, as a leaflet: figures from the country, and what has happened in our own words."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kkik.models import Nyckeltal
from kkik.presenters.rapport import Rapportrad
from kkik.views.rapport import gruppval, las_rapport
from kkik.views.val import vald_kommun
from organisation.behorighet import kravs
from planering.views.gemensamt import formularsida
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.actions.kkikberattelse import skriv_kkikberattelse
from uppfoljning.kkikformular import Kkikformular
from uppfoljning.queries.kkikaret import Berattat, berattat, kkikberattelse

SE, KOMMENTERA = "uppfoljning.se_signaler", "uppfoljning.kommentera"
VISADE_AR = 3


@dataclass(frozen=True, slots=True)
class Arsrad:
    """One measure of the leaflet: `tidigare` are the years before, oldest first."""

    rad: Rapportrad
    berattat: Berattat | None

    @property
    def tidigare(self) -> list[tuple[float | None, int]]:
        return self.rad.per_ar[1:VISADE_AR][::-1]

    @property
    def finns(self) -> bool:
        return any(v is not None for v, _ in self.rad.per_ar[:VISADE_AR])


@kravs(SE)
@require_safe
def aret(request: HttpRequest) -> HttpResponse:
    kommun = vald_kommun(request)
    r = las_rapport(request, kommun)
    if kommun is None or r is None:
        return render(request, "uppfoljning/kkikaret/aret.html", {"vald_kommun": kommun})
    u = r.underlag
    texter = berattat((n.pk for n in u.medlemmar.values()), u.ar)
    delar = [
        (d.namn, [Arsrad(rad, texter.get(rad.nyckeltal.pk) if rad.nyckeltal else None) for rad in d.rader])
        for d in r.delar
    ]
    sammanhang = {
        "vald_kommun": kommun,
        "ar": u.ar,
        "arsval": r.arsval,
        "layout": r.layout,
        "delar": delar,
        "antal": sum(len(rader) for _, rader in delar),
        "skrivna": sum(rad.berattat is not None for _, rader in delar for rad in rader),
        "grupp": u.grupp,
        "gruppval": gruppval(kommun.pk),
        "fel": r.fel,
        "hamtad": r.hamtad,
        "far_skriva": request.user.has_perm(KOMMENTERA),
    }
    return render(request, "uppfoljning/kkikaret/aret.html", sammanhang)


@kravs(KOMMENTERA)
@require_http_methods(["GET", "HEAD", "POST"])
def skriv(request: HttpRequest, kolada_id: str) -> HttpResponse:
    """`?ar=` is the year that is written about. Raises Http404 without one."""
    nyckeltal = get_object_or_404(Nyckeltal.objects.defer("sok", "beskrivning"), kolada_id=kolada_id)
    text = request.GET.get("ar", "")
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 1990 <= int(text) <= 2100):
        raise Http404("Året kunde inte läsas.")
    ar = int(text)
    tillbaka = f"{reverse('uppfoljning:kkikaret')}?ar={ar}#{kolada_id}"
    return formularsida(
        request,
        objekt=kkikberattelse(nyckeltal, ar),
        bygg=lambda data, objekt: Kkikformular(data, objekt=objekt, avbryt=tillbaka),
        spara=lambda form: skriv_kkikberattelse(
            **vem_och_nar(request),
            nyckeltal=nyckeltal,
            ar=ar,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda _: tillbaka,
        sparat="Texten är sparad.",
        kontext=_kontext(nyckeltal, ar),
    )


def _kontext(nyckeltal: Nyckeltal, ar: int) -> dict[str, Any]:
    kommentar = berattat([nyckeltal.pk], ar).get(nyckeltal.pk)
    ingress = f"{nyckeltal.titel}, {ar}."
    if kommentar is not None and not kommentar.egen:
        ingress += f" Tills något skrivs här visas kommentaren av {kommentar.av}: ”{kommentar.text}”"
    return {
        "rubrik": f"Vad har hänt {ar}?",
        "ingress": ingress,
        "smulor": [
            {"namn": "Ett år i siffror", "url": f"{reverse('uppfoljning:kkikaret')}?ar={ar}"},
            {"namn": nyckeltal.titel},
        ],
    }
