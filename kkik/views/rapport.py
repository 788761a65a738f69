"""The KKiK report."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kkik import queries
from kkik.definitioner.kkik import Uppstallning, pahittad_uppstallning, uppstallning
from kkik.models import Nyckeltal
from kkik.presenters.rapport import ANTAL_AR, Underlag, arsval, forvalt_ar, rapportdelar
from kkik.views.val import vald_kommun
from organisation.behorighet import kravs
from organisation.queries import kommuninstallning


@kravs("kkik.se_nyckeltal")
@require_safe
def rapport(request: HttpRequest) -> HttpResponse:
    kommun = vald_kommun(request)
    medlemmar = {n.kolada_id: n for n in queries.kkik_medlemmar()}
    if kommun is None or not medlemmar:
        return render(request, "kkik/rapport.html", {"vald_kommun": kommun, "tom": True})
    matriser = queries.matriser(n.pk for n in medlemmar.values())
    ar = las_ar(request, forvalt_ar(matriser, kommun.pk))
    if ar is None:
        return render(request, "kkik/rapport.html", {"vald_kommun": kommun, "tom": True})
    layout = uppstallning_for(ar)
    historisk = layout.till_ar is not None
    if historisk:
        # Kolada keeps no old member lists: for the years of an earlier layout its own list of measures rules.
        medlemmar = {n.kolada_id: n for n in Nyckeltal.objects.filter(kolada_id__in=layout.id_i_ordning())}
        matriser |= queries.matriser(n.pk for n in medlemmar.values() if n.pk not in matriser)
    fel: list[str] = []
    grupp = las_grupp(request, kommun.pk, fel)
    underlag = Underlag(
        kommun=kommun.pk,
        ar=ar,
        idag=timezone.localdate(),
        grupp=grupp,
        medlemmar=medlemmar,
        matriser=matriser,
        riktningar=queries.gallande_riktningar(n.pk for n in medlemmar.values()),
    )
    delar = rapportdelar(layout, underlag, hela=historisk)
    sammanhang = {
        "vald_kommun": kommun,
        "ar": ar,
        "arslista": underlag.arslista,
        "arsval": sorted({*arsval(matriser), ar}, reverse=True),
        "layout": layout,
        "historisk": historisk,
        "delar": delar,
        "grupp": grupp,
        "gruppval": gruppval(kommun.pk),
        "fel": fel,
        "utan_riktning": sum(1 for n in medlemmar.values() if n.pk not in underlag.riktningar),
        "kan_valja_riktning": request.user.has_perm("kkik.bekrafta_riktning"),
        "hamtad": max((n.hamtad for n in medlemmar.values() if n.hamtad), default=None),
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


def las_grupp(request: HttpRequest, kommun: int, fel: list[str]) -> queries.Jamforelsegrupp:
    kod = request.GET.get("grupp", "").replace("\x00", "") or "alla"
    try:
        return queries.grupp(kod, kommun)
    except queries.GruppSaknas as saknas:
        fel.append(f"{saknas} Alla kommuner visas.")
        return queries.grupp("alla", kommun)


def gruppval(kommun: int) -> dict[str, list[queries.Gruppval]]:
    ut: dict[str, list[queries.Gruppval]] = {}
    for g in queries.gruppval(kommun):
        ut.setdefault(g.slag, []).append(g)
    return ut
