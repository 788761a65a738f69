"""The cockpit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kommunikation import presenters
from kommunikation.beslutspresenter import beslutssteg, beslutsvy
from kommunikation.queries import att_gora, beslutslage, vid_sidan
from organisation.behorighet import kravs
from uppfoljning.fokusvy import rutnatsvy
from uppfoljning.queries import signaltabell, sikt
from uppfoljning.urval import Urval

VISADE_ARENDEN = 5


@kravs("kommunikation.se_oversikt")
@require_safe
def oversikt(request: HttpRequest) -> HttpResponse:
    idag = timezone.localdate()
    urval = Urval.av(request.GET)
    tabell = signaltabell(sikt(urval.plan, urval.ar, i_ar=idag.year))
    vid = vid_sidan(tabell, idag)
    eget = att_gora(request.user, idag)
    vy = presenters.oversikt(tabell, urval, idag)
    beslut = beslutslage()
    varv, lage = presenters.varvet(tabell, vid, len(beslut.vantar))
    signaler = reverse("uppfoljning:maluppfyllelse")
    sammanhang = {
        "vy": vy,
        "tabell": tabell,
        "sikt": tabell.sikt,
        "urval": urval,
        "utan_urval": Urval(plan=urval.plan, ar=urval.ar).fraga(),
        "alla_url": signaler + urval.fraga(avvikelser=False),
        "avvikelser_url": signaler + urval.fraga(avvikelser=True, sortering="viktigast"),
        "varv": varv,
        "klara": ",".join(varv.klara),
        "steg": [
            *beslutssteg(request.user, beslut, idag),
            *presenters.nasta_steg(request.user, varv.nu, lage, tabell, vid),
            *presenters.forbattringssteg(eget.forbattringar, idag),
        ],
        "arenden": eget.arenden[:VISADE_ARENDEN],
        "antal_arenden": len(eget.arenden),
        "beslut": beslutsvy(beslut, idag),
        "sena": presenters.aktiviteter(vid.sena, idag),
        "antal_sena": len(vid.sena),
        "snart": presenters.aktiviteter(vid.snart, idag),
        "import_text": presenters.importtext(vid),
        "import_url": presenters.adress("kkik:importer") if request.user.has_perm("kkik.se_import") else "",
        "plan_url": reverse("planering:plan"),
        "fokus_url": reverse("uppfoljning:fokus") + urval.fraga(),
        "rutnat": rutnatsvy(tabell, urval, reverse("uppfoljning:fokus")),
    }
    return render(request, "kommunikation/oversikt.html", sammanhang)
