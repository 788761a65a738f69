"""One round: its result or its checklist, its participants, its end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from organisation.behorighet import kravs
from organisation.models import Person
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.vyhjalp import filsvar, vem_och_nar
from verktyg import actions, csvfiler, presenters, queries
from verktyg.domain.resultat import oenigast
from verktyg.forms import Andraformular, Deltagarformular
from verktyg.models import Genomforande, Inbjudan, Svar
from verktyg.tilltrade import far_leda, far_se_resultat, far_svara
from verktyg.views.gemensamt import rundadress, rundan, smulor


def _ram(request: HttpRequest, runda: Genomforande) -> dict:
    """What the reader may do, and how far the reader has come."""
    inbjuden = queries.inbjudan_for(runda, request.user) is not None
    deltagande = queries.deltagande_for(runda, request.user)
    antal = queries.antal_platser(runda, runda.rader.count())
    mina = deltagande.svar.filter(galler=True).exclude(varde="").count() if deltagande else 0
    leder = far_leda(request.user, runda)
    return {
        "runda": runda,
        "instrument": runda.fragorna,
        "far_leda": leder,
        "far_svara": runda.ar_oppen and far_svara(request.user, runda, inbjuden=inbjuden),
        "mina": mina,
        "antal": antal,
        "far_se": far_se_resultat(runda, leder=leder, har_svarat_klart=0 < antal <= mina),
        "amne": queries.amnet(runda.galler_nyckel, request.user) if runda.galler_nyckel else None,
        "forsenad": bool(runda.ar_oppen and runda.sista_dag and runda.sista_dag < timezone.localdate()),
        "smulor": smulor(runda.fragorna, runda),
    }


@kravs("verktyg.se")
def genomforande(request: HttpRequest, pk: int) -> HttpResponse:
    runda = rundan(pk)
    ram = _ram(request, runda)
    if runda.fragorna.gemensam:
        return render(request, "verktyg/checklista.html", ram | _checklista(runda))
    ram["inbjudna"] = runda.inbjudningar.count()
    if not ram["far_se"]:
        ram["deltagit"] = runda.deltaganden.count()
        return render(request, "verktyg/vantar.html", ram)
    res = queries.resultat(runda)
    matris = presenters.matris(res)
    oense = oenigast((rad, rad.rad.fordelning) for rad in matris if rad.rad.fordelning)
    ram |= {
        "res": res,
        "deltagit": res.deltagit,
        "lage": presenters.laget(res),
        "alternativ": runda.fragorna.svarssatt(runda.fragorna.fragor[0]).alternativ,
        "matris": presenters.grupperat(matris),
        "oense": [rad for rad, _ in oense[:5]],
        "staplar": presenters.staplar(res),
        "alla_enade": presenters.alla_enade(res),
        "gruppmatris": presenters.gruppmatris(res) if res.grupper else [],
    }
    return render(request, "verktyg/resultat.html", ram)


def _checklista(runda: Genomforande) -> dict:
    svar = queries.gallande_svar(queries.deltagande_for(runda, None))
    block = presenters.svarsblock(runda, (), svar, timezone.now())
    return {
        "checklista": queries.checklistrad(runda.fragorna, runda, list(svar.values())),
        "grupper": [
            (rubrik, [(b, svar.get(b.plats)) for b in delar]) for rubrik, delar in presenters.grupperat(block)
        ],
    }


@kravs("verktyg.se")
def som_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The result as it may be seen, without persons; or the checklist, whose answers are signed."""
    runda = rundan(pk)
    if not _ram(request, runda)["far_se"]:
        return redirect(rundadress(runda))  # which says when the result can be seen
    if runda.fragorna.gemensam:
        svar = queries.gallande_svar(queries.deltagande_for(runda, request.user))
        rubriker, rader = csvfiler.checklistrader(runda, svar)
    else:
        rubriker, rader = csvfiler.csvrader(queries.resultat(runda))
    return filsvar(csvtext(rubriker, rader), f"{slugify(runda.titel) or 'resultat'}.csv")


@kravs("verktyg.leda", rundan)
def deltagare(request: HttpRequest, pk: int) -> HttpResponse:
    runda = rundan(pk)
    inbjudna = sorted(
        runda.inbjudningar.select_related("person", "grupp"), key=lambda i: svensk_nyckel(i.person.namn)
    )
    if request.method == "POST" and (borta := request.POST.get("ta_bort", "")):
        person = next((i.person for i in inbjudna if str(i.person_id) == borta), None)
        if person is not None:
            actions.ta_bort_inbjudan(**vem_och_nar(request), genomforande=runda, person=person)
            messages.success(request, f"{person.namn} är inte längre inbjuden.")
        return redirect(request.path)
    grupper = [g.namn for g in runda.grupper.all()]
    if request.method == "POST" and "gruppera" in request.POST:
        return _gruppera(request, runda, inbjudna)
    redan = {i.person_id for i in inbjudna}
    form = Deltagarformular(
        request.POST if request.method == "POST" else None,
        valbara=[p for p in Person.objects.filter(is_active=True) if p.pk not in redan],
        grupper=grupper,
    )
    if request.method == "POST" and form.is_valid():
        try:
            antal = actions.bjud_in(**vem_och_nar(request), genomforande=runda, **form.varden())
        except actions.Verktygsfel as fel:
            form.ta_emot_fel(fel)
        else:
            messages.success(
                request, f"{antal} {'person är inbjuden' if antal == 1 else 'personer är inbjudna'}."
            )
            return redirect(request.path)
    kontext = {
        "runda": runda,
        "form": form,
        "inbjudna": inbjudna,
        "grupper": grupper,
        "svarat": _svarat(runda),
        "smulor": smulor(runda.fragorna, runda, "Deltagare"),
    }
    return render(request, "verktyg/deltagare.html", kontext)


def _gruppera(request: HttpRequest, runda: Genomforande, inbjudna: list[Inbjudan]) -> HttpResponse:
    """Put each of the invited in the group chosen for that person (`grupp-<key>`, "" for none)."""
    onskat = {i: request.POST.get(f"grupp-{i.person_id}") for i in inbjudna}
    try:
        antal = actions.gruppera(
            **vem_och_nar(request),
            genomforande=runda,
            grupper={i.person: namn for i, namn in onskat.items() if namn is not None},
        )
    except actions.Verktygsfel as fel:
        messages.error(request, str(fel))
    else:
        if not antal:
            text = "Ingen bytte grupp."
        else:
            text = f"{antal} {'person har' if antal == 1 else 'personer har'} bytt grupp."
        messages.success(request, text)
    return redirect(request.path)


def _svarat(runda: Genomforande) -> set[int]:
    """Persons who have answered something; nobody in an anonymous round."""
    if runda.anonym or runda.fragorna.gemensam:
        return set()
    svar = Svar.objects.filter(deltagande__genomforande=runda, galler=True).exclude(varde="")
    return set(svar.values_list("deltagande__person_id", flat=True))


@kravs("verktyg.leda", rundan)
def andra(request: HttpRequest, pk: int) -> HttpResponse:
    runda = rundan(pk)
    form = Andraformular(
        request.POST if request.method == "POST" else None,
        initial={"titel": runda.titel, "galler": runda.galler, "sista_dag": runda.sista_dag},
        avbryt=rundadress(runda),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.andra(**vem_och_nar(request), genomforande=runda, **form.cleaned_data)
        except actions.Verktygsfel as fel:
            form.ta_emot_fel(fel)
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect(rundadress(runda))
    kontext = {
        "form": form,
        "rubrik": "Ändra genomförandet",
        "runda": runda,
        "kan_tas_bort": not Svar.objects.filter(deltagande__genomforande=runda).exists(),
        "smulor": smulor(runda.fragorna, runda, "Ändra"),
    }
    return render(request, "verktyg/formular.html", kontext)


@kravs("verktyg.leda", rundan)
@require_POST
def satt_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Close, or open again: `status` is the new one."""
    runda = rundan(pk)
    gor = {"avslutad": actions.avsluta, "oppen": actions.oppna_igen}.get(request.POST.get("status", ""))
    try:
        if gor is not None:
            gor(**vem_och_nar(request), genomforande=runda)
    except actions.Verktygsfel as fel:
        messages.error(request, str(fel))
    return redirect(rundadress(runda))


@kravs("verktyg.leda", rundan)
@require_POST
def ta_bort(request: HttpRequest, pk: int) -> HttpResponse:
    runda = rundan(pk)
    try:
        actions.ta_bort(**vem_och_nar(request), genomforande=runda)
    except actions.Verktygsfel as fel:
        messages.error(request, str(fel))
        return redirect(rundadress(runda))
    messages.success(request, f"”{runda.titel}” är borttagen.")
    return redirect("verktyg:instrument", runda.instrument)
