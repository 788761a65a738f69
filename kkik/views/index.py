"""The result index of each part of KKiK, and quality against cost in each area (rule 7)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kkik import queries
from kkik.definitioner.kkik import Uppstallning
from kkik.definitioner.verksamheter import verksamheter
from kkik.domain.signaler import Riktning
from kkik.models import Nyckeltal, Riktningsval
from kkik.presenters.index import Omrade, delrader, kostnadsrader, mening, spridning
from kkik.queries.index import Valdel, ar_med_index, effektivitetsbilder, eget_index
from kkik.views.rapport import gruppval, las_ar, las_grupp, uppstallning_for
from kkik.views.val import vald_kommun
from organisation.behorighet import kravs
from organisation.queries import kommuninstallning
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.vyhjalp import filsvar


@kravs("kkik.se_nyckeltal")
@require_safe
def resultatindex(request: HttpRequest) -> HttpResponse:
    kommun = vald_kommun(request)
    medlemmar = {n.kolada_id: n for n in queries.kkik_medlemmar()}
    if kommun is None or not medlemmar:
        return render(request, "kkik/index.html", {"vald_kommun": kommun})
    riktningar = queries.gallande_riktningar(n.pk for n in medlemmar.values())
    val = {n.kolada_id: v for n in medlemmar.values() if (v := _valdel(n, riktningar.get(n.pk))) is not None}
    serier = queries.matriser(v.nyckeltal.pk for v in val.values())
    arslista = ar_med_index(list(val.values()), serier, kommun.pk)
    ar = las_ar(request, arslista[0] if arslista else None)
    if ar is None:
        return render(request, "kkik/index.html", {"vald_kommun": kommun, "utan_riktning": len(medlemmar)})
    layout = uppstallning_for(ar)
    delar = []
    for namn, egna in _delar(layout, val):
        svar = eget_index(egna, serier, kommun.pk, ar)
        delar.append(
            {"namn": namn, "index": svar, "rader": delrader(svar) if svar else [], "antal": len(egna)}
        )
    sammanhang = {
        "vald_kommun": kommun,
        "ar": ar,
        "arsval": sorted({*arslista, ar}, reverse=True),
        "layout": layout,
        "delar": delar,
        "utan_riktning": len(medlemmar) - len(riktningar),
        "kan_valja_riktning": request.user.has_perm("kkik.bekrafta_riktning"),
        "hamtad": max((n.hamtad for n in medlemmar.values() if n.hamtad), default=None),
    }
    return render(request, "kkik/index.html", sammanhang)


def _valdel(n: Nyckeltal, val: Riktningsval | None) -> Valdel | None:
    """None for a measure that nobody has said which way is good for, or that is not valued."""
    if val is None or val.riktning == Riktning.NEUTRAL:
        return None
    intervall = (val.intervall_a, val.intervall_b) if val.riktning == Riktning.INTERVALL else None
    return Valdel(n, Riktning(val.riktning), intervall)


def _delar(layout: Uppstallning, val: dict[str, Valdel]) -> list[tuple[str, list[Valdel]]]:
    """The layout's parts with the measures that can be parts of an index; those without any are left out."""
    ut = [(d.namn, [val[i] for m in d.matt for i in m.nyckeltal if i in val]) for d in layout.delar]
    return [(namn, egna) for namn, egna in ut if egna]


@kravs("kkik.se_nyckeltal")
@require_safe
def effektivitet(request: HttpRequest) -> HttpResponse:
    kommun = vald_kommun(request)
    if kommun is None:
        return render(request, "kkik/effektivitet.html", {"vald_kommun": None})
    installning = kommuninstallning()
    pahittad = installning is not None and installning.ar_pahittad
    fel: list[str] = []
    grupper = queries.Grupper(kommun.pk)
    grupp = las_grupp(request, grupper, fel)
    rader = verksamheter(pahittad=pahittad)
    bilder = effektivitetsbilder(rader, grupper, grupp.kod)
    omraden = [Omrade(v, *bilder[v.id]) for v in rader]
    vald = _vald(request, omraden)
    if request.GET.get("fil") == "csv":
        return _csv(vald, kommun.kod)
    sammanhang = {
        "vald_kommun": kommun,
        "omraden": omraden,
        "vald": vald,
        "grupp": grupp,
        "gruppval": gruppval(kommun.pk),
        "fel": fel,
    }
    if vald is not None and vald.bild is not None:
        sammanhang |= {
            "mening": mening(vald),
            "bild": spridning(vald, kommun.namn),
            "delar": delrader(vald.bild.kvalitet),
            "kostnader": kostnadsrader(vald.bild),
        }
    return render(request, "kkik/effektivitet.html", sammanhang)


def _vald(request: HttpRequest, omraden: list[Omrade]) -> Omrade | None:
    """The area asked for, else the first that has a picture. Raises Http404 for an unknown one."""
    if namn := request.GET.get("verksamhet", ""):
        for o in omraden:
            if o.verksamhet.id == namn:
                return o
        raise Http404("Verksamheten finns inte.")
    return next((o for o in omraden if o.bild is not None), omraden[0] if omraden else None)


def _csv(vald: Omrade | None, kod: str) -> HttpResponse:
    """Everybody's index and cost deviation; empty where either is missing."""
    if vald is None or vald.bild is None:
        raise Http404("Det finns inget att hämta.")
    b, namn = vald.bild, queries.kommunnamn()
    rader = [
        [
            f"{k:04d}",
            namn.get(int(k), ""),
            None if v != v else float(v),
            None if c != c else float(c),
            q.etikett if q else "",
        ]
        for k, v, c, q in zip(b.kommuner.tolist(), b.kvalitet.alla, b.kostnad, b.bild.kvadranter, strict=True)
    ]
    rubriker = ["kommun", "namn", f"kvalitetsindex {b.ar}", f"kostnadsavvikelse {b.ar}, %", "läge"]
    return filsvar(csvtext(rubriker, rader), f"effektivitet-{vald.verksamhet.id}-{kod}-{b.ar}.csv")
