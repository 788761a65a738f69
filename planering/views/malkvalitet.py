"""Goal quality: the matrix, one goal's ten questions, people's answers, and what will be improved."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisation.behorighet import kravs
from planering import actions, queries
from planering.domain.malkvalitet import FRAGOR, MANNISKOR
from planering.forms import Forbattringsformular, Malkvalitetsformular
from planering.models import Mal, Malforbattring, Malplats, Plan
from planering.presenters.malkvalitet import andelstext, kvalitetsbilder, malkvalitet_csv
from planering.queries import Kvalitetsmatris
from planering.views.gemensamt import borttagningssida, egen_kommun, formularsida, planadress, plansmula
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar


@kravs("planering.se_plan")
@require_safe
def malkvalitet(request: HttpRequest, pk: int) -> HttpResponse:
    """Fullmäktige's goals; `?mal=alla` shows all."""
    plan = get_object_or_404(Plan, pk=pk)
    alla, finns_kf = _alla(request, plan)
    matris = _matris(plan, alla)
    adress = reverse("planering:malkvalitet", args=[pk])
    fraga = "?mal=alla" if alla else ""
    kontext = {
        "plan": plan,
        "matris": matris,
        "fragor": list(FRAGOR.values()),
        "summor": [(FRAGOR[nr], s, andelstext(s)) for nr, s in matris.summor.items()],
        "bilder": kvalitetsbilder(matris.summor),
        "idag": timezone.localdate(),
        "andrar": request.user.has_perm("planering.andra_plan"),
        "csv_url": reverse("planering:malkvalitet_csv", args=[pk]) + fraga,
        "smulor": [plansmula(plan), {"namn": "Målkvalitet"}],
        "val": [
            {"text": "Fullmäktiges mål", "url": adress, "vald": not alla},
            {"text": "Alla mål", "url": f"{adress}?mal=alla", "vald": alla},
        ]
        if finns_kf
        else [],
    }
    return render(request, "planering/malkvalitet.html", kontext)


@kravs("planering.se_plan")
@require_safe
def malkvalitet_fil(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as CSV."""
    plan = get_object_or_404(Plan, pk=pk)
    text = malkvalitet_csv(_matris(plan, _alla(request, plan)[0]))
    return filsvar(text, f"malkvalitet-{plan.fran_ar}.csv", "text/csv")


def _alla(request: HttpRequest, plan: Plan) -> tuple[bool, bool]:
    """(whether all goals are to be shown, whether there is anything to choose between)."""
    finns_kf = Mal.objects.filter(malomrade__plan=plan, niva=Malplats.KF).exists()
    return request.GET.get("mal") == "alla" or not finns_kf, finns_kf


def _matris(plan: Plan, alla: bool) -> Kvalitetsmatris:
    return queries.malkvalitet(plan, egen_kommun(), timezone.localdate(), bara_kf=not alla)


def _mal(pk: int) -> Mal:
    return get_object_or_404(Mal.objects.select_related("malomrade__plan", "enhet"), pk=pk)


def _sida(mal: Mal) -> str:
    return reverse("planering:malets_kvalitet", args=[mal.pk])


def _smulor(mal: Mal, *mer: str) -> list[dict[str, str]]:
    plan = mal.malomrade.plan
    matris = {"namn": "Målkvalitet", "url": reverse("planering:malkvalitet", args=[plan.pk])}
    delar = [plansmula(plan), matris, {"namn": mal.titel, "url": _sida(mal)}]
    return [*delar, *({"namn": text} for text in mer)]


@kravs("planering.se_plan")
@require_safe
def malets_kvalitet(request: HttpRequest, pk: int) -> HttpResponse:
    mal = _mal(pk)
    plan = mal.malomrade.plan
    matris = queries.malkvalitet(plan, egen_kommun(), timezone.localdate(), mal=mal)
    rad = matris.rader[0]
    tidigare = list(queries.kvalitetshistorik(mal))
    kontext = {
        "mal": mal,
        "plan": plan,
        "rad": rad,
        "fragor": [
            {
                "fraga": fraga,
                "svar": rad.svar[nr],
                "av": rad.personsvar.get(nr),
                "tidigare": [t for t in tidigare if t.fraga == nr][1:],
                "forbattringar": [f for f in rad.forbattringar if f.fraga == nr],
            }
            for nr, fraga in FRAGOR.items()
        ],
        "idag": timezone.localdate(),
        "andrar": request.user.has_perm("planering.andra_plan"),
        "plan_url": planadress(plan, f"mal-{pk}"),
        "smulor": [*_smulor(mal)[:-1], {"namn": mal.titel}],
    }
    return render(request, "planering/malets_kvalitet.html", kontext)


@kravs("planering.andra_plan")
def svara(request: HttpRequest, pk: int, fraga: int) -> HttpResponse:
    if fraga not in FRAGOR:
        raise Http404
    mal = _mal(pk)
    vald = FRAGOR[fraga] if fraga in MANNISKOR else None
    if vald is None:
        return render(request, "planering/malkvalitet_av_data.html", {"mal": mal, "smulor": _smulor(mal)})
    senaste = queries.kvalitetshistorik(mal, fraga).first()
    return formularsida(
        request,
        bygg=lambda data, objekt: Malkvalitetsformular(data, objekt=objekt or senaste, avbryt=_sida(mal)),
        spara=lambda form: actions.svara_om_malkvalitet(
            **vem_och_nar(request),
            mal=mal,
            fraga=fraga,
            senaste=form.cleaned_data["revision"] or 0,
            **form.varden(),
        ),
        klart=lambda _: f"{_sida(mal)}#fraga-{fraga}",
        sparat="Svaret är sparat.",
        kontext={
            "rubrik": vald.text,
            "ingress": f"Mål: {mal.titel}. {vald.hjalp}",
            "smulor": _smulor(mal, f"Fråga {fraga}"),
        },
    )


@kravs("planering.andra_plan")
def ny_forbattring(request: HttpRequest, pk: int) -> HttpResponse:
    """`?fraga=` proposes the question that it answers."""
    mal = _mal(pk)
    nummer = request.GET.get("fraga", "")
    initial = {"fraga": int(nummer)} if nummer in map(str, FRAGOR) else {}
    return formularsida(
        request,
        bygg=lambda data, _: Forbattringsformular(data, initial=dict(initial), avbryt=_sida(mal)),
        spara=lambda form: actions.skapa_malforbattring(**vem_och_nar(request), mal=mal, **form.varden()),
        klart=lambda rad: f"{_sida(mal)}#fraga-{rad.fraga}",
        sparat="Förbättringen är tillagd.",
        kontext={
            "rubrik": "Ny förbättring",
            "ingress": f"Mål: {mal.titel}.",
            "smulor": _smulor(mal, "Ny förbättring"),
        },
    )


def _forbattring(pk: int) -> Malforbattring:
    rader = Malforbattring.objects.select_related("mal__malomrade__plan", "ansvarig")
    return get_object_or_404(rader, pk=pk)


@kravs("planering.andra_plan")
def andra_forbattring(request: HttpRequest, pk: int) -> HttpResponse:
    forbattring = _forbattring(pk)
    mal = forbattring.mal
    return formularsida(
        request,
        objekt=forbattring,
        bygg=lambda data, objekt: Forbattringsformular(data, objekt=objekt, avbryt=_sida(mal)),
        spara=lambda form: actions.andra_malforbattring(
            **vem_och_nar(request),
            forbattring=forbattring,
            revision=form.cleaned_data["revision"],
            **form.varden(),
        ),
        klart=lambda rad: f"{_sida(mal)}#fraga-{rad.fraga}",
        sparat="Förbättringen är sparad.",
        kontext={
            "rubrik": "Ändra förbättringen",
            "ingress": f"Mål: {mal.titel}.",
            "smulor": _smulor(mal, "Ändra förbättring"),
            "ta_bort": reverse("planering:ta_bort_forbattring", args=[pk]),
            "ta_bort_text": "Ta bort förbättringen",
        },
    )


@kravs("planering.andra_plan")
def ta_bort_forbattring(request: HttpRequest, pk: int) -> HttpResponse:
    forbattring = _forbattring(pk)
    mal = forbattring.mal
    return borttagningssida(
        request,
        objekt=forbattring,
        vad="Förbättringen",
        ta_bort=lambda: actions.ta_bort_malforbattring(**vem_och_nar(request), forbattring=forbattring),
        avbryt=reverse("planering:andra_forbattring", args=[pk]),
        klart=_sida(mal),
        kontext={"smulor": _smulor(mal, "Ta bort förbättring")},
    )
