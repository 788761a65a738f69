"""The KKiK report."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kkik import queries
from kkik.definitioner.kkik import Uppstallning, pahittad_uppstallning, uppstallning
from kkik.models import Kommun, Nyckeltal
from kkik.presenters.rapport import ANTAL_AR, Rapportdel, Underlag, arsval, forvalt_ar, rapportdelar
from kkik.views.val import vald_kommun
from organisation.behorighet import kravs
from organisation.queries import kommuninstallning


@dataclass(frozen=True, slots=True)
class Rapport:
    """What the address asks for. `historisk`: an earlier layout, which shows all its measures whether they still are
    in Kolada's group or not. `fel`: what could not be done as asked, in words."""

    underlag: Underlag
    layout: Uppstallning
    historisk: bool
    delar: list[Rapportdel]
    arsval: list[int]
    fel: list[str]

    @property
    def hamtad(self) -> datetime | None:
        return max((n.hamtad for n in self.underlag.medlemmar.values() if n.hamtad), default=None)


def las_rapport(request: HttpRequest, kommun: Kommun | None) -> Rapport | None:
    """The year (`?ar=`) and group (`?grupp=`) asked for; None before there is a municipality, members or values."""
    medlemmar = {n.kolada_id: n for n in queries.kkik_medlemmar()}
    if kommun is None or not medlemmar:
        return None
    matriser = queries.matriser(n.pk for n in medlemmar.values())
    ar = las_ar(request, forvalt_ar(matriser, kommun.pk))
    if ar is None:
        return None
    layout = uppstallning_for(ar)
    historisk = layout.till_ar is not None
    if historisk:
        # Kolada keeps no old member lists: for the years of an earlier layout its own list of measures rules.
        medlemmar = {n.kolada_id: n for n in Nyckeltal.objects.filter(kolada_id__in=layout.id_i_ordning())}
        matriser |= queries.matriser(n.pk for n in medlemmar.values() if n.pk not in matriser)
    fel: list[str] = []
    underlag = Underlag(
        kommun=kommun.pk,
        ar=ar,
        idag=timezone.localdate(),
        grupp=las_grupp(request, queries.Grupper(kommun.pk), fel),
        medlemmar=medlemmar,
        matriser=matriser,
        riktningar=queries.gallande_riktningar(n.pk for n in medlemmar.values()),
    )
    delar = rapportdelar(layout, underlag, hela=historisk)
    return Rapport(underlag, layout, historisk, delar, sorted({*arsval(matriser), ar}, reverse=True), fel)


@kravs("kkik.se_nyckeltal")
@require_safe
def rapport(request: HttpRequest) -> HttpResponse:
    kommun = vald_kommun(request)
    r = las_rapport(request, kommun)
    if kommun is None or r is None:
        return render(request, "kkik/rapport.html", {"vald_kommun": kommun, "tom": True})
    u = r.underlag
    sammanhang = {
        "vald_kommun": kommun,
        "ar": u.ar,
        "arslista": u.arslista,
        "arsval": r.arsval,
        "layout": r.layout,
        "historisk": r.historisk,
        "delar": r.delar,
        "grupp": u.grupp,
        "gruppval": gruppval(kommun.pk),
        "fel": r.fel,
        "utan_riktning": sum(1 for n in u.medlemmar.values() if n.pk not in u.riktningar),
        "kan_valja_riktning": request.user.has_perm("kkik.bekrafta_riktning"),
        "hamtad": r.hamtad,
        "antal_ar": ANTAL_AR,
    }
    return render(request, "kkik/rapport.html", sammanhang)


def las_ar(request: HttpRequest, forvalt: int | None) -> int | None:
    text = request.GET.get("ar", "")
    if not text:
        return forvalt
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Http404("Året kunde inte läsas.")
    return int(text)


def uppstallning_for(ar: int) -> Uppstallning:
    installning = kommuninstallning()
    pahittad = installning is not None and installning.ar_pahittad
    return pahittad_uppstallning() if pahittad else uppstallning(ar)


def las_grupp(request: HttpRequest, grupper: queries.Grupper, fel: list[str]) -> queries.Jamforelsegrupp:
    kod = request.GET.get("grupp", "").replace("\x00", "") or "alla"
    try:
        return grupper.grupp(kod)
    except queries.GruppSaknas as saknas:
        fel.append(f"{saknas} Alla kommuner visas.")
        return grupper.grupp("alla")


def gruppval(kommun: int) -> dict[str, list[queries.Gruppval]]:
    ut: dict[str, list[queries.Gruppval]] = {}
    for g in queries.gruppval(kommun):
        ut.setdefault(g.slag, []).append(g)
    return ut
