"""The wheel: its steps, how far the turn has come, and what is next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kommunikation import hjulpresenter, presenters
from kommunikation.beslutspresenter import beslutssteg, forslagssteg
from kommunikation.domain.hjul import Arslage, stegfakta
from kommunikation.queries import atgardslage, att_gora, att_prioritera, beslutslage, planlagen, vid_sidan
from organisation.behorighet import kravs
from planering.actions.bedomning import plannyckel
from planering.models import Plan
from uppfoljning.queries import signaltabell, sikt
from verktyg import queries as verktyg


@kravs("planering.se_plan")
@require_safe
def hjulet(request: HttpRequest) -> HttpResponse:
    idag, person = timezone.localdate(), request.user
    tabell = signaltabell(sikt(None, None, i_ar=idag.year), serier=False, texter=False)
    plan = tabell.sikt.plan
    nasta = _nasta_plan(plan, tabell.sikt.planer)
    utkast = nasta if nasta is not None and not nasta.ar_last else None
    vid = vid_sidan(tabell, idag)
    beslut = beslutslage()
    atgarder, att_beskriva = atgardslage()
    varv, lage = presenters.varvet(tabell, vid, len(beslut.vantar))
    planlage = planlagen([p for p in (plan, nasta) if p is not None], idag)
    nu = planlage[plan.pk] if plan is not None else None
    checklistor = verktyg.checklistor(forst=plannyckel(plan) if plan is not None else "")
    rundor = verktyg.rundor(person, verktyg.genomforanden(oppna=True))
    arslage = Arslage(tabell.sikt.ar, len(tabell.rader), len({r.mal.pk for r in tabell.rader if r.avviker}))
    besvarade = {c.instrument.steg: (c.lage.besvarade, c.lage.antal) for c in checklistor}
    fakta = stegfakta(nu, arslage, lage, varv, besvarade, atgarder)
    delar = hjulpresenter.delarna(
        person, plan.pk if plan is not None else None, fakta, varv, checklistor, rundor
    )
    steg = beslutssteg(person, beslut, idag)
    steg += presenters.nasta_steg(person, varv.nu, lage, tabell, vid)
    steg += presenters.forbattringssteg(att_gora(person, idag).forbattringar, idag)
    steg += forslagssteg(person, att_prioritera(person), att_beskriva)
    steg += hjulpresenter.mer_att_gora(
        person,
        nu,
        (utkast.pk, planlage[utkast.pk]) if utkast is not None else None,
        plan.pk if plan is not None else None,
        vid,
        rundor,
    )
    sammanhang = {
        "plan": plan,
        "ar": tabell.sikt.ar,
        "varv": varv,
        "delar": delar,
        "bilder": hjulpresenter.hjulbilder(delar),
        "utkast": nasta,
        "utkastlage": planlage[nasta.pk] if nasta is not None else None,
        "steg": steg,
        "smulor": [{"namn": "Översikt", "url": reverse("kommunikation:oversikt")}, {"namn": "Styrsnurran"}],
    }
    return render(request, "kommunikation/hjulet.html", sammanhang)


def _nasta_plan(plan: Plan | None, planer: tuple[Plan, ...]) -> Plan | None:
    """The plan that is being made while another is followed: the newest that is not decided and not older; else the
    one that is decided for the years to come."""
    if plan is None or not plan.ar_last:
        return None
    senare = [p for p in planer if (p.fran_ar, p.version) > (plan.fran_ar, plan.version)]
    return max(senare, key=lambda p: (not p.ar_last, p.fran_ar, p.version), default=None)
