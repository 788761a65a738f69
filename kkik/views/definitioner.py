"""The definition ledger: what Kolada has rewritten, and whether it is a new definition."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kkik import queries
from kkik.actions import definition as actions
from kkik.anvandning import anvandning
from kkik.forms_definition import Beslutsformular
from kkik.models import Definitionsbrott, Nyckeltal
from kkik.presenters import definition as presentera
from kkik.presenters.ord import utan_slutar
from kkik.queries import definitioner as ledger
from organisation.behorighet import kravs
from organisation.queries import kommuninstallning

SE, BESLUTA = "kkik.se_nyckeltal", "kkik.bekrafta_definition"
Status = Definitionsbrott.Status
PER_SIDA = 20
URVAL = (("", "Väntar på beslut"), ("bekraftat", "Ny definition"), ("avfardat", "Samma definition"))
KNAPPAR: dict[str, dict[str, Any]] = {
    "bekrafta": {
        "knapp": "Bekräfta ny definition",
        "hjalp": "Vad är annorlunda, så att åren före och efter inte går att jämföra?",
    },
    "avfarda": {
        "knapp": "Avfärda: samma definition",
        "hjalp": "Till exempel: bara språket har putsats.",
    },
    "ta_tillbaka": {
        "knapp": "Ta tillbaka beslutet",
        "hjalp": "Frågan öppnas igen. Beslutet finns kvar i historiken.",
    },
}


@kravs(SE)
@require_safe
def definitioner(request: HttpRequest) -> HttpResponse:
    vald = request.GET.get("status", "")
    vald = vald if vald in dict(URVAL) else ""
    alla = ledger.brottrader(vald or Status.MOJLIGT)
    sida = Paginator(alla, PER_SIDA).get_page(request.GET.get("sida"))
    rader = _rader(list(sida.object_list))
    antal = ledger.antal_per_status()
    sammanhang = {
        "rader": rader,
        "sida": sida,
        "vald": vald,
        "antal": antal,
        "filter": [
            {
                "text": f"{text} ({antal[kod or Status.MOJLIGT]})",
                "url": f"?status={kod}" if kod else "?",
                "vald": kod == vald,
            }
            for kod, text in URVAL
        ],
        "far_besluta": request.user.has_perm(BESLUTA),
    }
    return render(request, "kkik/definitioner.html", sammanhang)


@kravs(SE)
@require_safe
def definition(request: HttpRequest, pk: int) -> HttpResponse:
    return _visa(request, _eller_404(pk))


@kravs(BESLUTA)
@require_http_methods(["GET", "HEAD", "POST"])
def bekrafta(request: HttpRequest, pk: int) -> HttpResponse:
    return _besluta(request, pk, "bekrafta", "Brottet är bekräftat. Trender och prognoser räknas om.")


@kravs(BESLUTA)
@require_http_methods(["GET", "HEAD", "POST"])
def avfarda(request: HttpRequest, pk: int) -> HttpResponse:
    return _besluta(request, pk, "avfarda", "Ändringen är avfärdad. Trenden löper vidare över den.")


@kravs(BESLUTA)
@require_http_methods(["GET", "HEAD", "POST"])
def ta_tillbaka(request: HttpRequest, pk: int) -> HttpResponse:
    return _besluta(request, pk, "ta_tillbaka", "Beslutet är taget tillbaka. Ändringen väntar på ett nytt.")


@kravs(BESLUTA)
@require_http_methods(["GET", "HEAD", "POST"])
def lagg_till(request: HttpRequest, kolada_id: str) -> HttpResponse:
    """A break that no import has seen."""
    rad = queries.hamta_nyckeltal(kolada_id)
    if rad is None:
        raise Http404("Nyckeltalet finns inte.")
    tillbaka = reverse("kkik:nyckeltal", args=[rad.kolada_id])
    form = Beslutsformular(
        request.POST if request.method == "POST" else None,
        adress=request.path,
        arsval=presentera.arsval(_serie(rad)),
        avbryt=tillbaka,
        **KNAPPAR["bekrafta"],
    )
    if request.method == "POST" and form.is_valid():
        try:
            brott = actions.lagg_till_brott(
                av=request.user,
                nar=timezone.now(),
                nyckeltal=rad,
                ar=form.cleaned_data["ar"],
                motivering=form.cleaned_data["motivering"],
            )
        except actions.Definitionsfel as fel:
            _fel(form, fel)
        else:
            messages.success(request, "Brottet är bekräftat. Trender och prognoser räknas om.")
            return redirect("kkik:definition", pk=brott.pk)
    sammanhang = {
        "nyckeltal": rad,
        "titel": utan_slutar(rad.titel),
        "form": form,
        "smulor": _smulor(rad.kolada_id, tillbaka),
    }
    return render(request, "kkik/definition_ny.html", sammanhang, status=422 if form.errors else 200)


def _serie(nyckeltal: Nyckeltal) -> list[tuple[int, float | None]]:
    return ledger.egna_serier([Definitionsbrott(nyckeltal=nyckeltal)], _egen())[nyckeltal.pk]


def _egen() -> int | None:
    installning = kommuninstallning()
    return int(installning.kommunkod) if installning is not None else None


def _eller_404(pk: int) -> Definitionsbrott:
    rad = ledger.brott_for(pk)
    if rad is None:
        raise Http404("Ändringen finns inte.")
    return rad


def _rader(brott: list[Definitionsbrott]) -> list[presentera.Brottrad]:
    texter = ledger.texter(brott)
    serier = ledger.egna_serier(brott, _egen())
    anvands = anvandning((b.nyckeltal_id for b in brott), timezone.localdate())
    return [
        presentera.brottrad(b, texter[b.pk], anvands[b.nyckeltal_id], serier[b.nyckeltal_id]) for b in brott
    ]


def _formular(
    namn: str, brott: Definitionsbrott, serie: list[tuple[int, float | None]], data: Any = None
) -> Beslutsformular:
    return Beslutsformular(
        data,
        prefix=namn,
        initial={"status": brott.status},
        adress=reverse(f"kkik:definition_{namn}", args=[brott.pk]),
        arsval=presentera.arsval(serie) if namn == "bekrafta" else None,
        **KNAPPAR[namn],
    )


def _besluta(request: HttpRequest, pk: int, namn: str, klart: str) -> HttpResponse:
    brott = _eller_404(pk)
    if request.method != "POST":
        return redirect("kkik:definition", pk=pk)
    form = _formular(namn, brott, _serie(brott.nyckeltal), request.POST)
    if form.is_valid():
        v = form.cleaned_data
        argument = {"motivering": v["motivering"], "status": v["status"]}
        argument |= {"ar": v["ar"]} if namn == "bekrafta" else {}
        gor = {
            "bekrafta": actions.bekrafta_brott,
            "avfarda": actions.avfarda_brott,
            "ta_tillbaka": actions.ta_tillbaka_beslut,
        }[namn]
        try:
            gor(av=request.user, nar=timezone.now(), brott=brott, **argument)
        except actions.Redanavgjort as fel:
            messages.warning(request, str(fel))
            return _visa(request, fel.brott, status=409)
        except actions.Definitionsfel as fel:
            _fel(form, fel)
        else:
            messages.success(request, klart)
            return redirect("kkik:definition", pk=pk)
    return _visa(request, brott, {namn: form}, status=422)


def _fel(form: Beslutsformular, fel: actions.Definitionsfel) -> None:
    for falt, text in fel.fel.items():
        form.add_error(falt, text)


def _visa(
    request: HttpRequest,
    brott: Definitionsbrott,
    ifyllda: dict[str, Beslutsformular] | None = None,
    status: int = 200,
) -> HttpResponse:
    serie = _serie(brott.nyckeltal)
    rad = presentera.brottrad(
        brott,
        ledger.texter([brott])[brott.pk],
        anvandning([brott.nyckeltal_id], timezone.localdate())[brott.nyckeltal_id],
        serie,
    )
    kommun = kommuninstallning()
    former: dict[str, Beslutsformular] = {}
    if request.user.has_perm(BESLUTA):
        vilka = ("bekrafta", "avfarda") if brott.status == Status.MOJLIGT else ("ta_tillbaka",)
        former = {n: (ifyllda or {}).get(n) or _formular(n, brott, serie) for n in vilka}
    fel = next((f for f in former.values() if f.errors), None)
    sammanhang = {
        "rad": rad,
        "brott": brott,
        "nyckeltal": brott.nyckeltal,
        "diagram": presentera.diagram(rad, kommun.namn if kommun else "Landets median"),
        "historik": presentera.historikrader(ledger.beslutshistorik([brott])[brott.pk]),
        "former": former,
        "fel_form": fel,
        "fel_i_formular": fel is not None,
        "smulor": _smulor(
            brott.nyckeltal.kolada_id, reverse("kkik:nyckeltal", args=[brott.nyckeltal.kolada_id])
        ),
    }
    return render(request, "kkik/definition.html", sammanhang, status=status)


def _smulor(kolada_id: str, url: str) -> list[dict[str, str]]:
    return [
        {"namn": "Ändrade definitioner", "url": reverse("kkik:definitioner")},
        {"namn": kolada_id, "url": url},
    ]
